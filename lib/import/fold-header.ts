/** Headers as they are compared. */

/** Marks off, camel case and punctuation to blanks, lower case; Salesforce's `__c` is no part of the name. */
export function foldHeader(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/__[cr]\b/gi, '')
    .replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, ' ')
    .toLowerCase()
    .replace(/%/g, ' percent ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** German spelling without umlauts, for aliases such as "waehrung". */
export function spelledOut(header: string): string {
  return header
    .normalize('NFC')
    .replace(/[äöüÄÖÜ]/g, (c) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[c.toLowerCase()]!);
}

/** The header calls its cells ids or numbers of records. */
export function saysId(header: string): boolean {
  return /\b(?:id|no|nr|number|key|code|uuid|ref)\b/.test(foldHeader(header));
}
