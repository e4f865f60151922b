/** What a header says of its figures behind its own words: "Betrag (EUR)", "Amount in USD", "Umsatz [T€]", "Sales (000s)". */
import { isCurrency, isCurrencyCode } from './currency';

export interface HeaderUnit {
  /** The header without it. */
  name: string;
  /** Symbol or code as written; '' where it names none. */
  currency: string;
  /** Zeros that the figures leave out: 3 for thousands, 6 for millions. */
  zeros: 0 | 3 | 6;
}

const IN_BRACKETS = /^(.*\S)\s*[([（［]\s*(?:in\s+)?([^()[\]（）［］]{1,20}?)\s*[)\]）］]\s*$/u;
const BEHIND = /^(.*?[^\s_])(?:\s+(?:in|en|w|em)\s+|[\s_]+)(\p{Sc}|\p{L}{3})\s*$/u;

const THOUSANDS = "thousands?|tsd\\.?|tys\\.?|['’]?000s?|k|t";
const MILLIONS = 'millions?|mio\\.?|mln\\.?|mn|mm|m';
const SCALED = new RegExp(`^(?:(${THOUSANDS})|(${MILLIONS}))\\s*(.*)$`, 'iu');
const SCALE_LAST = new RegExp(`^(.*?)\\s*(?:(${THOUSANDS})|(${MILLIONS}))$`, 'iu');
/** Scales that say what they are without a currency; a letter alone may mean anything but k. */
const ALONE = /^(?:k|\p{L}{3,}\.?|['’]?000s?)$/iu;

/** @returns the header without its unit, and the unit; null when it names none */
export function headerUnit(header: string): HeaderUnit | null {
  const match = IN_BRACKETS.exec(header) ?? BEHIND.exec(header);
  const unit = match && unitOf(match[2]!);
  return unit ? { name: match[1]!, ...unit } : null;
}

function unitOf(text: string): Omit<HeaderUnit, 'name'> | null {
  if (isCurrencyCode(text.toUpperCase())) return { currency: text, zeros: 0 };
  const first = SCALED.exec(text);
  const last = SCALE_LAST.exec(text);
  const scaled = [
    first && { scale: first[1] ?? first[2]!, thousand: first[1], currency: first[3]! },
    last && { scale: last[2] ?? last[3]!, thousand: last[2], currency: last[1]! },
  ].find((each) => each && (each.currency === '' ? ALONE.test(each.scale) : isCurrency(each.currency)));
  if (scaled) return { currency: scaled.currency, zeros: scaled.thousand === undefined ? 6 : 3 };
  return /\s/.test(text) || !isCurrency(text) ? null : { currency: text, zeros: 0 };
}
