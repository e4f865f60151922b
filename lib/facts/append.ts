import type { Sources } from './assemble';
import { linkTo, partnerLinks } from './links';
import type { FactsChange, MemoryFacts, TableChange } from './memory';
import { factTables } from './registry';
import { GONE, type GrowingTable } from './table';
import { type FactChunk, NO_CODE } from './types';

/** A table's change while it is made. */
interface Draft extends TableChange {
  came: number[];
  went: number[];
  partners: Set<number>;
}

/** Takes in chunks: see `Facts.append`, which looks at them before. */
export function appendChunks(
  facts: MemoryFacts,
  sources: Sources,
  chunks: readonly FactChunk[],
): FactsChange {
  const drafts = new Map<string, Draft>();
  const before = new Map<string, string>();
  const draftOf = (table: GrowingTable): Draft => {
    let draft = drafts.get(table.id);
    if (!draft) {
      draft = { came: [], went: [], partners: new Set(), shape: false };
      drafts.set(table.id, draft);
      before.set(table.id, shapeOf(table));
    }
    return draft;
  };

  const take = (chunk: FactChunk): void => {
    sources.add(chunk);
    const table = facts.table(chunk.table);
    const draft = draftOf(table);
    const replaced = Int32Array.from(chunk.id, (id) => table.rowOf(id));
    const first = table.append(chunk, replaced);
    const fresh: number[] = [];
    const gone = new Set(replaced);
    gone.delete(-1);
    for (let row = first; row < table.rows; row++) {
      // Of several rows of one identity in a chunk the last holds; the others never came.
      const id = chunk.id[row - first]!;
      if (id === NO_CODE || table.rowOf(id) === row) fresh.push(row);
    }
    move(table, draft, [...gone], () => GONE);
    move(table, draft, fresh, owners(table, sources));
  };

  // Records come before the rows that belong to them.
  for (const chunk of chunks) if (linkTo(chunk.table)) take(chunk);
  const moved = [...drafts].flatMap(([id, draft]) => {
    const { column } = linkTo(id)!;
    return [{ id, column, keys: changedOwners(facts, sources, id, column, draft) }];
  });
  for (const chunk of chunks) if (!linkTo(chunk.table)) take(chunk);
  for (const { id, column, keys } of moved) {
    if (keys.length === 0) continue;
    for (const other of Object.values(factTables)) {
      if (!partnerLinks(other).some(({ table }) => table === id)) continue;
      const table = facts.table(other.id);
      if (!table.has(column)) continue;
      const index = facts.index(other.id, column);
      const ownerOf = owners(table, sources);
      const rows = keys
        .flatMap((key) => index.of(key))
        .filter((row) => table.partner[row] !== GONE && ownerOf(row) !== table.partner[row]);
      if (rows.length > 0) move(table, draftOf(table), rows, ownerOf);
    }
  }
  for (const [id, draft] of drafts) {
    const { partner } = facts.table(id);
    draft.came = [...new Set(draft.came)].filter((row) => partner[row] !== GONE);
    draft.shape = shapeOf(facts.table(id)) !== before.get(id);
  }
  return drafts;
}

const shapeOf = (table: GrowingTable): string => `${table.live > 0} ${[...table.filled()].sort().join(' ')}`;

/** Gives rows to other partners and notes it. */
function move(
  table: GrowingTable,
  { came, went, partners }: Draft,
  rows: readonly number[],
  to: (row: number) => number,
): void {
  const owners = rows.map(to);
  rows.forEach((row, i) => {
    const [old, next] = [table.partner[row]!, owners[i]!];
    if (old !== GONE) {
      went.push(row);
      partners.add(old);
    }
    if (next !== GONE) {
      came.push(row);
      partners.add(next);
    }
  });
  table.assign(rows, owners);
}

/** Whose a row is by what it says: its own partner, else that of the first record it belongs to that has one. */
function owners(table: GrowingTable, sources: Sources): (row: number) => number {
  const column = (id: string) =>
    table.definition.columns[id] && table.has(id) ? (table.column(id) as Uint32Array) : null;
  const own = column('partner');
  const links = partnerLinks(table.definition).flatMap((link) => {
    const keys = column(link.column);
    return keys ? [{ keys, through: sources.partnersThrough(link.table) }] : [];
  });
  return (row) => {
    const code = own ? own[row]! : NO_CODE;
    if (code !== NO_CODE) return sources.partnerOf(code);
    for (const { keys, through } of links) {
      const partner = keys[row] === NO_CODE ? -1 : (through[keys[row]!] ?? -1);
      if (partner >= 0) return partner;
    }
    return -1;
  };
}

/** Keys whose records have another partner now. */
function changedOwners(
  facts: MemoryFacts,
  sources: Sources,
  id: string,
  column: string,
  { came, went }: Draft,
): number[] {
  const table = facts.table(id);
  if (!table.has(column)) return [];
  const { partner, order } = table;
  const keys = table.column(column) as Uint32Array;
  const known = facts.index(id, column);
  const arrived = new Map<number, number[]>();
  for (const row of came) {
    const rows = arrived.get(keys[row]!);
    if (rows) rows.push(row);
    else arrived.set(keys[row]!, [row]);
  }
  const touched = new Set([...came, ...went].map((row) => keys[row]!));
  touched.delete(NO_CODE);
  return [...touched].filter((key) => {
    // The latest row with a partner decides.
    let last = -1;
    for (const row of [...known.of(key), ...(arrived.get(key) ?? [])])
      if (partner[row]! >= 0 && keys[row] === key && (last < 0 || order[row]! > order[last]!)) last = row;
    return sources.setThrough(id, key, last < 0 ? -1 : partner[last]!);
  });
}
