import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KpiDefinition } from '@/lib/kpi/define';
import { GATE_CAP, scoreDimensions, scoreOverall } from '@/lib/kpi/score';
import type { Measurement, Question } from '@/lib/kpi/types';
import { answer } from '@/lib/kpi/verdict';
import { definition, judged, measured, share } from './build';

const read = (text: string): string => text.replaceAll('\u00a0', ' ');
const PASS: [number, number] = [60, 100];
const FAIL: [number, number] = [5, 100];
const WARN: [number, number] = [250, 1000];
const OPEN: [number, number] = [35, 100];
const FEW: [number, number] = [3, 7];

type Row = [KpiDefinition, Measurement];
const row = (id: string, [k, n]: [number, number], part: Partial<KpiDefinition> = {}): Row => [
  definition(id, part),
  share(id, k, n),
];

function ask(question: Question, rows: readonly Row[], programme: Measurement[] = []) {
  const result = answer(
    question,
    rows.map(([kpi]) => kpi),
    new Map(rows.map(([kpi, measurement]) => [kpi.id, judged(kpi, measurement)])),
    new Map(programme.map((measurement) => [measurement.kpi, measurement])),
  );
  const { because = [], ...rest } = result;
  return { ...rest, text: read(result.text), why: read(result.why), because: because.map(({ kpi }) => kpi) };
}

describe('scores', () => {
  const rows: Row[] = [
    row('a', [30, 100], { weight: 3 }),
    row('b', [40, 100]),
    row('c', FEW),
    row('d', PASS, { weight: 0 }),
    row('e', [20, 100], { dimension: 'trust' }),
    row('f', PASS, { dimension: 'trust', direction: 'info' }),
    row('g', [0, 0], { dimension: 'operations' }),
  ];
  const definitions = rows.map(([kpi]) => kpi);
  const results = new Map(rows.map(([kpi, measurement]) => [kpi.id, judged(kpi, measurement)]));
  const dimensions = scoreDimensions(definitions, results);

  it('weigh what is measured, and count what is not', () => {
    expect(dimensions).toEqual([
      { dimension: 'performance', score: (3 * 50 + 100) / 4, measured: 2, total: 3 },
      { dimension: 'quality', score: null, measured: 0, total: 0 },
      { dimension: 'trust', score: 0, measured: 1, total: 1 },
      { dimension: 'operations', score: null, measured: 0, total: 1 },
      { dimension: 'network', score: null, measured: 0, total: 0 },
    ]);
    expect(scoreOverall(definitions, results, dimensions)).toEqual({ coverage: 3 / 5, score: 31.25 });
  });

  it('are null, not 0, where nothing is measured', () => {
    expect(scoreOverall([], new Map(), scoreDimensions([], new Map()))).toEqual({ coverage: 0, score: null });
  });

  it('are capped by a gate that failed for certain, and by nothing less', () => {
    const overall = (gate: Row) => {
      const all: Row[] = [...Array.from({ length: 9 }, (_, i) => row(`p${i}`, PASS)), gate];
      const kpis = all.map(([kpi]) => kpi);
      const map = new Map(all.map(([kpi, measurement]) => [kpi.id, judged(kpi, measurement)]));
      return scoreOverall(kpis, map, scoreDimensions(kpis, map)).score;
    };
    expect(overall(row('gate', FAIL, { gate: true }))).toBe(GATE_CAP);
    expect(overall(row('gate', FAIL))).toBe(90);
    expect(overall(row('gate', [5, 30], { gate: true }))).toBe(90);
  });
});

