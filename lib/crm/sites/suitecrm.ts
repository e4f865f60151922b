/**
 * SuiteCRM 7: detail and edit pages, double-click editing in place, pages fetched under a fragment (`ajaxui`). What a
 * page shows is told by the hidden inputs of its form: after the Edit button the address is the bare `index.php`.
 */
import { companyKind } from '../company';
import { controlsIn, isBare, isEmptyWord, query, seen, textOf } from '../dom';
import { byKey } from '../meaning';
import { defineAdapter, type FoundField, toField } from '../record';
import { pick, type Selectors, tried } from '../selectors';
import { suitecrm as sign } from '../signs';
import type { RecordKind } from '../types';

const KINDS: Record<string, RecordKind> = {
  Opportunities: 'deal',
  Leads: 'lead',
  Accounts: 'account',
  Contacts: 'contact',
};

const selectors = {
  detail: ['form#formDetailView'],
  // Editing in place puts a form of this name into a detail page, without the inputs that say whose it is.
  edit: ['form#EditView:has(input[name=record])'],
  item: ['.detail-view-row-item,.edit-view-row-item', '[data-field]'],
  /** The form for a new record in a list on the page of another. */
  inner: ['form[id*=QuickCreate]'],
  value: ['.detail-view-field,.edit-view-field', '[field]'],
  label: ['.label'],
  required: ['.label span.required', 'span.required'],
  title: ['.module-title-text', '.moduleTitle h2'],
} satisfies Selectors;

export const adapter = defineAdapter({
  id: 'suitecrm',
  name: 'SuiteCRM',
  evidence: 'B',
  checked: '2026-11-22',
  selectors,
  priority: 40,
  meaningOf: byKey,
  matches: (_url, doc) => !!query(doc, sign),
  find(doc, url) {
    const route = routeOf(url);
    const editForm = tried(doc, selectors.edit, seen).at(-1);
    // The form of a detail page holds hidden inputs only, and so has no box.
    const form = editForm ?? tried(doc, selectors.detail).at(-1);
    if (!form) {
      if (!route.id) return { state: 'no-record' };
      if (isBare(doc.body)) return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'suitecrm',
        why: 'the record page has no form that says which record it shows',
      };
    }
    const given = (name: string) =>
      (query(form, `input[name=${name}]`) as HTMLInputElement | null)?.value ?? '';
    const [module, id] = [given('module'), given('record')];
    // Another record's page that is still to be replaced, or a new record.
    if (route.id && id && route.id !== id) return { state: 'pending' };
    if (!id) return { state: 'no-record' };

    const fields = tried(editForm ?? doc, selectors.item)
      .filter((box) => !box.closest(selectors.inner[0]))
      .flatMap(fieldOf);
    const shown = (key: string) => {
      const field = fields.find((one) => one.key === key);
      return field ? toField(field).value : '';
    };
    const title = tried(doc, selectors.title, seen)[0];
    const name =
      ['name', 'full_name', 'document_name'].map(shown).find(Boolean) ??
      (shown('last_name')
        ? `${shown('first_name')} ${shown('last_name')}`.trim()
        : title
          ? textOf(title)
          : '');
    if (isEmptyWord(name) || !fields.length) {
      if (isBare(doc.body)) return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'suitecrm',
        why: 'the record page shows neither its title nor its fields where they used to be',
      };
    }
    const kind = KINDS[module] ?? 'other';
    return {
      kind: kind === 'account' ? companyKind(fields, /^account_type$/) : kind,
      id,
      name,
      fields,
      editing: fields.some(({ value }) => controlsIn(value!).length),
    };
  },
  linkId: (href) => routeOf(new URL(href, 'https://x.invalid/')).id,
  editTrigger: (doc, field) => query(field.box, '.inlineEditIcon') ?? query(doc, '#edit_button'),
  // The theme's own tabs: `a#tab1` shows `#tab-content-1`.
  tabFor: (doc, { box }) =>
    query(
      doc,
      `#${(box.closest('[id^=tab-content-]')?.id ?? 'none').replace('-content-', '')}[data-toggle=tab]`,
    ),
});

/** Record that an address names, also behind `#ajaxUILoc=`; a list or a form for a new one has none. */
function routeOf(url: URL): { id: string | null } {
  const inner = /ajaxUILoc=([^&]+)/.exec(url.hash)?.[1];
  const { searchParams } = inner ? new URL(decodeURIComponent(inner), url.origin) : url;
  const view = /^(Detail|Edit)View$/.test(searchParams.get('action') ?? '');
  return { id: (view && searchParams.get('record')) || null };
}

function fieldOf(box: HTMLElement): FoundField[] {
  const value = pick(box, selectors.value);
  const label = pick(box, selectors.label);
  const key = value?.getAttribute('field') || box.dataset.field;
  if (!value || !key || !label) return [];
  return [
    {
      key,
      label: textOf(label, 'span,script,style').replace(/[\s:：]+$/, ''),
      box,
      value,
      required: !!pick(box, selectors.required),
    },
  ];
}
