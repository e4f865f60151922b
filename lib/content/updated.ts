import { launcherButton } from './launcher';

/**
 * What stands in the launcher's place once this script was cut off from the extension, because that was updated,
 * reloaded or removed. The frame of the panel is dead then, and no message can be sent.
 */
export function createUpdatedNotice(doc: Document): HTMLElement {
  const notice = launcherButton(doc);
  notice.textContent = 'Partner Lens was updated. Reload this page.';
  notice.onclick = (event) => {
    if (event.isTrusted) location.reload();
  };
  return notice;
}
