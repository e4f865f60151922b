import { sendCommand } from '../../messaging/commands';
import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { panelView } from '../load-view';
import { getTabState } from '../tab-state';
import { takeView } from '../views-at-hand';

/** The record is the one of the tab that the panel sits in; a panel cannot ask for another. */
export const handle: Handler<'panel.load'> = async (_input, asker) => {
  const tabId = tabOf(asker);
  const made = takeView(tabId);
  const state = await getTabState(tabId);
  const view = await panelView(tabId, state, made);
  // What could not be read can be: the page asks for its badge again.
  if (state?.untold) void sendCommand(tabId, 'page.reread', {});
  return view;
};
