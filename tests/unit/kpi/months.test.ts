import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '@/lib/kpi/engine/engine';
import {
  inOnePass,
  measureAll,
  monthlySeries,
  monthlySeriesOf,
  oneMonth,
  PROGRAMME,
} from '@/lib/kpi/engine/measure';
import { wholeMonths } from '@/lib/kpi/engine/windows';
import { evidence, recompute, sameNumber } from '@/lib/kpi/evidence';
import { findKpi, kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import { buildFacts, type Rows } from '../facts/build';
import { anyRows } from './any-rows';
import { AS_OF, WORKSPACE } from './measure';

const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: findKpi };

describe('monthlySeries', () => {
  const rows: Rows = {
    deals: [
      { deal: 'a', partner: 'p', closed: '2026-10-01', status: 'won' },
      { deal: 'b', partner: 'p', closed: '2026-10-31', status: 'lost' },
      { deal: 'c', partner: 'p', closed: '2026-09-30', status: 'won' },
      { deal: 'd', partner: 'p', closed: '2026-11-01', status: 'lost' },
      { deal: 'e', partner: 'q', closed: '2026-10-05', status: 'won' },
    ],
    leads: [
      { lead: 'a', partner: 'p', created: '2026-10-02T10:00', sql: '2026-10-05' },
      { lead: 'b', partner: 'p', created: '2026-08-02T10:00', sql: '2026-10-01' },
      { lead: 'c', partner: 'p', created: '2026-08-31T23:59' },
    ],
    touches: [{ touch: 'a', partner: 'p', at: '2026-09-20T10:00', direction: 'two-way' }],
  };
  const facts = buildFacts(rows, { partners: ['p', 'q'] });
  const series = (id: string, months = 3, partner = 0) =>
    monthlySeries(facts, kpiDefinition(id), partner, AS_OF, months, WORKSPACE, findKpi).map(
      ({ value, n }) => [value, n] as const,
    );

  it('takes whole calendar months before the as-of day, oldest first', () => {
    expect(series('win-rate')).toEqual([
      [null, 0],
      [1, 1],
      [0.5, 2],
    ]);
    expect(series('win-rate', 3, PROGRAMME)).toEqual([
      [null, 0],
      [1, 1],
      [2 / 3, 3],
    ]);
    const [first] = monthlySeries(facts, kpiDefinition('win-rate'), 0, AS_OF, 24, WORKSPACE);
    expect(first!.window).toEqual({ from: 20_028, to: 20_058 });
  });

  it('leaves months empty whose rows are too young', () => {
    expect(series('lead-to-sql')).toEqual([
      [0.5, 2],
      [null, 0],
      [null, 0],
    ]);
  });

  it('takes a state at the end of each month', () => {
    // 1 October is 11 days after the touch.
    expect(series('relationship-recency')).toEqual([
      [null, 0],
      [11, 1],
      [42, 1],
    ]);
  });

  it('measures the parts of a composite over the same months', () => {
    const orders = [
      { order: 'a', partner: 'p', ordered: '2026-09-10', amount: 100 },
      { order: 'b', partner: 'p', ordered: '2026-10-10', amount: 300 },
    ];
    const costs = [{ cost: 'x', partner: 'p', spent: '2026-10-01', kind: 'commission', amount: 60 }];
    const net = buildFacts({ orders, costs }, { partners: ['p'] });
    expect(
      monthlySeries(net, kpiDefinition('net-revenue-share'), 0, AS_OF, 2, WORKSPACE, findKpi).map(
        ({ value, numerator, denominator }) => [value, numerator, denominator],
      ),
    ).toEqual([
      [1, 100, 100],
      [0.8, 240, 300],
    ]);
  });

  it('reads all partners in one pass as it reads each, for every KPI', () => {
    fc.assert(
      fc.property(anyRows, (tables) => {
        const some = buildFacts(tables, { partners: ['p', 'q', 'r'] });
        for (const definition of kpiDefinitions) {
          const months = { ...options, months: 4 };
          const all = monthlySeriesOf(some, definition, months);
          for (let partner = 0; partner < 3; partner++)
            expect(
              monthlySeries(some, definition, partner, AS_OF, 4, WORKSPACE, findKpi),
              definition.id,
            ).toEqual(all(partner));
        }
      }),
      { numRuns: 10, seed: 5 },
    );
  });

  it('opens each month: alone it makes the same point, and its rows make it again, for every KPI', () => {
    const opened = new Set<string>();
    fc.assert(
      fc.property(anyRows, (tables) => {
        const some = buildFacts(tables, { partners: ['p', 'q', 'r'] });
        for (const definition of kpiDefinitions)
          for (const month of monthlySeries(some, definition, 0, AS_OF, 4, WORKSPACE, findKpi)) {
            const one = oneMonth(definition, month.window, options);
            const found = evidence(some, one.definition, 0, one.options);
            const { value, n, numerator, denominator } = found.measurement;
            const { window, ...point } = month;
            expect({ value, n, numerator, denominator }, definition.id).toEqual(point);
            const again = recompute(some, one.definition, 0, found.counted, one.options);
            expect(sameNumber(again, found.measurement), definition.id).toBe(true);
            if (value !== null) opened.add(definition.id);
          }
      }),
      { numRuns: 10, seed: 5 },
    );
    expect(opened.size).toBeGreaterThan(40);
  });

  it('tells windows apart in one pass, for every KPI', () => {
    const months = wholeMonths(AS_OF, 5);
    fc.assert(
      fc.property(anyRows, (tables) => {
        const some = buildFacts(tables, { partners: ['p', 'q', 'r'] });
        for (const definition of kpiDefinitions.filter((kpi) => inOnePass(kpi, findKpi))) {
          const once = createEngine(some, [definition], options).evaluation(definition, months, true, true);
          const apart = months.map((month) =>
            createEngine(some, [definition], options).evaluation(definition, [month], true, true),
          );
          for (const group of [0, 1, 2, PROGRAMME])
            months.forEach((_, slot) => {
              const { excluded: _together, ...all } = once.at(group, slot);
              const { excluded: _alone, ...own } = apart[slot]!.at(group, 0);
              expect(all, `${definition.id} ${group} ${slot}`).toEqual(own);
            });
        }
      }),
      { numRuns: 15, seed: 11 },
    );
  });

  it('agrees with measuring each month on its own', () => {
    const fixed = (from: number, to: number) => ({
      ...kpiDefinition('win-rate'),
      window: { days: to - from },
    });
    for (const { window, value, n } of monthlySeries(
      facts,
      kpiDefinition('win-rate'),
      0,
      AS_OF,
      3,
      WORKSPACE,
    )) {
      const [own] = measureAll(facts, [fixed(window.from, window.to)], {
        ...options,
        asOfDay: window.to,
      }).byPartner.get(0)!;
      expect([own!.value, own!.n]).toEqual([value, n]);
    }
  });
});
