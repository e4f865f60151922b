import { describe, expect, it } from 'vitest';
import { measureAll } from '@/lib/kpi/engine/measure';
import { qualityScore } from '@/lib/kpi/quality-score';
import { findKpi } from '@/lib/kpi/registry';
import { buildFacts } from '../facts/build';
import { AS_OF, ago, many, measure, WORKSPACE } from './measure';

/** As many won deals as a margin takes. */
const won = (amount: number, cost: number, deals = 5) =>
  many(deals, 'deal', () => ({
    customer: 'c 1',
    created: ago(60),
    closed: ago(5),
    status: 'won',
    amount,
    cost,
  }));
/** Twenty customers of a year ago, some of which have left. */
const customers = (left: number) =>
  many(20, 'customer', (i) => ({
    customer: `c ${i}`,
    partner: 'p',
    started: ago(500),
    ...(i < left ? { ended: ago(50) } : {}),
  }));
const audits = many(10, 'audit', (i) => ({
  audit: `a ${i}`,
  partner: 'p',
  asset: `asset ${i}`,
  audited: ago(9),
  passed: true,
}));
const violations = [{ violation: 'v', partner: 'q', occurred: ago(9), confirmed: true, severity: 1 }];
const score = (tables: Parameters<typeof measure>[1]) => measure('quality-score', tables, { of: 'p' });

describe('partner quality score', () => {
  it('weighs its parts and shares the weights of those that were not measured', () => {
    // Retention 90 % is half way from 80 % to 100 %; margin 35 % and no violation are full scores.
    const found = score({ customers: customers(2), deals: won(1000, 650), audits, violations });
    expect(found.value).toBeCloseTo((30 * 50 + 25 * 100 + 25 * 100) / 80, 9);
    expect(found.n).toBe(5);
  });

  it('weighs them as a person set it', () => {
    const weights = { retention: 40, margin: 10, support: 20, brand: 30 };
    const definition = qualityScore(weights, 2);
    const tables = { customers: customers(2), deals: won(1000, 650), audits, violations };
    const { byPartner } = measureAll(buildFacts(tables, { partners: ['p', 'q'] }), [definition], {
      asOfDay: AS_OF,
      workspace: WORKSPACE,
      resolve: findKpi,
    });
    expect(byPartner.get(0)![0]!.value).toBeCloseTo((40 * 50 + 10 * 100 + 30 * 100) / 80, 9);
  });

  it('has no part in it that is below its own minimum sample', () => {
    // Four won deals of the five that a margin takes: retention 50 and brand risk 100 are left, 55 of 100 weights.
    const tables = { customers: customers(2), audits, violations };
    expect(score({ ...tables, deals: won(1000, 650, 4) })).toMatchObject({ value: null });
    expect(score({ ...tables, deals: won(1000, 650, 5) }).value).not.toBeNull();
    // Nineteen customers of the twenty that retention takes; margin and brand risk are 50 of 100.
    const few = { ...tables, customers: customers(2).slice(1), deals: won(1000, 650) };
    expect(score(few).value).toBeNull();
  });

  it('holds each part between 0 and 100', () => {
    const worst = score({ customers: customers(20), deals: won(1000, 5000), audits, violations });
    expect(worst.value).toBeCloseTo((25 * 100) / 80, 9);
  });

  it('is not shown with less than 60 of the weights', () => {
    expect(score({ customers: customers(2), deals: won(1000, 650) }).value).toBeNull();
    expect(score({ audits, violations, deals: won(1000, 650) }).value).toBeNull();
  });
});
