/** Where things lie on an interval picture, in percent of its width. */
export interface IntervalScale {
  at: (value: number) => number;
}

const MARGIN = 4;

/**
 * A scale that holds every given number with some air around it, so that point, interval and limits are told
 * apart whatever their size. It does not reach below 0 for values that cannot be negative, nor above `ceiling`.
 * @returns null when there is no finite number to place
 */
export function intervalScale(
  numbers: readonly (number | null | undefined)[],
  ceiling: number | null,
): IntervalScale | null {
  const finite = numbers.filter(
    (value): value is number => typeof value === 'number' && Number.isFinite(value),
  );
  if (finite.length === 0) return null;
  const least = Math.min(...finite);
  const most = Math.max(...finite);
  const air = (most - least || Math.abs(most) || 1) * 0.18;
  const from = least >= 0 ? Math.max(0, least - air) : least - air;
  const to = ceiling !== null && most <= ceiling ? Math.min(ceiling, most + air) : most + air;
  const span = to - from || 1;
  return { at: (value) => MARGIN + ((value - from) / span) * (100 - 2 * MARGIN) };
}
