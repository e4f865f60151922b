/** Months of a KPI as kept beside a scorecard: six numbers a month in one array. */
import type { SeriesPoint } from '../kpi/types';

const WIDTH = 6;
const orNaN = (value: number | null): number => value ?? Number.NaN;
const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

export function packSeries(points: readonly SeriesPoint[]): Float64Array {
  const packed = new Float64Array(points.length * WIDTH);
  points.forEach(({ window, value, n, numerator, denominator }, i) => {
    packed.set([window.from, window.to, orNaN(value), n, orNaN(numerator), orNaN(denominator)], i * WIDTH);
  });
  return packed;
}

export function unpackSeries(packed: Float64Array): SeriesPoint[] {
  return Array.from({ length: packed.length / WIDTH }, (_, i) => {
    const [from, to, value, n, numerator, denominator] = packed.subarray(i * WIDTH, (i + 1) * WIDTH);
    return {
      window: { from: from!, to: to! },
      value: orNull(value!),
      n: n!,
      numerator: orNull(numerator!),
      denominator: orNull(denominator!),
    };
  });
}
