import type { ExportDocument } from '@/lib/export/document';
import type { SourceView } from '@/lib/messaging/source-views';
import { sourceKinds } from '@/lib/sources/registry';
import { resultWords } from './words';

/** Sources and their runs, latest first; never a credential, nor an address that may hold one. */
export function sourcesDocument(sources: readonly SourceView[]): ExportDocument {
  return {
    title: 'Sources',
    about: [['Credentials', 'kept apart, and in no export']],
    tables: [
      {
        title: 'Runs',
        columns: [
          'Source',
          'Begun',
          'Ended',
          'Result',
          'Rows',
          'Added',
          'Changed',
          'Unchanged',
          'Rejected',
          'Taken out',
          'Not readable',
          'Trouble',
        ],
        rows: sources.flatMap(({ name, runs }) =>
          runs.map((run) => [
            name,
            run.startedAt,
            run.endedAt,
            run.endedAt === null ? 'under way' : resultWords(run),
            run.rows,
            run.added,
            run.changed,
            run.unchanged,
            run.rejected,
            run.removed,
            run.badCount,
            run.trouble?.message ?? null,
          ]),
        ),
      },
      {
        title: 'Sources',
        columns: ['Source', 'Kind', 'Host', 'Every (minutes)', 'Paused', 'Next run', 'Fields it demands'],
        rows: sources.map(({ name, kind, host, everyMinutes, paused, nextAt, required }) => [
          name,
          sourceKinds.find(({ id }) => id === kind)?.name ?? kind,
          host,
          everyMinutes,
          paused ? 'yes' : 'no',
          nextAt === null ? null : new Date(nextAt).toISOString(),
          required,
        ]),
      },
    ],
  };
}
