import { readerOf } from './choose';
import { adapters } from './registry';
import { reviewed } from './review/review';
import { whole } from './slices';

/** The reader with every adapter there is. */
export const reader = readerOf(adapters);

/** Reads a page that stands still, and reviews what was read. */
export function readPage(doc: Document, url: URL) {
  const { adapter, reading } = whole(reader.read(doc, url));
  return { adapter, reading: reviewed(reading, url) };
}