describe('answers', () => {
  it('yes: certain passes, nothing broken', () => {
    const verdict = ask('working', [row('win-rate', PASS), row('margin', PASS), row('mql-to-sql', OPEN)]);
    expect(verdict).toMatchObject({ answer: 'yes', text: 'Yes, two limits met for certain' });
    expect(verdict.why).toBe('Margin 60 % over the 30 % floor · Win rate 60 % over the 30 % floor');
  });

  it.each([
    ['the others alone where the partner hardly moves the whole', 2836, 10_000, '(others 28.3 %)'],
    ['the others alone where both differ by 5 % at most', 100, 300, '(others 32 %)'],
    ['both where they differ by more', 60, 200, '(others 24 %, programme 30 %)'],
    ['the programme where the partner is all there is', 36, 100, '(programme 36 %)'],
  ])('compares with %s', (_, k, n, says) => {
    const relative = definition('win-rate');
    const result = judged(relative, share('win-rate', 36, 100));
    result.limit = { warn: 0.2, fail: 0.1, from: 'default', relativeTo: 'programme' };
    result.state = 'confident';
    const all = new Map([['win-rate', share('win-rate', k, n)]]);
    const verdict = answer('working', [relative], new Map([['win-rate', result]]), all);
    expect(read(verdict.why)).toBe(`Win rate 36 % ${says}`);
  });

  it('tells a pass relative to the programme by the programme', () => {
    const relative = definition('win-rate');
    const result = judged(relative, share('win-rate', 36, 100));
    result.limit = { warn: 0.238, fail: 0.196, from: 'default', relativeTo: 'programme' };
    result.state = 'confident';
    const verdict = answer(
      'working',
      [relative],
      new Map([['win-rate', result]]),
      new Map([['win-rate', share('win-rate', 28, 100)]]),
    );
    expect(read(verdict.why)).toBe('Win rate 36 % (programme 28 %)');
  });

  it('no: limits broken for certain, the worst first', () => {
    const cap = {
      dimension: 'quality',
      direction: 'lower',
      limit: { basis: 'absolute', warn: 0.1, fail: 0.15 },
    } as const;
    const verdict = ask('right-way', [
      row('enablement-participation', [40, 100], {
        dimension: 'operations',
        limit: { basis: 'absolute', warn: 0.95, fail: 0.9 },
      }),
      [definition('discount-rate', cap), measured('discount-rate', 0.31, 100, 0.27, 0.35)],
      row('csat', PASS, { dimension: 'trust' }),
      row('nps', FEW, { dimension: 'trust' }),
    ]);
    expect(verdict).toMatchObject({ answer: 'no', text: 'No, two limits broken for certain' });
    expect(verdict.why).toBe(
      'Enablement participation 40 % under the 90 % floor · Discount rate 31 % over the 15 % cap',
    );
  });

  it('no: one gate failed for certain outweighs any number of passes', () => {
    const passes = Array.from({ length: 9 }, (_, i) => row(`p${i}`, PASS));
    expect(ask('working', [...passes, row('gate', FAIL, { gate: true })])).toMatchObject({
      answer: 'no',
      text: 'No, one limit broken for certain',
      why: 'Gate 5 % under the 20 % floor',
    });
    expect(ask('working', [...passes, row('gate', [5, 30], { gate: true })]).answer).toBe('mostly');
  });

  it('no for certain even where little is measured, from two broken limits on', () => {
    const unmeasured = Array.from({ length: 9 }, (_, i) => row(`u${i}`, [0, 0]));
    expect(ask('working', [row('a', FAIL), row('b', FAIL), ...unmeasured]).answer).toBe('no');
    expect(ask('working', [row('a', FAIL), ...unmeasured]).answer).toBe('unknown');
  });

  it('no: two limits broken for certain among open results; mostly, where most of them hold for certain', () => {
    const rows = (kind: [number, number], count: number) =>
      Array.from({ length: count }, (_, i) => row(`${kind}-${i}`, kind));
    expect(ask('working', [...rows(OPEN, 8), ...rows(PASS, 4), ...rows(FAIL, 2)])).toMatchObject({
      answer: 'no',
      text: 'No, two limits broken for certain',
    });
    expect(ask('working', [...rows(OPEN, 8), ...rows(PASS, 4), ...rows(FAIL, 1)]).answer).toBe('unsure');
    expect(ask('working', [...rows(PASS, 12), ...rows(FAIL, 2)])).toMatchObject({
      answer: 'mostly',
      text: 'Mostly, but two limits broken for certain',
    });
  });

  it('mostly: a certain fail among many passes', () => {
    expect(
      ask('working', [...['a', 'b', 'c', 'd'].map((id) => row(id, PASS)), row('e', FAIL)]),
    ).toMatchObject({
      answer: 'mostly',
      text: 'Mostly, but one limit broken for certain',
      why: 'E 5 % under the 20 % floor',
    });
  });

  it('mostly: too many near their limit, or too little measured for a yes', () => {
    expect(ask('working', [row('a', PASS), row('b', PASS), row('c', WARN)])).toMatchObject({
      answer: 'mostly',
      text: 'Mostly, but one result near or past the limit',
      why: 'C 25 % under the 30 % warning level',
    });
    expect(
      ask('working', [row('a', PASS), row('b', PASS), row('c', [0, 0]), row('d', [0, 0]), row('e', FEW)]),
    ).toMatchObject({
      answer: 'mostly',
      text: 'As far as measured, yes: 2 of 5 KPIs',
    });
  });

  it('unsure: what is measured could go either way, and what would settle it', () => {
    const verdict = ask('working', [row('chargeback', OPEN), row('b', PASS), row('c', OPEN)]);
    expect(verdict).toMatchObject({
      answer: 'unsure',
      text: 'Not sure yet: two of three results could still go either way',
    });
    expect(verdict.why).toMatch(/^C 35 % over the 30 % floor, sure after \d+ more closed deals · Chargeback/);
  });

  it('unsure: of one result it does not say one of one', () => {
    expect(ask('working', [row('chargeback', OPEN)]).text).toBe(
      'Not sure yet: its only result could still go either way',
    );
    expect(ask('working', [row('a', WARN)]).text).toBe(
      'Not clearly: its only result between warning and limit',
    );
  });

  it('unsure: certain warnings, or a broken limit among open results', () => {
    expect(ask('working', [row('a', WARN), row('b', WARN), row('c', PASS)])).toMatchObject({
      answer: 'unsure',
      text: 'Not clearly: two of three results between warning and limit',
    });
    const open = ['b', 'c', 'd', 'e'].map((id) => row(id, OPEN));
    expect(ask('working', [row('a', FAIL), ...open]).text).toBe(
      'Not sure: one limit broken for certain, four results still open',
    );
  });

  it('name every KPI that made a no, the first ones with their numbers', () => {
    const broken = (count: number) =>
      ask(
        'right-way',
        Array.from({ length: count }, (_, i) => row(`b${i}`, FAIL, { dimension: 'trust' })),
      );
    expect(broken(2)).toMatchObject({ because: ['b0', 'b1'], also: [] });
    expect(broken(3)).toMatchObject({ because: ['b0', 'b1', 'b2'], also: [] });
    expect(broken(5)).toMatchObject({ because: ['b0', 'b1'], also: ['b2', 'b3', 'b4'] });
    expect(broken(5).why.split(' · ')).toHaveLength(2);
  });

  it('activity and reach alone are never a yes', () => {
    const surface = ['a', 'b', 'c'].map((id) => row(id, PASS, { depth: 'surface' }));
    expect(ask('working', surface)).toMatchObject({
      answer: 'unsure',
      text: 'Not sure: only activity and reach pass for certain',
    });
    expect(ask('working', [...surface, row('d', OPEN)]).answer).toBe('unsure');
    expect(ask('working', [...surface, row('d', PASS)]).answer).toBe('yes');
  });

  it('unknown below a third measured, with the nearest to a verdict', () => {
    const unmeasured = Array.from({ length: 6 }, (_, i) => row(`u${i}`, [0, 0]));
    expect(
      ask('working', [row('win-rate', PASS), row('nps', FEW), row('csat', [3, 19]), ...unmeasured]),
    ).toEqual({
      question: 'working',
      answer: 'unknown',
      text: 'Not yet knowable: 1 of 9 KPIs measured',
      why: 'Csat: 19 of 20 closed deals · Nps: 7 of 20 closed deals',
      because: ['csat', 'nps'],
      also: [],
    });
    expect(ask('working', unmeasured)).toMatchObject({
      answer: 'unknown',
      text: 'Not yet knowable: none of 6 KPIs measured',
    });
    const [kpi, measurement] = row('u', [0, 0]);
    expect(ask('working', [[kpi, { ...measurement, reason: 'Import orders.' }]]).why).toBe(
      'U: Import orders.',
    );
    expect(ask('working', [])).toMatchObject({
      answer: 'unknown',
      text: 'Not yet knowable: no KPI asks this',
    });
  });

  it('is narrowed, not stopped, by what no partner of the programme is measured by', () => {
    const unmeasured = Array.from({ length: 6 }, (_, i) => row(`u${i}`, [0, 0]));
    const rows = [row('win-rate', PASS), ...unmeasured];
    const programme = (ids: string[]) => ids.map((id) => share(id, 50, 100));
    expect(ask('working', rows, programme(['win-rate']))).toMatchObject({
      answer: 'mostly',
      text: 'As far as measured, yes: 1 of 7 KPIs',
    });
    expect(ask('working', rows, programme(['win-rate', 'u0', 'u1', 'u2'])).answer).toBe('unknown');
  });

  it('asks each question of its own dimensions only', () => {
    const rows = [
      row('a', PASS),
      row('b', FAIL, { dimension: 'trust' }),
      row('c', PASS, { dimension: 'network' }),
    ];
    expect(ask('working', rows)).toMatchObject({ answer: 'yes', text: 'Yes, two limits met for certain' });
    expect(ask('right-way', rows).answer).toBe('no');
  });

  it('only certain results make a yes or a no', () => {
    const outcome = fc.constantFrom(PASS, FAIL, WARN, OPEN, FEW, [0, 0] as [number, number]);
    const kpi = fc.record({
      outcome,
      gate: fc.boolean(),
      depth: fc.constantFrom('surface' as const, 'deep' as const),
      weight: fc.constantFrom(0, 1, 2),
    });
    fc.assert(
      fc.property(fc.array(kpi, { maxLength: 12 }), (kpis) => {
        const rows = kpis.map(({ outcome, ...part }, i) => row(`k${i}`, outcome, part));
        const verdict = ask('working', rows);
        const scored = kpis.filter(({ weight }) => weight > 0);
        const passes = scored.filter(({ outcome }) => outcome === PASS);
        const fails = scored.filter(({ outcome }) => outcome === FAIL);
        if (verdict.answer === 'no') expect(fails.length).toBeGreaterThan(0);
        if (verdict.answer === 'yes') {
          expect(fails).toEqual([]);
          expect(passes.some(({ depth }) => depth === 'deep')).toBe(true);
        }
        if (fails.some(({ gate }) => gate)) expect(verdict.answer).toBe('no');
        expect(verdict.why.length).toBeGreaterThan(0);
        expect(verdict.text + verdict.why).not.toMatch(/NaN|undefined|null/);
      }),
    );
  });
});
