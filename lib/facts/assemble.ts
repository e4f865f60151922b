import type { AssembleInput } from './factset';
import { grown, largest } from './growing';
import { LastRows } from './last-rows';
import { linkTo, partnerLinks } from './links';
import { factTables } from './registry';
import { GrowingTable } from './table';
import { type FactChunk, type FactTable, NO_CODE } from './types';

/** Chunks of one table with what they say, row by row in import order. */
interface Keyed {
  chunks: readonly FactChunk[];
  last: LastRows;
  /** 1 where no later row has the same identity. */
  holds: Uint8Array;
  /** Partner ordinal, -1 without one. */
  partner: Int32Array;
}

/** Imported chunks, whose they are, and the partners of the records that rows of other tables belong to. */
export class Sources {
  private readonly byTable = new Map<string, FactChunk[]>();
  private readonly keyed = new Map<string, Keyed>();
  /** Table that links lead to -> key code -> partner of the latest row that has it. */
  private readonly through = new Map<string, Int32Array>();
  readonly partners: AssembleInput['partners'];
  partnerOfCode: Int32Array;

  constructor({ chunks, partners, partnerOfCode }: AssembleInput) {
    this.partners = partners;
    this.partnerOfCode = partnerOfCode;
    for (const chunk of chunks) {
      if (!factTables[chunk.table])
        throw new RangeError(
          `The store holds facts of an unknown table "${chunk.table}". Update the extension, or erase and import again.`,
        );
      this.add(chunk);
    }
  }

  add(chunk: FactChunk): void {
    const list = this.byTable.get(chunk.table);
    if (list) list.push(chunk);
    else this.byTable.set(chunk.table, [chunk]);
  }

  chunks(): FactChunk[] {
    return [...this.byTable.values()].flat();
  }

  /** Whether these are the same partners, who go by the same names and some more. */
  continuedBy({ partners, partnerOfCode }: Pick<AssembleInput, 'partners' | 'partnerOfCode'>): boolean {
    const mine = this.partnerOfCode;
    if (partners.length !== this.partners.length || mine.length > partnerOfCode.length) return false;
    for (let p = 0; p < partners.length; p++) if (partners[p]!.id !== this.partners[p]!.id) return false;
    for (let code = 0; code < mine.length; code++) if (mine[code] !== partnerOfCode[code]) return false;
    return true;
  }

  /** Partner of a name's code. */
  partnerOf(code: number): number {
    return code !== NO_CODE && code < this.partnerOfCode.length ? this.partnerOfCode[code]! : -1;
  }

  private ofTable(id: string): Keyed {
    let found = this.keyed.get(id);
    if (!found) {
      const chunks = this.byTable.get(id) ?? [];
      const total = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
      const last = new LastRows(chunks);
      found = { chunks, last, holds: last.holding(), partner: new Int32Array(total).fill(-1) };
      let base = 0;
      for (const chunk of chunks) {
        const codes = chunk.columns.partner as Uint32Array | undefined;
        if (codes) for (let i = 0; i < chunk.rows; i++) found.partner[base + i] = this.partnerOf(codes[i]!);
        base += chunk.rows;
      }
      this.keyed.set(id, found);
    }
    return found;
  }

  /** Key code -> partner of the record; codes beyond its end have none. */
  partnersThrough(table: string): Int32Array {
    let found = this.through.get(table);
    if (!found) {
      found = partnersByKey(this.ofTable(table), linkTo(table)!.column);
      this.through.set(table, found);
    }
    return found;
  }

  /** @returns whether that is news */
  setThrough(table: string, key: number, partner: number): boolean {
    const found = this.partnersThrough(table);
    if ((found[key] ?? -1) === partner) return false;
    const roomy = grown(found, key + 1, -1);
    roomy[key] = partner;
    this.through.set(table, roomy);
    return true;
  }

  /** Rows of a table with their partners, in import order; told once. */
  take(definition: FactTable): Keyed {
    const keyed = this.ofTable(definition.id);
    if (linkTo(definition.id)) this.partnersThrough(definition.id);
    this.inherit(definition, keyed);
    this.keyed.delete(definition.id);
    return keyed;
  }

  private inherit(definition: FactTable, { chunks, partner }: Keyed): void {
    for (const link of partnerLinks(definition)) {
      if (!chunks.some((chunk) => chunk.columns[link.column])) continue;
      const through = this.partnersThrough(link.table);
      let base = 0;
      for (const chunk of chunks) {
        const keys = chunk.columns[link.column] as Uint32Array | undefined;
        const own = chunk.columns.partner as Uint32Array | undefined;
        if (keys)
          for (let i = 0; i < chunk.rows; i++) {
            // A partner that the row names itself is never overruled, known or not.
            if (partner[base + i]! >= 0 || (own && own[i] !== NO_CODE)) continue;
            const key = keys[i]!;
            if (key !== NO_CODE && key < through.length) partner[base + i] = through[key]!;
          }
        base += chunk.rows;
      }
    }
  }
}

/** Key code -> partner ordinal of the row that has it; the latest row with a partner decides. */
function partnersByKey({ chunks, holds, partner }: Keyed, column: string): Int32Array {
  let max = 0;
  for (const chunk of chunks) {
    const keys = chunk.columns[column] as Uint32Array | undefined;
    if (keys) max = Math.max(max, largest(keys));
  }
  const found = new Int32Array(max + 1).fill(-1);
  let base = 0;
  for (const chunk of chunks) {
    const keys = chunk.columns[column] as Uint32Array | undefined;
    if (keys)
      for (let i = 0; i < chunk.rows; i++) {
        const ordinal = partner[base + i]!;
        if (ordinal >= 0 && holds[base + i] && keys[i] !== NO_CODE) found[keys[i]!] = ordinal;
      }
    base += chunk.rows;
  }
  return found;
}

/** Puts one table together: its rows by partner, those without one first, else in import order. */
export function assembleTable(
  definition: FactTable,
  sources: Sources,
  loaded: ReadonlySet<string> | null,
): GrowingTable {
  const { chunks, holds, last, partner: raw } = sources.take(definition);
  const start = new Int32Array(sources.partners.length + 2);
  for (let i = 0; i < raw.length; i++) if (holds[i]) start[raw[i]! + 2]!++;
  // Counts of ordinal p stand at p + 2; summing up turns them into starts.
  for (let p = 1; p < start.length; p++) start[p]! += start[p - 1]!;
  const rows = start[start.length - 1]!;
  const next = start.slice();
  const position = new Int32Array(raw.length);
  const partner = new Int32Array(rows);
  for (let i = 0; i < raw.length; i++) {
    if (!holds[i]) {
      position[i] = -1;
      continue;
    }
    const at = next[raw[i]! + 1]!++;
    position[i] = at;
    partner[at] = raw[i]!;
  }
  return new GrowingTable({ definition, chunks, position, rows, partner, start, last, loaded });
}
