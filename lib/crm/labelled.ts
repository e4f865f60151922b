/**
 * Record pages of a known CRM in a layout that is not known, such as one of the customer's own making: the address
 * tells kind and id, so that labels and values are all there is to find.
 */
import { controlsIn, elementsIn, isBare, readValue, seen, textOf } from './dom';
import { rolesOf } from './labels';
import { pairsIn } from './pairs';
import type { Found } from './record';
import { whole } from './slices';
import type { RecordKind } from './types';

/** Parts of a page that hold other records or none. */
const AROUND = 'nav,header,footer,aside,[role=navigation],[role=grid],[role=dialog],table:has(tr > th + th)';

/** @param crm adapter id */
export function findLabelled(crm: string, doc: Document, kind: RecordKind, id: string): Found {
  const main = seen(doc, 'main,[role=main]').at(-1) ?? doc.body;
  const fields = whole(pairsIn(elementsIn(main, (el) => el.matches(AROUND))));
  const named = fields.find(({ label }) => rolesOf(label).includes('name'));
  const heading = seen(main, 'h1,h2')[0];
  const name = (named && readValue(named.value ?? named.box).value) || (heading ? textOf(heading) : '');
  const known = fields.filter(({ label }) => rolesOf(label).length > 0).length;
  if (name && known > 1) {
    const editing = fields.filter(({ value, box }) => controlsIn(value ?? box).length > 0).length;
    return { kind, id, name, fields, editing: editing * 2 > fields.length };
  }
  if (isBare(main)) return { state: 'pending' };
  return { state: 'unrecognised', crm, why: 'the record page shows too few fields that can be read' };
}
