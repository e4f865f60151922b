import type { ExportDocument } from '@/lib/export/document';
import type { RecordHistory } from '@/lib/govern/history';

/** What visits found changed on a record, as it was seen. */
export function historyDocument(
  name: string,
  { since, visits, firstStage, blanked, ...changed }: RecordHistory,
): ExportDocument {
  const kinds = [
    ['Stage', changed.stages],
    ['Discount (share)', changed.discounts],
    ['Amount', changed.amounts],
    ['Partner', changed.partners],
    ['Owner', changed.owners],
  ] as const;
  return {
    title: `What was seen of ${name}`,
    about: [
      ['Record', name],
      ['Since', since],
      ['Visits that found something new', String(visits)],
      ['Stage at the first visit', firstStage ?? 'none shown'],
      ...(blanked ? [['Emptied', `${blanked.field}: ${blanked.was} until ${blanked.until}`] as const] : []),
      ['Dates', 'a change is dated by the visit that first found it; it was made before'],
    ],
    tables: [
      {
        title: 'Changes',
        columns: ['What', 'From', 'To', 'Last seen before', 'First seen'],
        rows: kinds.flatMap(([what, changes]) =>
          changes.map(({ from, to, before, at }) => [what, from, to, before, at]),
        ),
      },
    ],
  };
}
