/**
 * Salesforce Lightning Experience: record pages with page layout or Dynamic Forms, the edit modal, console tabs.
 * Lightning keeps earlier pages in the document: identity comes from the URL, values from the active page host only.
 */
import { deepQueryAll, hasSkeleton, isEmptyWord, query, textOf, visible } from '../dom';
import { foldLabel } from '../labels';
import { kindOf } from '../nouns';
import { defineAdapter, type FoundField, type FoundRecord } from '../record';
import type { PartnerMention, RecordKind } from '../types';
import { idOfLink } from '../url';

const HOST =
  /\.lightning\.(?:[a-z\d-]+\.)?(?:force\.com|force\.mil|crmforce\.mil|sfcrmapps\.cn)(?:\.mcas\.ms)?$/;
const ID = '[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?';
const RECORD = new RegExp(`^/lightning/r/(?:([A-Za-z]\\w*)/)?(${ID})/(?:view|edit)/?$`);
/** Address of records before path routes: `/one/one.app#/sObject/<id>/view`. */
const OLD_RECORD = new RegExp(`^#/sObject/(${ID})/view`);
const KEY_PREFIX: Record<string, RecordKind> = {
  '001': 'account',
  '003': 'contact',
  '006': 'deal',
  '00Q': 'lead',
};

const BOX = '[data-target-selection-name^="sfdc:RecordField."]';
const HIGHLIGHTS = 'records-highlights2,record_flexipage-dynamic-highlights2,.forceHighlightsStencil';
const INACTIVE = 'section.oneConsoleTab:not(.active),.oneWorkspace:not(.active)';
const MODAL = '.uiModal.active,.slds-modal.slds-fade-in-open';
/** Standard related lists that name the partners of an opportunity or account. */
const PARTNER_LIST =
  'a[href*="/related/Partners/"],a[href*="/related/OpportunityPartners"],a[href*="/related/AccountPartners/"]';

export const adapter = defineAdapter({
  id: 'salesforce',
  name: 'Salesforce',
  evidence: 'A',
  checked: '2026-11-21',
  priority: 50,
  keysFirst: true,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const path = RECORD.exec(url.pathname);
    const id = path?.[2] ?? OLD_RECORD.exec(url.hash)?.[1];
    if (!id) return { state: 'no-record' };
    const host = activeHost(doc);
    if (!host) return { state: 'pending' };

    const inHost = boxesIn(host);
    const object = path?.[1] ?? objectOf(inHost[0]);
    let kind: RecordKind = (object && kindOf(object)) || KEY_PREFIX[id.slice(0, 3)] || 'other';
    // A related-record component or a modal may show fields of another object.
    const own = (box: HTMLElement) => !object || objectOf(box) === object;
    const modal = deepQueryAll(doc, MODAL).findLast(
      (one) => visible(one) && !isCreate(one) && boxesIn(one).some(own),
    );
    const boxes = (modal ? boxesIn(modal) : inHost).filter(own);
    const highlights = deepQueryAll(host, HIGHLIGHTS).findLast(visible);

    const fields = boxes.map(fieldOf);
    if (!modal && highlights) {
      const labels = new Set(fields.map((field) => foldLabel(field.label)));
      fields.push(...compactFields(highlights).filter((field) => !labels.has(field.key)));
    }
    const primary =
      highlights &&
      (query(highlights, '[slot=primaryField]') ?? query(highlights, '.slds-page-header__title'));
    const nameBox = boxes.find((box) => fieldName(box) === 'Name');
    const name =
      (primary && textOf(primary)) ||
      (nameBox ? nameIn(nameBox) : '') ||
      (fields.length ? titleName(doc) : '');
    if (!name) {
      const text = host.textContent?.trim() ?? '';
      if (hasSkeleton(host) || query(host, 'lightning-spinner') || text.length < 200)
        return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'salesforce',
        why: 'the record page shows neither its header nor its fields where they used to be',
      };
    }
    if (
      kind === 'account' &&
      fields.some((field) => field.key === 'IsPartner' && query(field.box, 'input:checked'))
    )
      kind = 'partner';
    const editing = !!modal || deepQueryAll(host, 'button[name=SaveEdit]').some(visible);
    const found: FoundRecord = { kind, id, name, fields, editing };
    const partners = boxes.some((box) => /partner|reseller/i.test(fieldName(box)))
      ? null
      : relatedPartner(host, url);
    return partners ? { ...found, partner: partners } : found;
  },
  editTrigger: (_doc, field) => query(field.box, 'button.test-id__inline-edit-trigger'),
});

/** The page in front: the last visible host that no inactive console tab holds. */
function activeHost(doc: Document): HTMLElement | null {
  const front = (el: HTMLElement) => !el.closest(INACTIVE) && visible(el);
  return (
    deepQueryAll(doc, '.lafPageHost.active').findLast(front) ??
    deepQueryAll(doc, 'one-record-home-flexipage2').findLast(front) ??
    null
  );
}

const boxesIn = (root: HTMLElement): HTMLElement[] => deepQueryAll(root, BOX);
const parts = (box?: HTMLElement): string[] =>
  (box?.getAttribute('data-target-selection-name') ?? '').split('.');
const objectOf = (box?: HTMLElement): string | undefined => parts(box)[1];
const fieldName = (box: HTMLElement): string => parts(box)[2] ?? '';

const isCreate = (modal: HTMLElement): boolean =>
  deepQueryAll(modal, '.forcegenerated-record-layout2').some((layout) =>
    /___create___/i.test(layout.tagName),
  );

function fieldOf(box: HTMLElement): FoundField {
  const label = query(box, '.test-id__field-label') ?? query(box, 'label,legend');
  const shown = label ? textOf(label, '.slds-required') : '';
  return {
    key: fieldName(box),
    label: shown || box.closest('[field-label]')?.getAttribute('field-label') || fieldName(box),
    box,
    value: query(box, '.test-id__field-value') ?? query(box, '.slds-form-element__control'),
    required: !!query(box, '.slds-required'),
  };
}

/** Compact fields of the header: labels only, and their text may be shortened. */
function compactFields(highlights: HTMLElement): FoundField[] {
  return deepQueryAll(highlights, 'records-highlights-details-item,.slds-page-header__detail-block').flatMap(
    (box) => {
      const title = query(box, '.slds-text-title');
      const label = title?.getAttribute('title') || (title ? textOf(title) : '');
      return label ? [{ key: foldLabel(label), label, box, value: query(box, '.fieldComponent') }] : [];
    },
  );
}

function nameIn(box: HTMLElement): string {
  const input = query(box, 'input') as HTMLInputElement | null;
  const value = query(box, '.test-id__field-value');
  const name = input?.value ?? (value ? textOf(value) : '');
  return isEmptyWord(name) ? '' : name;
}

/** The tab's title is "Name | Object | Salesforce". */
const titleName = (doc: Document): string => (/^(.+?) \| .+/.exec(doc.title)?.[1] ?? '').trim();

/** First account of the standard "Partners" related list, for orgs without a partner field. */
function relatedPartner(host: HTMLElement, url: URL): PartnerMention | null {
  const header = deepQueryAll(host, PARTNER_LIST).find(visible);
  const card = header?.closest('article,lst-related-list-single-container');
  const link =
    card &&
    deepQueryAll(card, 'a[href*="/lightning/r/"]').find(
      (a) => a !== header && !a.matches(PARTNER_LIST) && visible(a),
    );
  if (!header || !link) return null;
  return {
    name: textOf(link),
    id: idOfLink(link.getAttribute('href')!, url.href),
    field: textOf(header),
    basis: 'partner-field',
  };
}
