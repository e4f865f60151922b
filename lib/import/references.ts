/**
 * Characters as web pages write them: exports of web applications carry "Smith &amp; Sons". `entities` (the decoder of the
 * common HTML parsers, 25 kB of the options page and of the import's worker) knows all names of the HTML standard.
 */
import { decodeHTMLStrict } from 'entities/decode';
import type { ColumnProfile } from './profile';

const REFERENCE = /&(?:[a-z][a-z\d]{1,30}|#\d{2,7}|#x[\da-f]{2,6});/i;

/** A text with its character references as characters; what is none stays: "AT&T", "R&D; sales". */
export const withoutReferences = (text: string): string =>
  REFERENCE.test(text) ? decodeHTMLStrict(text) : text;

/** The first value of a column that holds such a reference. */
export const referenceIn = (profile: ColumnProfile | undefined): string | undefined =>
  profile?.top.find(({ value }) => withoutReferences(value) !== value)?.value;
