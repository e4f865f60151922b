import { formatInterval, formatValue, NO_VALUE } from '@/lib/kpi/format';
import type { Answer, JudgedKpi } from '@/lib/kpi/types';
import type { KpiRow, PageBadge } from '@/lib/messaging/views';

/** What the state of a KPI is called on screen. */
export type StateKind =
  | 'pass'
  | 'warn'
  | 'fail'
  | 'provisional'
  | 'insufficient'
  | 'not-measured'
  | 'no-limit';

export const STATE_WORDS: Record<StateKind, string> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  provisional: 'not yet sure',
  insufficient: 'too few',
  'not-measured': 'not measured',
  'no-limit': 'no limit',
};

/**
 * For narrow columns: a long text may break before its unit, a short one never does.
 */
export function breakable(text: string): string {
  return text.length > 9 ? text.replace('\u00a0', ' ') : text;
}

/** A grade counts only when the result is confident; everything else says why it does not. */
export function stateOf(kpi: Pick<JudgedKpi, 'state' | 'grade'>): StateKind {
  if (kpi.state !== 'confident') return kpi.state;
  return kpi.grade ?? 'no-limit';
}

export type Tone = PageBadge['tone'];

/** Colour follows a confident grade alone. */
export const STATE_TONE: Record<StateKind, Tone> = {
  pass: 'good',
  warn: 'warn',
  fail: 'bad',
  provisional: 'neutral',
  insufficient: 'neutral',
  'not-measured': 'neutral',
  'no-limit': 'neutral',
};

export const ANSWER_STATE: Record<Answer, StateKind> = {
  yes: 'pass',
  mostly: 'warn',
  no: 'fail',
  unsure: 'provisional',
  unknown: 'not-measured',
};

/** Numerator and denominator are counts of the rows that n counts: "3 of 7" says it best. */
export function isShareOfRows(kpi: KpiRow): boolean {
  return (
    (kpi.unit === 'percent' || kpi.unit === 'per1000') &&
    kpi.denominator === kpi.n &&
    kpi.numerator !== null &&
    Number.isInteger(kpi.numerator) &&
    kpi.numerator >= 0
  );
}

/** The value with its unit; "≥ 45 days" where it is only a lower bound, an en dash where nothing was measured. */
export function kpiValue(kpi: KpiRow): string {
  const text = formatValue(kpi.value, kpi.unit, kpi.currency);
  return kpi.atLeast && kpi.value !== null ? `≥ ${text}` : text;
}

/**
 * The shown value and the sample beneath it. Too few rows give counts only ("3 of 7"), never a rate that
 * looks like one.
 */
export function valueText(kpi: KpiRow): { main: string; sub: string } {
  if (kpi.state === 'not-measured') return { main: NO_VALUE, sub: 'no rows' };
  const n = kpi.n.toLocaleString('en');
  if (kpi.state === 'insufficient') {
    const main = isShareOfRows(kpi) ? `${kpi.numerator?.toLocaleString('en')} of ${n}` : NO_VALUE;
    return { main, sub: kpi.n < kpi.minimum.n ? `n ${n} of ${kpi.minimum.n}` : `n ${n}` };
  }
  const range = rangeText(kpi);
  return { main: kpiValue(kpi), sub: range ? `n ${n}, ${range} over models` : `n ${n}` };
}

/** How much of a number rests on visited pages, and what that means; null where nothing does. */
export function seenText({ seen }: Pick<KpiRow, 'seen'>): string | null {
  if (!seen) return null;
  const rows = `${seen.rows.toLocaleString('en')} of ${seen.of.toLocaleString('en')}`;
  return `${rows} rows come from pages that you visited: records nobody opened are not in it.`;
}

/** Least and most over the attribution models: "€12,000 – €48,000"; null where no model plays a part. */
export function rangeText({
  attribution,
  unit,
  currency,
}: Pick<KpiRow, 'attribution' | 'unit' | 'currency'>): string | null {
  const range = attribution?.range;
  return range ? formatInterval(range.low, range.high, unit, currency) : null;
}

/** The limit as a person says it: "≥ 24 %", "≤ 15 %", or null where none is set. */
export function limitText(kpi: KpiRow): string | null {
  if (!kpi.limit || kpi.direction === 'info') return null;
  const sign = kpi.direction === 'higher' ? '≥' : '≤';
  return `${sign} ${formatValue(kpi.limit.warn, kpi.unit, kpi.currency)}`;
}
