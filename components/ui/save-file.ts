/** Hands a text to the browser's downloads. */
export function saveText(name: string, text: string, type: string = 'text/csv'): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Firefox reads the object URL after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
