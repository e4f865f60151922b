/** Currencies as cells name them. */

/** Codes that a symbol may stand for, the usual one first; more than one needs the workspace to choose. */
const SYMBOLS: Record<string, readonly string[]> = {
  '€': ['EUR'],
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'CLP', 'COP', 'ARS'],
  US$: ['USD'],
  A$: ['AUD'],
  AU$: ['AUD'],
  C$: ['CAD'],
  CA$: ['CAD'],
  NZ$: ['NZD'],
  HK$: ['HKD'],
  S$: ['SGD'],
  MX$: ['MXN'],
  R$: ['BRL'],
  '£': ['GBP'],
  '¥': ['JPY', 'CNY'],
  '￥': ['CNY', 'JPY'],
  '₹': ['INR'],
  RS: ['INR'],
  '₩': ['KRW'],
  円: ['JPY'],
  元: ['CNY'],
  원: ['KRW'],
  '₽': ['RUB'],
  '₺': ['TRY'],
  '₪': ['ILS'],
  '₫': ['VND'],
  '₴': ['UAH'],
  '₱': ['PHP'],
  '฿': ['THB'],
  KR: ['SEK', 'NOK', 'DKK', 'ISK'],
  ZŁ: ['PLN'],
  ZL: ['PLN'],
  KČ: ['CZK'],
  KC: ['CZK'],
  FT: ['HUF'],
  FR: ['CHF'],
  SFR: ['CHF'],
  LEI: ['RON'],
  EURO: ['EUR'],
};

/** Symbols that several countries write; without the workspace's word only the dollar has a usual meaning. */
const GUESSED = new Set(['$', '¥', '￥']);

let codes: ReadonlySet<string> | null = null;

export function isCurrencyCode(text: string): boolean {
  codes ??= new Set(Intl.supportedValuesOf('currency'));
  return codes.has(text);
}

/** Whether the text is a currency's symbol or code, whichever country's. */
export function isCurrency(written: string): boolean {
  const text = written.toUpperCase();
  return (
    text in SYMBOLS || text.replace(/\.$/, '') in SYMBOLS || isCurrencyCode(text) || /\p{Sc}/u.test(text)
  );
}

/**
 * @param written symbol or code as a cell has it
 * @param workspace decides between the countries that share a symbol
 * @returns ISO 4217 code, or null when it is none that is known, or too many
 */
export function currencyCode(written: string, workspace: string): string | null {
  const text = written.trim().toUpperCase();
  if (isCurrencyCode(text)) return text;
  const candidates = SYMBOLS[text] ?? SYMBOLS[text.replace(/\.$/, '')];
  if (!candidates) return null;
  if (candidates.includes(workspace)) return workspace;
  return candidates.length === 1 || GUESSED.has(text) ? candidates[0]! : null;
}
