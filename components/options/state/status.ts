import { create } from 'zustand';

interface Status {
  /** Last message; `count` tells the same sentence said twice apart. */
  text: string;
  count: number;
}

/** What the live region of the page says. */
export const useStatus = create<Status>(() => ({ text: '', count: 0 }));

/** Tells the person, on screen and to a screen reader, that something was done. One full sentence. */
export function say(text: string): void {
  useStatus.setState(({ count }) => ({ text, count: count + 1 }));
}

/** Clears what was said, e.g. when another page opens. */
export function hush(): void {
  useStatus.setState(({ count }) => ({ text: '', count: count + 1 }));
}
