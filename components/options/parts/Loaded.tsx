import type { ReactNode } from 'react';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { Skeleton } from '../../ui/Skeleton';
import type { Load } from '../../ui/use-load';

/**
 * What was asked for, once it is there. A failed refresh keeps the last answer and says above it that it is old.
 * @param what completes "Loading …" and "Could not load …", e.g. `the partners`
 */
export function Loaded<T>({
  load,
  what,
  lines = 6,
  children,
}: {
  load: Load<T>;
  what: string;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  const { data, error, loading, reload } = load;
  return (
    <>
      {error && (
        <ErrorNote
          title={`Could not load ${what}.`}
          action={
            <Button size="s" icon="refresh" busy={loading} onClick={reload}>
              Try again
            </Button>
          }
        >
          {error.message}
          {data !== undefined && ' What you see below is from before.'}
        </ErrorNote>
      )}
      {data !== undefined ? children(data) : !error && <Skeleton label={`Loading ${what}…`} lines={lines} />}
    </>
  );
}
