/**
 * RFC 4180 text of a table, lines ended by CRLF. A cell that a spreadsheet would run as a formula gets a leading
 * apostrophe; plain numbers such as -5 are left alone. Where a spreadsheet splits at semicolons or tabs, as it does
 * in many countries, what follows one begins a cell too.
 */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number | null): string {
  let text = value === null ? '' : String(value);
  if (/^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text)) text = `'${text}`;
  text = text.replace(/([;\t]\s*"?)(?=[=+\-@])/g, "$1'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
