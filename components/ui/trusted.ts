import type { SyntheticEvent } from 'react';

/**
 * Wraps a handler that changes data so that only a person's own action runs it: events that a script made
 * (`isTrusted` false) are ignored. Panels sit in pages that are not ours.
 */
export function trusted<E extends SyntheticEvent>(handler: (event: E) => void): (event: E) => void {
  return (event) => {
    if (event.nativeEvent.isTrusted) handler(event);
  };
}
