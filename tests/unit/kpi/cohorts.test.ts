import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, isoDay, parseIsoDay, startOf } from '@/lib/facts/time';
import { type Cohort, type CohortOptions, cohortTable } from '@/lib/kpi/cohorts/table';
import { wilson } from '@/lib/stats/wilson';
import { buildFacts, type Row, type Rows } from '../facts/build';
import { AS_OF, many, WORKSPACE } from './measure';

const table = (rows: Rows, options: Partial<CohortOptions> = {}): Cohort[] =>
  cohortTable(buildFacts(rows, { partners: ['p', 'q'] }), {
    asOfDay: AS_OF,
    workspace: WORKSPACE,
    of: 0,
    period: 'month',
    cohorts: 18,
    ...options,
  });

/** The cohort that a day belongs to. */
const of = (cohorts: Cohort[], day: string): Cohort =>
  cohorts.find(({ window }) => window.from <= parseIsoDay(day) && parseIsoDay(day) < window.to)!;

describe('cohorts by month of acquisition', () => {
  // The as-of day is 2026-11-21.
  const customers = [
    ...many(8, 'customer', () => ({ started: '2025-10-05' })),
    { customer: 'soon', partner: 'p', started: '2025-10-05', ended: '2025-12-01' },
    { customer: 'later', partner: 'p', started: '2025-10-05', ended: '2026-06-01' },
    { customer: 'other', partner: 'q', started: '2025-10-20' },
    { customer: 'fresh', partner: 'p', started: '2026-08-20' },
  ];

  it('retains customers at 3, 6 and 12 months, with their intervals', () => {
    const { retention, customers: count } = of(table({ customers }), '2025-10-05');
    expect(count).toBe(10);
    expect(retention[3]).toEqual({ state: 'known', value: 0.9, n: 10, ...wilson(9, 10) });
    expect(retention[6]).toEqual(retention[3]);
    expect(retention[12]).toMatchObject({ state: 'known', value: 0.8, n: 10 });
  });

  it('does not know a cohort before its last day is old enough', () => {
    // 91 days after 2026-08-31 is 2026-11-30.
    const fresh = of(table({ customers }), '2026-08-20');
    expect(fresh.retention[3]).toEqual({ state: 'immature', from: parseIsoDay('2026-11-30') });
    const then = (asOf: string) =>
      of(table({ customers }, { asOfDay: parseIsoDay(asOf) }), '2026-08-20').retention[3];
    expect(then('2026-11-29').state).toBe('immature');
    expect(then('2026-11-30')).toMatchObject({ state: 'known', value: 1, n: 1 });
  });

  it('says that there is nothing to measure where nobody came', () => {
    expect(of(table({ customers }), '2025-09-10').retention[12].state).toBe('not-measured');
    expect(table({}, { cohorts: 1 })[0]!.retention[12].state).toBe('immature');
  });

  it('takes the programme together, and quarters', () => {
    const all = table({ customers }, { of: 'programme', period: 'quarter', cohorts: 6 });
    expect(all.map(({ customers: count }) => count)).toEqual([0, 11, 0, 0, 1, 0]);
    expect(isoDay(all[5]!.window.to)).toBe('2027-01-01');
    expect(() => table({ customers }, { cohorts: 32 })).toThrow('1 to 31');
  });

  it('keeps revenue by customer: 12 months after the first day', () => {
    let id = 0;
    const move = (customer: string, moved: string, kind: string, mrr: number): Row => ({
      movement: String(id++),
      partner: 'p',
      customer,
      moved,
      kind,
      mrr,
    });
    const subscriptions = [
      move('a', '2025-10-05', 'new', 600),
      move('a', '2026-03-01', 'expansion', 300),
      move('a', '2026-10-04', 'contraction', 100),
      // 365 days later it is another year.
      move('a', '2026-10-05', 'churn', 800),
      move('b', '2025-10-09', 'new', 400),
      move('b', '2026-01-01', 'churn', -400),
    ];
    const { netRetention, grossRetention } = of(table({ subscriptions }), '2025-10-05');
    expect(netRetention).toMatchObject({ state: 'known', value: 0.8, n: 2 });
    expect(grossRetention).toMatchObject({ state: 'known', value: 0.5, n: 2 });
  });

  it('reckons payback and lifetime of each cohort', () => {
    const won = many(10, 'deal', (i) => ({
      customer: `c${i}`,
      status: 'won',
      sourced: true,
      created: '2025-12-01',
      closed: '2026-01-15',
      amount: 100_00,
      cost: 20_00,
    }));
    const tables = {
      deals: won,
      costs: [{ cost: 'k', partner: 'p', spent: '2026-01-20', kind: 'mdf', amount: 4000_00 }],
      customers: many(24, 'customer', (i) => ({
        started: '2026-01-15',
        ...(i < 3 ? { ended: '2026-04-15' } : {}),
      })),
      subscriptions: many(24, 'customer', (i) => ({
        movement: `m${i}`,
        moved: '2026-01-15',
        kind: 'new',
        mrr: 50_00,
      })),
    };
    const cohort = of(table(tables), '2026-01-15');
    // 400 / (50 x 80 %) = 10 months.
    expect(cohort.payback).toMatchObject({ state: 'known', value: 10, n: 10 });
    const months = (21 * (AS_OF - parseIsoDay('2026-01-15')) + 3 * 90) / (365.25 / 12);
    expect(cohort.ltvToCac).toMatchObject({ state: 'known', n: 24 });
    expect((cohort.ltvToCac as { value: number }).value).toBeCloseTo(40 / (3 / months) / 400, 9);
    const few = of(table({ ...tables, customers: tables.customers.slice(0, 19) }), '2026-01-15');
    expect(few.ltvToCac).toEqual({
      state: 'not-measured',
      reason: '19 customers are too few for a lifetime: it takes 20.',
    });
    // Min n of K13 is 5 new customers, of K14 ten: below it there is no figure to read.
    const sold = (deals: number) => of(table({ ...tables, deals: won.slice(0, deals) }), '2026-01-15');
    expect(sold(9)).toMatchObject({
      payback: { state: 'known', n: 9 },
      ltvToCac: { state: 'not-measured', reason: '9 new customers are too few: it takes 10.' },
    });
    expect(sold(5).payback.state).toBe('known');
    expect(sold(4).payback).toEqual({
      state: 'not-measured',
      reason: '4 new customers are too few: it takes 5.',
    });
    // The running month is not over: its cost is not known.
    expect(table(tables)[17]!.payback.state).toBe('immature');
  });
});

