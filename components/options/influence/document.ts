import { kpiRow } from '@/lib/background/scorecard-view';
import type { ExportDocument } from '@/lib/export/document';
import { kpiDefinition } from '@/lib/kpi/registry';
import type { JudgedKpi, Measurement } from '@/lib/kpi/types';
import { typedValue } from '@/lib/kpi/units';
import type { InfluenceSource, InfluenceView } from '@/lib/messaging/credit-views';
import { KPI_COLUMNS, kpiCells } from '../../ui/export/kpi-cells';
import type { Line } from './report';

/** Figures of the whole programme: measured, and judged by nobody. */
const unjudged = (measured: Measurement): JudgedKpi => ({
  ...measured,
  state: measured.value === null ? 'not-measured' : 'confident',
  grade: null,
  limit: null,
  score: null,
  needed: null,
});

/** The running quarter by partner: a row for each figure, with its model and range. */
export function influenceDocument(
  kpis: readonly string[],
  programme: ReadonlyMap<string, Measurement>,
  lines: readonly Line[],
  stamp: string,
): ExportDocument {
  const rows = (name: string, id: string | null, figures: ReadonlyMap<string, JudgedKpi | Measurement>) =>
    kpis.flatMap((kpi) => {
      const found = figures.get(kpi);
      if (!found) return [];
      const definition = kpiDefinition(kpi);
      const judged = 'state' in found ? found : unjudged(found);
      return [[name, id, definition.name, definition.code, ...kpiCells(kpiRow(definition, judged))]];
    });
  return {
    title: 'Influence by partner',
    about: [
      ['Model', stamp],
      ['Sums', 'never add influenced amounts up: a deal counts for everybody who touched it'],
    ],
    tables: [
      {
        title: 'By partner',
        columns: ['Partner', 'Partner id', 'KPI', 'Code', ...KPI_COLUMNS],
        rows: [
          ...rows('Programme', null, programme),
          ...lines.flatMap(({ id, name, kpis: own }) => rows(name, id, own)),
        ],
      },
    ],
  };
}

/** Deals won by who brought them about; every line, also those not shown yet. */
export function sourcesDocument(
  { window, currency, sources, untouched, total, leftOut }: InfluenceView,
  nameOf: (source: InfluenceSource) => string,
  stamp: string,
): ExportDocument {
  const money = (minor: number) => typedValue(minor, 'currency', currency);
  const share = (minor: number) =>
    total.amount === 0 ? null : typedValue(minor / total.amount, 'percent', currency);
  return {
    title: 'Won by source',
    about: [
      ['Model', stamp],
      ['Won from', window.from],
      ['Won before', window.to],
      ['Currency', currency],
      ['Interval', 'none: all deals won are counted, no sample is drawn'],
      ['Left out', `${leftOut.noAmount} without an amount, ${leftOut.foreign} in a currency without a rate`],
    ],
    tables: [
      {
        title: 'Sources',
        columns: ['Source', 'Campaign', 'Touches', 'Won deals', 'Influenced', 'Attributed', 'Of all won (%)'],
        rows: [
          ...sources.map((source) => [
            nameOf(source),
            source.campaign,
            source.touches,
            source.conversions,
            money(source.influenced),
            money(source.attributed),
            share(source.attributed),
          ]),
          [
            'No touch recorded',
            null,
            0,
            untouched.conversions,
            null,
            money(untouched.amount),
            share(untouched.amount),
          ],
          ['All deals won', null, null, total.conversions, null, money(total.amount), share(total.amount)],
        ],
      },
    ],
  };
}
