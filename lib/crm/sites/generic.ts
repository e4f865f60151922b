/**
 * Any other CRM, read by what its page means: address, headings, dialogs, labels and values. It weighs the evidence
 * and takes a page for "not a record" when in doubt: a panel in the wrong place costs more trust than a missing one.
 */
import { controlsIn, elementsIn, hasSkeleton, isEmptyWord, readValue, seen, textOf, visible } from '../dom';
import { type FieldRole, foldLabel, rolesOf } from '../labels';
import { isCreate, isEdit, isPlace, kindOf } from '../nouns';
import { pairsIn } from '../pairs';
import { defineAdapter, type Found, type FoundField, type FoundRecord, toField } from '../record';
import type { RecordKind } from '../types';
import { isId, type Ref, refOf } from '../url';

/** Parts of a page that never hold the record's fields. */
const AROUND =
  /^(nav|foot|legend|thead|contentinfo|banner|menu|listbox|tablist|toolbar|search$|grid|treegrid|table)/i;
const DRAWER = /drawer|slide-?over|off-?canvas|side-?panel|flyout/i;
/** Pages that are certainly no CRM record. */
const FOREIGN =
  'input[type=password],[itemtype$="/Product"],[itemtype$="/Article"],form[action*=cart],[class*=add-to-cart i]';
const FOREIGN_META = 'meta[property="og:type"][content=product],meta[property="og:type"][content=article]';
const CRUMBS = '[aria-label*=breadcrumb i],[class*=breadcrumb i],[class*=crumbs i]';
const CURRENT = '[aria-current=step],[class*=arrow_button_current]';

/** From this on a page counts as a record. */
const ENOUGH = 0.6;
/** More rows than this are a list. */
const MOST_ROWS = 60;

/** What the presence of a labelled field says about the kind of record. */
const SPEAKS: Partial<Record<FieldRole, Partial<Record<RecordKind, number>>>> = {
  stage: { deal: 1.5 },
  close: { deal: 1.5 },
  amount: { deal: 1 },
  partner: { deal: 0.5 },
  person: { contact: 1.5, lead: 1 },
  aboutPartner: { partner: 1 },
};

export const adapter = defineAdapter({
  id: 'generic',
  name: 'Any CRM',
  evidence: 'C',
  checked: '2026-11-21',
  priority: 0,
  matches: (url) => /^https?:$/.test(url.protocol),
  find: findRecord,
  editTrigger,
});

/** The button or link of the page that is called "Edit". */
export function editTrigger(doc: Document): HTMLElement | undefined {
  return elementsIn(doc.body, isAside).find(
    (el) =>
      el.matches('button,a[href],[role=button]') &&
      isEdit(el.getAttribute('aria-label') ?? textOf(el)) &&
      visible(el),
  );
}

/** The record in the topmost dialog or drawer that holds one, else on the page. */
export function findRecord(doc: Document, url: URL): Found {
  const ref = refOf(url);
  const elements = elementsIn(doc.body, isAside);
  const main = elements.findLast((el) => el.matches('main,[role=main]') && visible(el)) ?? doc.body;
  const dialogs = elements.filter((el) => isDialog(el) && visible(el) && el.textContent!.trim());
  for (const scope of [...dialogs.reverse(), main]) {
    const found = scope === main && ref.place ? null : weigh(doc, scope, ref, scope !== main);
    if (found)
      return doc.querySelector(FOREIGN_META) || seen(doc.body, FOREIGN)[0] ? { state: 'no-record' } : found;
  }
  if (!ref.id || !ref.kind || ref.place) return { state: 'no-record' };
  return { state: main.textContent!.trim().length < 20 || hasSkeleton(main) ? 'pending' : 'no-record' };
}

const isDialog = (el: Element): boolean =>
  el.matches('[role=dialog],[role=alertdialog],dialog[open],[aria-modal=true]') || DRAWER.test(el.className);

