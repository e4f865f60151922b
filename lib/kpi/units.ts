import { minorDigits } from '../facts/currency';
import type { Unit } from './types';

/** Signs of units behind a plain number; money has its currency. */
const SIGNS: Record<Unit, string> = {
  percent: '%',
  currency: '',
  count: '',
  ratio: '×',
  days: 'days',
  hours: 'h',
  minutes: 'min',
  months: 'months',
  points: 'points',
  score: 'of 100',
  per1000: 'per 1,000',
};

/** What stands behind a number of that unit: `%`, `EUR`, `days`. */
export function unitSign(unit: Unit, currency: string | undefined): string {
  return unit === 'currency' ? (currency ?? '') : SIGNS[unit];
}

/** What one stored unit is in the units that people type: shares in per cent, money in whole units of its currency. */
export function typedFactor(unit: Unit, currency: string | undefined): number {
  if (unit === 'percent') return 100;
  return unit === 'currency' ? 10 ** -minorDigits(currency) : 1;
}

/** A stored value as a number that people type: a share of 0.155 is 15.5. */
export function typedValue(stored: number, unit: Unit, currency: string | undefined): number {
  return Number((stored * typedFactor(unit, currency)).toPrecision(12));
}
