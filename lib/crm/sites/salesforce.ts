/**
 * Salesforce Lightning Experience: record pages with page layout or Dynamic Forms, the edit modal, console tabs.
 * Lightning keeps earlier pages in the document: identity comes from the URL, values from the active page host only.
 */
import { companyKind } from '../company';
import { isBare, query, readValue, seen, textOf } from '../dom';
import { foldLabel } from '../labels';
import { frontPage, objectKind, pageSelectors } from '../lightning';
import { byKey } from '../meaning';
import { defineAdapter, type FoundField } from '../record';
import { pick, type Selectors, tried } from '../selectors';
import type { PartnerMention } from '../types';
import { idOfLink } from '../url';

const HOST = /\.lightning\.([a-z\d-]+\.)?(force\.com|force\.mil|crmforce\.mil|sfcrmapps\.cn)(\.mcas\.ms)?$/;
/**
 * Object (may be left out) and id; also the address of records before path routes, `/one/one.app#/sObject/<id>/view`.
 * Reports (00O) and dashboards (01Z) have such an address too, and show many records.
 */
const RECORD =
  /(?:^\/lightning\/r|#\/sObject)\/(?:([A-Za-z]\w*)\/)?((?!00O|01Z)[A-Za-z\d]{15}(?:[A-Z\d]{3})?)\/(?:view|edit)\/?$/;
const selectors = {
  ...pageSelectors,
  modal: ['.uiModal.active,.slds-modal.slds-fade-in-open'],
  field: ['[data-target-selection-name^="sfdc:RecordField."]'],
  label: ['.test-id__field-label', 'label,legend'],
  value: ['.test-id__field-value'],
  required: ['.slds-required'],
  header: ['records-highlights2,record_flexipage-dynamic-highlights2'],
  name: ['[slot=primaryField]'],
  compact: ['records-highlights-details-item'],
  compactLabel: ['.slds-text-title'],
  compactValue: ['.fieldComponent'],
  loading: ['lightning-spinner,[class*=tencil]'],
  save: ['button[name=SaveEdit]'],
  edit: ['button.test-id__inline-edit-trigger'],
  /** Standard related lists that name the partners of an opportunity or account. */
  partners: [
    'a[href*="/related/Partners/"],a[href*="/related/OpportunityPartners"],a[href*="/related/AccountPartners/"]',
  ],
} satisfies Selectors;

export const adapter = defineAdapter({
  id: 'salesforce',
  name: 'Salesforce',
  evidence: 'A',
  checked: '2026-11-22',
  selectors,
  priority: 50,
  meaningOf: byKey,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const route = RECORD.exec(url.pathname) ?? RECORD.exec(url.hash);
    if (!route) return { state: 'no-record' };
    const id = route[2]!;
    const host = frontPage(doc);
    if (!host) return { state: 'pending' };

    const inHost = tried(host, selectors.field);
    const object = route[1] ?? nameOf(inHost[0], 1);
    // A related-record component or a modal may show fields of another object, or of a new record.
    const own = (box: HTMLElement) => nameOf(box, 1) === object && !/___create___/i.test(layoutOf(box));
    const modal = tried(doc, selectors.modal, seen).findLast((one) => tried(one, selectors.field).some(own));
    const boxes = (modal ? tried(modal, selectors.field) : inHost).filter(own);
    const highlights = tried(host, selectors.header, seen).at(-1);

    const fields = boxes.map(fieldOf);
    const primary = highlights && pick(highlights, selectors.name);
    const nameField = fields.find((field) => field.key === 'Name');
    const name = primary ? textOf(primary) : nameField?.value ? readValue(nameField.value).value : '';
    if (!name) {
      if (isBare(host, selectors.loading[0])) return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'salesforce',
        why: 'the record page shows neither its header nor its fields where they used to be',
      };
    }
    // Compact fields of the header have labels only, and their text may be shortened.
    const labels = new Set(fields.map((field) => foldLabel(field.label)));
    for (const box of highlights && !modal ? tried(highlights, selectors.compact) : []) {
      const label = pick(box, selectors.compactLabel)?.title ?? '';
      const key = foldLabel(label);
      if (!labels.has(key)) fields.push({ key, label, box, value: pick(box, selectors.compactValue) });
    }
    const isPartner = fields.some(({ key, box }) => key === 'IsPartner' && query(box, ':checked'));
    const kind = objectKind(object, id);
    return {
      kind: isPartner ? 'partner' : kind === 'account' ? companyKind(fields, /^Type$/) : kind,
      id,
      name,
      fields,
      editing: !!modal || tried(host, selectors.save, seen).length > 0,
      partner: fields.some(({ key }) => /partner|reseller/i.test(key)) ? null : relatedPartner(host),
    };
  },
  editTrigger: (_doc, field) => pick(field.box, selectors.edit),
});

/** Part of `sfdc:RecordField.<Object>.<Field>`. */
const nameOf = (box: HTMLElement | undefined, part: 1 | 2): string | undefined =>
  box?.getAttribute('data-target-selection-name')?.split('.')[part];
/** The layout's tag tells view, edit and create apart. */
const layoutOf = (box: HTMLElement): string => box.closest('.forcegenerated-record-layout2')?.tagName ?? '';

function fieldOf(box: HTMLElement): FoundField {
  const label = pick(box, selectors.label);
  const key = nameOf(box, 2)!;
  return {
    key,
    label:
      (label && textOf(label, selectors.required[0])) ||
      box.closest('[field-label]')?.getAttribute('field-label') ||
      key,
    box,
    value: pick(box, selectors.value),
    required: !!pick(box, selectors.required),
  };
}

/** First account of the standard "Partners" related list, for orgs without a partner field. */
function relatedPartner(host: HTMLElement): PartnerMention | null {
  const header = tried(host, selectors.partners, seen)[0];
  const card = header?.closest('article,lst-related-list-single-container');
  const link = card && seen(card, 'a[href*="/lightning/r/"]').find((a) => !a.matches(selectors.partners[0]));
  if (!header || !link) return null;
  return {
    name: textOf(link),
    id: idOfLink(link as HTMLAnchorElement),
    field: textOf(header),
    basis: 'partner-field',
  };
}
