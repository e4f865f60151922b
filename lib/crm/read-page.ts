import { readerOf } from './choose';
import { adapters } from './registry';

/** The reader with every adapter there is. */
export const { adapterFor, readPage, locateField } = readerOf(adapters);
