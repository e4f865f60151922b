/**
 * Any other CRM, read by what its page means: address, headings, dialogs, labels and values. It weighs the evidence
 * and takes a page for "not a record" when in doubt: a panel in the wrong place costs more trust than a missing one.
 */
import { controlsIn, deepQueryAll, hasSkeleton, isEmptyWord, readValue, textOf, visible } from '../dom';
import { type FieldRole, foldLabel, rolesOf } from '../labels';
import { isCreate, isEdit, isPlace, kindOf } from '../nouns';
import { AROUND, pairsIn } from '../pairs';
import { defineAdapter, type Found, type FoundField, type FoundRecord, toField } from '../record';
import type { RecordKind } from '../types';
import { isId, type Ref, refOf } from '../url';

const DIALOG =
  '[role=dialog],[role=alertdialog],dialog[open],[aria-modal=true],[class*=drawer i],[class*=slideover i],[class*=slide-over i],[class*=offcanvas i],[class*=side-panel i],[class*=sidepanel i],[class*=flyout i]';
/** Pages that are certainly no CRM record. */
const FOREIGN =
  'input[type=password],meta[property="og:type"][content=product],meta[property="og:type"][content=article],[itemtype*="schema.org/Product"],[itemtype*="schema.org/Article"],form[action*="cart"],[class*=add-to-cart i]';
const HEADING =
  'h1,[role=heading][aria-level="1"],h2,[role=heading],h3,[class*=title i],[data-testid*=title i]';
const CRUMBS = '[aria-label*=breadcrumb i],[class*=breadcrumb i],[class*=crumbs i]';
const CURRENT = '[aria-current=step],[class*=arrow_button_current]';

/** From this on a page counts as a record. */
const ENOUGH = 0.6;
/** A page without an id in its address and with more leaves than this is a list. */
const MOST_LEAVES = 2000;

/** What the presence of a labelled field says about the kind of record. */
const SPEAKS: Partial<Record<FieldRole, Partial<Record<RecordKind, number>>>> = {
  stage: { deal: 1.5 },
  amount: { deal: 1 },
  close: { deal: 1.5 },
  probability: { deal: 1 },
  registration: { deal: 1 },
  partner: { deal: 0.5 },
  leadSource: { lead: 1, deal: 0.5 },
  status: { lead: 0.5 },
  industry: { account: 1.5 },
  website: { account: 1, partner: 0.5 },
  person: { contact: 1, lead: 1 },
  job: { contact: 1.5 },
  email: { contact: 0.5, lead: 0.5 },
  phone: { contact: 0.5 },
  tier: { partner: 1.5 },
  partnerType: { partner: 1.5 },
};

export const adapter = defineAdapter({
  id: 'generic',
  name: 'Any CRM',
  evidence: 'C',
  checked: '2026-11-21',
  priority: 0,
  matches: (url) => /^https?:$/.test(url.protocol),
  find(doc, url) {
    const no: Found = { state: 'no-record' };
    if (deepQueryAll(doc, FOREIGN).some((el) => el.tagName === 'META' || visible(el))) return no;
    const ref = refOf(url);
    const dialogs = deepQueryAll(doc, DIALOG).filter((el) => visible(el) && el.textContent!.trim() !== '');
    for (const dialog of dialogs.reverse()) {
      const found = weigh(doc, dialog, ref, true);
      if (found) return found;
    }
    const main = deepQueryAll(doc, 'main,[role=main]').findLast(visible) ?? doc.body;
    if (!main || ref.place) return no;
    if (!ref.id && main.querySelectorAll('td,li,span,div').length > MOST_LEAVES) return no;
    const found = weigh(doc, main, ref, false);
    if (found) return found;
    const loading = hasSkeleton(main) || (main.textContent?.trim().length ?? 0) < 40;
    return ref.id && ref.kind && loading ? { state: 'pending' } : no;
  },
  editTrigger: (doc) =>
    deepQueryAll(doc, 'button,a[href],[role=button]').find(
      (el) => isEdit(el.getAttribute('aria-label') ?? textOf(el)) && !el.closest(AROUND) && visible(el),
    ) ?? null,
});

