import type { ExportDocument } from '@/lib/export/document';
import type { Answer } from '@/lib/kpi/types';
import type { DirectoryRow } from './directory';

/** The directory as it is shown: filtered and in its order. */
export function directoryDocument(
  rows: readonly DirectoryRow[],
  words: Readonly<Record<Answer, string>>,
): ExportDocument {
  const said = (answer: Answer | undefined) => (answer ? words[answer] : null);
  return {
    title: 'Partners',
    about: [['Answers', 'judged on the limits in force, as of the day each was computed']],
    tables: [
      {
        title: 'Partners',
        columns: [
          'Partner',
          'Partner id',
          'Type',
          'Tier',
          'Region',
          'Manager',
          'Working?',
          'In the right way?',
          'Coverage (%)',
          'Computed',
          'Being refreshed',
        ],
        rows: rows.map(({ partner: { name, id, type, tier, region, manager }, card }) => [
          name,
          id,
          type,
          tier,
          region,
          manager,
          said(card?.answers.working),
          said(card?.answers['right-way']),
          card ? Math.round(card.coverage * 100) : null,
          card?.computedAt ?? null,
          card?.stale ? 'yes' : null,
        ]),
      },
    ],
  };
}
