/** Which currency a file's amounts are in, where no column says so. */
import type { FactTable } from '@/lib/facts/types';
import type { FileAnalysis } from './analyse';
import { currencyCode } from './currency';
import { headerUnit } from './header-unit';
import type { ImportContext, Mapping } from './mapping';

/** Notes the currency in the mapping's constants: the one that headers name, else the one of most cells' signs. */
export function proposeCurrency(
  mapping: Mapping,
  table: FactTable,
  analysis: FileAnalysis,
  context: ImportContext,
  notes: string[],
) {
  if (!table.columns.currency || mapping.columns.some(({ target }) => target === 'currency')) return;
  const money = mapping.columns.filter(({ target }) => table.columns[target]!.kind === 'money');
  const named = money.flatMap(({ header }) => {
    const unit = headerUnit(header);
    const code = unit && currencyCode(unit.currency, context.currency);
    return code ? [{ header, code }] : [];
  });
  const [first] = named;
  if (first && named.every(({ code }) => code === first.code)) {
    mapping.constants.currency = first.code;
    notes.push(`Amounts are in ${first.code}, by the header “${first.header}”.`);
    return;
  }
  const written = new Set<string>();
  let signed = 0;
  let filled = 0;
  for (const { source } of money) {
    const profile = analysis.columns[source]!;
    filled += profile.filled;
    for (const [symbol, count] of profile.number.currencies) {
      written.add(symbol);
      signed += count;
    }
  }
  // A sign in a cell here and there says nothing of the others; those rows are listed if theirs is another currency.
  if (signed * 2 < filled) return;
  // The yen and the yuan share a sign; Japanese alone has kana.
  const japanese = analysis.headers.some((header) => /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(header));
  const usual = japanese ? 'JPY' : context.currency;
  const codes = new Set([...written].map((symbol) => currencyCode(symbol, usual)));
  const [code] = codes;
  if (codes.size !== 1 || !code) return;
  mapping.constants.currency = code;
  notes.push(`Amounts are in ${code}, by the sign “${[...written][0]}” in their cells.`);
}