function weigh(doc: Document, scope: HTMLElement, ref: Ref, dialog: boolean): FoundRecord | null {
  const fields = pairsIn(scope, dialog ? '' : DIALOG);
  const hidden = identityIn(scope);
  const headings = headingsIn(scope, dialog);
  const first = headings[0] ?? '';
  if (isCreate(first) || (!ref.id && !dialog && first && isPlace(first) && fields.length < 2)) return null;

  const meanings = new Map<FieldRole, FoundField>();
  const counts = new Map<string, number>();
  for (const field of fields) {
    const roles = rolesOf(field.label);
    for (const role of roles) if (!meanings.has(role)) meanings.set(role, field);
    if (roles.length > 0) counts.set(field.label, (counts.get(field.label) ?? 0) + 1);
  }
  const known = [...meanings.keys()].filter((role) => role !== 'name').length;
  const kind = kindFrom(doc, scope, { ref, hidden: hidden.kind, headings, meanings, dialog });
  const sameKind = !dialog || !ref.kind || ref.kind === kind.best;
  const id = (sameKind ? ref.id : null) ?? hidden.id;
  const name = nameFrom(doc, fields, kind.best, headings, meanings);
  const slug = ref.slug && foldLabel(ref.slug) === foldLabel(name) ? ref.slug : null;

  const repeated = [...counts.values()].some((count) => count > 2);
  let confidence = 0;
  if (ref.id && sameKind) confidence += ref.kind ? 0.45 : 0.2;
  else if (hidden.id || slug) confidence += 0.35;
  confidence += Math.min(0.4, known * 0.1) + Math.min(0.15, kind.score * 0.03);
  if (fields.length > 2) confidence += 0.05;
  if (name) confidence += 0.1;
  if (dialog) confidence += 0.1;
  if (repeated && !id) confidence -= 0.4;
  if (kind.best === 'other' && (!id || fields.length < 3)) return null;
  if (!name || confidence < ENOUGH || (known < 2 && fields.length < 3)) return null;
  if (!id && !slug && known < 3) return null;

  const step = meanings.has('stage') ? undefined : deepQueryAll(scope, CURRENT).find(visible);
  if (step)
    fields.push({ key: 'stage', label: 'Stage', box: step, read: { value: textOf(step), state: 'value' } });
  const editable = fields.filter((field) => field.value && controlsIn(field.value).length > 0);
  return {
    kind: kind.best,
    id: id ?? slug,
    name,
    fields,
    editing: editable.length * 2 > fields.length,
    confidence: Math.min(1, Math.round(confidence * 100) / 100),
    ...linked(doc, scope, kind.best, meanings),
  };
}

/** Hidden inputs that carry the record through a form post. */
function identityIn(scope: HTMLElement): { id: string | null; kind: RecordKind | null } {
  const found: { id: string | null; kind: RecordKind | null } = { id: null, kind: null };
  for (const input of deepQueryAll(scope, 'form input[type=hidden]') as HTMLInputElement[]) {
    if (/^(record|record_?id|id|entity_?id)$/i.test(input.name) && isId(input.value))
      found.id ??= input.value;
    if (/^(module|entity|object|model)(_?name)?$/i.test(input.name)) found.kind ??= kindOf(input.value);
  }
  return found;
}

/** Headings of the scope, highest level first, without those of its dialogs and surroundings. */
function headingsIn(scope: HTMLElement, dialog: boolean): string[] {
  const skip = dialog ? AROUND : `${AROUND},${DIALOG}`;
  const rank = (el: Element) =>
    /^H[1-3]$/.test(el.tagName) ? +el.tagName[1]! : el.getAttribute('aria-level') === '1' ? 1 : 4;
  const found = deepQueryAll(scope, HEADING).filter((el) => {
    const part = el.closest(skip);
    return (!part || part === scope || !scope.contains(part)) && visible(el);
  });
  const label = scope.getAttribute('aria-label');
  const texts = found
    .sort((a, b) => rank(a) - rank(b))
    .map((el) => {
      const { value } = readValue(el);
      return value || textOf(el);
    });
  return [...(dialog && label ? [label] : []), ...texts].filter((text) => text && text.length < 160);
}

interface Evidence {
  ref: Ref;
  hidden: RecordKind | null;
  headings: string[];
  meanings: Map<FieldRole, FoundField>;
  dialog: boolean;
}

