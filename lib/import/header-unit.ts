/** The currency that a header names behind its own words: "Betrag (EUR)", "Amount in USD", "net_gbp". */
import { isCurrency } from './currency';

const IN_BRACKETS = /^(.*\S)\s*[([（［]\s*(?:in\s+)?([^\s()[\]（）［］]{1,5})\s*[)\]）］]\s*$/u;
const BEHIND = /^(.*?[^\s_])(?:\s+(?:in|en|w|em)\s+|[\s_]+)(\p{Sc}|\p{L}{3})\s*$/u;

/** @returns the header without its currency, and the currency as written; null when it names none */
export function headerUnit(header: string): { name: string; currency: string } | null {
  const match = IN_BRACKETS.exec(header) ?? BEHIND.exec(header);
  return match && isCurrency(match[2]!) ? { name: match[1]!, currency: match[2]! } : null;
}
