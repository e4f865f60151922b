/** Signs that begin a formula in some spreadsheet, the full-width ones of East Asian keyboards too. */
const SIGNS = '=+\\-@＝＋－＠';
/** A cell that one would run; what cannot be seen before the sign does not help. */
const RUNS = new RegExp(`^[\\s\\p{Cc}\\p{Cf}]*[${SIGNS}]|^[\\t\\r\\n]`, 'u');
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** A text that no spreadsheet runs as a formula: one that it would gets a leading apostrophe; -5 is left alone. */
export function harmless(text: string): string {
  return RUNS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** Blanks, quotes and semicolons in a row: each run is looked at once, however long it is. */
const RUN = /[\s\p{Cf};"]+/gu;
const SIGN = new RegExp(`[${SIGNS}]`, 'u');

/**
 * A text that no spreadsheet runs as a formula, whatever it takes for a separator: where one splits at semicolons, tabs
 * or the line ends within quotes, what follows them begins a cell too.
 */
export function harmlessWithin(text: string): string {
  return harmless(text).replace(RUN, (run, at: number, whole: string) =>
    /[;\t\r\n]/.test(run) && SIGN.test(whole.charAt(at + run.length)) ? `${run}'` : run,
  );
}
