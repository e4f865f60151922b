/** How large a file of each format may be, and why. All are known before a row is read. */

/** What an entry may unpack to, times its packed size: tables pack to a tenth, seldom to a fiftieth; a bomb to 1/1000. */
const LARGEST_RATIO = 250;
/** Small entries may be anything: sixteen megabytes harm nobody. */
const HARMLESS = 16 * 2 ** 20;
/** All entries of an archive together. */
const LARGEST_TOTAL = 8 * 2 ** 30;
export const MOST_ENTRIES = 10_000;

/** A workbook inside an archive is unpacked into memory before its sheets are. */
export const LARGEST_NESTED = 128 * 2 ** 20;

/**
 * Texts of a workbook's cells are the one part that has to be held as a whole, since any row may point at any of them.
 * Measured: a workbook of 51 MB (1,000,000 rows of 8 columns, two million different texts, 39 MB of them unpacked) took
 * 530 MB of the whole process at most to look at, 270 MB of it heap, and 640 MB to import; a fifth of this bound. Rows
 * never count: they are read as they are unpacked.
 */
export const LARGEST_STRINGS = 200 * 2 ** 20;

/** Workbook, styles and relations are a few kilobytes; styles of old workbooks some megabytes. */
export const LARGEST_PART = 64 * 2 ** 20;

/** Columns of a sheet (XFD), and of a table in JSON. */
export const MOST_COLUMNS = 16_384;
export const MOST_ROWS = 1_048_576;

/** Characters of XML between two ends of rows, or of texts: no file has a row of so many, and each is looked at again. */
export const LONGEST_PIECE = 1 << 25;

interface Packed {
  compressedSize: number;
  uncompressedSize: number;
}

/** Why an archive is not unpacked, or null. */
export function bombReason(entries: readonly Packed[]): string | null {
  if (entries.length > MOST_ENTRIES)
    return `holds ${entries.length.toLocaleString('en')} entries; at most ${MOST_ENTRIES.toLocaleString('en')} are read`;
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (total > LARGEST_TOTAL)
    return `would unpack to ${gigabytes(total)}; at most ${gigabytes(LARGEST_TOTAL)} are read`;
  const bomb = entries.find(isBomb);
  return bomb
    ? `holds an entry that unpacks to ${Math.round(bomb.uncompressedSize / Math.max(1, bomb.compressedSize))} times its size, as only harmful files do`
    : null;
}

function isBomb({ compressedSize, uncompressedSize }: Packed): boolean {
  return uncompressedSize > HARMLESS && uncompressedSize > compressedSize * LARGEST_RATIO;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GB`;
}
