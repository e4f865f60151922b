/**
 * Salesforce Lightning Experience: record pages with page layout or Dynamic Forms, the edit modal, console tabs.
 * Lightning keeps earlier pages in the document: identity comes from the URL, values from the active page host only.
 */
import { deepQueryAll, hasSkeleton, query, readValue, seen, textOf } from '../dom';
import { foldLabel } from '../labels';
import { kindOf } from '../nouns';
import { defineAdapter, type FoundField } from '../record';
import type { PartnerMention, RecordKind } from '../types';
import { idOfLink } from '../url';

const HOST = /\.lightning\.([a-z\d-]+\.)?(force\.com|force\.mil|crmforce\.mil|sfcrmapps\.cn)(\.mcas\.ms)?$/;
/** Object (may be left out) and id; also the address of records before path routes, `/one/one.app#/sObject/<id>/view`. */
const RECORD =
  /(?:^\/lightning\/r|#\/sObject)\/(?:([A-Za-z]\w*)\/)?([A-Za-z\d]{15}(?:[A-Z\d]{3})?)\/(?:view|edit)\/?$/;
const KEY_PREFIX: Record<string, RecordKind> = {
  '001': 'account',
  '003': 'contact',
  '006': 'deal',
  '00Q': 'lead',
};

const BOX = '[data-target-selection-name^="sfdc:RecordField."]';
const HIGHLIGHTS = 'records-highlights2,record_flexipage-dynamic-highlights2';
const MODAL = '.uiModal.active,.slds-modal.slds-fade-in-open';
/** Standard related lists that name the partners of an opportunity or account. */
const PARTNERS =
  'a[href*="/related/Partners/"],a[href*="/related/OpportunityPartners"],a[href*="/related/AccountPartners/"]';

export const adapter = defineAdapter({
  id: 'salesforce',
  name: 'Salesforce',
  evidence: 'A',
  checked: '2026-11-21',
  priority: 50,
  keysFirst: true,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const route = RECORD.exec(url.pathname) ?? RECORD.exec(url.hash);
    if (!route) return { state: 'no-record' };
    const id = route[2]!;
    // The page in front: the last visible host that no inactive console tab holds.
    const host = seen(doc, '.lafPageHost.active,one-record-home-flexipage2').findLast(
      (el) => !el.closest('section.oneConsoleTab:not(.active),.oneWorkspace:not(.active)'),
    );
    if (!host) return { state: 'pending' };

    const inHost = deepQueryAll(host, BOX);
    const object = route[1] ?? nameOf(inHost[0], 1);
    // A related-record component or a modal may show fields of another object, or of a new record.
    const own = (box: HTMLElement) => nameOf(box, 1) === object && !/___create___/i.test(layoutOf(box));
    const modal = seen(doc, MODAL).findLast((one) => deepQueryAll(one, BOX).some(own));
    const boxes = (modal ? deepQueryAll(modal, BOX) : inHost).filter(own);
    const highlights = seen(host, HIGHLIGHTS).at(-1);

    const fields = boxes.map(fieldOf);
    const primary = highlights && query(highlights, '[slot=primaryField]');
    const nameField = fields.find((field) => field.key === 'Name');
    const name = primary ? textOf(primary) : nameField?.value ? readValue(nameField.value).value : '';
    if (!name) {
      if (
        hasSkeleton(host) ||
        query(host, 'lightning-spinner,[class*=tencil]') ||
        host.textContent!.length < 200
      )
        return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'salesforce',
        why: 'the record page shows neither its header nor its fields where they used to be',
      };
    }
    // Compact fields of the header have labels only, and their text may be shortened.
    const labels = new Set(fields.map((field) => foldLabel(field.label)));
    for (const box of highlights && !modal
      ? deepQueryAll(highlights, 'records-highlights-details-item')
      : []) {
      const label = query(box, '.slds-text-title')?.title ?? '';
      const key = foldLabel(label);
      if (!labels.has(key)) fields.push({ key, label, box, value: query(box, '.fieldComponent') });
    }
    const isPartner = fields.some(({ key, box }) => key === 'IsPartner' && query(box, ':checked'));
    return {
      kind: isPartner ? 'partner' : (kindOf(object ?? '') ?? KEY_PREFIX[id.slice(0, 3)] ?? 'other'),
      id,
      name,
      fields,
      editing: !!modal || seen(host, 'button[name=SaveEdit]').length > 0,
      partner: fields.some(({ key }) => /partner|reseller/i.test(key)) ? null : relatedPartner(host, url),
    };
  },
  editTrigger: (_doc, field) => query(field.box, 'button.test-id__inline-edit-trigger'),
});

/** Part of `sfdc:RecordField.<Object>.<Field>`. */
const nameOf = (box: HTMLElement | undefined, part: 1 | 2): string | undefined =>
  box?.getAttribute('data-target-selection-name')?.split('.')[part];
/** The layout's tag tells view, edit and create apart. */
const layoutOf = (box: HTMLElement): string => box.closest('.forcegenerated-record-layout2')?.tagName ?? '';

function fieldOf(box: HTMLElement): FoundField {
  const label = query(box, '.test-id__field-label') ?? query(box, 'label,legend');
  const key = nameOf(box, 2)!;
  return {
    key,
    label:
      (label && textOf(label, '.slds-required')) ||
      box.closest('[field-label]')?.getAttribute('field-label') ||
      key,
    box,
    value: query(box, '.test-id__field-value'),
    required: !!query(box, '.slds-required'),
  };
}

/** First account of the standard "Partners" related list, for orgs without a partner field. */
function relatedPartner(host: HTMLElement, url: URL): PartnerMention | null {
  const header = seen(host, PARTNERS)[0];
  const card = header?.closest('article,lst-related-list-single-container');
  const link = card && seen(card, 'a[href*="/lightning/r/"]').find((a) => !a.matches(PARTNERS));
  if (!header || !link) return null;
  return {
    name: textOf(link),
    id: idOfLink(link.getAttribute('href')!, url.href),
    field: textOf(header),
    basis: 'partner-field',
  };
}
