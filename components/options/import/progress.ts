import type { ImportProgress } from '@/lib/import/protocol';

/** Share of a file that is read, 0-1; null while it is not known or the rows are being written. */
export function shareRead(progress: ImportProgress | null): number | null {
  if (!progress || progress.phase === 'writing' || progress.totalBytes === 0) return null;
  return Math.min(1, progress.bytes / progress.totalBytes);
}

/**
 * Seconds that reading the rest will take at the pace so far; null before there is a pace.
 * @param elapsed seconds since the file began
 */
export function secondsLeft(progress: ImportProgress | null, elapsed: number): number | null {
  const share = shareRead(progress);
  if (share === null || share < 0.02 || elapsed < 0.5) return null;
  return (elapsed * (1 - share)) / share;
}
