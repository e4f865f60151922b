import { deepStrictEqual } from 'node:assert';
import { assembleFacts } from '@/lib/facts/factset';
import { factTable } from '@/lib/facts/registry';
import { type ColumnArray, type FactChunk, NO_CODE } from '@/lib/facts/types';
import { createEngine } from '@/lib/kpi/engine/engine';
import { measureAll, measureTouched, PROGRAMME } from '@/lib/kpi/engine/measure';
import type { Touched } from '@/lib/kpi/engine/reading';
import { findKpi, kpiDefinitions } from '@/lib/kpi/registry';
import type { Measurement } from '@/lib/kpi/types';
import { type ColumnFacts, columnFacts } from '../generator/columns';
import { AS_OF, benchFacts, WORKSPACE } from './facts';
import { race, report, type Timing, WARM_UP } from './timing';

const NEW_ROWS = 1_000;

/** Orders, deals, tickets and refunds of one partner that came after all others, about known customers. */
export function newRows(made: ColumnFacts, partner: number, nth: number): FactChunk[] {
  const rows = (table: string) =>
    made.chunks.reduce((sum, chunk) => sum + (chunk.table === table ? chunk.rows : 0), 0);
  const fresh = columnFacts({ rows: NEW_ROWS, partners: 1, asOfDay: AS_OF, seed: `new ${nth}`, days: 120 });
  const before = new Map(
    ['order', 'deal', 'ticket', 'refund'].map((key) => [key, rows(`${key}s`) + nth * NEW_ROWS]),
  );
  const customers = Math.round(rows('orders') / 3);
  return fresh.chunks.map((chunk) => {
    const { columns } = factTable(chunk.table);
    const moved = Object.entries(chunk.columns).map(([id, values]): [string, ColumnArray] => {
      const { kind, domain } = columns[id]!;
      const from = before.get(domain ?? '');
      if (domain === 'partner') return [id, new Uint32Array(chunk.rows).fill(partner + 1)];
      if (domain === 'customer')
        return [id, (values as Uint32Array).map((_, i) => 1 + ((i * 7_919 + nth * 104_729) % customers))];
      if (kind !== 'key' || from === undefined) return [id, values];
      return [id, (values as Uint32Array).map((code) => (code === NO_CODE ? NO_CODE : code + from))];
    });
    const from = before.get(factTable(chunk.table).identity[0]!)!;
    return {
      ...chunk,
      importId: 2 + nth,
      columns: Object.fromEntries(moved),
      id: chunk.id.map((id) => id + from),
    };
  });
}

/** One partner after 1,000 new facts, beside a run over everything. */
export async function benchIncremental(rows: number, partners: number, rounds: number): Promise<void> {
  const made = benchFacts(rows, partners);
  const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: findKpi };
  const facts = assembleFacts(made);
  const engine = createEngine(facts, kpiDefinitions, options);
  /** What is known of each partner and the programme, as scorecards keep it, and how many imports it knows of. */
  const known = new Map<number, { measured: readonly Measurement[]; imports: number }>();
  const touches: ReadonlyMap<string, Touched>[] = [];
  const measure = (group: number): readonly Measurement[] => {
    const before = known.get(group);
    const since = new Map<string, Touched>();
    for (const touched of touches.slice(before?.imports ?? 0))
      for (const [kpi, some] of touched)
        if (some === 'everyone' || group === PROGRAMME || some.has(group)) since.set(kpi, 'everyone');
    const measured = measureTouched(engine, kpiDefinitions, group, before?.measured ?? [], since);
    known.set(group, { measured, imports: touches.length });
    return measured;
  };
  for (let group = PROGRAMME; group < partners; group++) measure(group);

  // Each import is of another partner of the middle, so that none grows out of proportion.
  const partnerOf = (import_: number): number => ((partners >> 1) + 7 * import_) % partners;
  const most = 3 * (rounds + WARM_UP);
  const dictionarySizes = { ...made.dictionarySizes };
  for (const key of ['order', 'deal', 'ticket', 'refund']) dictionarySizes[key]! += most * NEW_ROWS;
  const imported: FactChunk[] = [];
  let nth = 0;
  // Rows are made before the clock starts.
  const pending = Array.from({ length: most }, (_, i) => newRows(made, partnerOf(i), i));
  let partner = 0;
  const next = (): ReadonlyMap<string, Touched> => {
    partner = partnerOf(nth);
    const chunks = pending[nth++]!;
    imported.push(...chunks);
    if (!facts.append({ ...made, dictionarySizes, chunks }))
      throw new Error('The facts refused an ordinary import.');
    const touched = engine.follow();
    touches.push(touched);
    return touched;
  };
  const { timings } = await race(
    [
      {
        name: `one partner, all KPIs, after ${NEW_ROWS.toLocaleString('en')} new facts of it`,
        run: () => {
          next();
          engine.ready([partner]);
          return measure(partner).length;
        },
      },
      {
        name: 'the same, and the whole programme with it',
        run: () => {
          next();
          engine.ready([partner]);
          return measure(partner).length + measure(PROGRAMME).length;
        },
      },
      {
        name: 'the same, and every partner that the new facts touch',
        run: () => {
          const touched = [...next().values()];
          const all = touched.includes('everyone')
            ? facts.partners.map((_, ordinal) => ordinal)
            : [...new Set(touched.flatMap((some) => [...(some as ReadonlySet<number>)]))];
          engine.ready(all.filter((p) => p >= 0));
          for (const p of all) measure(p);
          return all.length;
        },
      },
      {
        // As they are held between imports, with the days and indexes of keys that followed these.
        name: 'every partner, facts held in memory',
        run: () => measureAll(facts, kpiDefinitions, options).programme.length,
      },
      {
        name: 'every partner, from stored chunks',
        run: () => {
          const all = assembleFacts({ ...made, dictionarySizes, chunks: [...made.chunks, ...imported] });
          return measureAll(all, kpiDefinitions, options).programme.length;
        },
      },
    ],
    rounds,
  );
  const anew = measureAll(
    assembleFacts({ ...made, dictionarySizes, chunks: [...made.chunks, ...imported] }),
    kpiDefinitions,
    options,
  );
  for (const ordinal of [partner, 0, partners - 1])
    deepStrictEqual(measure(ordinal), anew.byPartner.get(ordinal));
  deepStrictEqual(measure(PROGRAMME), anew.programme);
  report(
    `New facts: ${kpiDefinitions.length} KPIs over ${made.rows.toLocaleString('en')} facts of ${partners.toLocaleString('en')} partners`,
    timings,
  );
  const [one, , , memory, stored] = timings;
  const part = (of: keyof Pick<Timing, 'median' | 'cpu'>, whole: Timing): string =>
    ((100 * one![of]) / whole[of]).toFixed(2);
  console.log(
    `One partner costs ${part('median', stored!)} % of a run from stored chunks (${part('cpu', stored!)} % of its processor time), ${part('median', memory!)} % of one over facts held in memory (${part('cpu', memory!)} %); the figures are the same to the last bit.`,
  );
}
