import type { KpiDefinition, WindowSpec } from '@/lib/kpi/define';
import { plural } from '@/lib/kpi/format';
import type { Unit } from '@/lib/kpi/types';
import { limitWords } from '../../ui/limit-words';

/** Span that a KPI looks at, in words. */
export function windowWords(window: WindowSpec): string {
  if ('days' in window) return `last ${plural(window.days, 'day')}`;
  if ('months' in window) return `last ${plural(window.months, 'month')}`;
  if ('current' in window) return `this ${window.current} so far`;
  return 'as it stands today';
}

export const UNIT_WORDS: Record<Unit, string> = {
  percent: 'per cent',
  currency: 'money',
  count: 'count',
  ratio: 'ratio',
  days: 'days',
  hours: 'hours',
  minutes: 'minutes',
  months: 'months',
  points: 'points',
  score: 'score, 0 to 100',
  per1000: 'per 1,000',
};

/** The built-in limit, as `passes from 30 %, fails below 25 %`. */
export function defaultLimitWords(definition: KpiDefinition, currency: string): string {
  const { limit, direction } = definition;
  if (!limit || direction === 'info') return 'none: for information';
  const shown = (value: number) =>
    limitWords(value, { unit: definition.unit, basis: limit.basis, of: limit.of?.code }, currency);
  return direction === 'higher'
    ? `passes from ${shown(limit.warn)}, fails below ${shown(limit.fail)}`
    : `passes up to ${shown(limit.warn)}, fails above ${shown(limit.fail)}`;
}

export const DIRECTION_WORDS = {
  higher: 'higher is better',
  lower: 'lower is better',
  info: 'for information',
} as const;
