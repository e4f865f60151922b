import type { Handler } from '../../messaging/server';
import { enabledPage, tabOf } from '../asker';
import { givePanelFrame, keepUnmasked, putScript } from '../scripts';

/** Puts a part of what stands in the page into the asker's world; asked once a document. */
export const handle: Handler<'page.part'> = async ({ name }, asker) => {
  await enabledPage(asker);
  const tabId = tabOf(asker);
  await Promise.all([
    ...(name === 'overlay' ? [keepUnmasked(tabId), givePanelFrame(tabId)] : []),
    putScript(tabId, `/parts/${name}.js`),
  ]);
  return null;
};
