import { readerOf } from './choose';
import { adapters } from './registry';
import { whole } from './slices';

/** The reader with every adapter there is. */
export const reader = readerOf(adapters);

/** Reads a page that stands still. */
export const readPage = (doc: Document, url: URL) => whole(reader.read(doc, url));
