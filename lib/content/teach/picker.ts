/**
 * Lets a person choose an element of the page without the page noticing: while it runs, a pane of glass lies over the
 * page, and no pointer or key event gets past the window.
 */
import { type Candidate, candidateAt, candidatesIn } from './candidates';

export interface PickerOptions {
  doc: Document;
  /** Inside our closed shadow root. */
  root: HTMLElement;
  /** True for points of the window that belong to our own card. */
  isOurs(x: number, y: number): boolean;
  /** What the choice is on now; for the card and for screen readers. */
  onLook(candidate: Candidate, at: number, of: number): void;
  /** Null when the person left without choosing. */
  onDone(candidate: Candidate | null): void;
}

const POINTER = [
  'pointerdown',
  'pointerup',
  'pointermove',
  'mousedown',
  'mouseup',
  'mousemove',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'touchstart',
  'touchend',
];
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** @returns stops without a choice */
export function startPicker({ doc, root, isOurs, onLook, onDone }: PickerOptions): () => void {
  const win = doc.defaultView as Window & typeof globalThis;
  const life = new AbortController();
  const candidates = candidatesIn(doc);
  let at = -1;
  let current: Candidate | null = null;

  const glass = doc.createElement('div');
  glass.className = 'glass';
  const frame = doc.createElement('div');
  frame.className = 'frame';
  root.prepend(glass, frame);

  function look(candidate: Candidate): void {
    current = candidate;
    const { left, top, width, height } = candidate.element.getBoundingClientRect();
    Object.assign(frame.style, {
      left: `${left - 3}px`,
      top: `${top - 3}px`,
      width: `${width + 6}px`,
      height: `${height + 6}px`,
      visibility: 'visible',
    });
    onLook(candidate, candidates.indexOf(candidate) + 1, candidates.length);
  }

  function done(candidate: Candidate | null): void {
    life.abort();
    glass.remove();
    frame.remove();
    onDone(candidate);
  }

  /** What lies under the glass, also inside open shadow roots. */
  function below(x: number, y: number): HTMLElement | null {
    glass.style.pointerEvents = 'none';
    let found = doc.elementFromPoint(x, y);
    for (let inner = found?.shadowRoot; inner; inner = found?.shadowRoot) {
      const next = inner.elementFromPoint(x, y);
      if (!next || next === found) break;
      found = next;
    }
    glass.style.pointerEvents = '';
    return found && found !== doc.documentElement && found !== doc.body ? (found as HTMLElement) : null;
  }

  function onPointer(event: Event): void {
    const { clientX: x = -1, clientY: y = -1 } = event as MouseEvent;
    if (x >= 0 && isOurs(x, y)) return;
    event.stopImmediatePropagation();
    if (event.cancelable) event.preventDefault();
    if (!event.isTrusted) return;
    if (event.type === 'pointermove' || event.type === 'pointerdown') {
      const pointed = below(x, y);
      if (pointed) look(candidateAt(pointed, candidates));
    }
    if (event.type === 'click' && current) done(current);
  }

  function onKey(event: KeyboardEvent): void {
    event.stopImmediatePropagation();
    event.preventDefault();
    if (!event.isTrusted || event.type !== 'keydown') return;
    const step = event.key === 'Tab' ? (event.shiftKey ? -1 : 1) : STEPS[event.key];
    if (step && candidates.length > 0) {
      at = current && candidates.includes(current) ? candidates.indexOf(current) : at;
      at = (at + step + candidates.length) % candidates.length;
      const candidate = candidates[at]!;
      candidate.element.scrollIntoView({ block: 'nearest' });
      look(candidate);
    } else if (event.key === 'Enter' && current) done(current);
    else if (event.key === 'Escape') done(null);
  }

  /** The glass takes the wheel; what lies under it scrolls. */
  function onWheel(event: WheelEvent): void {
    if (isOurs(event.clientX, event.clientY)) return;
    event.stopImmediatePropagation();
    for (let el: Element | null = below(event.clientX, event.clientY); el; el = el.parentElement) {
      const { overflowY } = win.getComputedStyle(el);
      if (!/auto|scroll/.test(overflowY) || el.scrollHeight <= el.clientHeight) continue;
      el.scrollBy({ top: event.deltaY });
      return;
    }
  }

  const capture = { capture: true, signal: life.signal };
  for (const type of POINTER) win.addEventListener(type, onPointer, { ...capture, passive: false });
  for (const type of ['keydown', 'keyup', 'keypress'] as const) win.addEventListener(type, onKey, capture);
  win.addEventListener('wheel', onWheel, { ...capture, passive: true });
  return () => {
    if (!life.signal.aborted) done(null);
  };
}
