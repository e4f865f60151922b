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
