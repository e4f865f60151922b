import { describe, expect, it } from 'vitest';
import { garwood } from '@/lib/stats/garwood';
import { wilson } from '@/lib/stats/wilson';
import { Random } from '@/tests/generator/random';
import type { Row } from '../facts/build';
import { ago, at, many, measure } from './measure';

describe('complaints and escalations (K24, K25)', () => {
  const orders = many(250, 'order', (i) => ({ ordered: ago(1 + (i % 80)), customer: `c${i % 125}` }));
  const tickets = [
    { ticket: 'a', partner: 'p', opened: at(2), complaint: true, escalated: true },
    { ticket: 'b', partner: 'p', opened: at(2), complaint: false },
    { ticket: 'c', partner: 'p', opened: at(91), complaint: true },
    { ticket: 'd', partner: 'p', opened: at(2) },
  ];
  it('relates complaints to customers that ordered', () => {
    expect(measure('complaint-rate', { orders, tickets })).toMatchObject({
      value: 8,
      numerator: 1,
      denominator: 125,
      ...garwood(1, 125, 1000),
    });
  });
  it('is not measured where no import says what a complaint is', () => {
    const plain = tickets.map(({ ticket, partner, opened }) => ({ ticket, partner, opened }));
    expect(measure('complaint-rate', { orders, tickets: plain })).toMatchObject({ value: null });
    expect(measure('complaint-rate', { orders, tickets: plain }).reason).toMatch(/"Complaint"/);
    expect(measure('escalation-rate', { tickets: plain }).reason).toMatch(/"Escalated"/);
  });
  it('relates escalations to tickets; an empty flag is a no where others are filled', () => {
    expect(measure('escalation-rate', { tickets })).toMatchObject({
      numerator: 1,
      denominator: 3,
      ...wilson(1, 3),
    });
  });
});

describe('violations (K26)', () => {
  const violation = (id: string, row: Row): Row => ({
    violation: id,
    partner: 'p',
    occurred: ago(5),
    confirmed: true,
    ...row,
  });
  const audits = [
    ...many(40, 'asset', () => ({ audit: 'A', audited: ago(30), check: 'one', passed: true })),
    ...many(40, 'asset', () => ({ audit: 'A', audited: ago(30), check: 'two', passed: true })),
    { audit: 'B', asset: 'old', partner: 'p', audited: ago(91), passed: true },
  ];
  it('adds severity points per 100 audited assets', () => {
    const violations = [
      violation('a', { severity: 1 }),
      violation('b', { severity: 3 }),
      violation('c', {}),
      violation('d', { severity: 9, confirmed: false }),
      violation('e', { severity: 9, occurred: ago(91) }),
    ];
    // 5 points on 40 assets; a census, so no interval.
    expect(measure('policy-violations', { violations, audits })).toMatchObject({
      value: 12.5,
      n: 40,
      numerator: 5,
      denominator: 40,
      low: null,
      high: null,
    });
    expect(measure('critical-violations', { violations, audits })).toMatchObject({ value: 0, n: 40 });
  });
  it('counts critical violations, audited or not', () => {
    const violations = [violation('a', { severity: 9 }), violation('b', { severity: 9, partner: 'q' })];
    expect(measure('critical-violations', { violations, audits })).toMatchObject({ value: 1, n: 1 });
    expect(measure('critical-violations', { violations, audits }, { of: 'q' })).toMatchObject({
      value: 1,
      n: 1,
    });
    // Neither audited nor caught: nothing is known.
    expect(measure('critical-violations', { violations, audits }, { of: 'r' })).toMatchObject({
      value: null,
      n: 0,
    });
  });
  it('is zero for an audited partner without violations, once violations are kept at all', () => {
    const violations = [violation('a', { partner: 'q' })];
    expect(measure('policy-violations', { violations, audits })).toMatchObject({ value: 0, n: 40 });
    expect(measure('policy-violations', { audits }).value).toBeNull();
  });
});

