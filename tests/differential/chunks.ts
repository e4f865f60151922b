import { minorDigits } from '@/lib/facts/currency';
import { assembleFacts, type Facts } from '@/lib/facts/factset';
import { factTable } from '@/lib/facts/registry';
import { type ColumnArray, type FactChunk, NO_FLAG, NO_TIME } from '@/lib/facts/types';
import type { Cell, Row } from '@/tests/generator/world';
import type { DifferentialFacts, ImportedRow } from './facts';

/** Dictionaries that grow. */
class Codes {
  readonly domains = new Map<string, Map<string, number>>();

  of(domain: string, value: string): number {
    let codes = this.domains.get(domain);
    if (!codes) {
      codes = new Map([['', 0]]);
      this.domains.set(domain, codes);
    }
    let code = codes.get(value);
    if (code === undefined) {
      code = codes.size;
      codes.set(value, code);
    }
    return code;
  }
}

/** @param units minor units in one unit of each row's currency */
function columnArray(
  cells: readonly Cell[],
  kind: string,
  domain: string,
  codes: Codes,
  units: readonly number[],
): ColumnArray {
  const number = (cell: Cell, missing: number, times = 1) =>
    cell === null ? missing : Math.round(Number(cell) * times);
  switch (kind) {
    case 'day':
    case 'minute':
      return Int32Array.from(cells, (cell) => number(cell, NO_TIME));
    case 'money':
      return Float64Array.from(cells, (cell, i) => number(cell, Number.NaN, units[i]));
    case 'number':
      return Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell)));
    case 'flag':
      return Uint8Array.from(cells, (cell) => (cell === null ? NO_FLAG : cell ? 1 : 0));
    default:
      return Uint32Array.from(cells, (cell) => (cell === null ? 0 : codes.of(domain, String(cell))));
  }
}

/** Numbers of the rows of a table by identity, as an import gives them. */
export function identities(rows: readonly ImportedRow[], identity: readonly string[]): number[] {
  const known = new Map<string, number>();
  const seen = new Map<string, number>();
  return rows.map(({ import: number, row }) => {
    const values = identity.map((column) => row[column] ?? null);
    let key = JSON.stringify(values);
    if (values.includes(null)) {
      const counter = `${number} ${key}`;
      const nth = (seen.get(counter) ?? 0) + 1;
      seen.set(counter, nth);
      key += nth;
    }
    const id = known.get(key) ?? known.size + 1;
    known.set(key, id);
    return id;
  });
}

/** The facts as the store keeps them, put together for the engine. */
export function factsOf({ partners, names, tables, currency: own }: DifferentialFacts): Facts {
  const codes = new Codes();
  const chunks: FactChunk[] = [];
  for (const [table, rows] of Object.entries(tables)) {
    const { columns, identity } = factTable(table);
    const ids = identities(rows, identity);
    for (let from = 0; from < rows.length; ) {
      let to = from;
      while (to < rows.length && rows[to]!.import === rows[from]!.import && to - from < 10_000) to++;
      const part: Row[] = rows.slice(from, to).map(({ row }) => row);
      const units = part.map(({ currency }) => 10 ** minorDigits(String(currency ?? own).toUpperCase()));
      chunks.push({
        table,
        importId: rows[from]!.import,
        rows: part.length,
        columns: Object.fromEntries(
          Object.entries(columns).map(([id, { kind, domain }]) => [
            id,
            columnArray(
              part.map((row) => row[id] ?? null),
              kind,
              domain ?? '',
              codes,
              units,
            ),
          ]),
        ),
        id: Uint32Array.from(ids.slice(from, to)),
        hash: Float64Array.from(part, (_, i) => from + i),
        sourceRow: Int32Array.from(part, (_, i) => from + i + 1),
        sourceFile: new Uint8Array(part.length),
      });
      from = to;
    }
  }
  const partnerCodes = [...(codes.domains.get('partner') ?? new Map([['', 0]])).keys()];
  return assembleFacts({
    chunks,
    dictionaries: [...codes.domains].map(([domain, values]) => ({ domain, values: [...values.keys()] })),
    dictionarySizes: Object.fromEntries([...codes.domains].map(([domain, values]) => [domain, values.size])),
    partnerOfCode: Int32Array.from(partnerCodes, (name) => names.get(name) ?? -1),
    partners,
  });
}
