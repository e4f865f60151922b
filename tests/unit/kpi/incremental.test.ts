import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssembleInput, assembleFacts, type Facts } from '@/lib/facts/factset';
import { factTable, factTables } from '@/lib/facts/registry';
import type { FactChunk } from '@/lib/facts/types';
import { createEngine, type Engine } from '@/lib/kpi/engine/engine';
import { measureAll, PROGRAMME } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinitions } from '@/lib/kpi/registry';
import type { Measurement } from '@/lib/kpi/types';
import { mergeChunks, pickRows } from '@/lib/store/merge';
import { encode, type Row, type Rows } from '../facts/build';
import { anyRows } from './any-rows';
import { AS_OF, ago, WORKSPACE } from './measure';

const PARTNERS = ['p', 'q', 'r'];
const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: findKpi };

/** Chunks of one table, oldest first, as the store would put them together. */
function current(chunks: readonly FactChunk[]): FactChunk[] {
  const tables = [...new Set(chunks.map(({ table }) => table))];
  return tables.flatMap((id) => mergeChunks(chunks.filter(({ table }) => table === id)));
}

/** What is known once these chunks are imported: no dictionary is longer than their rows ask for. */
function stateAfter(all: AssembleInput, chunks: readonly FactChunk[]): AssembleInput {
  const used = new Map<string, number>();
  for (const { table, columns } of chunks)
    for (const [id, { domain, values }] of Object.entries(factTable(table).columns)) {
      if (!domain) continue;
      let most = Math.max(used.get(domain) ?? 0, values?.length ?? 0);
      for (const code of columns[id] ?? []) most = Math.max(most, code);
      used.set(domain, most);
    }
  const length = (domain: string) => (used.get(domain) ?? 0) + 1;
  const dictionaries = all.dictionaries.map(({ domain, values }) => ({
    domain,
    values: values.slice(0, length(domain)),
  }));
  return {
    ...all,
    chunks,
    dictionaries,
    dictionarySizes: Object.fromEntries(dictionaries.map(({ domain, values }) => [domain, values.length])),
    partnerOfCode: all.partnerOfCode.slice(0, length('partner')),
  };
}

const fullFacts = (all: AssembleInput, chunks: readonly FactChunk[]): Facts =>
  assembleFacts({ ...stateAfter(all, chunks), chunks: current(chunks) });

/** Where the rows of each partner come from, in the order in which they are read. */
function rowsOf(facts: Facts, id: string) {
  const table = facts.table(id);
  return [-1, 0, 1, 2].map((partner) => {
    const { from, to, list } = table.span(partner);
    return Array.from({ length: to - from }, (_, i) => table.source(list ? list[from + i]! : from + i));
  });
}

function figures(engine: Engine, group: number): Measurement[] {
  return kpiDefinitions.map((definition) => engine.measure(definition, group));
}

/** Some imports do not fill every column: a later version keeps what an earlier one said. */
function thinned(chunks: readonly FactChunk[], leave: readonly number[]): FactChunk[] {
  return chunks.map((chunk, i) => {
    const { identity, columns } = factTable(chunk.table);
    const optional = Object.keys(chunk.columns).filter(
      (id) => !identity.includes(id) && !columns[id]!.required,
    );
    const left = leave[i % leave.length]!;
    const out = left < optional.length ? optional[left] : undefined;
    if (out === undefined) return chunk;
    const { [out]: _, ...kept } = chunk.columns;
    return { ...chunk, columns: kept };
  });
}

const plan = fc.record({
  rows: anyRows,
  chunk: fc.integer({ min: 2, max: 12 }),
  /** How many chunks each step takes, and how many of a table there are at first. */
  steps: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 8 }),
  first: fc.integer({ min: 0, max: 3 }),
  order: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  leave: fc.array(fc.nat(20), { minLength: 5, maxLength: 5 }),
  /** Which partner is asked for before all. */
  ask: fc.integer({ min: -1, max: 2 }),
});

