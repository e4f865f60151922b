/** What a reader of the database sees, through the product's own readers; bundled and run in a page of the extension. */
import { loadFacts } from '@/lib/store/facts';
import { deleteImport, listImports, rejectedRows } from '@/lib/store/imports';
import { allPartners } from '@/lib/store/partners';
import { listUnfinished } from '@/lib/store/staging';

export interface Visible {
  /** Everything but keys and revision, as one text: equal texts are equal states. */
  state: string;
  rows: number;
  imports: number[];
  /** Imports that did not finish, and the rows that each has stored. */
  unfinished: { blocks: number; record: number | null }[];
}

async function visible(): Promise<Visible> {
  const facts = await loadFacts();
  const imports = await listImports();
  const values = new Map(facts.dictionaries.map((one) => [one.domain, one.values]));
  // Codes are compared by what they stand for; rows in any order by the sum of a hash of each.
  let rows = 0;
  const tables: Record<string, number> = {};
  for (const { table, columns, rows: count, sourceRow } of facts.chunks) {
    rows += count;
    for (const [id, column] of Object.entries(columns))
      for (let r = 0; r < count; r++) {
        const place = `${table}.${id}`;
        tables[place] = ((tables[place] ?? 0) + mix(column[r]!, sourceRow[r]!)) % Number.MAX_SAFE_INTEGER;
      }
  }
  const rejects = await Promise.all(imports.map(({ id }) => rejectedRows(id!)));
  const unfinished = await listUnfinished();
  return {
    state: JSON.stringify([
      rows,
      tables,
      [...values].map(([domain, names]) => [domain, names.length, names.at(-1)]),
      facts.dictionarySizes,
      (await allPartners()).map(({ id }) => id).sort(),
      imports.map(({ id: _, at: __, ...row }) => row),
      rejects.map((list) => list.map(({ importId: _, ...row }) => row)),
    ]),
    rows,
    imports: imports.map(({ id }) => id!),
    unfinished: unfinished.map(({ blocks, checkpoint }) => ({ blocks, record: checkpoint?.record ?? null })),
  };
}

function mix(value: number, row: number): number {
  const number = Number.isNaN(value) ? 7 : value;
  return Math.abs(Math.imul(Math.round(number * 100) | 0, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b));
}

const store = { visible, undo: deleteImport };
export type VisibleStore = typeof store;
Object.assign(globalThis, { store });
