/**
 * Keeps Escape on our host to ourselves: modal dialogs of the page would close on it, and so would native ones by the
 * browser's own doing.
 *
 * @param onEscape called for an Escape of the user on the host
 */
export function takeEscape(host: Element, win: Window, onEscape: () => void, signal: AbortSignal): void {
  for (const type of ['keydown', 'keyup'] as const)
    win.addEventListener(
      type,
      (event) => {
        if (event.target !== host || event.key !== 'Escape') return;
        event.stopImmediatePropagation();
        event.preventDefault();
        if (type === 'keydown' && event.isTrusted) onEscape();
      },
      { capture: true, signal },
    );
}
