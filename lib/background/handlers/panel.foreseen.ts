import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { giveView } from '../views-at-hand';

/** The panel shows it when the tab's state names it, and never otherwise. */
export const handle: Handler<'panel.foreseen'> = async (_input, asker) => {
  const one = giveView(tabOf(asker));
  // A view that could not be put together is put together again when the page shows its record.
  const view = await one?.view.catch(() => null);
  return one && view ? { id: one.id, view } : null;
};
