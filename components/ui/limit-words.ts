import { formatValue, withHyphen, withMinus } from '@/lib/kpi/format';
import { validateLimit } from '@/lib/kpi/limits';
import { typedFactor, unitSign } from '@/lib/kpi/units';
import type { LimitView } from '@/lib/messaging/views';

type Scale = Pick<LimitView, 'unit' | 'basis' | 'of'>;

/** What one stored unit is in typed units: shares are typed in per cent, money in whole units of its currency. */
function factor({ unit, basis }: Scale, currency: string): number {
  return basis === 'programme' ? 1 : typedFactor(unit, currency);
}

/** The unit as shown behind an input: `%`, `EUR`, `days`; `× programme` for multiples of the programme's value, `× K12a` for those of another KPI. */
export function unitWord(scale: Scale, currency: string): string {
  if (scale.basis === 'programme') return `× ${scale.of ?? 'programme'}`;
  return unitSign(scale.unit, currency);
}

/** A threshold with its unit as read in a sentence: `15 %`, `0.85 × programme`, `−10 points from programme`. */
export function limitWords(stored: number, scale: Scale, currency: string): string {
  if (scale.basis === 'absolute') return formatValue(stored, scale.unit, currency);
  const sign = scale.basis === 'offset' && stored > 0 ? '+' : '';
  const far = scale.basis === 'offset' ? ' from programme' : '';
  return `${sign}${withMinus(toTyped(stored, scale, currency))} ${unitWord(scale, currency)}${far}`;
}

/** A stored threshold as a person would type it: 0.155 as a share is `15.5`. */
export function toTyped(stored: number, scale: Scale, currency: string): string {
  return String(Number((stored * factor(scale, currency)).toPrecision(12)));
}

/**
 * Reads a typed threshold into the unit that is stored; NaN when it is not a number.
 * Takes a minus as it is shown, a decimal comma, grouping spaces and a trailing unit, as in `1 200,5` or `15 %`; `1,200` could be two
 * numbers and is none.
 */
export function fromTyped(typed: string, scale: Scale, currency: string): number {
  const bare = withHyphen(typed).replace(/[\s\u00a0\u202f%×]/g, '');
  const plain = /^[+-]?\d+,\d+$/.test(bare) && !/,\d{3}$/.test(bare) ? bare.replace(',', '.') : bare;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return Number.NaN;
  return Number((Number(plain) / factor(scale, currency)).toPrecision(12));
}

/** Where an effective limit comes from, in words. */
export function originWords(from: string, by?: 'policy' | 'pack'): string {
  if (by === 'policy') return 'set by your administrator';
  if (by === 'pack') return `${originWords(from)} by a pack`;
  switch (from) {
    case 'default':
      return 'built-in default';
    case 'global':
      return 'set for all partners';
    case 'type':
      return 'set for its type';
    case 'tier':
      return 'set for its tier';
    case 'partner':
      return 'set for this partner';
    default:
      return from;
  }
}

/** What is wrong with a pair of limits, and in which of its two fields; null when nothing is. */
export function limitComplaint(
  limit: LimitView,
  { warn, fail }: { warn: number; fail: number },
): { side: 'warn' | 'fail'; text: string } | null {
  const wrong = (one: number, other: number) =>
    validateLimit({ ...limit, limit: { basis: limit.basis } }, one, other);
  for (const [side, value] of [
    ['warn', warn],
    ['fail', fail],
  ] as const)
    if (Number.isNaN(value))
      return { side, text: 'Enter a number, such as 12 or 0.5, without thousands separators.' };
  // Against itself a limit has no faults but its own; the order of the two is told at the second field.
  const own = wrong(warn, warn);
  if (own) return { side: 'warn', text: own };
  const text = wrong(warn, fail);
  return text ? { side: 'fail', text } : null;
}