/** Surroundings of a record, and lists on its page. */
function isAside(el: HTMLElement): boolean {
  const { tHead, rows } = el as HTMLElement as HTMLTableElement;
  return (
    AROUND.test(el.getAttribute('role') ?? (el.tagName === 'TABLE' ? '' : el.tagName)) ||
    (el.tagName === 'HEADER' && el.parentElement === el.ownerDocument.body) ||
    el.childElementCount > (/^(UL|OL|TBODY)$/.test(el.tagName) ? MOST_ROWS : 400) ||
    (tHead?.rows[0]?.cells.length ?? 0) > 2 ||
    rows?.length > MOST_ROWS
  );
}

function weigh(doc: Document, scope: HTMLElement, ref: Ref, dialog: boolean): FoundRecord | null {
  const elements = elementsIn(scope, (el) => isAside(el) || (!dialog && isDialog(el)));
  const fields = pairsIn(elements);
  const headings = headingsIn(scope, elements);
  if (isCreate(headings[0] ?? '')) return null;

  const meanings = new Map<FieldRole, FoundField>();
  const counts = new Map<string, number>();
  for (const field of fields) {
    for (const role of rolesOf(field.label)) {
      if (!meanings.has(role)) meanings.set(role, field);
      counts.set(field.label, (counts.get(field.label) ?? 0) + 1);
    }
  }
  // Hidden inputs that carry the record through a form post.
  const hidden = elements.filter((el) => el.matches('form input[type=hidden]')) as HTMLInputElement[];
  const hiddenId = hidden.find((one) => /^(record|record_?id|id)$/i.test(one.name) && isId(one.value))?.value;
  const hiddenKind = kindOf(hidden.find((one) => /^(module|entity|object)$/i.test(one.name))?.value ?? '');

  const [kind, score] = kindFrom(
    doc,
    elements,
    ref,
    dialog,
    headings[0] ?? '',
    fields,
    [...meanings.keys()],
    hiddenKind,
  );
  const own = !dialog || !ref.kind || ref.kind === kind;
  const name = nameFrom(doc, kind, headings, meanings.get('name'));
  const slug = ref.slug && foldLabel(ref.slug) === foldLabel(name) ? ref.slug : null;
  const id = (own && ref.id) || hiddenId || slug;

  const known = [...meanings.keys()].filter((role) => role !== 'name').length;
  let confidence = own && ref.id ? (ref.kind ? 0.45 : 0.2) : id ? 0.35 : 0;
  confidence += Math.min(0.4, known * 0.1) + Math.min(0.15, score * 0.03);
  confidence += (fields.length > 2 ? 0.05 : 0) + (name ? 0.1 : 0) + (dialog ? 0.1 : 0);
  // The same labels again and again are the cards of a board.
  if (!id && [...counts.values()].some((count) => count > 2)) confidence -= 0.4;
  const few = known < (id ? 2 : 3) && !(id && fields.length > 2);
  if (!name || few || confidence < ENOUGH || (kind === 'other' && (!id || fields.length < 3))) return null;

  if (kind !== 'account' && kind !== 'partner') fields.push(...linked(doc, elements, meanings));
  const step = meanings.has('stage') ? null : seen(scope, CURRENT)[0];
  if (step) fields.push({ key: 'stage', label: 'Stage', box: step });
  const editing =
    fields.filter((field) => controlsIn(field.value ?? field.box).length).length * 2 > fields.length;
  confidence = Math.min(1, +confidence.toFixed(2));
  return {
    kind,
    id: id || null,
    name,
    fields,
    editing,
    confidence,
  };
}

/** Headings of the scope, the first level before the others. */
function headingsIn(scope: HTMLElement, elements: HTMLElement[]): string[] {
  const texts = elements
    .filter((el) => el.matches('h1,h2,h3,[role=heading],[class*=title i]') && visible(el))
    .sort((a, b) => +b.matches('h1') - +a.matches('h1'))
    .map((el) => readValue(el).value);
  return [scope.ariaLabel ?? '', ...texts].filter((text) => text && text.length < 160);
}

