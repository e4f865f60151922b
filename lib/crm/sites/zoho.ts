/**
 * Zoho CRM in all its data centres: the standard record page, whose rows are named after the field's column. Canvas
 * pages and edit forms have none of these names and are read by their meaning; the address tells module and id.
 */
import { companyKind } from '../company';
import { controlsIn, isBare, query, readValue, seen, textOf } from '../dom';
import { findLabelled } from '../labelled';
import { foldLabel, rolesOf } from '../labels';
import { defineAdapter, type FoundField } from '../record';
import { pick, type Selectors, tried } from '../selectors';
import type { RecordKind } from '../types';

const HOST = /^crm(sandbox|plus)?\.(zoho\.(com|eu|in|com\.au|com\.cn|jp|sa|uk|ca)|zohocloud\.ca)$/;
const RECORD = /\/crm\/(?:org\d+\/)?tab\/([A-Za-z]\w*)\/(\d{6,})(\/edit)?\/?(?:[?#]|$)/;
const KINDS: Record<string, RecordKind> = {
  Potentials: 'deal',
  Deals: 'deal',
  Leads: 'lead',
  Accounts: 'account',
  Contacts: 'contact',
};
/** Columns that hold the record's name; contacts changed theirs in August 2026. */
const NAME = /^(POTENTIAL|DEAL|ACCOUNT|FULL|LAST|LEAD)?_?NAME$/;

const selectors = {
  row: ['[id^=mouseArea__]', '.dv_info_row'],
  headerRow: ['[id^=tc_mouseArea__]', '[id^=titlecard_]'],
  label: ['.dv_info_label', '[class*=info_label]'],
  value: ['[id^=subvalue_]', '[id^=value_]', '.dv_info_value'],
  stub: ['[class*=cxLoadOnView]', 'dummy-port-element'],
  canvas: ['crm-detailview-canvas', '[class*=detailview-canvas]'],
} satisfies Selectors;

export const adapter = defineAdapter({
  id: 'zoho',
  name: 'Zoho CRM',
  evidence: 'B',
  checked: '2026-11-21',
  selectors,
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const [, module = '', id, edit] = RECORD.exec(url.pathname) ?? [];
    if (!id) return { state: 'no-record' };
    const kind = KINDS[module] ?? 'other';
    // The page of the record before may stay in the document, hidden.
    const rows = tried(doc, selectors.row, seen);
    const fields = [...rows, ...tried(doc, selectors.headerRow, seen)].map(fieldOf);
    if (!fields.length && (edit || tried(doc, selectors.canvas, seen).length))
      return findLabelled('zoho', doc, kind, id);
    const name = fields.map((field) => (NAME.test(field.key) ? shownIn(field) : '')).find(Boolean);
    const named = name ?? fields.map((field) => (isName(field) ? shownIn(field) : '')).find(Boolean);
    if (!named) {
      if (isBare(doc.body) || fields.some(({ shows }) => shows)) return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'zoho',
        why: 'the record page shows no field with the name of the record where it used to be',
      };
    }
    return {
      kind: kind === 'account' ? companyKind(fields, /^(ACCOUNT)?TYPE$/) : kind,
      id,
      name: named,
      fields,
      editing: fields.some((field) => field.value && controlsIn(field.value).length > 0),
    };
  },
  linkId: (href) => RECORD.exec(href)?.[2] ?? null,
  editTrigger: (_doc, field) => query(field.box, '[id^=edit_icon_]'),
});

const shownIn = (field: FoundField): string =>
  field.shows ? field.shows.value : readValue(field.value ?? field.box).value;

const isName = ({ key, label }: FoundField): boolean =>
  [key, label].some((text) => rolesOf(text).includes('name'));

function fieldOf(box: HTMLElement): FoundField {
  const named = pick(box, selectors.label);
  const label = named ? textOf(named) : '';
  const key = box.id.replace(/^(tc_)?mouseArea__|^titlecard_/, '') || foldLabel(label);
  // What stands there until the row is scrolled to is no value.
  const stub = tried(box, selectors.stub, seen)[0];
  return {
    key,
    label: label || key,
    box,
    value: pick(box, selectors.value),
    labelSelector: '.dv_info_label',
    ...(stub ? { shows: { value: '', state: 'pending' } } : {}),
  };
}
