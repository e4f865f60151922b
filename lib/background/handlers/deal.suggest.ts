import type { Handler } from '../../messaging/server';
import { shownIn } from '../asker';
import { suggestionsFor } from '../detective';

/** A panel gets the suggestions for its own tab's record, whatever tab it names. */
export const handle: Handler<'deal.suggest'> = async ({ tabId }, asker) => {
  const { state } = await shownIn(asker, tabId);
  return suggestionsFor(state);
};
