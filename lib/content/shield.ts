/**
 * Keeps the page's dialogs open while our overlay is used. Modal dialogs of Radix, MUI and their like close on an
 * outside pointer event, pull the focus back when it leaves, and close on Escape; none of these may see that our
 * host was touched. Escape is kept from them by what answers to the launcher: it has the focus then.
 */

/** Stopped on their way up from the host: a document-level "clicked outside" listener never hears them. */
const POINTER =
  'pointerdown pointerup mousedown mouseup touchstart touchend click dblclick auxclick contextmenu wheel keydown keyup keypress'.split(
    ' ',
  );

/**
 * @param host our element in the page
 * @param win window of the page; tests pass their own
 */
export function shield(host: HTMLElement, win: Window, signal: AbortSignal): void {
  for (const type of POINTER) {
    host.addEventListener(type, (event) => event.stopPropagation(), { signal, passive: true });
  }
  // The target of an event inside the closed root is the host by the time the window sees it.
  for (const [type, where] of [
    ['focusin', 'target'],
    ['focusout', 'relatedTarget'],
  ] as const) {
    win.addEventListener(
      type,
      (event) => {
        if (event[where] === host) event.stopImmediatePropagation();
      },
      { capture: true, signal },
    );
  }
}
