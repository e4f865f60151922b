/**
 * CSV of a table (RFC 4180, CRLF). A cell that a spreadsheet would take for a formula gets an apostrophe in front;
 * plain negative numbers stay numbers.
 */
export function toCsv(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n').concat('\r\n');
}

function csvCell(value: string | number): string {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands a text to the browser's downloads. The BOM lets spreadsheets read it as UTF-8. */
export function saveText(name: string, text: string, type: string = 'text/csv'): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Firefox reads the object URL after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
