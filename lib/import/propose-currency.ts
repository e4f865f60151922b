/** Which currency a file's amounts are in, where no column says so. */
import type { FactTable } from '@/lib/facts/types';
import { plural } from '@/lib/kpi/format';
import type { FileAnalysis } from './analyse';
import { currencyCode } from './currency';
import { headerUnit } from './header-unit';
import { type ImportContext, type MappedColumn, type Mapping, namedInAmounts } from './mapping';

/**
 * Notes the currency in the mapping's constants: the one that headers name, else the one of most cells' signs. Where
 * the cells name several, or few name another than the workspace's, they feed the rows' currency.
 */
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
  const { written, filled, signed } = currenciesOf(money, analysis);
  // The yen and the yuan share a sign; Japanese alone has kana.
  const japanese = analysis.headers.some((header) => /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(header));
  const usual = japanese ? 'JPY' : context.currency;
  const codes = new Map([...written.keys()].map((symbol) => [symbol, currencyCode(symbol, usual)]));
  const known = new Set(codes.values());
  const some = [...known].filter((code) => code !== null);
  const [code] = some;
  // One sign in most cells is the file's; else each row is in what its own amount says.
  if (code && known.size === 1 && signed * 2 >= filled) {
    mapping.constants.currency = code;
    notes.push(`Amounts are in ${code}, by the sign “${[...written.keys()][0]}” in their cells.`);
  } else if (some.some((code) => code !== context.currency)) {
    // What the sign means in this file, where that is not what it means in the workspace.
    const values = Object.fromEntries(
      [...codes].flatMap(([sign, means]) =>
        means && means !== currencyCode(sign, context.currency) ? [[sign, means]] : [],
      ),
    );
    readFromAmounts(mapping, money, analysis, values);
  }
}

/** Currencies as the cells of amounts write them with how many do, of how many cells. */
function currenciesOf(money: readonly MappedColumn[], analysis: FileAnalysis) {
  const written = new Map<string, number>();
  let filled = 0;
  for (const { source } of money) {
    const profile = analysis.columns[source]!;
    filled += profile.filled;
    for (const [symbol, count] of profile.number.currencies)
      written.set(symbol, (written.get(symbol) ?? 0) + count);
  }
  const signed = [...written.values()].reduce((sum, count) => sum + count, 0);
  return { written, filled, signed };
}

/** The currency of each row is what its amounts name; where those are of several countries, so are their decimals. */
function readFromAmounts(
  mapping: Mapping,
  money: readonly MappedColumn[],
  analysis: FileAnalysis,
  values: Record<string, string>,
) {
  for (const column of money) {
    const { number } = analysis.columns[column.source]!;
    if (number.currencies.length === 0) continue;
    const { source, header } = column;
    mapping.columns.push({
      source,
      header,
      target: 'currency',
      ...(Object.keys(values).length > 0 ? { values } : {}),
    });
    if (number.bothWays) column.number = { ...column.number!, mixed: true };
  }
}

/** How the currencies of rows are read out of their amounts, or null where they are not. */
export function amountCurrencyNote(
  table: FactTable,
  mapping: Mapping,
  analysis: FileAnalysis,
): string | null {
  if (!namedInAmounts(table, mapping)) return null;
  const money = mapping.columns.filter(({ target }) => table.columns[target]?.kind === 'money');
  const { written, filled, signed } = currenciesOf(money, analysis);
  const shown = [...written]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 6)
    .map(([symbol, count]) => `${symbol} (${count.toLocaleString('en')})`);
  const rest = filled - signed;
  return [
    `Each row is in the currency that its amount names: ${shown.join(', ')}${written.size > 6 ? ' …' : ''}.`,
    rest > 0 ? ` ${plural(rest, 'amount')} without one: those rows are in the workspace’s currency.` : '',
    money.some(({ number }) => number?.mixed)
      ? ' Decimal points and decimal commas are told cell by cell.'
      : '',
  ].join('');
}
