/**
 * Pipedrive: detail pages, the lead inbox, and the drawer beside a board or list, at whose opening the address stays.
 * Fields have a label and no name, custom ones included; rows of the organisation and the person stand on the same
 * page in blocks of their own; earlier pages stay in the document, hidden.
 */
import { controlsIn, deepQueryAll, isBare, query, readValue, seen, textOf, toggleFor, visible } from '../dom';
import { foldLabel } from '../labels';
import { defineAdapter, type FoundField } from '../record';
import { pick, type Selectors, tried } from '../selectors';
import type { PageRecord, RecordKind } from '../types';

const HOST =
  /^(?!(?:www|api|developers?|support|marketplace|oauth|learn|community|status)\.)[a-z\d-]+\.pipedrive\.com$/;
const RECORD = /^\/(deal|person|organization)\/(\d+)(?:[/?#]|$)/;
const LEAD = /^\/leads\/inbox\/([\da-f-]{36})/;
const KINDS: Record<string, RecordKind> = { deal: 'deal', person: 'contact', organization: 'account' };

const selectors = {
  drawer: ['[data-test=detailsDrawer]', '[data-testid=detailsDrawer]'],
  drawerLink: ['a[data-test=nav-button][href^="/"]', 'a[href^="/deal/"]'],
  view: ['.viewContainer'],
  title: [
    '[data-testid=header-title] textarea',
    '[data-testid=SidebarLeadTitle]',
    '[data-testid=header-title]',
  ],
  row: ['[data-testid=fields-list-row]', '[data-test=fields-list-row]'],
  label: ['[data-testid=field-name]', '[data-test=field-name]'],
  value: [
    '[data-testid=fields-list-row-field-components]',
    '[data-testid=field-name] + *',
    '[data-test=field-name] + *',
  ],
  stage: [
    'button.cui5-stage-selector__stage[aria-selected=true]',
    'button[class*=stage-selector__stage][aria-selected=true]',
  ],
  organization: ['[data-testid=organization-block] a[href^="/organization/"]', 'a[href^="/organization/"]'],
} satisfies Selectors;

export const adapter = defineAdapter({
  id: 'pipedrive',
  name: 'Pipedrive',
  evidence: 'A',
  checked: '2026-11-21',
  selectors,
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const route = routeOf(url);
    const drawer = tried(doc, selectors.drawer, seen).at(-1);
    if (!route && !drawer) return { state: 'no-record' };
    const scope = route ? doc : drawer!;
    // The drawer over a record's own page shows another record.
    const all = (list: readonly [string, ...string[]], find = seen) =>
      tried(scope, list, (root, selector) =>
        find(root, selector).filter((el) => scope !== doc || !drawer?.contains(el)),
      );
    const [kind, id] = route ?? routeIn(all(selectors.drawerLink)) ?? [];
    const title = all(selectors.title)[0];
    const name = title ? readValue(title).value : '';
    if (!kind || !name) {
      if (title || isBare(drawer ?? doc.body)) return { state: 'pending' };
      if (!kind) return { state: 'no-record' };
      return {
        state: 'unrecognised',
        crm: 'pipedrive',
        why: 'the record page has no title where it used to be',
      };
    }
    const fields = all(selectors.row, deepQueryAll)
      .filter((row) => isOwn(row, kind) && isHere(row))
      .flatMap(fieldOf);
    const stage = all(selectors.stage)[0];
    if (stage) {
      // "3 T · Name": the days in it come first, in the language of the user.
      const shown = textOf(stage).replace(/^.*?·\s*/, '');
      fields.unshift({ key: 'stage', label: 'Stage', box: stage, shows: { value: shown, state: 'value' } });
    }
    return {
      kind,
      id: id!,
      name,
      fields,
      editing: fields.some((field) => field.value && controlsIn(field.value).some(visible)),
      account: kind === 'deal' || kind === 'lead' ? accountIn(all(selectors.organization)) : null,
    };
  },
  linkId: (href) => RECORD.exec(href)?.[2] ?? null,
  editTrigger: (_doc, field) => query(field.box, 'button[aria-label]'),
});

function routeOf(url: URL): [RecordKind, string] | null {
  const [, word, id] = RECORD.exec(url.pathname) ?? [];
  if (word) return [KINDS[word]!, id!];
  const inInbox = /^\/leads(\/|$)/.test(url.pathname);
  const lead = LEAD.exec(url.pathname)?.[1] ?? (inInbox && url.searchParams.get('selectedLead'));
  return lead ? ['lead', lead] : null;
}

/** Kind and id that the drawer's link to the whole page tells. */
function routeIn(links: HTMLElement[]): [RecordKind, string] | null {
  const found = links.map((link) => RECORD.exec(link.getAttribute('href')!)).find(Boolean);
  return found ? [KINDS[found[1]!]!, found[2]!] : null;
}

const BLOCKS: Partial<Record<RecordKind, string>> = {
  deal: 'deal-block',
  account: 'organization-block',
  contact: 'person-block',
};

/** Whether a row stands in no other record's block. */
function isOwn(row: Element, kind: RecordKind): boolean {
  const block = row.closest('[data-testid$="-block"]')?.getAttribute('data-testid');
  return !block || block === BLOCKS[kind] || !Object.values(BLOCKS).includes(block);
}

/** Whether a row is shown, or would be by unfolding its block; earlier pages cannot be unfolded. */
function isHere(row: Element): boolean {
  const view = row.closest(selectors.view[0]);
  return (!view || visible(view)) && (visible(row) || !!toggleFor(row));
}

function fieldOf(row: HTMLElement): FoundField[] {
  const name = pick(row, selectors.label);
  const label = name ? textOf(name) : '';
  if (!label) return [];
  return [{ key: foldLabel(label), label, box: row, value: pick(row, selectors.value) }];
}

/** The organisation linked to the record; one inside a field row is that field's value. */
function accountIn(links: HTMLElement[]): PageRecord['account'] {
  const link = links.find((one) => !one.closest(selectors.row.join()) && textOf(one));
  const id = link && RECORD.exec(link.getAttribute('href')!)?.[2];
  return link && id ? { name: textOf(link), id, domain: null } : null;
}
