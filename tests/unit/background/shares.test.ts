import { describe, expect, it } from 'vitest';
import { largestShares } from '@/lib/background/shares';
import { parseIsoDay } from '@/lib/facts/time';
import type { KpiDefinition } from '@/lib/kpi/define';
import { measureAll } from '@/lib/kpi/engine/measure';
import type { Sum } from '@/lib/kpi/expression';
import { buildFacts, type Row } from '../facts/build';
import { testKpis } from './seed';

const total = (table: string, date: string): Sum => ({
  kind: 'sum',
  rows: { table, date },
  value: { op: 'column', column: 'amount' },
  missing: 'no amount',
});
const kpi = (id: string, formula: KpiDefinition['formula']): KpiDefinition => ({
  ...testKpis[1]!,
  id,
  unit: 'currency',
  formula,
});
const definitions = [
  kpi('revenue', total('deals', 'closed')),
  kpi('either', { kind: 'either', of: [total('deals', 'closed'), total('orders', 'ordered')] }),
  testKpis[0]!,
];
const deal = (deal: string, partner: string, amount: number | undefined, more: Row = {}): Row => ({
  deal,
  partner,
  amount,
  status: 'won',
  closed: '2026-05-02',
  ...more,
});
const order = (order: string, partner: string, amount: number): Row => ({
  order,
  partner,
  amount,
  ordered: '2026-05-02',
});

function shares(tables: Record<string, Row[]>) {
  const facts = buildFacts(tables);
  const options = { asOfDay: parseIsoDay('2026-06-01'), workspace: { timeZone: 'UTC', currency: 'EUR' } };
  const { byPartner } = measureAll(facts, definitions, options);
  const of = largestShares(facts, definitions, options);
  return Object.fromEntries(
    [...byPartner].map(([ordinal, measurements]) => [facts.partners[ordinal]!.id, of(ordinal, measurements)]),
  );
}

describe('largestShares', () => {
  it('is the largest counted row over the total, by partner', () => {
    const found = shares({
      deals: [
        deal('1', 'A', 600),
        deal('2', 'A', 300),
        deal('3', 'A', 100),
        deal('4', 'B', 50),
        deal('5', 'B', undefined),
        deal('6', 'B', 50, { test: true }),
        deal('7', 'B', 5_000, { closed: '2020-01-01' }),
      ],
    });
    expect(found.A!.revenue).toEqual({ share: 0.6, of: 3 });
    expect(found.B!.revenue).toEqual({ share: 1, of: 1 });
    expect(Object.keys(found.A!)).toEqual(['revenue', 'either']);
  });

  it('follows the alternative that makes the total', () => {
    const found = shares({
      deals: [deal('1', 'A', 900), deal('2', 'A', 100)],
      orders: [order('1', 'A', 7), order('2', 'C', 30), order('3', 'C', 10)],
    });
    expect(found.A!.either).toEqual({ share: 0.9, of: 2 });
    expect(found.C!.either).toEqual({ share: 0.75, of: 2 });
    expect(found.C!.revenue).toBeUndefined();
  });

  it('has none for a total that is not positive', () => {
    expect(shares({ deals: [deal('1', 'A', 100), deal('2', 'A', -100)] }).A!.revenue).toBeUndefined();
  });
});
