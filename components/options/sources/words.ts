import type { SourceView } from '@/lib/messaging/source-views';
import type { SourceRun } from '@/lib/store/sources';
import { when } from '../../ui/when';
import { formatCount } from '../parts/format';

/** How often a source can run. */
export const SCHEDULES: readonly { value: string; label: string }[] = [
  { value: '15', label: 'every 15 minutes' },
  { value: '60', label: 'every hour' },
  { value: '360', label: 'every 6 hours' },
  { value: '1440', label: 'once a day' },
];

const counted = (n: number, one: string, many: string): string => `${formatCount(n)} ${n === 1 ? one : many}`;

/** What a run did: "650 rows came: 12 new, 3 changed, 2 taken out", "edition 2 of “Programme” installed". */
export function resultWords(run: SourceRun): string {
  if (run.pack) return `edition ${formatCount(run.pack.edition)} of “${run.pack.name}” installed`;
  const parts = [
    run.added > 0 && `${formatCount(run.added)} new`,
    run.changed > 0 && `${formatCount(run.changed)} changed`,
    run.unchanged > 0 && `${formatCount(run.unchanged)} as before`,
    run.removed > 0 && `${formatCount(run.removed)} taken out`,
    run.rejected > 0 && `${formatCount(run.rejected)} with a bad cell`,
    run.badCount > 0 && `${formatCount(run.badCount)} not readable`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return run.trouble ? 'ended early, nothing came' : 'nothing new';
  const came = `${counted(run.rows, 'row', 'rows')} came: ${parts.join(', ')}`;
  return run.trouble ? `${came}; then it ended early` : came;
}

/** What a source is at, in one line. */
export function stateWords(source: SourceView, now: Date): string {
  const [last] = source.runs;
  if (source.running) {
    const rows = last && last.endedAt === null ? last.rows : 0;
    return rows > 0 ? `Running: ${counted(rows, 'row', 'rows')} so far` : 'Running…';
  }
  const parts: string[] = [];
  const ended = source.runs.find(({ endedAt }) => endedAt !== null);
  if (ended) parts.push(`Last run ${when(ended.endedAt!, now)}: ${resultWords(ended)}`);
  else parts.push('Not run yet');
  if (source.paused) parts.push('paused');
  else if (ended && source.nextAt === null) parts.push('waits for you');
  else if (source.nextAt !== null) parts.push(`next run ${when(new Date(source.nextAt).toISOString(), now)}`);
  return `${parts.join('; ')}.`;
}

/** Heading over what went wrong. */
export function troubleTitle({ trouble, nextAt, paused }: SourceView): string {
  switch (trouble?.kind) {
    case 'credential':
      return 'The credential is refused.';
    case 'permission':
      return 'The browser gives no access.';
    case 'settings':
      return 'Its settings need a change.';
    default:
      return nextAt !== null && !paused
        ? 'The last run ended early; it tries again by itself.'
        : 'The last run ended early.';
  }
}