/** The likeliest kind and its weight; `other` when there is little to go by. */
function kindFrom(
  doc: Document,
  elements: HTMLElement[],
  ref: Ref,
  dialog: boolean,
  heading: string,
  fields: FoundField[],
  roles: FieldRole[],
  hidden: RecordKind | null,
): [RecordKind, number] {
  const scores = new Map<RecordKind, number>();
  const add = (kind: RecordKind | null | undefined, weight: number) => {
    if (kind) scores.set(kind, (scores.get(kind) ?? 0) + weight);
  };
  add(ref.kind, dialog ? 2 : ref.id ? 5 : 1.5);
  add(hidden, 3);
  // "Deal: X", "Edit X deal"
  const [title = '', rest] = heading.split(/[:#–—]/);
  if (rest || isEdit(heading.split(' ')[0]!)) add(kindOf(title), 2);
  // Breadcrumbs, parts of the page's title, and small words beside the heading: "Deals", "Opportunity".
  const crumbs = seen(doc.body, CRUMBS).flatMap((el) => [...el.querySelectorAll<HTMLElement>('a,li')]);
  const small = elements.filter((el) => el.textContent!.length < 24 && !el.childElementCount).slice(0, 20);
  const texts = [...crumbs, ...small.filter(visible)].map((el) => el.textContent!);
  add(kindOf([...titleParts(doc), ...texts].find((text) => isPlace(text) && kindOf(text)) ?? ''), 2);
  // "Deal stage", "Lead source"
  for (const { label } of fields.slice(0, 9)) if (/ /.test(label)) add(kindOf(label.split(' ')[0]!), 0.5);
  for (const role of roles)
    for (const [kind, weight] of Object.entries(SPEAKS[role] ?? {})) add(kind as RecordKind, weight);
  const [best, score] = [...scores].sort(([, a], [, b]) => b - a)[0] ?? ['other', 0];
  return [score < 2 ? 'other' : best, score];
}

const titleParts = (doc: Document): string[] => doc.title.split(/\s+[|–—·•:-]\s+/).filter(Boolean);

/** The record's name: its name field where the heading or title agrees, else the heading without kind and verb. */
function nameFrom(doc: Document, kind: RecordKind, headings: string[], field?: FoundField): string {
  const company = kind === 'account' || kind === 'partner';
  const value = field && (company || !rolesOf(field.label).includes('account')) ? toField(field).value : '';
  const raw = headings.find((text) => !isPlace(text) && !isEmptyWord(text)) ?? '';
  const [first = '', ...others] = raw.split(' ');
  // "Edit Acme renewal deal", "Deal: Acme renewal" and, where the page says the rest elsewhere, "Deal Acme renewal".
  let heading = isEdit(first)
    ? others.join(' ').replace(/ (\S+)$/, (end, word) => (kindOf(word) ? '' : end))
    : raw;
  const [, noun, mark, rest = ''] = /^(\S+?)\s*([:#–—-]*)\s+(.+)$/.exec(heading) ?? [];
  if (noun && kindOf(noun) && (mark || isEdit(first) || titleParts(doc).includes(rest) || value === rest))
    heading = rest;
  if (value && (!heading || isEdit(first) || raw.includes(value) || doc.title.includes(value))) return value;
  return (
    heading || (titleParts(doc).find((part) => !isPlace(part) && doc.body.textContent!.includes(part)) ?? '')
  );
}

/** Partner and account that the page only links to, without a label: one link of that kind is a statement, two are not. */
function linked(
  doc: Document,
  elements: HTMLElement[],
  known: ReadonlyMap<FieldRole, FoundField>,
): FoundField[] {
  const links = new Map<string, HTMLElement | null>();
  for (const el of elements) {
    const href = el.getAttribute('href');
    if (!href || !URL.canParse(href, doc.baseURI) || !visible(el) || !readValue(el).value) continue;
    // The partner that a field names is not the account as well.
    if (known.get('partner')?.box.contains(el)) continue;
    const { kind, id } = refOf(new URL(href, doc.baseURI));
    const other = links.has(kind!) && links.get(kind!)?.getAttribute('href') !== href;
    if (id && kind) links.set(kind, other ? null : el);
  }
  return (['account', 'partner'] as const).flatMap((kind) => {
    const box = known.has(kind) ? null : links.get(kind);
    return box ? { key: kind, label: kind, box } : [];
  });
}
