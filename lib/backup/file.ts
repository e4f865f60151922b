/**
 * A file that is written piece by piece and then handed to the browser's downloads. It grows in the extension's own part
 * of the disk, so that a backup of a gigabyte needs no gigabyte of memory; where the browser has none (private windows
 * of Firefox) it stands in memory.
 */
const FOLDER = 'backups';

export interface GrowingFile {
  sink: WritableStream<Uint8Array>;
  /** The whole file; call once the sink is closed. */
  read(): Promise<Blob>;
}

export async function growingFile(name: string): Promise<GrowingFile> {
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, {
      create: true,
    });
    const handle = await folder.getFileHandle(name, { create: true });
    const sink = (await handle.createWritable()) as WritableStream<Uint8Array>;
    return { sink, read: () => handle.getFile() };
  } catch {
    return fileInMemory();
  }
}

function fileInMemory(): GrowingFile {
  const parts: Blob[] = [];
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(bytes) {
      parts.push(new Blob([bytes]));
    },
  });
  return { sink: sink as WritableStream<Uint8Array>, read: async () => new Blob(parts) };
}

/** Deletes files that were handed on, or never finished. */
export async function dropFiles(): Promise<void> {
  try {
    await (await navigator.storage.getDirectory()).removeEntry(FOLDER, { recursive: true });
  } catch {
    // There is none, or the browser has no such place.
  }
}
