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
    if (table.areNew(chunk)) {
      const first = table.append(chunk, null);
      const rows: number[] = [];
      for (let row = first; row < table.rows; row++) rows.push(row);
      move(table, draft, rows, owners(table, sources));
      return;
    }
    const replaced = new Int32Array(chunk.rows);
    const gone = new Set<number>();
    for (let i = 0; i < chunk.rows; i++) {
      replaced[i] = table.rowOf(chunk.id[i]!);
      if (replaced[i]! >= 0) gone.add(replaced[i]!);
    }
    const first = table.append(chunk, replaced);
    const fresh: number[] = [];
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
      const index = facts.indexOf(table, column);
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
  const { partner } = table;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const old = partner[row]!;
    const next = owners[i]!;
    if (old !== GONE) {
      went.push(row);
      partners.add(old);
    }
    if (next === GONE) continue;
    came.push(row);
    // Most rows are of the partner of the row before.
    if (i === 0 || next !== owners[i - 1]) partners.add(next);
  }
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
  const { head, next } = facts.indexOf(table, column);
  /** The latest row with a partner decides. */
  const later = (row: number, than: number): number =>
    partner[row]! >= 0 && (than < 0 || order[row]! > order[than]!) ? row : than;
  const latest = new Map<number, number>();
  for (const row of went) latest.set(keys[row]!, -1);
  for (const row of came) latest.set(keys[row]!, later(row, latest.get(keys[row]!) ?? -1));
  latest.delete(NO_CODE);
  const changed: number[] = [];
  for (const [key, arrived] of latest) {
    let last = arrived;
    // The index does not know yet who came and went.
    for (let row = head[key] ?? -1; row >= 0; row = next[row]!)
      if (keys[row] === key) last = later(row, last);
    if (sources.setThrough(id, key, last < 0 ? -1 : partner[last]!)) changed.push(key);
  }
  return changed;
}
