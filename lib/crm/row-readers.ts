import type { RowReader } from './types';

const files = import.meta.glob<{ reader: RowReader }>('./rows/*.ts', { eager: true });

/** Every reader of lists, by the id of the adapter whose pages it reads; `generic` for all others. */
export const rowReaders: ReadonlyMap<string, RowReader> = new Map(
  Object.values(files).map(({ reader }) => [reader.id, reader]),
);
