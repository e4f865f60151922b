/** Which tables a file holds, and each of them as the importer reads it. */
import { DISGUISE } from '@/lib/definitions/disguise';
import type { ByteSource } from '../decode';
import { fileKind } from './kind';

/** A table in a file. */
export interface FilePart {
  /** Where it lies, outermost first: entry of an archive, sheet of a workbook, list of JSON; empty for the file itself. */
  path: string[];
  /** The workbook hides it. */
  hidden: boolean;
  /** Why it cannot be imported, as "has a password …", or null. */
  problem: string | null;
}

/** Name of a part, as evidence and lists of bad rows show it. Nothing is ever written under it. */
export function partName(file: string, path: readonly string[]): string {
  const shown = path.map(
    (part) => part.replace(DISGUISE, '').replace(/^(?:\.{0,2}[\\/])+/, '') || '(no name)',
  );
  return [file, ...shown].join(' › ');
}

/** The importer's own code for archives and workbooks comes only when one is opened. */
const archives = () => import('./archive-parts');
const json = () => import('./json/table');

/**
 * Tables of a file, those that cannot be read with the reason.
 * @throws Error in words when there is none: what is in the way and what to do
 */
export async function partsOf(file: ByteSource): Promise<FilePart[]> {
  if (file.size === 0) throw new Error(`"${file.name}" is empty (0 bytes). Choose another file.`);
  const kind = await fileKind(file);
  if (kind !== 'archive') {
    const lists = kind === 'json' ? await (await json()).jsonLists(file) : [];
    const paths = lists.length > 0 ? lists.map((list) => [list]) : [[]];
    return paths.map((path) => ({ path, hidden: false, problem: null }));
  }
  const { archiveParts } = await archives();
  return archiveParts(file);
}

/** @param path as `partsOf` gave it. @throws Error when the file no longer has it */
export async function openPart(file: ByteSource, path: readonly string[]): Promise<ByteSource> {
  const kind = await fileKind(file);
  if (path.length > 0 && kind === 'json') {
    return (await json()).jsonTable(file, path[0]);
  }
  if (path.length > 0) {
    const { archivePart } = await archives();
    const part = await archivePart(file, path);
    return part.table || (await fileKind(part)) !== 'json' ? part : (await json()).jsonTable(part);
  }
  return kind === 'json' ? (await json()).jsonTable(file) : file;
}
