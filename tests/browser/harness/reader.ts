import { readPage } from '@/lib/crm/read-page';

/** What a page calls to be read as it stands. */
export interface Reader {
  read(href: string): unknown;
}

Object.assign(globalThis, {
  reader: { read: (href: string) => readPage(document, new URL(href)).reading } satisfies Reader,
});
