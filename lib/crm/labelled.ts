/**
 * Record pages of a known CRM in a layout that is not known, such as one of the customer's own making: the address
 * tells kind and id, so that labels and values are all there is to find.
 */
import { companyKind } from './company';
import { controlsIn, elementsIn, isBare, readValue, seen, textOf } from './dom';
import { rolesOf } from './labels';
import { pairsIn } from './pairs';
import type { Found } from './record';
import { whole } from './slices';
import type { RecordKind } from './types';

/** Parts of a page that hold other records or none. */
const AROUND = 'nav,header,footer,aside,[role=navigation],[role=grid],[role=dialog],table:has(tr > th + th)';

/** Fields that say what a company is to us, whatever each customer calls them: "Business type", "Categories". */
const COMPANY_TYPE = /(^|\s)type$|^categor/;

export interface RecordRef {
  kind: RecordKind;
  id: string;
}

/**
 * The record of a CRM of which only the addresses are known: the one that the page's own address names, else the one
 * in a dialog or drawer, where a link outside its fields leads to its page.
 * @param crm adapter id
 * @param refOf the record that a path leads to; null for every other page
 */
export function findAddressed(
  crm: string,
  doc: Document,
  url: URL,
  refOf: (path: string) => RecordRef | null,
): Found {
  const ref = refOf(url.pathname);
  if (ref) return typed(findLabelled(crm, doc, ref.kind, ref.id));
  const over = seen(doc, '[role=dialog]').at(-1);
  for (const link of over ? seen(over, 'a[href]') : []) {
    const to = refOf((link as HTMLAnchorElement).pathname);
    const found = to && findLabelled(crm, doc, to.kind, to.id, over);
    if (found && 'fields' in found && !found.fields.some(({ box }) => box.contains(link)))
      return typed(found);
  }
  return { state: 'no-record' };
}

const typed = (found: Found): Found =>
  'fields' in found && found.kind === 'account'
    ? { ...found, kind: companyKind(found.fields, COMPANY_TYPE) }
    : found;

/**
 * @param crm adapter id
 * @param main where the record stands
 */
export function findLabelled(
  crm: string,
  doc: Document,
  kind: RecordKind,
  id: string,
  main = seen(doc, 'main,[role=main]').at(-1) ?? doc.body,
): Found {
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
