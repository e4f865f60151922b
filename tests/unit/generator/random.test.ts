import { describe, expect, it } from 'vitest';
import { Random } from '../../generator/random';

const draws = (seed: string, count: number) => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('Random', () => {
  it('repeats itself for the same seed and not for another', () => {
    expect(draws('a', 5)).toEqual(draws('a', 5));
    expect(draws('a', 5)).not.toEqual(draws('b', 5));
  });

  it('keeps its values from version to version', () => {
    const random = new Random('partner-lens');
    expect([random.uint32(), random.uint32(), random.uint32()]).toMatchInlineSnapshot(`
      [
        3651321687,
        2139628029,
        1986255428,
      ]
    `);
  });

  it('is uniform: the chi-square of 100 bins stays within its 99.9 % range', () => {
    const bins = new Array<number>(100).fill(0);
    for (const value of draws('uniform', 100_000)) bins[Math.floor(value * 100)]!++;
    const chi = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 99 degrees of freedom: 60.0 and 148.2 cut off 0.05 % on each side.
    expect(chi).toBeGreaterThan(60);
    expect(chi).toBeLessThan(148.2);
  });

  it('gives streams of their own to forks with close names', () => {
    const random = new Random('s');
    expect(random.fork('P-001').next()).not.toBe(random.fork('P-002').next());
    expect(random.fork('P-001').next()).toBe(random.fork('P-001').next());
  });

  it.each([0.4, 6, 200])('draws Poisson counts with mean and variance %d', (mean) => {
    const random = new Random(`poisson ${mean}`);
    const counts = Array.from({ length: 20_000 }, () => random.poisson(mean));
    const average = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / counts.length;
    expect(average / mean).toBeCloseTo(1, 1);
    expect(variance / mean).toBeCloseTo(1, 1);
  });

  it('draws a lognormal around its median', () => {
    const random = new Random('lognormal');
    const values = Array.from({ length: 20_001 }, () => random.lognormal(100, 0.8)).sort((a, b) => a - b);
    expect(values[10_000]).toBeGreaterThan(97);
    expect(values[10_000]).toBeLessThan(103);
  });
});
