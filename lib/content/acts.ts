/** What a person asks for on a field: a script of its own, put into the page when it is first asked for. */
import type { PageReader } from '../crm/choose';
import { locateField } from '../crm/locate';
import { whole } from '../crm/slices';
import { fillField } from './fill';
import { jumpToField } from './jump';

/**
 * Finds the field in the page as it is whenever it is called. A form may know a field by its input's name where the
 * record's page has nothing but a label, so the label finds it again in edit mode.
 */
function finder(reader: PageReader, doc: Document, key: string) {
  const url = () => new URL(doc.location.href);
  const fields = () => {
    const { reading } = whole(reader.read(doc, url()));
    return reading.state === 'record' ? reading.record.fields : [];
  };
  const label = fields().find((field) => field.key === key)?.label;
  return () => {
    const found = locateField(reader, doc, url(), key);
    if (found) return found;
    const renamed = fields().find((field) => field.label === label);
    return renamed ? locateField(reader, doc, url(), renamed.key) : null;
  };
}

export const acts = {
  jump: (reader: PageReader, doc: Document, key: string, signal: AbortSignal) =>
    jumpToField(doc, finder(reader, doc, key), signal),
  fill: (reader: PageReader, doc: Document, key: string, value: string, signal: AbortSignal) =>
    fillField(doc, finder(reader, doc, key), value, signal),
};
export type Acts = typeof acts;
