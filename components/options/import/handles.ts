/** Places of files on the disk, in browsers that tell them: an import that was cut off then needs no choosing again. */

/** What browsers with it have beside the standard's types. */
interface Picking {
  showOpenFilePicker?(options: { multiple: boolean }): Promise<FileSystemFileHandle[]>;
}
interface Asking {
  queryPermission?(options: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
}
interface Dropping {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

const places = new WeakMap<File, FileSystemFileHandle>();

/** Where a file lies, if the browser has told. */
export function placeOf(file: File): FileSystemFileHandle | null {
  return places.get(file) ?? null;
}

/** Whether files can be chosen so that their places are known. */
export function canPick(): boolean {
  return typeof (window as Picking).showOpenFilePicker === 'function';
}

/** Files that a person chooses; none when they think better of it. */
export async function pickFiles(): Promise<File[]> {
  try {
    const handles = await (window as Picking).showOpenFilePicker!({ multiple: true });
    return await Promise.all(handles.map(read));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    throw error;
  }
}

/**
 * Takes the places of dropped files; those of a dropped folder go by their path in it. Call it in the event: the browser
 * forgets what was dropped.
 */
export function placesOfDrop(items: Iterable<DataTransferItem>): (files: readonly File[]) => Promise<void> {
  const asked = [...items].map((item) => (item as Dropping).getAsFileSystemHandle?.() ?? null);
  return async (files) => {
    for (const answer of await Promise.allSettled(asked)) {
      const handle = answer.status === 'fulfilled' ? answer.value : null;
      if (handle?.kind === 'directory') await placesIn(handle as FileSystemDirectoryHandle, files);
      const file = handle?.kind === 'file' && files.find(({ name }) => name === handle.name);
      if (file) places.set(file, handle as FileSystemFileHandle);
    }
  };
}

/** Places of the files whose path begins in the folder; one that went meanwhile has none. */
async function placesIn(folder: FileSystemDirectoryHandle, files: readonly File[]): Promise<void> {
  for (const file of files) {
    const [top, ...path] = file.name.split('/');
    const name = path.pop();
    if (top !== folder.name || name === undefined) continue;
    try {
      let inside = folder;
      for (const part of path) inside = await inside.getDirectoryHandle(part);
      places.set(file, await inside.getFileHandle(name));
    } catch {
      // Then an import that is cut off asks for it again.
    }
  }
}

/**
 * Reads files again from their places; the browser may ask the person first. Call it in the event of a click.
 * @throws Error in words when the person declines or a file is gone
 */
export async function readAgain(handles: readonly FileSystemFileHandle[]): Promise<File[]> {
  const mode = { mode: 'read' } as const;
  // All at once: a click is worth one question.
  const allowed = await Promise.all(
    handles.map(async (handle: FileSystemFileHandle & Asking) => {
      if ((await handle.queryPermission?.(mode)) === 'granted') return true;
      return (await handle.requestPermission?.(mode)) === 'granted';
    }),
  );
  const refused = handles.find((_, i) => !allowed[i]);
  if (refused) throw new Error(`The browser may not read ${refused.name}. Choose the file instead.`);
  return Promise.all(
    handles.map((handle) =>
      read(handle).catch(() => {
        throw new Error(`${handle.name} is no longer where it was. Choose the file instead.`);
      }),
    ),
  );
}

async function read(handle: FileSystemFileHandle): Promise<File> {
  const file = await handle.getFile();
  places.set(file, handle);
  return file;
}
