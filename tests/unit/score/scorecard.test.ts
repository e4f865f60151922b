import { describe, expect, it } from 'vitest';
import { findKpi, kpiDefinition } from '@/lib/kpi/registry';
import { buildScorecard, type ScorecardInput } from '@/lib/kpi/scorecard';
import type { Measurement } from '@/lib/kpi/types';
import { definition, measured, months, share } from './build';

const AS_OF = 20_000;
const input: ScorecardInput = {
  partner: { id: 'p1', name: 'Northwind', type: 'reseller', tier: 'gold' },
  definitions: [
    definition('win-rate', { limit: { basis: 'programme', warn: 0.85, fail: 0.7 } }),
    definition('csat', { dimension: 'trust', minimum: { n: 30, of: 'answers' } }),
    definition('nps', { dimension: 'trust', unit: 'points', minimum: { n: 30, of: 'answers' } }),
    definition('reach', { direction: 'info', unit: 'count', limit: null }),
  ],
  measurements: [share('win-rate', 36, 100), share('csat', 20, 400), measured('reach', 1200, 3)],
  programme: [share('win-rate', 280, 1000)],
  series: (kpi) => (kpi === 'win-rate' ? months(AS_OF, new Array(12).fill({ k: 3, n: 8 })) : []),
  limits: [],
  asOfDay: AS_OF,
  now: new Date('2026-11-21T09:12:00Z'),
  lastFactDay: AS_OF - 1,
};
const stateOf = (scorecard: ReturnType<typeof buildScorecard>, kpi: string) =>
  scorecard.kpis.find((row) => row.kpi === kpi)!;

describe('buildScorecard', () => {
  const scorecard = buildScorecard(input);

  it('judges every KPI in order, by the programme where its limit is relative to it', () => {
    expect(scorecard.kpis.map(({ kpi, state, grade }) => [kpi, state, grade])).toEqual([
      ['win-rate', 'confident', 'pass'],
      ['csat', 'confident', 'fail'],
      ['nps', 'not-measured', null],
      ['reach', 'insufficient', null],
    ]);
    expect(stateOf(scorecard, 'win-rate').limit).toMatchObject({
      relativeTo: 'programme',
      warn: expect.closeTo(0.238, 9),
    });
    expect(stateOf(scorecard, 'nps').reason).toMatch(/recompute/);
  });

  it('holds a KPI against another one where its limit says so, and has no limit where that is not measured', () => {
    const cost = definition('cac-partner', {
      unit: 'currency',
      direction: 'lower',
      limit: { basis: 'programme', of: { kpi: 'cac-blended', code: 'K12a' }, warn: 1, fail: 1.3 },
    });
    const judgedBy = (...programme: Measurement[]) =>
      stateOf(
        buildScorecard({
          ...input,
          definitions: [cost],
          measurements: [measured('cac-partner', 12_000, 40)],
          programme: [measured('cac-partner', 99_000, 400), ...programme],
        }),
        'cac-partner',
      );
    expect(judgedBy(measured('cac-blended', 10_000, 500))).toMatchObject({
      grade: 'warn',
      limit: { warn: 10_000, fail: 13_000, relativeTo: 'programme', of: 'K12a' },
    });
    expect(judgedBy()).toMatchObject({ grade: null, limit: null });
    expect(findKpi(kpiDefinition('cac-partner').limit!.of!.kpi)!.code).toBe('K12a');
  });

  it('answers both questions, scores, and reads the signals', () => {
    expect(scorecard).toMatchObject({
      partnerId: 'p1',
      asOfDay: AS_OF,
      computedAt: '2026-11-21T09:12:00.000Z',
    });
    expect(scorecard.verdicts.map(({ question, answer }) => [question, answer])).toEqual([
      ['working', 'yes'],
      ['right-way', 'no'],
    ]);
    expect(scorecard.coverage).toBeCloseTo(2 / 3, 12);
    expect(scorecard.score).toBeCloseTo(50, 9);
    expect(scorecard.signals.map(({ rule }) => rule)).toEqual(['limit-breach']);
  });

  it('takes a changed limit without new measurements', () => {
    const limits = [
      { scope: 'partner:p1', kpi: 'csat', warn: 0.05, fail: 0.01 },
      { scope: 'type:reseller', kpi: 'win-rate', warn: 2, fail: 1.9 },
    ];
    const changed = buildScorecard({ ...input, limits });
    expect(stateOf(changed, 'csat')).toMatchObject({
      state: 'provisional',
      grade: 'pass',
      limit: { from: 'partner' },
    });
    expect(stateOf(changed, 'win-rate')).toMatchObject({
      state: 'confident',
      grade: 'fail',
      limit: { from: 'type' },
    });
    expect(changed.verdicts[0]!.answer).toBe('no');
    expect(changed.kpis.map(({ value }) => value)).toEqual(scorecard.kpis.map(({ value }) => value));
  });

  it('survives being sent as JSON', () => {
    expect(JSON.parse(JSON.stringify(scorecard))).toEqual(
      JSON.parse(JSON.stringify(structuredClone(scorecard))),
    );
    expect(JSON.stringify(scorecard)).not.toMatch(/NaN|Infinity/);
    const sent = JSON.parse(JSON.stringify(scorecard));
    for (const [i, row] of scorecard.kpis.entries())
      expect(sent.kpis[i]).toEqual(
        expect.objectContaining({ value: row.value, low: row.low, needed: row.needed, score: row.score }),
      );
  });

  it('knows nothing about a partner without measurements, and says so', () => {
    const empty = buildScorecard({ ...input, measurements: [], programme: [] });
    expect(empty).toMatchObject({ score: null, coverage: 0 });
    expect(empty.verdicts.map(({ answer }) => answer)).toEqual(['unknown', 'unknown']);
    expect(empty.signals.map(({ rule }) => rule)).toEqual(['insufficient-data']);
  });
});
