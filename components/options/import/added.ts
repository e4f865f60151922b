/** Files out of what a person dropped, chose or pasted. */
import { placesOfDrop } from './handles';
import { tableCsv } from './web-page';

/** What a folder's files must end in to be taken; of files chosen one by one the content decides. */
const TABLE = /\.(?:csv|tsv|tab|txt|xlsx|xlsm|xls|json|ndjson|jsonl|zip)$/i;
/** A folder with more is not one of exports. */
const MOST_FILES = 500;

/** A file under its path in the folder, so that two of one name can be told apart; nothing is read. */
function named(file: File, path: string): File {
  return path === file.name
    ? file
    : new File([file], path, { type: file.type, lastModified: file.lastModified });
}

function tables(files: readonly { file: File; path: string }[]): File[] {
  return files
    .filter(({ path }) => TABLE.test(path) && !/(?:^|\/)(?:\.|~\$|__MACOSX)/.test(path))
    .sort((a, b) => a.path.localeCompare(b.path))
    .slice(0, MOST_FILES)
    .map(({ file, path }) => named(file, path));
}

/** Tables of a folder that was chosen. */
export function folderFiles(files: Iterable<File>): File[] {
  return tables([...files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** Entries of a folder; the browser hands them out in portions. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0 || all.length > 20 * MOST_FILES) return all;
    all.push(...some);
  }
}

async function* filesIn(entry: FileSystemEntry): AsyncGenerator<{ file: File; path: string }> {
  if (entry.isFile)
    yield { file: await fileOf(entry as FileSystemFileEntry), path: entry.fullPath.replace(/^\//, '') };
  else for (const each of await entriesOf(entry as FileSystemDirectoryEntry)) yield* filesIn(each);
}

/** Files of a drop, those in its folders too. Call it in the event: the browser forgets what was dropped. */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  const entries = [...(data.items ?? [])].map((item) => item.webkitGetAsEntry?.() ?? null);
  const folders = entries.filter((entry) => entry?.isDirectory);
  // A folder counts among the files too, as one that cannot be read.
  const keepPlaces = placesOfDrop(data.items ?? []);
  const single = [...data.files].filter((file) => !folders.some((folder) => folder?.name === file.name));
  const inside: { file: File; path: string }[] = [];
  for (const folder of folders) for await (const each of filesIn(folder!)) inside.push(each);
  const files = [...single, ...tables(inside)];
  await keepPlaces(files);
  return files;
}

/** Files of a paste; text or a table of a page counts as one when it has the shape of a table. */
export function pastedFiles(data: DataTransfer | null): File[] {
  if (!data) return [];
  if (data.files.length > 0) return [...data.files];
  const csv = tableCsv(data.getData('text/html'));
  if (csv) return [new File([csv], 'Pasted table.csv', { type: 'text/csv' })];
  const text = data.getData('text/plain');
  if (!/[^\r\n][\r\n]+[^\r\n]/.test(text)) return [];
  return [new File([text], 'Pasted table.csv', { type: 'text/csv' })];
}
