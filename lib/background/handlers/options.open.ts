import { browser } from 'wxt/browser';
import type { Handler } from '../../messaging/server';

/** One options tab is enough: an open one is shown and moved to the route. */
export const handle: Handler<'options.open'> = async ({ route }) => {
  const page = browser.runtime.getURL('/options.html');
  const url = `${page}#${route}`;
  const [open] = await browser.tabs.query({ url: `${page}*` });
  if (open?.id === undefined) {
    await browser.tabs.create({ url });
    return null;
  }
  await browser.tabs.update(open.id, { url, active: true });
  await browser.windows.update(open.windowId, { focused: true });
  return null;
};
