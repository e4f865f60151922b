/** What a person asks for on a field: a script of its own, put into the page when it is first asked for. */
import type { PageReader } from '../crm/choose';
import { locateField } from '../crm/locate';
import { fillField } from './fill';
import { jumpToField } from './jump';

/** Finds the field in the page as it is whenever it is called. */
const finder = (reader: PageReader, doc: Document, key: string) => () =>
  locateField(reader, doc, new URL(doc.location.href), key);

export const acts = {
  jump: (reader: PageReader, doc: Document, key: string, signal: AbortSignal) =>
    jumpToField(doc, finder(reader, doc, key), signal),
  fill: (reader: PageReader, doc: Document, key: string, value: string, signal: AbortSignal) =>
    fillField(doc, finder(reader, doc, key), value, signal),
};
export type Acts = typeof acts;
