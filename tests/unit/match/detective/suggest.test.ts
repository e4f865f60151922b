import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '@/lib/match/detective/calibrate';
import { collect, patternOf, type Subject, subjectOf } from '@/lib/match/detective/collect';
import { bitOf, EVIDENCE, type EvidenceKind } from '@/lib/match/detective/evidence';
import { type HistoryInput, indexHistory } from '@/lib/match/detective/history';
import { type Choice, fitWeights, weightsWithout } from '@/lib/match/detective/model';
import { estimates, situationsOf } from '@/lib/match/detective/situations';
import { detectiveOf, evidenceSentence, KNOWABLE, pastSentence } from '@/lib/match/detective/suggest';
import { contact, deal, partner, past, programme, random } from './past';

const subject = (over: Partial<Subject> = {}): Subject => ({
  row: -1,
  deal: 0,
  customer: 0,
  before: 100,
  until: 100,
  registrations: [],
  codes: [],
  domains: [],
  texts: [],
  ...over,
});
const kindsOn = (input: HistoryInput, about: Partial<Subject>) =>
  Object.fromEntries(
    [...collect(indexHistory(input), subject(about))].map(([who, found]) => [who, Object.fromEntries(found)]),
  );

describe('evidence', () => {
  const partners = [
    partner('Northwind Resellers GmbH', { domains: ['northwind.example'], codes: ['NW-10'] }),
    partner('Fabrikam', { aliases: ['Fabrikam Consulting'] }),
  ];

  it('is a registration of another deal, a code, a domain or a name', () => {
    const input = past({
      partners,
      deals: [deal({ deal: 1, partner: 1, registration: 'reg-7' })],
      campaigns: new Map([['autumn', [1]]]),
    });
    expect(kindsOn(input, { registrations: ['reg-7'] })).toEqual({ 1: { registration: 1 } });
    expect(kindsOn(input, { registrations: ['nw-10'] })).toEqual({ 0: { registration: 1 } });
    expect(kindsOn(input, { codes: ['nw-10', 'autumn', 'none'] })).toEqual({
      0: { code: 1 },
      1: { code: 1 },
    });
    expect(kindsOn(input, { domains: ['northwind.example', 'else.example'] })).toEqual({ 0: { domain: 1 } });
    expect(kindsOn(input, { texts: ['Intro by Northwind Resellers, then Fabrikam consulting'] })).toEqual({
      0: { name: 1 },
      1: { name: 1 },
    });
  });

  it('is what led to the deal: within a year before it, and not after', () => {
    const input = past({
      partners,
      touches: [
        contact({ partner: 0, customer: 5, day: 99 }),
        contact({ partner: 0, customer: 5, day: 98 }),
        contact({ partner: 1, customer: 5, day: 101 }),
        contact({ partner: 1, customer: 5, day: -300 }),
        contact({ partner: 1, customer: 5, day: 60, event: true }),
        contact({ partner: 1, deal: 9, customer: 5, day: 140 }),
        contact({ customer: 5, day: 70, code: 'nw-10' }),
      ],
      leads: [contact({ partner: 1, customer: 5, day: 40 })],
    });
    expect(kindsOn(input, { customer: 5, deal: 9, until: 150 })).toEqual({
      0: { touch: 2, code: 1 },
      1: { 'deal-touch': 1, event: 1, lead: 1 },
    });
    expect(kindsOn(input, { customer: 5, deal: 9, until: 120 })[1]).toEqual({ event: 1, lead: 1 });
    expect(kindsOn(input, {})).toEqual({});
  });

  it('is earlier deals of the customer, all of one partner or some', () => {
    const earlier = (...owners: number[]) =>
      past({
        partners,
        deals: owners.map((owner, i) => deal({ deal: i + 1, customer: 5, partner: owner, created: 50 + i })),
      });
    expect(kindsOn(earlier(0, 0, -1), { customer: 5 })).toEqual({ 0: { 'customer-all': 2 } });
    expect(kindsOn(earlier(0, 1, 1), { customer: 5 })).toEqual({
      0: { 'customer-some': 1 },
      1: { 'customer-some': 2 },
    });
    expect(kindsOn(earlier(0), { customer: 5, before: 50 })).toEqual({});
  });
});

