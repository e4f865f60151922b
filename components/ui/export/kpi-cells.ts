import type { Cell } from '@/lib/export/document';
import { isoDay } from '@/lib/facts/time';
import { typedValue, unitSign } from '@/lib/kpi/units';
import type { KpiRow } from '@/lib/messaging/views';
import { isShareOfRows, STATE_WORDS, stateOf } from '../state';

/** Columns of a KPI's figure: never the value without its sample, interval, window and definition. */
export const KPI_COLUMNS = [
  'Value',
  'Unit',
  'State',
  'n',
  '95 % from',
  '95 % to',
  'Numerator',
  'Denominator',
  'Not yet mature',
  'Warn limit',
  'Fail limit',
  'Limit from',
  'Model',
  'Least over models',
  'Most over models',
  'First day',
  'Last day',
  'Definition version',
  'Note',
] as const;

/** Too few rows give counts only, never a rate that looks like one. */
export function kpiCells(kpi: KpiRow): Cell[] {
  const { unit, currency, attribution, limit, window } = kpi;
  const shown = (stored: number | null | undefined): Cell =>
    stored === null || stored === undefined ? null : typedValue(stored, unit, currency);
  const rate = kpi.state === 'confident' || kpi.state === 'provisional';
  const counts = isShareOfRows(kpi);
  return [
    rate ? shown(kpi.value) : null,
    unitSign(unit, currency),
    STATE_WORDS[stateOf(kpi)],
    kpi.n,
    rate ? shown(kpi.low) : null,
    rate ? shown(kpi.high) : null,
    counts ? kpi.numerator : null,
    counts ? kpi.denominator : null,
    kpi.immature,
    shown(limit?.warn),
    shown(limit?.fail),
    limit?.from ?? null,
    attribution ? `${attribution.name}, version ${attribution.version}` : null,
    shown(attribution?.range?.low),
    shown(attribution?.range?.high),
    isoDay(window.from),
    isoDay(window.to - 1),
    kpi.version ?? null,
    noteOf(kpi),
  ];
}

function noteOf(kpi: KpiRow): string | null {
  if (kpi.reason) return kpi.reason;
  if (kpi.state === 'insufficient') return `a verdict needs ${kpi.minimum.n} ${kpi.minimum.of}`;
  return kpi.atLeast ? 'at least: more than half have not ended yet' : (kpi.by ?? null);
}