/** Chunks in an order in which imports of one table never overtake each other. */
function shuffled(chunks: readonly FactChunk[], order: readonly number[]): FactChunk[] {
  const waiting = new Map<string, FactChunk[]>();
  for (const chunk of chunks) waiting.set(chunk.table, [...(waiting.get(chunk.table) ?? []), chunk]);
  const out: FactChunk[] = [];
  for (let i = 0; waiting.size > 0; i++) {
    const tables = [...waiting.keys()];
    const table = tables[order[i % order.length]! % tables.length]!;
    const list = waiting.get(table)!;
    out.push(list.shift()!);
    if (list.length === 0) waiting.delete(table);
  }
  return out;
}

/** Later imports of a table carry later numbers, whichever table they are of. */
const numbered = (chunks: readonly FactChunk[]): FactChunk[] =>
  chunks.map((chunk, i) => ({ ...chunk, importId: i + 1 }));

/** An import has one version of a row, however often its file does. */
const onceEach = (chunks: readonly FactChunk[]): FactChunk[] =>
  chunks.map((chunk) => {
    const rows = [...chunk.id.keys()].filter((row) => chunk.id.lastIndexOf(chunk.id[row]!) === row);
    return pickRows(chunk, rows);
  });

describe('facts that grow', () => {
  it('have the figures of facts put together anew, for every KPI, partner and the programme', () => {
    let appended = 0;
    fc.assert(
      fc.property(plan, ({ rows, chunk, steps, first, order, leave, ask }) => {
        const all = encode(rows, { partners: PARTNERS, chunk });
        const seen = new Map<string, number>();
        const isFirst = ({ table }: FactChunk) => {
          const n = seen.get(table) ?? 0;
          seen.set(table, n + 1);
          return n < first;
        };
        const thin = thinned(onceEach(all.chunks), leave);
        const start = thin.filter(isFirst);
        const chunks = numbered([
          ...start,
          ...shuffled(
            thin.filter((one) => !start.includes(one)),
            order,
          ),
        ]);
        let count = start.length;
        let facts = fullFacts(all, chunks.slice(0, count));
        let engine = createEngine(facts, kpiDefinitions, options);
        const before = new Map<number, Measurement[]>();
        for (const group of [0, 1, 2, PROGRAMME]) before.set(group, figures(engine, group));
        for (const step of steps) {
          const more = chunks.slice(count, count + step);
          if (more.length === 0) break;
          count += more.length;
          const now = chunks.slice(0, count);
          if (!facts.append({ ...stateAfter(all, now), chunks: more })) {
            facts = fullFacts(all, now);
            engine = createEngine(facts, kpiDefinitions, options);
            before.clear();
          } else appended++;
          const touched = engine.follow();
          const anew = fullFacts(all, now);
          for (const id of Object.keys(factTables)) expect(rowsOf(facts, id), id).toEqual(rowsOf(anew, id));
          const full = measureAll(anew, kpiDefinitions, options);
          if (ask >= 0) expect(figures(engine, ask)).toEqual(full.byPartner.get(ask));
          else engine.ready([0, 2]);
          for (const group of [PROGRAMME, 0, 1, 2]) {
            const expected = group === PROGRAMME ? full.programme : full.byPartner.get(group)!;
            const found = figures(engine, group);
            found.forEach((measurement, k) => {
              expect(measurement, `${measurement.kpi} of ${group}`).toEqual(expected[k]);
              // What is not said to be touched is as it was.
              const changed = touched.get(measurement.kpi);
              const mayDiffer =
                changed === 'everyone' || (changed && (group === PROGRAMME || changed.has(group)));
              if (!mayDiffer && before.has(group)) expect(measurement).toEqual(before.get(group)![k]);
            });
            before.set(group, found);
          }
        }
      }),
      { numRuns: 25, seed: 7, endOnFailure: true, includeErrorInReport: true },
    );
    expect(appended).toBeGreaterThan(15);
  });

  const order = (n: number, partner: string | undefined, day: number): Row => ({
    order: `O${n}`,
    partner,
    customer: `C${n % 4}`,
    ordered: ago(day),
    amount: 1_000 + n,
  });
  const grown = (before: Rows, after: Rows) => {
    // The dictionaries and identities of both together, cut after what came first.
    const together = encode(
      Object.fromEntries(
        [...new Set([...Object.keys(before), ...Object.keys(after)])].map((table) => [
          table,
          [...(before[table] ?? []), ...(after[table] ?? [])],
        ]),
      ),
      { partners: PARTNERS, chunk: 1 },
    );
    const isOld = ({ table, importId }: FactChunk) => importId <= (before[table]?.length ?? 0);
    const facts = assembleFacts({ ...together, chunks: together.chunks.filter(isOld) });
    return { facts, more: { ...together, chunks: together.chunks.filter((one) => !isOld(one)) } };
  };

  it('touch only the KPIs whose tables changed, and the partners whose rows did', () => {
    const { facts, more } = grown(
      {
        orders: [order(1, 'p', 100), order(2, 'q', 100)],
        tickets: [{ ticket: 'T', partner: 'q', opened: 0 }],
      },
      { tickets: [{ ticket: 'T2', partner: 'p', opened: 0 }] },
    );
    const engine = createEngine(facts, kpiDefinitions, options);
    for (const definition of kpiDefinitions) engine.measure(definition, PROGRAMME);
    expect(facts.append(more)).toBe(true);
    const touched = engine.follow();
    expect(touched.get('tickets-per-account')).toEqual(new Set([0]));
    expect(touched.has('order-margin')).toBe(false);
    expect(touched.has('win-rate')).toBe(false);
  });

  it('give rows to the partner that their order, deal or lead has now', () => {
    const { facts, more } = grown(
      {
        orders: [order(1, 'p', 100)],
        refunds: [
          { refund: 'R1', order: 'O1' },
          { refund: 'R2', order: 'O2' },
        ],
      },
      { orders: [order(2, 'r', 50), order(1, 'q', 100)] },
    );
    const refunds = facts.table('refunds');
    expect([-1, 0, 1, 2].map((p) => refunds.count(p))).toEqual([1, 1, 0, 0]);
    expect(facts.append(more)).toBe(true);
    expect([-1, 0, 1, 2].map((p) => refunds.count(p))).toEqual([0, 0, 1, 1]);
    expect(refunds.live).toBe(2);
    expect(facts.table('orders').live).toBe(2);
    expect(facts.table('orders').replaced).toBe(1);
  });

  it('refuse what they cannot take in: other partners, or names that mean somebody else now', () => {
    const { facts, more } = grown({ orders: [order(1, 'p', 9)] }, { orders: [order(2, 'q', 9)] });
    expect(facts.append({ ...more, partners: [...more.partners, { id: 'new' }] })).toBe(false);
    expect(facts.append({ ...more, partnerOfCode: more.partnerOfCode.map((p) => (p === 0 ? 1 : p)) })).toBe(
      false,
    );
    expect(facts.table('orders').rows).toBe(1);
    expect(facts.append(more)).toBe(true);
    expect(facts.table('orders').rows).toBe(2);
  });

  it('show every row’s source, whether it came early or late', () => {
    const { facts, more } = grown(
      { orders: [order(1, 'q', 9), order(2, 'p', 9)] },
      { orders: [order(3, 'p', 9)] },
    );
    facts.append(more);
    const orders = facts.table('orders');
    const { from, to, list } = orders.span(0);
    const rows = Array.from({ length: to - from }, (_, i) => (list ? list[from + i]! : from + i));
    expect(rows.map((row) => orders.source(row).row)).toEqual([2, 3]);
  });
});
