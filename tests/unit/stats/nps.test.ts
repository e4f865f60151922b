import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nps } from '@/lib/stats/nps';

describe('Net Promoter Score', () => {
  // CYBAEA Journal, 14 January 2016: a score of 45 is 45 +/- 32 on 20 answers and 45 +/- 10 on 200.
  it.each([
    [12, 3, 20, 32],
    [120, 30, 200, 10],
  ])('%i promoters, %i detractors of %i: 45 +/- %i', (promoters, detractors, n, margin) => {
    const score = nps(promoters, detractors, n)!;
    expect(score.value).toBeCloseTo(45, 9);
    expect(Math.round(score.high! - 45)).toBe(margin);
    expect(Math.round(45 - score.low!)).toBe(margin);
  });

  it('has no score without answers or with more kinds than answers', () => {
    expect(nps(0, 0, 0)).toBeNull();
    expect(nps(3, 3, 5)).toBeNull();
    expect(nps(-1, 0, 5)).toBeNull();
  });

  it('does not call three promoters of three a certain 100', () => {
    const score = nps(3, 0, 3)!;
    expect(score).toMatchObject({ value: 100, high: 100, se: 0 });
    expect(score.low).toBeLessThan(0);
    expect(nps(0, 3, 3)).toMatchObject({ value: -100, low: -100 });
    expect(nps(0, 0, 3)!.low).toBeLessThan(-50);
    expect(nps(0, 0, 3)!.high).toBeGreaterThan(50);
  });

  it('stays within -100..100 and mirrors when promoters and detractors change places', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (p, d, passive) => {
        const score = nps(p, d, p + d + passive);
        if (!score) return expect(p + d + passive).toBe(0);
        expect(score.low).toBeGreaterThanOrEqual(-100);
        expect(score.high).toBeLessThanOrEqual(100);
        expect(score.low).toBeLessThanOrEqual(score.value);
        expect(score.high).toBeGreaterThanOrEqual(score.value);
        const mirrored = nps(d, p, p + d + passive)!;
        expect(mirrored.value).toBeCloseTo(-score.value, 9);
        expect(mirrored.low).toBeCloseTo(-score.high!, 9);
      }),
    );
  });
});
