import { describe, expect, it } from 'vitest';
import { type IntegrationView, integrationView } from '@/lib/kpi/experiments/integrations';
import type { Comparison } from '@/lib/kpi/experiments/types';
import { compareProportions } from '@/lib/stats/two-proportion';
import { wilson } from '@/lib/stats/wilson';
import { buildFacts, type Row, type Rows } from '../facts/build';
import { AS_OF, ago, WORKSPACE } from './measure';

const OPTIONS = { asOfDay: AS_OF, workspace: WORKSPACE, months: 12 };
const facts = (tables: Rows) => buildFacts(tables, { partners: ['p', 'q'] });
const of = (view: IntegrationView, id: string): Comparison =>
  view.comparisons.find((each) => each.id === id)!;

interface Drawn {
  used: number;
  left?: number;
  mrr?: number;
  health?: number;
}

/** Customers of two years ago with so many integrations in use a year ago. */
function customers(drawn: readonly Drawn[], partner: string | undefined = 'p'): Rows {
  const rows: Record<'customers' | 'integrations' | 'subscriptions', Row[]> = {
    customers: [],
    integrations: [],
    subscriptions: [],
  };
  drawn.forEach(({ used, left, mrr = 100_00, health }, i) => {
    const customer = `c${i}`;
    rows.customers.push({
      customer,
      partner,
      started: ago(700),
      ended: left === undefined ? undefined : ago(left),
      health,
    });
    for (let k = 0; k < used; k++)
      rows.integrations.push({
        customer,
        integration: `i${k}`,
        installed: ago(600),
        last_active: ago((left ?? 0) + 1),
      });
    rows.subscriptions.push({ movement: `m${i}`, customer, moved: ago(700), kind: 'new', mrr });
  });
  return rows;
}
const repeat = (n: number, one: Drawn): Drawn[] => Array.from({ length: n }, () => one);
const integrations = (
  tables: Rows,
  more: { least?: number; partner?: number | null } = {},
): IntegrationView => integrationView(facts(tables), { ...OPTIONS, partner: null, least: 4, ...more });

describe('integrations', () => {
  const drawn = [
    ...repeat(45, { used: 5, health: 80, mrr: 300_00 }),
    ...repeat(5, { used: 5, left: 100, health: 10, mrr: 300_00 }),
    ...repeat(60, { used: 1, health: 60 }),
    ...repeat(40, { used: 1, left: 100 }),
  ];

  it('compares retention, contract value and health of many against few', () => {
    const view = integrations(customers(drawn));
    const retention = of(view, 'retention');
    const expected = compareProportions(45, 50, 60, 100)!;
    expect(retention.exposed).toMatchObject({ value: 0.9, ...wilson(45, 50) });
    expect(retention.exposed.rows).toHaveLength(50);
    expect(retention.difference).toBeCloseTo(0.3, 12);
    expect(retention.low).toBeCloseTo(expected.low, 12);
    expect(retention.high).toBeCloseTo(expected.high, 12);
    expect(of(view, 'contract-value')).toMatchObject({ difference: 200_00 * 12 });
    // A score of someone who left is no health of a customer.
    expect(of(view, 'health')).toMatchObject({ difference: 20 });
    expect(of(view, 'health').exposed.rows).toHaveLength(45);
    expect(view.clear).toBe(2);
  });

  it('reckons churn by the months as a customer, and lifetime with the deal margin', () => {
    const deals = Array.from({ length: 6 }, (_, i) => ({
      deal: `d${i}`,
      partner: 'p',
      status: 'won',
      created: ago(60),
      closed: ago(30),
      amount: 100_00,
      cost: 20_00,
    }));
    const view = integrations({ ...customers(drawn), deals });
    const month = 365.25 / 12;
    const rate = 5 / ((45 * 365 + 5 * 265) / month);
    expect(of(view, 'churn').exposed.value).toBeCloseTo(rate, 12);
    expect(of(view, 'churn').high!).toBeLessThan(0);
    const lifetime = of(view, 'lifetime-value');
    expect(lifetime.exposed.value).toBeCloseTo((300_00 * 0.8) / rate, 4);
    expect(lifetime.low!).toBeGreaterThan(0);
    expect(lifetime.low!).toBeLessThan(lifetime.difference!);
    expect(of(integrations(customers(drawn)), 'lifetime-value').reason).toMatch(
      /deal margin is not measured/,
    );
  });

  it('is decided on the first day: what came later, or was left by then, does not count', () => {
    const tables = customers([...repeat(30, { used: 0 }), ...repeat(30, { used: 4 })]);
    for (const [i, row] of tables.customers!.slice(0, 30).entries()) {
      const customer = row.customer!;
      for (let k = 0; k < 4; k++) {
        const integration = `x${k}`;
        tables.integrations!.push(
          [
            { customer, integration, installed: ago(300), last_active: ago(1) },
            { customer, integration, installed: ago(600), last_active: ago(420) },
            { customer, integration, installed: ago(600), last_active: ago(1), removed: ago(400) },
          ][i % 3]!,
        );
      }
    }
    expect(of(integrations(tables), 'retention').exposed.rows).toHaveLength(30);
  });

  it('asks for 20 on each side and says how many are missing; opens every row', () => {
    const view = integrations(customers([...repeat(19, { used: 5 }), ...repeat(30, { used: 1 })]));
    expect(of(view, 'retention')).toMatchObject({
      difference: null,
      reason: expect.stringContaining('1 more'),
    });
    expect(of(view, 'retention').exposed.rows).toHaveLength(19);
    expect(view.splits).toEqual([]);
    expect(view.clear).toBeNull();
  });

  it('says what is lacking, and takes one partner only', () => {
    const tables = customers(drawn);
    expect(integrations({ ...tables, integrations: [] }).reason).toMatch(/Nothing was imported/);
    const idle = tables.integrations!.map(({ last_active: _, ...row }) => row);
    expect(integrations({ ...tables, integrations: idle }).reason).toMatch(/"Last active"/);
    expect(integrations(tables, { partner: 1 }).reason).toMatch(/Nobody was a customer/);
    expect(integrations(tables, { partner: 0 }).customers.rows).toHaveLength(150);
    expect(() => integrations(tables, { least: 0 })).toThrow('1 to 8');
  });
});
