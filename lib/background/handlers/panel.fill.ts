import { sendCommand } from '../../messaging/commands';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { loadView } from '../load-view';
import { getTabState, inFront } from '../tab-state';

/** What is put in comes from the directory or the tracking plan, never from the message. */
export const handle: Handler<'panel.fill'> = async ({ key }, asker) => {
  const tabId = tabOf(asker);
  const view = await loadView(tabId, inFront(await getTabState(tabId)));
  const value = view.missing.find((field) => field.key === key)?.prefill;
  if (!value) throw new RequestError('not-found', 'It is no longer known what belongs into this field.');
  return (await sendCommand(tabId, 'field.fill', { key, value })) ?? { filled: false };
};
