/**
 * EspoCRM: record pages at an address with a fragment, edited in place at the same address, and the quick view above a
 * list. "None" stands for an empty value, in the language of the user.
 */
import { companyKind } from '../company';
import { controlsIn, hasSkeleton, isBare, isEmptyWord, query, seen, squeeze, textOf } from '../dom';
import { byKey } from '../meaning';
import { defineAdapter, type FoundField, toField } from '../record';
import { pick, type Selectors, tried } from '../selectors';
import { espocrm as sign } from '../signs';
import type { RecordKind } from '../types';

const ROUTE = /^#(\w+)\/(?:view|edit)\/([\w-]+)/;
const KINDS: Record<string, RecordKind> = {
  Opportunity: 'deal',
  Lead: 'lead',
  Account: 'account',
  Contact: 'contact',
};
const PARTNER = /partner|reseller|distributor/i;

const selectors = {
  dialog: ['.modal.in,.modal.show', '.modal-dialog', '[role=dialog]'],
  record: ['.record > [data-scope]', '.detail[data-scope],.edit[data-scope]'],
  cell: ['.cell[data-name]', '.field[data-name]'],
  label: ['label.control-label', 'label'],
  labelText: ['.label-text'],
  value: ['.field[data-name]'],
  none: ['.none-value'],
  required: ['.required-sign:not(.hidden)'],
  /** What a drop-down shows as chosen. */
  chosen: ['.selectize-input .item', '.item[data-value]'],
  title: ['.header-breadcrumbs .title', '.page-header .title', '.modal-title'],
  side: ['.list,.list-container,.panel[data-name=stream],.stream-list'],
} satisfies Selectors;

export const adapter = defineAdapter({
  id: 'espocrm',
  name: 'EspoCRM',
  evidence: 'B',
  checked: '2026-11-22',
  selectors,
  priority: 40,
  meaningOf: byKey,
  matches: (_url, doc) => !!query(doc, sign),
  find(doc, url) {
    const [, scope, id] = ROUTE.exec(url.hash) ?? [];
    const records = (root: ParentNode & Node) => tried(root, selectors.record, seen);
    const dialogs = tried(doc, selectors.dialog, seen);
    // A form for a new record, which has no id, may lie over the page of another.
    const above = dialogs.findLast((dialog) => records(dialog).some((one) => idOf(dialog, one)));
    const root = above ?? doc;
    const record = records(root).findLast((one) => above || !dialogs.some((dialog) => dialog.contains(one)));
    if (!record) {
      if (!id) return { state: 'no-record' };
      if (isBare(doc.body)) return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'espocrm',
        why: 'the record page has no record where it used to be',
      };
    }
    const shown = record.dataset.scope!;
    // A form for a new record has no address of its own kind; nor does a quick view above a list.
    if (!above && !id) return { state: 'no-record' };
    if (!above && shown !== scope) return { state: 'pending' };

    const fields = tried(record, selectors.cell).flatMap(fieldOf);
    const named = fields.find((field) => field.key === 'name');
    const title = tried(root, selectors.title, seen)[0];
    const name = (named && toField(named).value) || (title ? textOf(title) : '');
    if (isEmptyWord(name) || !fields.length) {
      if (isBare(record) || hasSkeleton(record)) return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'espocrm',
        why: 'the record page shows neither its title nor its fields where they used to be',
      };
    }
    const kind = KINDS[shown] ?? (PARTNER.test(shown) ? 'partner' : 'other');
    return {
      kind: kind === 'account' ? companyKind(fields, /^type$/) : kind,
      id: above ? idOf(above, record) : id!,
      name,
      fields,
      editing: fields.some(({ value }) => controlsIn(value!).length),
    };
  },
  linkId: (href) => ROUTE.exec(href.slice(href.indexOf('#')))?.[2] ?? null,
  tabFor: (doc, { box }) =>
    seen(doc, `.tabs > [data-tab="${box.closest<HTMLElement>('.panel[data-tab]')?.dataset.tab ?? ''}"]`)[0],
  editTrigger: (doc, field) => query(field.box, '.inline-edit-link') ?? seen(doc, '[data-action=edit]')[0],
});

/** A quick view and a quick edit lead to the full page of their record; the form for a new one to a page without id. */
function idOf(dialog: HTMLElement, { dataset }: HTMLElement): string | null {
  const link = query(dialog, `a[href*="#${dataset.scope}/"]`) as HTMLAnchorElement | null;
  return dataset.id || (ROUTE.exec(link?.hash ?? '')?.[2] ?? null);
}

function fieldOf(box: HTMLElement): FoundField[] {
  const label = pick(box, selectors.label);
  const value = pick(box, selectors.value);
  if (!label || !value || box.closest(selectors.side.join())) return [];
  const text = pick(label, selectors.labelText) ?? label;
  const chosen = tried(value, selectors.chosen, seen).map((item) => textOf(item, 'a,button,script'));
  return [
    {
      key: box.dataset.name!,
      label: squeeze(textOf(text).replace(/\s*\*$/, '')),
      box,
      value,
      required: !!pick(label, selectors.required),
      shows: pick(value, selectors.none)
        ? { value: '', state: 'empty' }
        : chosen.length
          ? { value: chosen.join(', '), state: 'value' }
          : undefined,
    },
  ];
}
