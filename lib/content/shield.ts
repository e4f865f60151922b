/**
 * Keeps the page's dialogs open while our overlay is used. Modal dialogs of Radix, MUI and their like close on an
 * outside pointer event, pull the focus back when it leaves, and close on Escape; none of these may see that our
 * host was touched.
 */

/** Stopped on their way up from ours: a document-level "clicked outside" listener never hears them. */
export const POINTER =
  'pointerdown pointermove pointerup pointercancel mousedown mouseup touchstart touchend click dblclick auxclick contextmenu wheel keydown keyup keypress'.split(
    ' ',
  );

/** @param host our element in the page: that the focus goes to it or comes from it nobody else hears */
export function shieldFocus(host: Element, signal: AbortSignal): void {
  // The target of an event inside the closed root is the host by the time the window sees it.
  for (const [type, where] of [
    ['focusin', 'target'],
    ['focusout', 'relatedTarget'],
  ] as const)
    addEventListener(
      type,
      (event) => {
        if (event[where] === host) event.stopImmediatePropagation();
      },
      { capture: true, signal },
    );
}
