import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sidesOf } from '@/lib/background/sides';
import { evidence } from '@/lib/kpi/evidence';
import { findKpi, kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import { buildFacts, type Rows } from '../facts/build';
import { anyRows } from '../kpi/any-rows';
import { AS_OF, ago, many, WORKSPACE } from '../kpi/measure';

const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: findKpi };

function sides(id: string, tables: Rows): string | null {
  const facts = buildFacts(tables, { partners: ['p'] });
  const found = evidence(facts, kpiDefinition(id), 0, options);
  const text = sidesOf(
    kpiDefinition(id),
    found.measurement,
    findKpi,
    facts,
    found.counted,
    WORKSPACE.currency,
  );
  return text?.replaceAll('\u00a0', ' ') ?? null;
}
const orders = (currency?: string) =>
  many(3, 'order', () => ({ ordered: ago(3), amount: 100_000, cost: 60_000, currency }));
const deals = (currency?: string) =>
  many(3, 'deal', () => ({ closed: ago(3), status: 'won', amount: 100_000, cost: 60_000, currency }));

describe('sidesOf', () => {
  it('says counts, money and events over exposure as they are read', () => {
    const tickets = [{ ticket: 'T', partner: 'p', order: 'order-1', opened: `${ago(2)}T10:00` }];
    expect(sides('win-rate', { deals: deals() })).toBe('3 / 3');
    expect(sides('tickets-per-1000-orders', { orders: orders(), tickets })).toBe('1 / 3');
    expect(sides('deal-margin', { deals: deals() })).toBe('€1,200 / €3,000');
    expect(sides('net-revenue-share', { orders: orders() })).toBe('€3,000 / €3,000');
  });

  it('says nothing where there is no such thing, or the currency is not told', () => {
    expect(sides('partner-sourced-revenue', { orders: orders() })).toBeNull();
    // One less the other, not one over the other.
    expect(sides('net-revenue', { orders: orders() })).toBeNull();
    expect(sides('win-rate', {})).toBeNull();
    // No rate to euros: the share holds, the money is yen.
    expect(sides('deal-margin', { deals: deals('JPY') })).toBeNull();
  });

  it('is what the number is made of, for every KPI that says it', () => {
    const said = new Set<string>();
    fc.assert(
      fc.property(anyRows, (rows) => {
        const facts = buildFacts(rows, { partners: ['p', 'q'] });
        for (const definition of kpiDefinitions) {
          const { measurement, counted } = evidence(facts, definition, 0, options);
          const { value, numerator, denominator } = measurement;
          const text = sidesOf(definition, measurement, findKpi, facts, counted, WORKSPACE.currency);
          if (text === null || value === null) continue;
          said.add(definition.id);
          const { formula } = definition;
          const factor =
            formula.kind === 'rate' ? formula.per : formula.kind === 'ratio' ? (formula.times ?? 1) : 1;
          const most = formula.kind === 'ratio' && formula.cap ? formula.cap.at : Number.POSITIVE_INFINITY;
          expect(value, definition.id).toBeCloseTo(Math.min(most, (factor * numerator!) / denominator!), 9);
        }
      }),
      { numRuns: 16, seed: 5 },
    );
    expect(said.size).toBeGreaterThan(45);
  });
});
