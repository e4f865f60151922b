import type { ExportDocument } from '@/lib/export/document';
import { isoDay } from '@/lib/facts/time';
import { typedValue, unitSign } from '@/lib/kpi/units';
import type { EvidenceTrend } from '@/lib/messaging/evidence-views';
import type { KpiRow } from '@/lib/messaging/views';

/** A KPI month by month, with its natural process limits. */
export function monthsDocument(kpi: KpiRow, { months, limits, says }: EvidenceTrend): ExportDocument {
  const typed = (stored: number | null) =>
    stored === null ? null : typedValue(stored, kpi.unit, kpi.currency);
  const bound = (stored: number) => String(typed(stored));
  return {
    title: `${kpi.name} by month`,
    about: [
      ['KPI', `${kpi.name} (${kpi.code})`],
      ...(kpi.version === undefined ? [] : [['Definition version', String(kpi.version)] as const]),
      ['As of', isoDay(kpi.window.to - 1)],
      [
        'Natural process limits',
        limits
          ? `${bound(limits.lower)} to ${bound(limits.upper)} around ${bound(limits.mean)}${limits.trusted ? '' : ' (too few months to be trusted)'}`
          : 'none: too few months',
      ],
      ['Says', says],
    ],
    tables: [
      {
        title: 'Months',
        columns: ['Month', 'Value', 'Unit', 'n'],
        rows: months.map(({ day, value, n }) => [
          isoDay(day).slice(0, 7),
          typed(value),
          unitSign(kpi.unit, kpi.currency),
          n,
        ]),
      },
    ],
  };
}
