/** Exchange rates with a column for each currency, as central banks publish them: Date, USD, JPY, ... */
import { factTable } from '@/lib/facts/registry';
import type { FileAnalysis } from './analyse';
import { isCurrencyCode } from './currency';
import { foldHeader } from './fold-header';
import type { ImportContext, Mapping } from './mapping';
import { mapColumn } from './propose';

const RATES = 'rates';

const codeOf = (header: string): string | null => {
  const text = header.trim().toUpperCase();
  return isCurrencyCode(text) ? text : null;
};

const isDay = (header: string): boolean =>
  ['day', ...(factTable(RATES).columns.day!.aliases ?? [])].some(
    (name) => foldHeader(name) === foldHeader(header),
  );

/**
 * Whether the headers, but for empty ones, are a day and at least two currencies; long files also have currencies that
 * are gone, whose codes are known no more.
 */
export function isWideRates(headers: readonly string[]): boolean {
  const filled = headers.filter((header) => header.trim() !== '');
  const rest = filled.filter((header) => !isDay(header));
  const known = rest.filter((header) => codeOf(header)).length;
  return (
    rest.length === filled.length - 1 &&
    rest.every((header) => /^[A-Z]{3}$/.test(header.trim())) &&
    known >= 2 &&
    known > rest.length / 2
  );
}

/**
 * The currency of which one unit is taken: one whose own column is 1 throughout, else the euro, which the European
 * Central Bank's file leaves out, else the workspace's; null when all of them have rates of their own.
 */
function baseOf({ columns }: FileAnalysis, { currency }: ImportContext): string | null {
  const ones = columns.find(
    ({ header, top }) =>
      codeOf(header) && top.length > 0 && top.every(({ value }) => Number(value.replace(',', '.')) === 1),
  );
  if (ones) return codeOf(ones.header);
  const listed = new Set(columns.map(({ header }) => codeOf(header)));
  return ['EUR', currency].find((code) => !listed.has(code)) ?? null;
}

/** Mapping of such a file with a note on what was taken for granted; null when it is none. */
export function wideRates(
  analysis: FileAnalysis,
  context: ImportContext,
): { mapping: Mapping; note: string } | null {
  if (!isWideRates(analysis.headers)) return null;
  const table = factTable(RATES);
  const base = baseOf(analysis, context);
  const columns = analysis.columns.flatMap((profile) => {
    if (isDay(profile.header)) return [mapColumn(table, profile, 'day')];
    const to = codeOf(profile.header);
    if (to === null) return [];
    return to === base ? [] : [{ ...mapColumn(table, profile, 'rate'), makes: { to } }];
  });
  const constants: Record<string, string> = base ? { from: base } : {};
  return {
    mapping: { table: RATES, signature: analysis.signature, columns, constants },
    note: base
      ? `Each column is a currency: its cells are read as units of it for one ${base}.`
      : 'Each column is a currency, but not which one they are rates of.',
  };
}
