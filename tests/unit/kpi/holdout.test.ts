import { describe, expect, it } from 'vitest';
import { holdoutView } from '@/lib/kpi/experiments/holdout';
import { compareProportions } from '@/lib/stats/two-proportion';
import { wilson } from '@/lib/stats/wilson';
import { buildFacts, type Row, type Rows } from '../facts/build';
import { AS_OF, ago, measure, WORKSPACE } from './measure';

const OPTIONS = { asOfDay: AS_OF, workspace: WORKSPACE, months: 12 };
const facts = (tables: Rows) => buildFacts(tables, { partners: ['p', 'q'] });

describe('holdout tests', () => {
  const arm = (arm: string, audience: number, converted: number, more: Row = {}): Row => ({
    experiment: 'spring',
    partner: 'p',
    arm,
    measured: ago(5),
    audience,
    converted,
    ...more,
  });

  it('give the lift, with its interval, and the customers that it makes', () => {
    const { tests } = holdoutView(facts({ holdouts: [arm('exposed', 200, 20), arm('holdout', 100, 5)] }), {
      ...OPTIONS,
      partner: 0,
    });
    expect(tests).toHaveLength(1);
    expect(tests[0]).toMatchObject({ name: 'spring', lift: compareProportions(20, 200, 5, 100) });
    expect(tests[0]!.relative!.value).toBeCloseTo(1, 12);
    expect(tests[0]!.incremental!.value).toBeCloseTo(10, 12);
  });

  it('keep apart tests of other partners, arms that cannot be, and tests with one arm', () => {
    const { tests, leftOut } = holdoutView(
      facts({
        holdouts: [
          arm('exposed', 200, 20),
          arm('holdout', 100, 5, { partner: 'q' }),
          arm('holdout', 10, 50, { experiment: 'odd' }),
          arm('exposed', 0, 0, { experiment: 'odd' }),
        ],
      }),
      { ...OPTIONS, partner: null },
    );
    expect(tests.map(({ lift }) => lift)).toEqual([null, null]);
    expect(leftOut.map(({ reason, rows }) => [reason, rows.length])).toEqual([
      ['converted is missing or no part of the audience', 1],
      ['no audience', 1],
    ]);
  });

  it('take the last measurement of an arm: what was counted up to a later day holds the earlier count', () => {
    const holdouts = [
      arm('exposed', 200, 9, { measured: ago(40) }),
      arm('holdout', 100, 2, { measured: ago(40) }),
      arm('exposed', 200, 20),
      arm('holdout', 100, 5),
      // Of another partner and of none, under the same name, and a later one that cannot be.
      arm('holdout', 100, 50, { partner: 'q', measured: ago(1) }),
      arm('holdout', 100, 50, { partner: undefined, measured: ago(1) }),
      arm('holdout', 0, 0, { measured: ago(2) }),
    ];
    const { tests, leftOut } = holdoutView(facts({ holdouts }), { ...OPTIONS, partner: 0 });
    expect(tests.map(({ lift }) => lift)).toEqual([compareProportions(20, 200, 5, 100)]);
    expect(leftOut.find(({ reason }) => reason === 'measured again later')?.rows).toHaveLength(2);
    const ours = holdoutView(
      facts({
        holdouts: holdouts
          .map(({ partner: _, ...row }) => ({ ...row, experiment: `${row.experiment} ${row.measured}` }))
          .concat(holdouts.slice(0, 4).map(({ partner: _, ...row }) => ({ ...row, experiment: 'ours' }))),
      }),
      { ...OPTIONS, partner: null },
    );
    expect(ours.tests.find(({ name }) => name === 'ours')?.exposed).toMatchObject({
      audience: 200,
      converted: 20,
    });
    const customers = Array.from({ length: 30 }, (_, i) => ({
      customer: `c${i}`,
      partner: 'p',
      started: ago(20),
    }));
    const costs = [{ cost: 'k', partner: 'p', spent: ago(10), kind: 'mdf', amount: 2000_00 }];
    // 2,000 / (30 - 5 % of 200), not less 2 and 5 of 200 on 400.
    expect(measure('cac-incremental', { customers, costs, holdouts })).toMatchObject({
      value: 100_00,
      n: 30,
    });
  });

  it('of several make K12c by themselves: a share of the one says nothing of the audience of the other', () => {
    const tables = {
      customers: Array.from({ length: 30 }, (_, i) => ({
        customer: `c${i}`,
        partner: 'p',
        started: ago(20),
      })),
      costs: [{ cost: 'k', partner: 'p', spent: ago(10), kind: 'mdf', amount: 2000_00 }],
      holdouts: [
        arm('exposed', 200, 20, { measured: ago(30) }),
        arm('holdout', 100, 50, { measured: ago(30) }),
        arm('exposed', 200, 20),
        arm('holdout', 100, 5),
        arm('exposed', 50, 20, { experiment: 'autumn' }),
        arm('holdout', 200, 40, { experiment: 'autumn' }),
        // Without the other arm, and the same name at another partner.
        arm('holdout', 100, 90, { experiment: 'winter' }),
        arm('exposed', 900, 90, { experiment: 'autumn', partner: 'q' }),
      ],
    };
    // 2,000 / (30 - (5 % of 200 + 20 % of 50)); pooled it would be 2,000 / (30 - 45 / 300 of 250), which is none.
    const found = measure('cac-incremental', tables);
    expect(found).toMatchObject({ value: 200_00, n: 30, by: 'by the holdout test' });
    // Kish: 250 squared over 200 squared / 100 + 50 squared / 200.
    const size = 250 ** 2 / (200 ** 2 / 100 + 50 ** 2 / 200);
    const share = wilson((20 / 250) * size, size)!;
    expect(found.low).toBeCloseTo(2000_00 / (30 - 250 * share.low), 6);
    expect(found.high).toBeNull();
    expect(250 * share.high).toBeGreaterThan(30);
  });

  it('make K12c: cost over the customers that would not have come anyway', () => {
    const tables = {
      customers: Array.from({ length: 30 }, (_, i) => ({
        customer: `c${i}`,
        partner: 'p',
        started: ago(20),
      })),
      costs: [{ cost: 'k', partner: 'p', spent: ago(10), kind: 'mdf', amount: 2000_00 }],
      holdouts: [arm('exposed', 200, 20), arm('holdout', 100, 5)],
    };
    // 2,000 / (30 - 5 % of 200) = 100.
    expect(measure('cac-incremental-holdout', tables)).toMatchObject({
      value: 100_00,
      n: 30,
      currency: 'EUR',
    });
    const none = { ...tables, customers: tables.customers.slice(0, 9) };
    expect(measure('cac-incremental-holdout', none).reason).toMatch(/come anyway/);
    expect(measure('cac-incremental-holdout', { ...tables, holdouts: [] }).value).toBeNull();
  });
});
