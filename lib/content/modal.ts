/**
 * Follows the page's native modal dialogs. While one is open, the browser makes everything outside it inert, and no
 * layer, popover or style lifts that: only what stands inside the dialog can be used. So our host moves into the
 * dialog, as a popover of its own, which neither the dialog's box nor its transforms cut off, and back when it closes.
 * A script of its own, put into the page when its first such dialog opens.
 */

type Movable = Element & { moveBefore?(node: Node, before: Node | null): void };

/** Moves without loading the frames in it anew, where the browser can (Chromium 133, Firefox 144). */
function move(host: HTMLElement, into: Movable): void {
  try {
    if (into.moveBefore && host.isConnected && into.isConnected) {
      into.moveBefore(host, null);
      return;
    }
  } catch {
    // Between a document and a tree of its own it may refuse.
  }
  into.append(host);
}

const isModal = (node: EventTarget): node is HTMLDialogElement =>
  (node as Element).localName === 'dialog' && (node as Element).matches(':modal');

/**
 * `host`: our element in the page; nothing happens while it is in no document.
 * @returns looks again; an event may come from the dialog that is topmost now
 */
export type FollowModals = (doc: Document, host: HTMLElement, signal: AbortSignal) => (event?: Event) => void;

export const followModals: FollowModals = (doc, host, signal) => {
  let inside: Element | null = null;

  function home(): void {
    inside = null;
    size.disconnect();
    if (host.matches(':popover-open')) host.hidePopover();
    host.removeAttribute('popover');
    if (signal.aborted) return;
    move(host, doc.documentElement);
  }

  function enter(dialog: HTMLElement): void {
    if (dialog === inside) return;
    size.disconnect();
    inside = dialog;
    move(host, dialog);
    host.popover = 'manual';
    host.showPopover();
    // It tells that the dialog closed, and also that the page took it away, which nothing else tells.
    size.observe(dialog);
  }

  function update(event?: Event): void {
    if (event?.target === host) return;
    // Of several, one in which something just happened is on top, else the one opened last, mostly.
    const dialog =
      event?.composedPath().find(isModal) ?? [...doc.querySelectorAll<HTMLElement>('dialog:modal')].at(-1);
    if (dialog) enter(dialog);
    else if (inside) home();
  }

  const size = new ResizeObserver(() => update());
  signal.addEventListener('abort', () => size.disconnect());
  return update;
};
