import { describe, expect, it } from 'vitest';
import { placeOf, placesOfDrop } from '@/components/options/import/handles';

/** A folder as the browser hands it out: names -> files, null, and folders. */
interface Folder {
  [name: string]: null | Folder;
}

function handleOf(name: string, folder: Folder): FileSystemDirectoryHandle {
  const inside = (wanted: string) => {
    if (!(wanted in folder)) throw new DOMException('gone', 'NotFoundError');
    return folder[wanted]!;
  };
  return {
    kind: 'directory',
    name,
    getDirectoryHandle: async (wanted: string) => handleOf(wanted, inside(wanted)),
    getFileHandle: async (wanted: string) => {
      inside(wanted);
      return { kind: 'file', name: wanted };
    },
  } as unknown as FileSystemDirectoryHandle;
}

const item = (handle: unknown) =>
  ({ getAsFileSystemHandle: async () => handle }) as unknown as DataTransferItem;

describe('places of dropped files', () => {
  it('are known of files and of those in folders, each by its path', async () => {
    const exports: Folder = { 'deals.csv': null, old: { 'deals.csv': null } };
    const keep = placesOfDrop([item({ kind: 'file', name: 'one.csv' }), item(handleOf('exports', exports))]);
    const names = ['one.csv', 'exports/deals.csv', 'exports/old/deals.csv', 'exports/gone.csv'];
    const files = names.map((name) => new File(['x'], name));
    await keep(files);
    expect(files.map((file) => placeOf(file)?.name ?? null)).toEqual([
      'one.csv',
      'deals.csv',
      'deals.csv',
      null,
    ]);
    expect(placeOf(files[1]!)).not.toBe(placeOf(files[2]!));
  });

  it('are unknown where the browser does not tell', async () => {
    const file = new File(['x'], 'one.csv');
    await placesOfDrop([{} as DataTransferItem])([file]);
    expect(placeOf(file)).toBeNull();
  });
});
