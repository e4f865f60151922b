import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kpiRow } from '@/lib/background/scorecard-view';
import { GATE_CAP, scoreDimensions, scoreOverall } from '@/lib/kpi/score';
import { sameScore, scoreParts } from '@/lib/kpi/score-parts';
import { DIMENSIONS, type JudgedKpi } from '@/lib/kpi/types';
import { EVEN_WEIGHTS } from '@/lib/kpi/weights';
import { definition, share } from './build';

const judged = (id: string, over: Partial<JudgedKpi> = {}): JudgedKpi => ({
  ...share(id, 5, 20),
  state: 'confident',
  grade: 'pass',
  limit: null,
  score: 80,
  needed: null,
  ...over,
});

const anyKpi = fc.record({
  dimension: fc.constantFrom(...DIMENSIONS),
  direction: fc.constantFrom('higher' as const, 'lower' as const, 'info' as const),
  weight: fc.constantFrom(0, 0.5, 1, 2, 3),
  gate: fc.boolean(),
  score: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
  grade: fc.constantFrom('pass' as const, 'warn' as const, 'fail' as const),
  state: fc.constantFrom('confident' as const, 'provisional' as const),
});
const anyWeights = fc.constantFrom(EVEN_WEIGHTS, {
  performance: 40,
  quality: 30,
  trust: 15,
  operations: 10,
  network: 5,
});

describe('the parts of a score', () => {
  test('make the score again, whatever the KPIs and weights; each KPI that counts is listed once', () => {
    fc.assert(
      fc.property(fc.array(anyKpi, { maxLength: 30 }), anyWeights, (all, weights) => {
        const definitions = all.map(({ dimension, direction, weight, gate }, i) =>
          definition(`kpi-${i}`, { dimension, direction, weight, gate }),
        );
        const results = all.map(({ score, grade, state }, i) => judged(`kpi-${i}`, { score, grade, state }));
        const byId = new Map(results.map((one) => [one.kpi, one]));
        const rows = definitions.map((one, i) => kpiRow(one, results[i]!));
        const dimensions = scoreDimensions(definitions, byId);
        const overall = scoreOverall(definitions, byId, dimensions, weights);

        const parts = scoreParts(rows, null, weights);
        expect(sameScore(parts.made, overall.score)).toBe(true);
        expect(parts.total > 0 ? parts.measured / parts.total : 0).toBeCloseTo(overall.coverage, 12);
        const listed = parts.groups.flatMap((group) => [
          ...group.parts.map(({ kpi }) => kpi.kpi),
          ...group.without.map(({ kpi }) => kpi),
        ]);
        expect(new Set(listed).size).toBe(listed.length);
        const shares = parts.groups.flatMap((group) => group.parts.map((part) => part.share));
        if (shares.length > 0) expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 9);

        for (const { dimension, score } of dimensions)
          expect(sameScore(scoreParts(rows, dimension, weights).made, score)).toBe(true);
      }),
    );
  });

  test('a gate that fails for certain caps the overall score and is named, the dimension it leaves alone', () => {
    const rows = [
      kpiRow(definition('a', { gate: true }), judged('a', { grade: 'fail', score: 70 })),
      kpiRow(definition('b'), judged('b', { score: 90 })),
    ];
    const overall = scoreParts(rows, null);
    expect(overall).toMatchObject({ sum: 80, made: GATE_CAP });
    expect(overall.failedGates.map(({ kpi }) => kpi)).toEqual(['a']);
    expect(scoreParts(rows, 'performance')).toMatchObject({ made: 80, failedGates: [] });
  });

  test('what has no score is left out, never counted as 0', () => {
    const rows = [
      kpiRow(definition('a', { weight: 3 }), judged('a', { score: 60 })),
      kpiRow(definition('b'), judged('b', { score: null, state: 'insufficient' })),
      kpiRow(definition('c', { weight: 0 }), judged('c', { score: 10 })),
    ];
    const [group] = scoreParts(rows, null).groups;
    expect(group!.score).toBe(60);
    expect(group!.without.map(({ kpi }) => kpi)).toEqual(['b']);
  });

  test('scores that differ are told from those that do not', () => {
    expect(sameScore(null, null)).toBe(true);
    expect(sameScore(null, 0)).toBe(false);
    expect(sameScore(50, 50.000001)).toBe(false);
    expect(sameScore(50, 50 + 1e-12)).toBe(true);
  });
});
