/**
 * Whether a person could see what they pressed. A page can lay something over the panel's frame, make it see-through, or
 * have it appear just where a press is on its way, so that a press meant for the page lands here. What has only just
 * appeared was not seen yet. Browsers that can tell (Chromium) also report when an element is covered, faded or
 * filtered, by whatever stands in front in any page around; elsewhere that counts as seen, and outside frames all does.
 */
import { useSyncExternalStore } from 'react';

/** Longest time that a press is later than what made the person begin it, ms: before, the element was not seen. */
const SETTLED = 500;

type SeenEntry = IntersectionObserverEntry & { isVisible?: boolean };
type SeenOptions = IntersectionObserverInit & { trackVisibility: boolean; delay: number };

/** Longest time that the browser takes to report a cover, ms: it looks every 100 ms, through each page around. */
const REPORTED = 350;

/** Moment from which an element has been seen without a break; null while it is not. */
const since = new WeakMap<Element, number | null>();
const watched = new WeakSet<Element>();
const observer = makeObserver();

function makeObserver(): IntersectionObserver | null {
  const framed = typeof window !== 'undefined' && window.top !== window;
  if (!framed) return null;
  // Browsers that know nothing of visibility pass over these two, and tell what has come into view.
  const options: SeenOptions = { trackVisibility: true, delay: 100, threshold: [0, 0.5, 1] };
  return new IntersectionObserver((entries: SeenEntry[]) => {
    for (const { target, isIntersecting, isVisible = isIntersecting } of entries)
      since.set(target, isVisible ? (since.get(target) ?? performance.now()) : null);
  }, options);
}

/** Ref of an element whose press changes what is stored. */
export function watchSeen(element: Element | null): (() => void) | undefined {
  if (!element || !observer) return undefined;
  watched.add(element);
  observer.observe(element);
  return () => {
    observer.unobserve(element);
    watched.delete(element);
    since.delete(element);
  };
}

/** Seen at this moment, and for a while before it; where it is not, the while begins anew: a page may have many presses. */
function isSeen(element: Element): boolean {
  const from = since.get(element) ?? null;
  const now = performance.now();
  if (from === null || now - from > SETTLED) return from !== null;
  since.set(element, now);
  return false;
}

/**
 * Whether a person could see what they just pressed. The browser reports a cover some frames late, so a watched element
 * must have been seen before the press and stay so after it; that takes a moment.
 */
export function pressWasSeen(element: Element): true | Promise<boolean> {
  if (!watched.has(element)) return true;
  if (since.has(element) && !isSeen(element)) return Promise.resolve(false);
  return new Promise((resolve) => {
    setTimeout(() => resolve(isSeen(element)), REPORTED);
  });
}

let refused = 0;
const listeners = new Set<() => void>();

/** A press did not count, because what was pressed was hidden. */
export function refusePress(): void {
  refused++;
  for (const listener of listeners) listener();
}

/** Number of presses that did not count. */
export const useRefusedPresses = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => refused,
  );
