import { useCallback, useRef, useState } from 'react';

export interface Action<A extends unknown[]> {
  /** Starts the work; ignored while it runs. Resolves true when it ended well. */
  run: (...args: A) => Promise<boolean>;
  busy: boolean;
  /** Why the last run failed, in words. */
  error: string | null;
  clear: () => void;
}

/** Something that a person starts: runs once at a time, and its failure is shown instead of lost. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const latest = useRef(work);
  latest.current = work;
  const running = useRef(false);
  const clear = useCallback(() => setError(null), []);
  const run = useCallback(async (...args: A) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await latest.current(...args);
      return true;
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  return { run, busy, error, clear };
}
