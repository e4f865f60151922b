/** Text as the rules of a review are written: in small letters, without marks, with known Japanese words in English. */
import { english, foldLabel, plain } from '../labels';

/** Letters of their own, which `plain` leaves. */
export const latin = (text: string): string =>
  text.replaceAll('ł', 'l').replaceAll('ß', 'ss').replaceAll('ø', 'o');

/** What a page writes, with its signs. */
export const foldText = (text: string): string => latin(english(plain(text))).trim();

/** Words alone: what `foldLabel` leaves. */
export const foldWords = (text: string): string => latin(english(foldLabel(text)));
