import type { SyntheticEvent } from 'react';
import { pressWasSeen, refusePress } from './seen';

/**
 * Wraps a handler that changes data so that only a person's own action runs it: events that a script made
 * (`isTrusted` false) are ignored, and so are presses of a watched element that the page hid. Panels sit in pages that
 * are not ours.
 */
export function trusted<E extends SyntheticEvent>(handler: (event: E) => void): (event: E) => void {
  return (event) => {
    if (!event.nativeEvent.isTrusted) return;
    const seen = pressWasSeen(event.currentTarget as Element);
    if (seen === true) {
      handler(event);
      return;
    }
    // What the browser would do by itself comes before the answer.
    event.preventDefault();
    void seen.then((could) => (could ? handler(event) : refusePress()));
  };
}
