/** Reading a page with one of several adapters. Knows none of them, so that a bundle holds only those it names. */
import { fieldOf, placesOf } from './record';
import type { Sliced } from './slices';
import type { CrmAdapter, FieldPlace, PageReading } from './types';

export interface PageReader {
  /** The adapter for a page by its URL and, for products on any host, its document; the most specific first. */
  adapterFor(doc: Document, url: URL): CrmAdapter | null;
  /**
   * What the page shows now. The adapter that matches decides alone: where it no longer knows its page, it says so
   * instead of letting another one guess. `adapter` is null when none matches; the reading is then `no-record`.
   */
  read(doc: Document, url: URL): Sliced<{ adapter: CrmAdapter | null; reading: PageReading }>;
  /** The elements that a reading was made of: where they stand, a change may matter. */
  placesOf(reading: PageReading): readonly Element[];
  /** Where a field of a reading stood when it was read, by its key: cheap, but the page may have gone on. */
  fieldOf(reading: PageReading, key: string): FieldPlace | undefined;
}

/** @param adapters in the order in which they are asked */
export function readerOf(adapters: readonly CrmAdapter[]): PageReader {
  const adapterFor = (doc: Document, url: URL) =>
    adapters.find((adapter) => adapter.matches(url, doc)) ?? null;
  return {
    adapterFor,
    *read(doc, url) {
      const adapter = adapterFor(doc, url);
      return { adapter, reading: adapter ? yield* adapter.read(doc, url) : { state: 'no-record' } };
    },
    placesOf,
    fieldOf,
  };
}