describe('surveys (K28, K29, K54)', () => {
  const answers = (kind: string, scores: number[], row: Row = {}): Row[] =>
    scores.map((score, i) => ({
      response: `${kind}-${i}`,
      partner: 'p',
      kind,
      score,
      answered: ago(5),
      ...row,
    }));

  it('scores promoters less detractors', () => {
    // 200 answers, 110 promoters, 20 detractors: 45 +/- 9.3 (the reference says about 10).
    const surveys = answers('nps', [
      ...Array<number>(110).fill(9),
      ...Array<number>(70).fill(8),
      ...Array<number>(20).fill(6),
    ]);
    const result = measure('nps', { surveys });
    expect(result).toMatchObject({ value: 45, n: 200, numerator: 90, denominator: 200 });
    const se = 100 * Math.sqrt((0.55 + 0.1 - 0.45 ** 2) / 200);
    expect(result.high).toBeCloseTo(45 + 1.959964 * se, 6);
    expect(result.low).toBeCloseTo(45 - 1.959964 * se, 6);
  });

  it('takes 180 days and scores within the scale only', () => {
    const surveys = [
      { response: 'a', partner: 'p', kind: 'nps', score: 10, answered: ago(180) },
      { response: 'b', partner: 'p', kind: 'nps', score: 0, answered: ago(181) },
      { response: 'c', partner: 'p', kind: 'nps', score: 11, answered: ago(3) },
      { response: 'd', partner: 'p', kind: 'nps', score: 7, answered: ago(1) },
      { response: 'e', partner: 'p', kind: 'csat', score: 1, answered: ago(1) },
    ];
    expect(measure('nps', { surveys })).toMatchObject({
      value: 50,
      n: 2,
      excluded: { 'score outside 0-10': 1 },
    });
  });

  it('counts answers of 4 and 5', () => {
    const surveys = [...answers('csat', [5, 4, 3, 1, 6]), ...answers('partner', [5, 3, 2])];
    expect(measure('csat', { surveys })).toMatchObject({
      value: 0.5,
      n: 4,
      excluded: { 'score outside 1-5': 1 },
    });
    expect(measure('partner-satisfaction', { surveys })).toMatchObject({ numerator: 1, denominator: 3 });
    expect(measure('csat', { surveys }, { of: 'q' })).toMatchObject({ value: null });
  });
});

describe('partner-satisfaction-two-sided (K54b)', () => {
  const answers = (kind: string, scores: readonly number[]): Row[] =>
    scores.map((score, i) => ({ response: `${kind} ${i}`, partner: 'p', kind, score, answered: ago(20) }));
  const theirs = answers('partner', [5, 5, 4, 4, 2]);
  const ours = answers('team', [5, 4, 2, 1, 1, 3]);

  it('is the smaller share, with the smaller of both ends', () => {
    const found = measure('partner-satisfaction-two-sided', { surveys: [...theirs, ...ours] });
    expect(found).toMatchObject({ value: 2 / 6, n: 5 });
    expect(found.low).toBe(Math.min(wilson(4, 5)!.low, wilson(2, 6)!.low));
    expect(found.high).toBe(Math.min(wilson(4, 5)!.high, wilson(2, 6)!.high));
  });

  it('is not measured where one side gave no answer', () => {
    expect(measure('partner-satisfaction-two-sided', { surveys: theirs }).value).toBeNull();
    expect(measure('partner-satisfaction-two-sided', { surveys: ours }).value).toBeNull();
  });

  it('holds the smaller share at least 92.5 % of the time', () => {
    const random = new Random('two sides');
    for (const [p, q] of [
      [0.7, 0.7],
      [0.6, 0.75],
      [0.3, 0.9],
    ] as const) {
      let held = 0;
      for (let draw = 0; draw < 2000; draw++) {
        const of = (share: number, n: number) => {
          const k = Array.from({ length: n }, () => random.chance(share)).filter(Boolean).length;
          return wilson(k, n)!;
        };
        const [a, b] = [of(p, 60), of(q, 60)];
        if (Math.min(a.low, b.low) <= Math.min(p, q) && Math.min(a.high, b.high) >= Math.min(p, q)) held++;
      }
      expect(held / 2000).toBeGreaterThan(0.92);
    }
  });
});