describe('any cohorts', () => {
  const customer = fc.record({
    partner: fc.constantFrom('p', 'q'),
    started: fc.integer({ min: AS_OF - 600, max: AS_OF - 1 }),
    stay: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
  });
  const movement = fc.record({
    customer: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    partner: fc.constantFrom('p', 'q'),
    moved: fc.integer({ min: AS_OF - 600, max: AS_OF - 1 }),
    kind: fc.constantFrom('new', 'expansion', 'contraction', 'churn', 'reactivation'),
    mrr: fc.integer({ min: -900, max: 900 }),
  });

  it('are what counting customer by customer says', () => {
    fc.assert(
      fc.property(
        fc.array(customer, { maxLength: 40 }),
        fc.constantFrom('month', 'quarter'),
        (drawn, period) => {
          const customers = drawn.map(({ partner, started, stay }, i) => ({
            customer: `c${i}`,
            partner,
            started,
            ended: stay === undefined ? undefined : started + stay,
          }));
          const cohorts = table({ customers }, { of: 'programme', period, cohorts: 20 });
          const first = cohorts[0]!.window.from;
          expect(cohorts.reduce((sum, each) => sum + each.customers, 0)).toBe(
            customers.filter(({ started }) => started >= first).length,
          );
          for (const { window, retention } of cohorts) {
            expect(window.to).toBe(addMonths(window.from, period === 'month' ? 1 : 3));
            expect(window.from).toBe(startOf(period, window.from));
            const own = customers.filter(({ started }) => window.from <= started && started < window.to);
            for (const [months, days] of [
              [3, 91],
              [6, 182],
              [12, 365],
            ] as const) {
              const cell = retention[months];
              if (window.to - 1 + days > AS_OF) expect(cell.state).toBe('immature');
              else if (own.length === 0) expect(cell.state).toBe('not-measured');
              else {
                const stayed = own.filter(
                  ({ started, ended }) => ended === undefined || ended - started >= days,
                );
                expect(cell).toMatchObject({
                  state: 'known',
                  value: stayed.length / own.length,
                  n: own.length,
                });
              }
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keep between nothing and all of their revenue before additions, and of both partners together', () => {
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 30 }), (drawn) => {
        const subscriptions = drawn.map((row, i) => ({ ...row, movement: String(i) }));
        const [p, q, all] = ([0, 1, 'programme'] as const).map((of) =>
          table({ subscriptions }, { of, cohorts: 20 }),
        );
        all!.forEach(({ grossRetention, netRetention }, i) => {
          const parts = [p![i]!.grossRetention, q![i]!.grossRetention];
          if (grossRetention.state !== 'known' || netRetention.state !== 'known') return;
          expect(grossRetention.value).toBeGreaterThanOrEqual(0);
          expect(grossRetention.value).toBeLessThanOrEqual(1);
          expect(netRetention.value).toBeGreaterThanOrEqual(0);
          expect(grossRetention.n).toBe(
            parts.reduce((sum, cell) => sum + (cell.state === 'known' ? cell.n : 0), 0),
          );
        });
      }),
      { numRuns: 40 },
    );
  });
});
