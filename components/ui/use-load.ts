import { useCallback, useEffect, useRef, useState } from 'react';

export interface Load<T> {
  /** Last answer of this same question; kept while it is asked again, so that a refresh does not flicker. */
  data: T | undefined;
  error: Error | undefined;
  loading: boolean;
  reload: () => void;
}

interface Answer<T> {
  ask: () => Promise<T>;
  data: T | undefined;
  error: Error | undefined;
}

/**
 * Asks for data when the component appears, when `ask` changes and when `version` does.
 * @param ask a stable function (useCallback); another function is another question and starts without data
 * @param version asks the same question again when it changes, e.g. the data revision
 */
export function useLoad<T>(ask: () => Promise<T>, version: unknown = 0): Load<T> {
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  const [asked, setAsked] = useState(0);
  const [pending, setPending] = useState(true);
  const latest = useRef(0);
  const reload = useCallback(() => setAsked((n) => n + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: version and asked are the reasons to ask again
  useEffect(() => {
    const turn = ++latest.current;
    setPending(true);
    const settle = (next: Partial<Pick<Answer<T>, 'data' | 'error'>>) => {
      if (turn !== latest.current) return;
      setPending(false);
      setAnswer((last) => ({
        ask,
        data: last?.ask === ask ? last.data : undefined,
        error: undefined,
        ...next,
      }));
    };
    ask().then(
      (data) => settle({ data }),
      (error: unknown) => settle({ error: error instanceof Error ? error : new Error(String(error)) }),
    );
    return () => {
      latest.current++;
    };
  }, [ask, version, asked]);

  const mine = answer?.ask === ask ? answer : null;
  return { data: mine?.data, error: mine?.error, loading: pending || !mine, reload };
}