function kindFrom(
  doc: Document,
  scope: HTMLElement,
  evidence: Evidence,
): { best: RecordKind; score: number } {
  const { ref, hidden, headings, meanings, dialog } = evidence;
  const scores = new Map<RecordKind, number>();
  const add = (kind: RecordKind | null | undefined, weight: number) => {
    if (kind) scores.set(kind, (scores.get(kind) ?? 0) + weight);
  };
  add(ref.kind, dialog ? 2 : ref.id ? 5 : 1.5);
  add(hidden, 3);
  const heading = headings[0] ?? '';
  const words = heading.split(/\s+/);
  if (/^\S+\s*[:#–—-]/.test(heading)) add(kindOf(words[0]!), 2);
  if (isEdit(words[0]!)) add(kindOf(words[1] ?? '') ?? kindOf(words.at(-1)!), 2);
  for (const part of titleParts(doc)) if (isPlace(part)) add(kindOf(part), 1.5);
  const crumbs = deepQueryAll(doc, CRUMBS).find(visible);
  const link =
    crumbs &&
    [...crumbs.querySelectorAll('a,li')]
      .map((el) => textOf(el))
      .find((text) => isPlace(text) && kindOf(text));
  add(link ? kindOf(link) : null, 2);
  // A small word above or beside the heading that names the kind.
  const eyebrow = deepQueryAll(scope, 'span,p,small,div').find(
    (el) =>
      el.children.length === 0 &&
      el.textContent!.length < 24 &&
      kindOf(el.textContent!) &&
      isPlace(el.textContent!) &&
      !el.closest(AROUND) &&
      visible(el),
  );
  add(eyebrow ? kindOf(eyebrow.textContent!) : null, 1);
  for (const role of ['name', 'stage', 'status', 'owner', 'amount'] as const) {
    const label = meanings.get(role)?.label;
    add(label && foldLabel(label).includes(' ') ? kindOf(label) : null, 1);
  }
  for (const role of meanings.keys()) {
    const speaks = SPEAKS[role] ?? {};
    for (const kind in speaks) add(kind as RecordKind, speaks[kind as RecordKind]!);
  }
  const [best, score] = [...scores].sort(([, a], [, b]) => b - a)[0] ?? ['other', 0];
  return score < 2 ? { best: 'other', score } : { best, score };
}

const titleParts = (doc: Document): string[] =>
  doc.title.split(/\s+[|–—·•:-]\s+|\s*[|·•]\s*/).filter(Boolean);

/** The record's name: its name field where the heading or title agrees, else the heading without kind and verb. */
function nameFrom(
  doc: Document,
  fields: FoundField[],
  kind: RecordKind,
  headings: string[],
  meanings: Map<FieldRole, FoundField>,
): string {
  const valueOfField = (field?: FoundField) => (field ? toField(field).value : '');
  const field = meanings.get('name');
  const company = kind === 'account' || kind === 'partner';
  const value = company || !rolesOf(field?.label ?? '').includes('account') ? valueOfField(field) : '';
  const raw = headings.find((text) => !isPlace(text) && !isEmptyWord(text)) ?? '';
  const others = [
    ...titleParts(doc),
    ...deepQueryAll(doc, CRUMBS).map((el) => textOf(el.lastElementChild ?? el)),
    value,
  ];
  const heading = withoutKind(raw, others);
  if (value && (!heading || raw.includes(value) || doc.title.includes(value) || isEdit(raw.split(' ')[0]!)))
    return value;
  const values = fields.map((one) => toField(one).value);
  return (
    heading ||
    titleParts(doc).find((part) => !isPlace(part) && values.includes(part)) ||
    valueOfField(fields.find((one) => /^(descri|beschreib|omschrij|opis)/.test(foldLabel(one.label)))).slice(
      0,
      80,
    )
  );
}

/** "Edit Acme renewal deal", "Deal: Acme renewal" and, where the page says the rest elsewhere, "Deal Acme renewal". */
function withoutKind(heading: string, confirmed: string[]): string {
  let words = heading.split(/\s+/);
  const editing = isEdit(words[0]!);
  if (editing) words = words.slice(1);
  const bare = (text: string) => text.replace(/[:#–—-]+$/, '');
  if (words.length > 1 && kindOf(bare(words[0]!)) && isPlace(words[0]!)) {
    const rest = words
      .slice(1)
      .join(' ')
      .replace(/^[:#–—-]+\s*/, '');
    if (editing || bare(words[0]!) !== words[0] || /^[:#–—-]/.test(words[1]!) || confirmed.includes(rest))
      return rest;
  }
  if (editing && words.length > 1 && kindOf(words.at(-1)!)) words = words.slice(0, -1);
  return words.join(' ');
}

/** Partner and account that the page only links to, without a label: one link of that kind is a statement, two are not. */
function linked(
  doc: Document,
  scope: HTMLElement,
  kind: RecordKind,
  meanings: Map<FieldRole, FoundField>,
): Partial<FoundRecord> {
  const out: Partial<FoundRecord> = {};
  if (kind === 'account' || kind === 'partner') return out;
  const links = new Map<RecordKind, Map<string, string>>();
  for (const a of deepQueryAll(scope, 'a[href]')) {
    if (a.closest(AROUND) || !visible(a)) continue;
    const ref = refOf(new URL(a.getAttribute('href')!, doc.baseURI));
    if (!ref.id || !ref.kind) continue;
    const name = readValue(a).value;
    if (name) links.set(ref.kind, (links.get(ref.kind) ?? new Map()).set(ref.id, name));
  }
  const only = (of: RecordKind) => {
    const found = [...(links.get(of) ?? [])];
    return found.length === 1 ? { id: found[0]![0], name: found[0]![1] } : null;
  };
  const account = meanings.has('account') ? null : only('account');
  const partner = meanings.has('partner') ? null : only('partner');
  if (account) out.account = { ...account, domain: null };
  if (partner) out.partner = { ...partner, field: '', basis: 'partner-field' };
  return out;
}
