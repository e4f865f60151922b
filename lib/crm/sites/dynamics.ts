/**
 * Dynamics 365 and other model-driven apps: the main form, a form in a dialog above it, and lists without a record.
 * Class names are hashed; every control names its field and table in `data-lp-id`. Forms are always editable, and
 * mark what they require, business rules included. Lookups show a name and no id.
 */
import { companyKind } from '../company';
import { controlsIn, isBare, query, seen, squeeze, textOf } from '../dom';
import { isCreate } from '../nouns';
import { defineAdapter, type FoundField } from '../record';
import { pick, type Selectors, tried } from '../selectors';
import type { RecordKind } from '../types';

const HOST =
  /^[a-z\d-]+\.crm\d*\.(dynamics\.com|dynamics\.cn|microsoftdynamics\.(us|de)|appsplatform\.us)(\.mcas\.ms)?$/;
const KINDS: Record<string, RecordKind> = {
  opportunity: 'deal',
  lead: 'lead',
  account: 'account',
  contact: 'contact',
};
/** Old links give the number of the table. */
const TABLES: Record<string, string> = { 1: 'account', 2: 'contact', 3: 'opportunity', 4: 'lead' };
const PARTNER_TABLE = /_(channel)?(partner|reseller)s?$/;

const selectors = {
  form: ['[data-id=editFormRoot]', '[role=main] [role=form]'],
  dialog: ['[id*=dialogPageContainer]', '[role=dialog]'],
  quickCreate: ['[data-id*=quickCreateRoot]', '[role=dialog][aria-label^="Quick Create"]'],
  title: ['[data-id=header_title]', '[data-id*=form-header] h1'],
  field: ['[data-lp-id^="MscrmControls.Containers.FieldSectionItem|"]', '[data-fieldrequirement][data-id]'],
  label: ['label[id$="-field-label"]', 'label'],
  value: ['[data-id$=".fieldControl_container"]', '[data-lp-id*=".fieldControl|"]'],
  chosen: ['[data-id*="_SelectedRecordList"]', '[data-id$="_selected_tag_text"]'],
  required: ['[data-fieldrequirement="1"],[data-fieldrequirement="2"]', '[data-id$="-required-icon"]'],
} satisfies Selectors;

export const adapter = defineAdapter({
  id: 'dynamics',
  name: 'Dynamics 365',
  evidence: 'A',
  checked: '2026-11-21',
  selectors,
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const route = routeOf(url);
    const forms = tried(doc, selectors.form, seen).filter((form) => !isNew(form));
    const above = forms.findLast((form) => isIn(form, selectors.dialog));
    const form = above ?? forms.at(-1);
    // Above a list, only a dialog shows a record.
    if (!route && !above) return { state: 'no-record' };
    const title = form && tried(form, selectors.title, seen)[0];
    const name = title ? nameOf(title) : '';
    const boxes = form ? tried(form, selectors.field).filter((box) => pick(box, selectors.label)) : [];
    if (!name || !boxes.length) {
      if (isBare(form ?? doc.body)) return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'dynamics',
        why: 'the form shows neither its title nor its fields where they used to be',
      };
    }
    // Which table a form belongs to, most of its fields say; quick views in it show fields of others.
    const table = above ? mostFrequent(boxes.map((box) => nameIn(box, 2))) : route?.table;
    const fields = boxes.filter((box) => (nameIn(box, 2) || table) === table).flatMap(fieldOf);
    // The form of the record before.
    if (!fields.length) return { state: 'pending' };
    const same =
      route?.table === table && (!above || forms.some((one) => one !== above && titleIn(one) === name));
    const kind = KINDS[table ?? ''] ?? (PARTNER_TABLE.test(table ?? '') ? 'partner' : 'other');
    return {
      kind: kind === 'account' ? companyKind(fields, /^customertypecode$/) : kind,
      // The address knows nothing of a dialog above it.
      id: same && route ? route.id : null,
      name,
      fields: fields.sort((a, b) => +isHeader(a.box) - +isHeader(b.box)),
      editing: fields.some(({ value, box }) => controlsIn(value ?? box).some((one) => !one.matches(LOCKED))),
    };
  },
});

const LOCKED = ':disabled,[readonly],[aria-disabled=true],[aria-readonly=true]';

/** Table and id of the record that the address names; parameters come in any order and either case. */
function routeOf(url: URL): { table: string; id: string } | null {
  const given = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  const table = given.get('etn')?.toLowerCase() ?? TABLES[given.get('etc') ?? ''];
  const id = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/i.exec(given.get('id') ?? '')?.[0].toLowerCase();
  const record = (given.get('pagetype') ?? 'entityrecord') === 'entityrecord';
  return /\/main\.aspx$/.test(url.pathname) && record && table && id ? { table, id } : null;
}

const isIn = (el: Element, list: readonly string[]): boolean => !!el.closest(list.join());
const titleIn = (form: HTMLElement): string => {
  const title = tried(form, selectors.title)[0];
  return title ? nameOf(title) : '';
};
/** Quick create, and a dialog for a record that is not saved yet. */
const isNew = (form: HTMLElement): boolean =>
  isIn(form, selectors.quickCreate) ||
  !!pick(form, selectors.quickCreate) ||
  (isIn(form, selectors.dialog) && isCreate(titleIn(form)));
/** The title attribute holds the name alone; its text says whether the record is saved. */
const nameOf = (title: HTMLElement): string =>
  title.title || squeeze(textOf(title).replace(/\s*-\s*(Uns|S)aved$/, ''));

/** Part of `<control>|<field>|<table>|…` on the field's box or around it. */
function nameIn(box: HTMLElement, part: 1 | 2): string {
  const own = box.closest('[data-lp-id]')?.getAttribute('data-lp-id')?.split('|')[part];
  return own ?? (part === 1 ? box.dataset.id!.replace(/-FieldSectionItemContainer$/, '') : '');
}

const isHeader = (box: HTMLElement): boolean => nameIn(box, 1).startsWith('header_');

function mostFrequent(names: string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Fields of the record itself: those of the process flow and of quick views have a prefix; the header's are copies. */
function fieldOf(box: HTMLElement): FoundField[] {
  const key = nameIn(box, 1).replace(/^header_(?!process_)/, '');
  // Rich text stands in a frame of its own, where nothing can be told.
  if (/\.|^header_process_/.test(key) || query(box, 'iframe')) return [];
  const container = pick(box, selectors.value);
  const chosen = container && pick(container, selectors.chosen);
  const label = pick(box, selectors.label)!;
  return [
    {
      key,
      label: textOf(label, '[data-id$="-required-icon"],[aria-hidden=true]').replace(/\s*\*$/, ''),
      box,
      value: chosen && textOf(chosen) ? chosen : container,
      labelSelector: 'label',
      required: box.matches(selectors.required[0]) || !!pick(box, selectors.required),
    },
  ];
}
