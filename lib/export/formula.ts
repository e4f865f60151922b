/** Signs that begin a formula in some spreadsheet, the full-width ones of East Asian keyboards too. */
const SIGNS = '=+\\-@＝＋－＠';
/** A cell that one would run; what cannot be seen before the sign does not help. */
const RUNS = new RegExp(`^[\\s\\p{Cc}\\p{Cf}]*[${SIGNS}]|^[\\t\\r\\n]`, 'u');
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** A text that no spreadsheet runs as a formula: one that it would gets a leading apostrophe; -5 is left alone. */
export function harmless(text: string): string {
  return RUNS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** Where a spreadsheet splits at semicolons, tabs or the line ends within quotes, what follows one begins a cell too. */
const INNER = new RegExp(`([;\\t\\r\\n][\\s\\p{Cf}]*"?[\\s\\p{Cf}]*)(?=[${SIGNS}])`, 'gu');

/** A text that no spreadsheet runs as a formula, whatever it takes for a separator. */
export function harmlessWithin(text: string): string {
  return harmless(text).replace(INNER, "$1'");
}
