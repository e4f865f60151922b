import { adapters } from './registry';
import type { CrmAdapter, FieldHandle, PageReading } from './types';

/** The adapter for a page by its URL (and, for products on any host, its document); the generic reader takes the rest. */
export function adapterFor(
  doc: Document,
  url: URL,
  among: readonly CrmAdapter[] = adapters,
): CrmAdapter | null {
  return among.find((adapter) => adapter.matches(url, doc)) ?? null;
}

/**
 * What the page shows now. The adapter that matches decides alone: where it no longer knows its page, it says so
 * instead of letting another one guess.
 * @returns `adapter` null only when no adapter matches, with a reading of `no-record`
 */
export function readPage(
  doc: Document,
  url: URL,
  among: readonly CrmAdapter[] = adapters,
): { adapter: CrmAdapter | null; reading: PageReading } {
  const adapter = adapterFor(doc, url, among);
  return { adapter, reading: adapter ? adapter.read(doc, url) : { state: 'no-record' } };
}

/** Finds a field of the record on the page again, by the key of its reading. */
export function locateField(doc: Document, url: URL, key: string): FieldHandle | null {
  return adapterFor(doc, url)?.locate(doc, url, key) ?? null;
}
