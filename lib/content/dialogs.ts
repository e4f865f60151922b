/** Calls back when a native dialog of the page may have opened or closed. */
export function onDialogs(check: (event: Event) => void, signal: AbortSignal): void {
  // None of them bubbles: they are caught on their way down. A dialog also takes the focus when it opens.
  for (const type of ['toggle', 'close', 'focusin'])
    addEventListener(type, check, { capture: true, passive: true, signal });
}
