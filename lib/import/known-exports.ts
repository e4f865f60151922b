/** Which product wrote a file, told by its headers. */
import type { ExportFormat, Product, Spellings } from './export-format';
import { foldHeader, spelledOut } from './fold-header';

const modules = import.meta.glob<{ product: Product }>('./exports/*.ts', { eager: true });

/** Every product whose exports are known, by the name of its file. */
export const products: Readonly<Record<string, Product>> = Object.fromEntries(
  Object.entries(modules).map(([path, { product }]) => [/([^/]+)\.ts$/.exec(path)![1]!, product]),
);

export interface KnownExport {
  /** The product and what it calls the rows: "HubSpot deals". */
  name: string;
  format: ExportFormat;
  /** Position of the header -> column of the table. */
  columns: ReadonlyMap<number, string>;
  /** Positions of headers that mean no column of the table. */
  ignored: ReadonlySet<number>;
}

/** Of two spellings either may be folded away: "#" has no letter, "ü" may be written "ue". */
function forms(header: string): string[] {
  const folded = foldHeader(header);
  return folded ? [...new Set([folded, foldHeader(spelledOut(header))])] : [header.trim()];
}

const split = (spellings: Spellings): string[] =>
  spellings.split(' | ').map((spelling) => foldHeader(spelling) || spelling.trim());

/** Folded header -> its positions. */
function positionsOf(headers: readonly string[]): ReadonlyMap<string, number[]> {
  const out = new Map<string, number[]>();
  headers.forEach((header, source) => {
    for (const form of forms(header)) {
      const at = out.get(form);
      if (at) at.push(source);
      else out.set(form, [source]);
    }
  });
  return out;
}

function columnsOf(
  format: ExportFormat,
  headers: readonly string[],
  positions: ReadonlyMap<string, number[]>,
): Map<number, string> {
  const out = new Map<number, string>();
  for (const [column, spellings] of Object.entries(format.columns)) {
    const found = split(spellings)
      .flatMap((spelling) => positions.get(spelling) ?? [])
      .find((source) => !out.has(source));
    if (found !== undefined) out.set(found, column);
  }
  for (const [column, pattern] of Object.entries(format.patterns ?? {})) {
    const found = headers.findIndex((header, source) => !out.has(source) && pattern.test(foldHeader(header)));
    if (found >= 0) out.set(found, column);
  }
  return out;
}

/** @returns the export that these headers are, the one with most of its columns where several fit; null when none does */
export function knownExport(headers: readonly string[]): KnownExport | null {
  const positions = positionsOf(headers);
  let best: KnownExport | null = null;
  for (const { name, exports } of Object.values(products))
    for (const format of exports) {
      if (!format.signs.every((sign) => split(sign).some((spelling) => positions.has(spelling)))) continue;
      const columns = columnsOf(format, headers, positions);
      const patterns = Object.keys(format.patterns ?? {});
      if (patterns.some((column) => ![...columns.values()].includes(column))) continue;
      if (best && best.columns.size >= columns.size) continue;
      const ignored = split(format.ignore ?? '').flatMap((spelling) => positions.get(spelling) ?? []);
      best = {
        name: `${name} ${format.what}`,
        format,
        columns,
        ignored: new Set(ignored.filter((source) => !columns.has(source))),
      };
    }
  return best;
}