/** Small histories with much in common: few customers, partners and registrations. */
const histories = fc
  .record({
    deals: fc.array(
      fc.record({
        customer: fc.nat(3),
        partner: fc.integer({ min: -1, max: 2 }),
        created: fc.option(fc.integer({ min: 80, max: 120 })),
        closed: fc.option(fc.integer({ min: 121, max: 140 })),
        settled: fc.boolean(),
        registration: fc.constantFrom('', 'reg-1', 'reg-2'),
        name: fc.constantFrom('', 'Rollout with Northwind', 'Fabrikam and friends'),
      }),
      { minLength: 1, maxLength: 14 },
    ),
    touches: fc.array(
      fc.record({
        partner: fc.nat(2),
        deal: fc.nat(6),
        customer: fc.nat(3),
        day: fc.integer({ min: 60, max: 130 }),
        event: fc.boolean(),
        code: fc.constant(''),
      }),
      { maxLength: 10 },
    ),
  })
  .map(({ deals, touches }) =>
    past({
      partners: [partner('Northwind'), partner('Fabrikam'), partner('Tailspin')],
      deals: deals.map((one, i) => ({ ...one, deal: i + 1 })),
      touches,
    }),
  );

describe('leave-one-out', () => {
  it('never counts what a deal says of its own partner', () => {
    fc.assert(
      fc.property(histories, fc.nat(13), fc.integer({ min: -1, max: 2 }), (input, at, other) => {
        const row = at % input.deals.length;
        const changed = {
          ...input,
          deals: input.deals.map((one, i) => (i === row ? { ...one, partner: other } : one)),
        };
        const evidence = (from: HistoryInput) => {
          const history = indexHistory(from);
          const asked = subjectOf(history, row);
          return asked && [...collect(history, asked)].sort(([a], [b]) => a - b);
        };
        expect(evidence(changed)).toEqual(evidence(input));
      }),
      { numRuns: 300 },
    );
  });

  it('judges each deal exactly as a model without it would', () => {
    fc.assert(
      fc.property(histories, (input) => {
        const history = indexHistory(input);
        const choices = input.deals.flatMap((one, row): Choice[] => {
          const asked = one.partner >= 0 || one.settled ? subjectOf(history, row) : null;
          const found = asked ? [...collect(history, asked)] : [];
          if (found.length === 0) return [];
          const patterns = found.map(([, kinds]) =>
            [...kinds.keys()].reduce((sum, kind) => sum | bitOf(kind), 0),
          );
          return [{ patterns, chosen: found.findIndex(([who]) => who === one.partner), count: 1 }];
        });
        const naive = choices.map((one) => {
          const others = choices.filter((other) => other !== one);
          return Math.max(...estimates(fitWeights(others), situationsOf(others), one.patterns));
        });
        const { check } = calibrate(history);
        expect(check.deals).toBe(choices.length);
        expect(check.stated).toBeCloseTo(
          naive.reduce((sum, each) => sum + each, 0),
          3,
        );
      }),
      { numRuns: 60 },
    );
  });
});

it('one step of Newton’s method leaves a deal out nearly as well as a whole fit', () => {
  const next = random(5);
  const choices = Array.from({ length: 80 }, (): Choice => {
    const patterns = Array.from({ length: 1 + Math.floor(next() * 3) }, () => 1 + Math.floor(next() * 15));
    return { patterns, chosen: Math.floor(next() * (patterns.length + 1)) - 1, count: 1 };
  });
  const without = weightsWithout(fitWeights(choices), choices);
  for (const one of choices) {
    const exact = fitWeights(choices.filter((other) => other !== one));
    without(one).forEach((weight, k) => {
      expect(Math.abs(weight - exact[k]!)).toBeLessThan(0.03);
    });
  }
});

