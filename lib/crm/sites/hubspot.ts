/**
 * HubSpot: record pages of every region, and the preview beside a list or board. Test ids do not change with the
 * language, shown text does. Fields of unopened tabs stay in the document, hidden.
 */
import { companyKind } from '../company';
import { deepQueryAll, isBare, isEmptyWord, query, seen, squeeze, textOf } from '../dom';
import { foldLabel, rolesOf } from '../labels';
import { byKey } from '../meaning';
import { defineAdapter, type FoundField, toField } from '../record';
import { pick, type Selectors, tried } from '../selectors';
import type { PartnerMention, RecordKind } from '../types';

const HOST = /^app(-[a-z\d]+)?\.hubspot\.com$/;
const RECORD = /\/contacts\/\d+\/record\/(\d+-\d+)\/(\d+)(?:[/?]|$)/;
const KINDS: Record<string, RecordKind> = {
  '0-1': 'contact',
  '0-2': 'account',
  '0-3': 'deal',
  '0-136': 'lead',
};

const HIGHLIGHT = 'highlight-property-display-';

const selectors = {
  preview: [
    '[data-crm-location=CRM_OBJECT_PREVIEW],[data-test-id=IndexPageInlineSidebar],[data-selenium-test=sidebar-preview-panel]',
  ],
  title: ['[data-selenium-test=highlightTitle]', '[data-test-id=record-highlight-content] h2'],
  associations: [
    '[data-card-type^=ASSOCIATION],[data-test-id^="card-wrapper-ASSOCIATION"],[id^="card-wrapper-ASSOCIATION"]',
  ],
  field: ['[data-deferred-property-input-root]'],
  value: ['[data-selenium-test^="property-input-"]'],
  highlight: [`[data-test-id^="${HIGHLIGHT}"],[data-test-id=property-input-dealstage]`],
  plain: ['[data-test-id=crm-data-highlights-item],[data-test-id=crm-property-list-item]'],
  editable: ['[data-deferred-property-input-state=editable]'],
  editing: ['[data-deferred-property-input-mode=input]'],
} satisfies Selectors;
const PREVIEW = selectors.preview[0];
const ASSOCIATIONS = selectors.associations[0];

export const adapter = defineAdapter({
  id: 'hubspot',
  name: 'HubSpot',
  evidence: 'A',
  checked: '2026-11-21',
  selectors,
  priority: 50,
  meaningOf: byKey,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    let route = RECORD.exec(url.pathname);
    // On a list the preview is the record; on a record page it shows another one.
    const scope = route ? doc : tried(doc, selectors.preview, seen)[0];
    if (!scope) return { state: 'no-record' };
    const all = (selector: string) =>
      deepQueryAll(scope, selector).filter((el) => scope !== doc || !el.closest(PREVIEW));
    const title = tried(scope, selectors.title, seen).find((el) => scope !== doc || !el.closest(PREVIEW));
    const name = title ? textOf(title) : '';
    if (isEmptyWord(name)) {
      if (title || isBare(doc.body)) return { state: 'pending' };
      return {
        state: 'unrecognised',
        crm: 'hubspot',
        why: 'the record page has no title where it used to be',
      };
    }
    route ??= RECORD.exec(
      all('a[href*="/record/"]')
        .find((el) => !el.closest(ASSOCIATIONS))
        ?.getAttribute('href') ?? '',
    );
    if (!route) return { state: 'no-record' };

    const fields: FoundField[] = [];
    const add = (key: string, label: string, box: HTMLElement, value: HTMLElement | null) =>
      fields.push({ key, label, box, value, labelSelector: 'label,[data-test-id=hover-content-wrapper]' });
    for (const root of all(selectors.field[0])) {
      const box = root.closest<HTMLElement>('[data-test-id]');
      const label = query(root, 'label');
      // Property names inside an association card belong to the other record.
      if (!box || !label || box.closest(ASSOCIATIONS)) continue;
      add(box.dataset.testId!, textOf(label), box, pick(root, selectors.value));
    }
    for (const value of all(selectors.highlight[0])) {
      const key = value.dataset.testId!.replace(/^(highlight-property-display|property-input)-/, '');
      const box = value.closest<HTMLElement>(`[data-test-id="highlight-property-item-${key}"]`) ?? value;
      add(key, squeeze(textOf(box).replace(textOf(value), '').replace(':', '')) || key, box, value);
    }
    for (const box of all(selectors.plain[0])) {
      const [label, value] = box.querySelectorAll('p');
      if (label && value) add(foldLabel(textOf(label)), textOf(label), box, value);
    }

    const companies = companiesIn(all('a[href*="/record/0-2/"]'));
    const kind = KINDS[route[1]!] ?? 'other';
    const customer = companies.find((company) => company.field === undefined);
    return {
      kind: kind === 'account' ? companyKind(fields, /^type$/) : kind,
      id: route[2]!,
      name,
      fields,
      editing: all(selectors.editing[0]).length > 0,
      account: customer ? { name: customer.name, id: customer.id, domain: null } : null,
      partner: partnerAmong(companies, fields),
    };
  },
  linkId: (href) => RECORD.exec(href)?.[2] ?? null,
  editTrigger: (_doc, field) =>
    pick(field.box, selectors.editable) && (field.value ?? pick(field.box, selectors.field)),
});

interface Company {
  name: string;
  id: string;
  /** Association label that says it is the partner. */
  field?: string;
}

/** Associated companies, each once. The page does not say which one is the primary. */
function companiesIn(links: HTMLElement[]): Company[] {
  const companies = new Map<string, Company>();
  for (const link of links) {
    const [, , id] = RECORD.exec(link.getAttribute('href')!) ?? [];
    if (!id || companies.has(id) || !link.closest(ASSOCIATIONS)) continue;
    const tags = link
      .closest('li,tr,[data-test-id*=chicklet]')
      ?.querySelectorAll('[data-test-id*=tag],[data-test-id*=label]');
    const field = [...(tags ?? [])].map((tag) => textOf(tag)).find((tag) => rolesOf(tag)[0] === 'partner');
    companies.set(id, { name: textOf(link), id, field });
  }
  return [...companies.values()];
}

/** An association labelled as partner; else the partner property's text, with the id of the company of that name. */
function partnerAmong(companies: Company[], fields: FoundField[]): PartnerMention | null {
  let found = companies.find((company) => company.field);
  for (const one of fields) {
    if (found || (rolesOf(one.key)[0] !== 'partner' && rolesOf(one.label)[0] !== 'partner')) continue;
    const text = foldLabel(toField(one).value);
    const same = text && companies.find((company) => foldLabel(company.name) === text);
    if (same) found = { ...same, field: one.label };
  }
  return found ? { name: found.name, id: found.id, field: found.field!, basis: 'partner-field' } : null;
}
