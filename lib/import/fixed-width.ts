/** Lines that are looked at. */
const LINES = 20;
const LEAST_LINES = 3;

/**
 * Whether text without a delimiter is a table all the same, in columns of a fixed width: the same places are blank in
 * every line, and gaps of several blanks are in the first and in most.
 * @param head first bytes as UTF-8
 */
export function isFixedWidth(head: Uint8Array): boolean {
  const lines = new TextDecoder()
    .decode(head.subarray(0, 16_384))
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
  const gap = /\S {2,}\S/;
  if (lines.length < LEAST_LINES || !gap.test(lines[0]!)) return false;
  const gaps = lines.filter((line) => gap.test(line)).length;
  if (gaps * 3 < lines.length * 2) return false;
  const width = Math.max(...lines.map(({ length }) => length));
  let columns = 0;
  let inside = false;
  for (let at = 0; at < width; at++) {
    const blank = lines.every((line) => (line[at] ?? ' ') === ' ');
    if (!blank && !inside) columns++;
    inside = !blank;
  }
  return columns > 1;
}