describe('probability', () => {
  it('is what a programme of known truth bears out, on deals that it never saw', () => {
    const input = programme(1, 3000);
    const { suggest, calibration } = detectiveOf(indexHistory(input));
    const alone = (event: boolean) =>
      suggest(
        subject({ customer: input.touches.find((one) => one.event === event && one.customer % 3)!.customer }),
      );
    expect(alone(false)[0]!.probability).toBeCloseTo(0.6, 1);
    expect(alone(true)[0]!.probability).toBeCloseTo(0.85, 1);

    const fresh = indexHistory(programme(2, 3000));
    const unseen = fresh.deals.flatMap((one, row) => {
      const found = [...collect(fresh, subjectOf(fresh, row)!)];
      const p = estimates(
        calibration.weights,
        calibration.situations,
        found.map(([, kinds]) => patternOf(kinds)),
      );
      return found.map(([who], k) => ({ stated: p[k]!, right: who === one.partner, count: 1 }));
    });
    for (const cases of [unseen, calibration.reliability]) {
      let bins = 0;
      for (let bin = 0; bin < 8; bin++) {
        const within = cases.filter(({ stated }) => Math.min(7, Math.floor(stated * 8)) === bin);
        const n = within.reduce((sum, { count }) => sum + count, 0);
        if (n < 100) continue;
        bins++;
        const stated = within.reduce((sum, one) => sum + one.stated * one.count, 0) / n;
        const right = within.reduce((sum, one) => sum + (one.right ? one.count : 0), 0) / n;
        expect(Math.abs(stated - right)).toBeLessThan(0.1);
      }
      expect(bins).toBeGreaterThan(2);
    }
    const { deals, stated, right } = calibration.check;
    expect(deals).toBe(3000);
    expect(Math.abs(stated - right) / deals).toBeLessThan(0.03);
  });

  it('never adds up to more than one', () => {
    const pattern = fc.nat(2 ** EVIDENCE.length - 1);
    const choice = fc.array(pattern, { minLength: 1, maxLength: 4 }).chain((patterns) =>
      fc.record({
        patterns: fc.constant(patterns),
        chosen: fc.integer({ min: -1, max: patterns.length - 1 }),
        count: fc.integer({ min: 1, max: 50 }),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(choice, { maxLength: 12 }),
        fc.array(pattern, { maxLength: 6 }),
        (choices, asked) => {
          const p = estimates(fitWeights(choices), situationsOf(choices), asked);
          expect(p.every((each) => each >= 0 && each <= 1)).toBe(true);
          expect(p.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(1 + 1e-9);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is not knowable without past deals of the kind; the evidence is told all the same', () => {
    const input = past({
      partners: [partner('Northwind', { domains: ['northwind.example'] })],
      deals: [deal({ deal: 1, partner: 0 })],
    });
    const [first, ...rest] = detectiveOf(indexHistory(input)).suggest(
      subject({ domains: ['northwind.example'] }),
    );
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ partner: 0, probability: null, past: null, unknown: ['domain'] });
    expect(pastSentence(first!.past)).toMatch(/^Not yet knowable/);
  });

  it('names the past deals with the same evidence, with a Wilson interval', () => {
    const n = KNOWABLE + 3;
    const deals = Array.from({ length: n }, (_, i) =>
      deal({ deal: i + 1, customer: i + 1, partner: i < n - 3 ? 0 : 1, closed: 150, settled: true }),
    );
    const touches = deals.map(({ customer }) => contact({ partner: 0, customer, day: 90 }));
    touches.push(contact({ partner: 0, customer: 99, day: 95 }));
    const input = past({ partners: [partner('Northwind'), partner('Fabrikam')], deals, touches });
    const [first] = detectiveOf(indexHistory(input)).suggest(subject({ customer: 99 }));
    expect(first!.past).toMatchObject({ n, theirs: n - 3, of: ['touch'] });
    // Wilson for 8 of 11: R's prop.test(8, 11, correct = FALSE).
    expect(first!.past!.low).toBeCloseTo(0.4344, 3);
    expect(first!.past!.high).toBeCloseTo(0.9026, 3);
    expect(pastSentence(first!.past)).toBe(
      'Of 11 past cases with a touch of the partner before the deal, 8 were theirs.',
    );
    expect(first!.probability).toBeGreaterThan(0.6);
    expect(first!.probability).toBeLessThan(0.8);
  });
});

it.each(EVIDENCE.map((kind) => [kind]))('%s is told in one and in several cases', (kind: EvidenceKind) => {
  for (const times of [1, 3]) expect(evidenceSentence(kind, times)).toMatch(/^\S.*\.$/);
});
