/**
 * Keeps an element where it belongs. A page that removes it, or moves it to where it could be pressed unseen, gets it
 * back after a growing pause; one that goes on has its way, and no element.
 */

/** Pauses before the element is put back, in ms; after the last one it stays away. */
export const BACK_OFF = [0, 250, 1_000, 4_000, 15_000] as const;
/** Undisturbed for this long, in ms, the count starts anew. */
const FORGIVEN = 60_000;

/**
 * @param host element to keep as a child of `<html>`
 * @param onGiveUp called once when the page has won
 */
export function keepAttached(
  doc: Document,
  host: HTMLElement,
  signal: AbortSignal,
  onGiveUp: () => void,
): void {
  let removals = 0;
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** In the page itself, or where the page's modal dialog leaves nothing else to be used. */
  const stands = () => host.ownerDocument === doc && host.matches(':root>*,:modal>*');
  const attach = () => {
    timer = undefined;
    if (signal.aborted) return;
    // Direct children of <html> hardly ever change: this costs nothing on a busy page. The page may also write itself anew.
    observer.observe(doc, { childList: true });
    const root = doc.documentElement as HTMLElement | null;
    if (!root) return;
    observer.observe(root, { childList: true });
    if (!stands()) root.append(host);
  };
  const observer = new MutationObserver(() => {
    if (timer !== undefined || stands()) return;
    host.remove();
    const now = Date.now();
    if (now - last > FORGIVEN) removals = 0;
    last = now;
    const pause = BACK_OFF[removals++];
    if (pause === undefined) {
      observer.disconnect();
      onGiveUp();
      return;
    }
    timer = setTimeout(attach, pause);
  });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    host.remove();
  });
  attach();
}
