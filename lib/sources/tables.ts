/** Which tables a fetched file holds. */
import { type ByteSource, bytesSource } from '../import/decode';
import { archivePart, archiveParts } from '../import/formats/archive-parts';
import { jsonLists, jsonTable } from '../import/formats/json/table';
import { fileKind } from '../import/formats/kind';
import { partName } from '../import/formats/open';

/**
 * Tables of a file as the importer reads them; hidden and empty sheets are left out. What opens archives and workbooks
 * is loaded with this, not when it is needed: a background worker can load nothing later.
 * @throws Error in words when one of them, or all of the file, cannot be read
 */
export async function tablesOf(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<ByteSource[]> {
  const file = bytesSource(name, bytes);
  const kind = await fileKind(file);
  if (kind === 'json') {
    const lists = await jsonLists(file);
    return lists.length > 0
      ? Promise.all(lists.map((list) => jsonTable(file, list)))
      : [await jsonTable(file)];
  }
  if (kind === 'text') return [file];
  const shown = (await archiveParts(file)).filter(({ hidden }) => !hidden);
  const parts = shown.filter(({ problem }) => problem !== 'is empty.');
  const broken = parts.find(({ problem }) => problem !== null);
  if (broken) throw new Error(`"${partName(name, broken.path)}" ${broken.problem}`);
  if (parts.length === 0) throw new Error(`"${name}" holds no table with rows.`);
  return Promise.all(
    parts.map(async ({ path }) => {
      const part = await archivePart(file, path);
      return part.table || (await fileKind(part)) !== 'json' ? part : jsonTable(part);
    }),
  );
}
