/**
 * Cells and rows that a format says are bad, on their way through the text that the importer reads: an error of a
 * sheet, JSON that breaks off. They begin with SUBSTITUTE, which Unicode keeps for what takes the place of an invalid
 * character; a row begins with two.
 */
import type { CsvScanner } from './scan';

const SUBSTITUTE = 0x1a;
const NUMBER_SIGN = 0x23;
const MARK = '\u001a';
/** Between the value and the reason. */
const UNIT_SEPARATOR = '\u001f';

/** A cell's text with what would be taken for a mark left out. */
export function unmarked(text: string): string {
  return text.includes(MARK) ? text.replaceAll(MARK, '') : text;
}

/** @param value what stands there, @param reason why it is bad, as in "Amount: #DIV/0! is an error of the sheet" */
export function faultCell(value: string, reason: string): string {
  return `${MARK}${unmarked(value)}${UNIT_SEPARATOR}${reason}`;
}

/** The only cell of a row that cannot be read. */
export function faultRow(value: string, reason: string): string {
  return MARK + faultCell(value, reason);
}

/** Whether the cell at `start` is marked as bad. */
export function isFault(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === SUBSTITUTE;
}

/** Whether the scanner's record is a row that its format calls bad. */
export function faultyRow({ bytes, cells, starts }: CsvScanner): boolean {
  return cells === 1 && bytes[starts[0]!] === SUBSTITUTE && bytes[starts[0]! + 1] === SUBSTITUTE;
}

/** What a spreadsheet saves for a formula that failed, in any of its languages: `#REF!`, `#DIV/0!`, `#¿NOMBRE?`. */
export function isSheetError(text: string): boolean {
  return /^#[¡¿]?\p{Lu}{2,9}(?:\/0)?[!?]$/u.test(text);
}

export const SHEET_ERROR = 'is an error of the sheet';

/** Whether a cell of the scanner's record cannot be read: marked as bad, or a formula that failed. */
export function isBadCell(scanner: CsvScanner, cell: number): boolean {
  const first = scanner.bytes[scanner.starts[cell]!];
  return first === SUBSTITUTE || (first === NUMBER_SIGN && isSheetError(scanner.cell(cell)));
}

export function isFaultText(text: string): boolean {
  return text.startsWith(MARK);
}

/** Value and reason of a cell that is bad, or of a marked row. */
export function faultOf(text: string): { value: string; reason: string } {
  if (isSheetError(text)) return { value: text, reason: SHEET_ERROR };
  const [value = '', reason] = text.replaceAll(MARK, '').split(UNIT_SEPARATOR);
  return { value, reason: reason ?? 'begins with a control character (code 26)' };
}
