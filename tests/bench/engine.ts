import { assembleFacts } from '@/lib/facts/factset';
import { addMonths } from '@/lib/facts/time';
import { measureAll } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import { columnFacts } from '../generator/columns';
import { naiveKpis, toObjects, type Windows } from './naive';
import { race, report } from './timing';

const KPIS = ['win-rate', 'discount-rate', 'refund-rate', 'tickets-per-1000-orders'] as const;
const AS_OF = 20_500;

/** Totals over partners, to see that both answer the same. */
type Totals = Record<string, [numerator: number, denominator: number]>;

function totalsOf(parts: Iterable<readonly [kpi: string, numerator: number, denominator: number]>): Totals {
  const totals: Totals = {};
  for (const [kpi, numerator, denominator] of parts) {
    totals[kpi] ??= [0, 0];
    totals[kpi][0] += numerator;
    totals[kpi][1] += denominator;
  }
  return totals;
}

/** The engine over typed columns against row objects and Maps, on the same facts and with the same answers. */
export async function benchEngine(rows: number, partners: number, rounds: number): Promise<void> {
  const made = columnFacts({ rows, partners, asOfDay: AS_OF });
  const objects = toObjects(made.chunks);
  const windows: Windows = { year: addMonths(AS_OF, -12), quarter: AS_OF - 90, asOf: AS_OF };
  const definitions = KPIS.map(kpiDefinition);
  const assemble = () => assembleFacts({ ...made, dictionarySizes: {} });
  const options = { asOfDay: AS_OF, workspace: { timeZone: 'UTC', currency: 'EUR' }, resolve: findKpi };
  const warm = assemble();
  const engineTotals = (facts: ReturnType<typeof assemble>): Totals =>
    totalsOf(
      [...measureAll(facts, definitions, options).byPartner.values()]
        .flat()
        .map(({ kpi, numerator, denominator }) => [kpi, numerator ?? 0, denominator ?? 0] as const),
    );

  const { timings, results } = await race<Totals>(
    [
      { name: 'Partner Lens: engine, columns in memory', run: () => engineTotals(warm) },
      { name: 'Partner Lens: from stored chunks to figures', run: () => engineTotals(assemble()) },
      {
        name: 'row objects and Maps, in memory',
        run: () =>
          totalsOf(
            Object.entries(naiveKpis(objects, windows)).flatMap(([kpi, shares]) =>
              [...shares.values()].map(
                ({ numerator, denominator }) => [kpi, numerator, denominator] as const,
              ),
            ),
          ),
      },
    ],
    rounds,
  );
  const [ours, , naive] = results;
  for (const kpi of KPIS) {
    const [a, b] = [ours![kpi]!, naive![kpi]!];
    // Rates per 1,000 may keep their numerator scaled or not; the quotient decides.
    const [x, y] = [a[0] / a[1], b[0] / b[1]];
    if (a[1] !== b[1] || Math.abs(x - y) > 1e-9 * Math.abs(y))
      throw new Error(
        `The engine and the objects disagree on ${kpi}: ${a.join(' / ')} and ${b.join(' / ')}.`,
      );
  }
  report(
    `Engine, ${rows.toLocaleString('en')} facts of ${partners.toLocaleString('en')} partners, ${KPIS.length} KPIs with intervals (objects: without)`,
    timings,
  );

  const whole = await race(
    [
      {
        name: `all ${kpiDefinitions.length} KPIs, columns in memory`,
        run: () => measureAll(warm, kpiDefinitions, options),
      },
    ],
    rounds,
  );
  report('Engine, every KPI of every partner', whole.timings);
  const one = await race(
    [
      {
        name: 'all KPIs of one partner',
        run: () => measureAll(warm, kpiDefinitions, { ...options, partners: [partners >> 1] }),
      },
    ],
    rounds,
  );
  report('Engine, one partner', one.timings);
}