describe('content-accuracy (K30)', () => {
  const check = (id: string, row: Row): Row => ({
    audit: 'new',
    asset: 'page',
    check: id,
    partner: 'p',
    kind: 'content',
    audited: ago(10),
    ...row,
  });
  it('weighs the checks of the last audit', () => {
    const audits = [
      check('a', { passed: true, weight: 3 }),
      check('b', { passed: false, weight: 1 }),
      check('c', { passed: true, audited: ago(12) }),
      check('d', {}),
      check('e', { audit: 'old', passed: false, weight: 50, audited: ago(100) }),
      check('f', { kind: 'disclosure', passed: false, audit: 'newer', audited: ago(2) }),
    ];
    expect(measure('content-accuracy', { audits })).toMatchObject({
      value: 80,
      numerator: 4,
      denominator: 5,
      n: 3,
      excluded: { 'earlier audit': 1, 'check does not apply': 1 },
    });
  });
  it('is held down by a failed critical check', () => {
    const passed = Array.from({ length: 19 }, (_, i) => check(`p${i}`, { passed: true, critical: true }));
    const result = measure('content-accuracy', {
      audits: [...passed, check('x', { passed: false, critical: true })],
    });
    expect(result.value).toBe(59);
    expect(result.high).toBe(59);
    expect(result.low!).toBeLessThanOrEqual(59);
    expect(measure('content-accuracy', { audits: [...passed, check('x', { passed: false })] }).value).toBe(
      95,
    );
  });
});

describe('audited assets (K70, K71)', () => {
  const check = (
    asset: string,
    name: string,
    days: number,
    passed: boolean | undefined,
    kind = 'disclosure',
  ): Row => ({
    audit: `audit-${days}`,
    asset,
    check: name,
    partner: 'p',
    kind,
    audited: ago(days),
    passed,
  });
  it('asks for the last checks of each asset', () => {
    const audits = [
      // Failed, then put right.
      check('one', 'label', 60, false),
      check('one', 'label', 20, true),
      // One of two checks failed.
      check('two', 'label', 20, true),
      check('two', 'position', 20, false),
      check('three', 'label', 90, true),
      check('four', 'label', 91, false),
      check('five', 'label', 5, undefined),
    ];
    expect(measure('disclosure-compliance', { audits })).toMatchObject({
      numerator: 2,
      denominator: 3,
      n: 3,
      excluded: { 'checked again later': 1, 'same asset already counted': 1 },
    });
    expect(measure('message-consistency', { audits }).value).toBeNull();
    const messages = [check('one', 'claim', 3, true, 'message'), check('two', 'claim', 3, false, 'message')];
    expect(measure('message-consistency', { audits: messages })).toMatchObject({ value: 0.5, n: 2 });
  });

  it('leaves out checks that name no asset: how many assets they are of is not known', () => {
    const audits = [
      check('one', 'claim', 3, false, 'message'),
      ...['claim', 'price', 'name'].map((name) => ({
        ...check('', name, 3, true, 'message'),
        asset: undefined,
      })),
    ];
    // One asset that failed: 0 of 1, not 3 of 4.
    expect(measure('message-consistency', { audits })).toMatchObject({
      value: 0,
      n: 1,
      excluded: { 'no asset named': 3 },
    });
  });
});

describe('compliance-completion (K33b)', () => {
  it('asks for required modules that are valid at the as-of day', () => {
    // 4 of 10, as in the reference: 40 %, Wilson 16.8-68.7.
    const module = (i: number, row: Row): Row => ({
      partner: 'p',
      person: `person-${i}`,
      course: 'ethics',
      kind: 'compliance',
      enrolled: ago(400),
      ...row,
    });
    const trainings = [
      module(1, { completed: ago(300) }),
      module(2, { completed: ago(300), valid_until: ago(0) }),
      module(3, { completed: ago(1), required: true }),
      module(4, { completed: ago(300), valid_until: ago(-100) }),
      module(5, { completed: ago(300), valid_until: ago(1) }),
      module(6, { completed: ago(0) }),
      ...[7, 8, 9, 10].map((i) => module(i, {})),
      module(11, { required: false }),
      module(12, { kind: 'training' }),
      module(13, { enrolled: ago(-1) }),
    ];
    const result = measure('compliance-completion', { trainings });
    expect(result).toMatchObject({ numerator: 4, denominator: 10, value: 0.4 });
    expect(result.low).toBeCloseTo(0.168, 3);
    expect(result.high).toBeCloseTo(0.687, 3);
  });
});
