import { editTrigger } from '../crm/edit';
import type { FieldHandle } from '../crm/types';
import { pulse } from './marker';

/** Longest wait for a section or edit mode to open, in ms. */
export const REVEAL_TIMEOUT = 5_000;
/** Steps that a reveal may take: open the tab, open the section, switch to edit mode. */
const MAX_REVEALS = 3;

/** True when the element takes up space on the page. */
function shown(element: HTMLElement): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

/** What may bring an input where the field shows without one; a page's own way to edit is known to this script alone. */
function revealOf(doc: Document, { reveal, element, input }: FieldHandle): (() => void) | null {
  if (reveal !== undefined || input || !shown(element)) return reveal ?? null;
  const trigger = editTrigger(doc);
  return trigger ? () => trigger.click() : null;
}

/** True when nothing more needs to be opened before the user can type. */
function ready(handle: FieldHandle | null): handle is FieldHandle & { input: HTMLElement } {
  return handle?.input != null && shown(handle.input);
}

/** Resolves with the first non-null result of `look` after a change of the page, or null when time is up. */
function waitFor<T>(
  doc: Document,
  look: () => T | null,
  timeout: number,
  signal: AbortSignal,
): Promise<T | null> {
  return new Promise((resolve) => {
    let asked = false;
    const done = (value: T | null) => {
      clearTimeout(timer);
      observer.disconnect();
      doc.removeEventListener('transitionend', check, true);
      signal.removeEventListener('abort', stop);
      resolve(value);
    };
    const check = () => {
      if (asked) return;
      asked = true;
      // One look a frame, however many mutations there are.
      requestAnimationFrame(() => {
        asked = false;
        const found = look();
        if (found !== null) done(found);
      });
    };
    const stop = () => done(null);
    const observer = new MutationObserver(check);
    const timer = setTimeout(() => done(look()), timeout);
    observer.observe(doc, { childList: true, subtree: true, attributes: true });
    doc.addEventListener('transitionend', check, true);
    signal.addEventListener('abort', stop);
    check();
  });
}

/**
 * Brings the page to a field: opens what hides it, scrolls, focuses its input and pulses.
 * Never writes a value.
 *
 * @param locate finds the field in the page as it is now
 * @returns found: false when the page has no such field; covered: our panel stands over the middle of the window there,
 *   to which the field is scrolled
 */
export async function jumpToField(
  doc: Document,
  locate: () => FieldHandle | null,
  signal: AbortSignal,
): Promise<{ found: boolean; covered?: boolean }> {
  let handle = locate();
  for (let step = 0; step < MAX_REVEALS && handle && !ready(handle); step++) {
    const { element } = handle;
    const wasShown = shown(element);
    const reveal = revealOf(doc, handle);
    if (!reveal) break;
    reveal();
    // Something opened: the input is there, or the field shows now and there is a next thing to open.
    const next = await waitFor(
      doc,
      () => {
        const now = locate();
        if (ready(now)) return now;
        const opens = now && shown(now.element) && (!wasShown || now.element !== element);
        return opens && revealOf(doc, now) ? now : null;
      },
      REVEAL_TIMEOUT,
      signal,
    );
    handle = next ?? locate();
    if (!next) break;
  }
  if (!handle || signal.aborted) return { found: false };

  const still = doc.defaultView?.matchMedia('(prefers-reduced-motion: reduce)').matches ?? false;
  const target = ready(handle) ? handle.input : handle.element;
  target.scrollIntoView({ block: 'center', inline: 'nearest', behavior: still ? 'auto' : 'smooth' });
  if (ready(handle)) {
    // The focus is in the panel's frame until the page's window takes it back.
    doc.defaultView?.focus();
    handle.input.focus({ preventScroll: true });
  }
  pulse(target, still);
  const { x, width } = target.getBoundingClientRect();
  const top = doc.elementFromPoint(x + width / 2, innerHeight / 2);
  // Ours is the only element beside the page's body that a point can hit.
  const covered = top !== doc.body && top?.parentElement === doc.documentElement;
  return covered ? { found: true, covered } : { found: true };
}
