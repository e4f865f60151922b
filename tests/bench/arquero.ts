import { assembleFacts } from '@/lib/facts/factset';
import { type Measurements, measureAll } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinitions } from '@/lib/kpi/registry';
import type { Pipeline } from './arquero/figures';
import { writeAll } from './arquero/formulas';
import { arqueroTables, Joins, Session } from './arquero/tables';
import { AS_OF, benchFacts, WORKSPACE } from './facts';
import { compare, type Figures, figuresOf, unread } from './figures';
import { race, report } from './timing';

function figures(pipelines: ReadonlyMap<string, Pipeline>, session: Session): Figures {
  return new Map(
    [...pipelines].map(([kpi, run]) => {
      const values = new Map<number, number>();
      run(session).value.forEach((value, partner) => {
        if (!Number.isNaN(value)) values.set(partner, value);
      });
      return [kpi, values];
    }),
  );
}

/**
 * The engine beside Arquero, which works in a browser too: the same definitions, whose trees are written as
 * Arquero's verbs, and the same figures.
 */
export async function benchArquero(rows: number, partners: number, rounds: number): Promise<void> {
  const made = benchFacts(rows, partners);
  const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: findKpi };
  const facts = assembleFacts(made);
  const tables = arqueroTables(facts);
  const joins = new Joins();
  // What none of the rows says anything about would be no work for either.
  const { programme } = measureAll(facts, kpiDefinitions, options);
  const measured = new Set(programme.flatMap(({ kpi, value }) => (value === null ? [] : [kpi])));
  const { pipelines, without } = writeAll(
    kpiDefinitions.filter(({ id }) => measured.has(id)),
    facts,
    joins,
  );
  const definitions = kpiDefinitions.filter(({ id }) => pipelines.has(id));
  const reasons = new Map<string, string[]>();
  for (const [kpi, reason] of without) reasons.set(reason, [...(reasons.get(reason) ?? []), kpi]);
  console.log(
    `\n${definitions.length} of ${kpiDefinitions.length} KPIs are written for Arquero and have rows here. Not written: ${
      [...reasons].map(([reason, kpis]) => `${reason} (${kpis.join(', ')})`).join('; ') || 'none'
    }.`,
  );
  const { timings, results } = await race<Measurements | Figures>(
    [
      {
        name: 'Partner Lens: facts in memory to figures with intervals',
        run: () => measureAll(unread(facts), definitions, options),
      },
      {
        name: 'Arquero: tables of typed arrays to figures',
        run: () => figures(pipelines, new Session(tables, joins, partners)),
      },
    ],
    rounds,
  );
  const ours = figuresOf((results[0] as Measurements).byPartner);
  const compared = compare(ours, results[1] as Figures, 'Arquero');
  const size = `${made.rows.toLocaleString('en')} facts of ${partners.toLocaleString('en')} partners`;
  report(`Arquero: ${size}, ${definitions.length} KPIs`, timings);
  console.log(`${compared.toLocaleString('en')} figures compared, all equal.`);
}
