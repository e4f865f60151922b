/**
 * Tryton's web client (sao): the tab in front, of several in the document, at an address that names model and record.
 * Forms are always editable, ids of elements are made anew for every page, and lookups show a name and no id.
 */
import { companyKind } from '../company';
import { isBare, query, seen, textOf } from '../dom';
import type { FieldRole } from '../labels';
import { byKey } from '../meaning';
import { defineAdapter, type FoundField, toField } from '../record';
import { type Selectors, tried } from '../selectors';
import { tryton as sign } from '../signs';
import type { RecordKind } from '../types';

/** `#<database>/model/<model>/<id>;name=..`, without an id for lists and new records. */
const ROUTE = /^#[^/]+\/model\/([\w.]+)(?:\/(\d+))?(?:;|$)/;
const KINDS: Record<string, RecordKind> = { 'sale.opportunity': 'deal', 'party.party': 'account' };
/** Names of fields of the standard modules that words do not tell, or tell wrongly. */
const ROLES: Record<string, FieldRole | null> = {
  party: 'account',
  state: 'stage',
  employee: 'owner',
  agent: 'partner',
  company: null,
  converted_by: null,
  party_name: null,
};

const selectors = {
  tab: ['#tabcontent > .tab-pane.active', '.tab-content > .tab-pane.active', '.tab-pane.active'],
  form: ['.content-box > .form', '.form'],
  label: ['label.form-label[for]', 'label[for]'],
  /** Forms and lists of other records inside this one's. */
  inner: ['.form-one2many,.form-many2many,.form-dict'],
  box: ['div[class^=form-]'],
  chosen: ['.form-many2many tbody .column-many2one,.form-many2many tbody .column-char'],
} satisfies Selectors;

export const adapter = defineAdapter({
  id: 'tryton',
  name: 'Tryton',
  evidence: 'A',
  checked: '2026-11-22',
  selectors,
  priority: 40,
  meaningOf: byKey,
  matches: (_url, doc) => !!query(doc, sign),
  find(doc, url) {
    const [, model = '', id] = ROUTE.exec(url.hash) ?? [];
    if (!id) return { state: 'no-record' };
    const tab = tried(doc, selectors.tab, seen)[0];
    const form = tab && tried(tab, selectors.form, seen)[0];
    // A list or calendar that the address has not caught up with, or a form that is still to come.
    if (!form) return tab && !isBare(tab) ? { state: 'no-record' } : { state: 'pending' };
    const fields = tried(form, selectors.label).flatMap(fieldOf);
    const kind = KINDS[model] ?? 'other';
    const shown = (key: string) => {
      const field = fields.find((one) => one.key === key);
      return field ? toField(field).value : '';
    };
    // What is on it; opportunities may have nothing but their number.
    const name = ['name', 'description', 'number', 'code', 'reference'].map(shown).find(Boolean) ?? '';
    if (!name) return fields.length || isBare(form) ? { state: 'pending' } : { state: 'no-record' };
    return {
      kind: kind === 'account' ? companyKind([...fields, ...categoriesOf(form)], /^categories$/) : kind,
      id,
      name,
      fields,
      editing: true,
    };
  },
});

/** A field by its label, which leads to the control; fields of records inside this one are theirs. */
function fieldOf(label: HTMLElement): FoundField[] {
  const control = label.ownerDocument.getElementById((label as HTMLLabelElement).htmlFor);
  const key = control?.getAttribute('name');
  if (!control || !key || control.closest(selectors.inner.join())) return [];
  return [
    {
      key,
      label: textOf(label).replace(/\s*:$/, ''),
      // Beside the control stand a picker, and copies of it for other ways of typing.
      box: control.closest<HTMLElement>(selectors.box.join()) ?? control,
      value: control,
      required: label.classList.contains('required'),
      role: ROLES[key],
    },
  ];
}

/** What a party is to us stands in its categories, a list inside the form. */
function categoriesOf(form: HTMLElement): FoundField[] {
  return tried(form, selectors.chosen, seen).map((box) => ({ key: 'categories', label: 'Categories', box }));
}
