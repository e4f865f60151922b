/**
 * Runs in a page of the extension: a digest of every table, taken from the browser's own database and not through the product; empty
 * ones are left out.
 */
export async function storedTables(): Promise<Record<string, string>> {
  const wait = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await wait(indexedDB.open('partner-lens'));
  const digests: Record<string, string> = {};
  for (const name of db.objectStoreNames) {
    const store = db.transaction(name).objectStore(name);
    const rows = (await wait(store.getAll())).filter(
      // Tells databases apart, and so is made anew.
      (row) => name !== 'settings' || (row as { key: string }).key !== 'database',
    );
    if (rows.length === 0) continue;
    const text = JSON.stringify(rows, (_, value) =>
      ArrayBuffer.isView(value)
        ? `${value.constructor.name} ${Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))}`
        : value === undefined
          ? 'undefined'
          : value,
    );
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    digests[name] = `${rows.length} ${Array.from(hash.subarray(0, 8))}`;
  }
  db.close();
  return digests;
}
