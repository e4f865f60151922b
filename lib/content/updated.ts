/**
 * What the overlay says once this script was cut off from the extension, because that was updated, reloaded or
 * removed. The frame of the panel is dead then, and no message can be sent.
 */
export function createUpdatedNotice(doc: Document): HTMLElement {
  const notice = doc.createElement('div');
  notice.className = 'notice';
  notice.setAttribute('role', 'status');
  const button = doc.createElement('button');
  button.type = 'button';
  button.textContent = 'Reload';
  button.addEventListener('click', (event) => {
    if (event.isTrusted) doc.defaultView?.location.reload();
  });
  notice.append('Partner Lens was updated. Reload this page.', button);
  return notice;
}
