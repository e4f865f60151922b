/**
 * HubSpot: record pages of every region, and the preview beside a list or board. Test ids do not change with the
 * language, shown text does. Fields of unopened tabs stay in the document, hidden.
 */
import { deepQueryAll, hasSkeleton, isEmptyWord, query, squeeze, textOf, visible } from '../dom';
import { foldLabel, rolesOf } from '../labels';
import { defineAdapter, type FoundField, type FoundRecord } from '../record';
import type { PartnerMention, RecordKind } from '../types';

const HOST = /^app(?:-[a-z\d]+)?\.hubspot\.com$/;
const RECORD = /^\/contacts\/\d+\/record\/(\d+-\d+)\/(\d+)(?:\/|$)/;
const LEGACY = /^\/contacts\/\d+\/(deal|company|contact)\/(\d+)(?:\/|$)/;
const KINDS: Record<string, RecordKind> = {
  '0-1': 'contact',
  '0-2': 'account',
  '0-3': 'deal',
  '0-136': 'lead',
  deal: 'deal',
  company: 'account',
  contact: 'contact',
};

const PREVIEW =
  '[data-crm-location=CRM_OBJECT_PREVIEW],[data-test-id=IndexPageInlineSidebar],[data-selenium-test=sidebar-preview-panel]';
const ASSOCIATIONS =
  '[data-card-type^=ASSOCIATION],[data-test-id^="card-wrapper-ASSOCIATION"],[id^="card-wrapper-ASSOCIATION"]';
const ROOT = '[data-deferred-property-input-root]';
const HIGHLIGHT = 'highlight-property-display-';

export const adapter = defineAdapter({
  id: 'hubspot',
  name: 'HubSpot',
  evidence: 'A',
  checked: '2026-11-21',
  priority: 50,
  keysFirst: true,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const route = RECORD.exec(url.pathname) ?? LEGACY.exec(url.pathname);
    const preview = deepQueryAll(doc, PREVIEW).find(visible);
    // On a list the preview is the record; on a record page it shows another one.
    const scope: ParentNode | undefined = route ? doc : preview;
    if (!scope) return { state: 'no-record' };
    const inside = (el: Element) => !route || !el.closest(PREVIEW);

    const title = deepQueryAll(scope, '[data-selenium-test=highlightTitle]').find(
      (el) => inside(el) && visible(el),
    );
    let identity = route && { type: route[1]!, id: route[2]! };
    if (!identity) {
      const link = deepQueryAll(scope, 'a[href*="/record/"]').find(
        (el) => visible(el) && !el.closest(ASSOCIATIONS),
      );
      const match = link && RECORD.exec(new URL(link.getAttribute('href')!, url.href).pathname);
      if (!match) return title ? { state: 'pending' } : { state: 'no-record' };
      identity = { type: match[1]!, id: match[2]! };
    }
    const fields = fieldsIn(scope, inside);
    const name = title ? textOf(title) : '';
    if (!name || isEmptyWord(name)) {
      const body = doc.body.textContent?.trim() ?? '';
      if (title || hasSkeleton(doc.body) || body.length < 200) return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'hubspot',
        why: 'the record page has no title where it used to be',
      };
    }
    const kind = KINDS[identity.type] ?? 'other';
    const companies = associationsIn(scope, inside);
    const editing = deepQueryAll(scope, `${ROOT}[data-deferred-property-input-mode=input]`).some(
      (el) => inside(el) && visible(el),
    );
    const found: FoundRecord = { kind, id: identity.id, name, fields, editing };
    const company = companies.find((one) => !one.partner);
    if (company) found.account = { name: company.name, id: company.id, domain: null };
    found.partner = partnerAmong(companies, fields);
    return found;
  },
  linkId: (link) =>
    RECORD.exec(new URL(link.getAttribute('href') ?? '', 'https://app.hubspot.com').pathname)?.[2] ?? null,
  editTrigger: (_doc, field) =>
    query(field.box, '[data-deferred-property-input-state=editable]')
      ? (field.value ?? query(field.box, ROOT))
      : null,
});

function fieldsIn(scope: ParentNode, inside: (el: Element) => boolean): FoundField[] {
  const fields: FoundField[] = [];
  for (const root of deepQueryAll(scope, ROOT)) {
    const box = root.closest<HTMLElement>('[data-test-id]');
    // Property names inside an association card belong to the other record.
    if (!box || !inside(box) || box.closest(ASSOCIATIONS)) continue;
    const label = query(root, 'label');
    fields.push({
      key: box.dataset.testId!,
      label: label ? textOf(label) : box.dataset.testId!,
      box,
      value: query(root, '[data-selenium-test^="property-input-"]'),
      labelSelector: 'label,[data-test-id=hover-content-wrapper]',
    });
  }
  for (const value of deepQueryAll(
    scope,
    `[data-test-id^="${HIGHLIGHT}"],[data-test-id=property-input-dealstage]`,
  )) {
    if (!inside(value)) continue;
    const key = value.dataset.testId!.replace(HIGHLIGHT, '').replace('property-input-', '');
    const box = value.closest<HTMLElement>(`[data-test-id="highlight-property-item-${key}"]`) ?? value;
    const before = box === value ? '' : squeeze(textOf(box).replace(textOf(value), '')).replace(/\s*:$/, '');
    fields.push({ key, label: before || key, box, value });
  }
  for (const box of deepQueryAll(
    scope,
    '[data-test-id=crm-data-highlights-item],[data-test-id=crm-property-list-item]',
  )) {
    const [label, value] = box.querySelectorAll<HTMLElement>('p');
    if (inside(box) && label && value)
      fields.push({ key: foldLabel(textOf(label)), label: textOf(label), box, value });
  }
  return fields;
}

interface Company {
  name: string;
  id: string;
  /** An association label beside it says that it is the partner. */
  partner: string | null;
}

/** Associated companies, each once. The page does not say which one is the primary. */
function associationsIn(scope: ParentNode, inside: (el: Element) => boolean): Company[] {
  const companies = new Map<string, Company>();
  for (const link of deepQueryAll(scope, 'a[href*="/record/0-2/"]')) {
    if (!inside(link) || !link.closest(ASSOCIATIONS) || !visible(link)) continue;
    const id = RECORD.exec(new URL(link.getAttribute('href')!, 'https://app.hubspot.com').pathname)?.[2];
    const name = textOf(link);
    if (!id || !name || companies.has(id)) continue;
    const item = link.closest('li,tr,[data-test-id*=chicklet],[data-selenium-test*=chicklet]:not(a)');
    const tags = item
      ? [
          ...item.querySelectorAll(
            '[data-test-id*=tag],[data-test-id*=label],[class*=tag i],[class*=badge i]',
          ),
        ].map((tag) => textOf(tag))
      : [];
    companies.set(id, { name, id, partner: tags.find((tag) => rolesOf(tag).includes('partner')) ?? null });
  }
  return [...companies.values()];
}

/** An association labelled as partner; else the partner property's text, with the id of the company of that name. */
function partnerAmong(companies: Company[], fields: FoundField[]): PartnerMention | null {
  const labelled = companies.find((company) => company.partner);
  if (labelled)
    return { name: labelled.name, id: labelled.id, field: labelled.partner!, basis: 'partner-field' };
  for (const field of fields) {
    if (!rolesOf(field.key).includes('partner') && !rolesOf(field.label).includes('partner')) continue;
    const text = field.value && visible(field.value) ? textOf(field.value) : '';
    const same = companies.find((company) => foldLabel(company.name) === foldLabel(text));
    if (same) return { name: same.name, id: same.id, field: field.label, basis: 'partner-field' };
  }
  return null;
}
