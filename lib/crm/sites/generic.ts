/**
 * Any other CRM, read by what its page means: address, headings, dialogs, labels and values. It weighs the evidence
 * and takes a page for "not a record" when in doubt: a panel in the wrong place costs more trust than a missing one.
 */
import { controlsIn, deepQueryAll, hasSkeleton, isWithin, ownText, query, readValue, visible } from '../dom';
import { foreign } from '../foreign';
import { kindFrom } from '../kind';
import { type FieldRole, rolesOf } from '../labels';
import { crumbsOf, headingsOf, titleParts } from '../naming';
import { isCreate, isEdit, isPlace, isVerb, kindOf } from '../nouns';
import { ASIDE, pairsIn } from '../pairs';
import { defineAdapter, type Found, type FoundField, type FoundRecord, toField } from '../record';
import { dialogsOf, mainsOf, partsOf } from '../scope';
import type { Sliced } from '../slices';
import type { NameClues, RecordKind } from '../types';
import { isId, type Ref, refOf } from '../url';
import { ENOUGH } from '../votes';

/** Pages that are certainly no CRM record. */
const FOREIGN =
  'input[type=password],[itemtype$=Product],[itemtype$=Article],form[action*=cart],button[class*=cart i],meta[content=product],meta[content=article]';
/** Links that are looked at for what they lead to. */
const MOST_LINKS = 60;

/** Dialogs and drawers that are read, the topmost first: a page may pretend to have thousands. */
const MOST_DIALOGS = 9;

/** Characters of a page's text that are looked at. */
const MOST_TEXT = 8_000;

export const adapter = /* @__PURE__ */ defineAdapter({
  id: 'generic',
  name: 'Any CRM',
  evidence: 'C',
  checked: '2026-11-22',
  priority: 0,
  matches: (url) => /^https?:$/.test(url.protocol),
  find: findRecord,
});

/** The record in the topmost dialog or drawer that holds one, else on the page. */
export function* findRecord(doc: Document, url: URL): Sliced<Found> {
  const ref = refOf(url);
  if (deepQueryAll(doc, FOREIGN).some((el) => el.tagName === 'META' || visible(el)))
    return { state: 'no-record' };
  const dialogs = dialogsOf(doc);
  const [main, body] = mainsOf(doc);
  // On a list or board, only what floats over it may be a record.
  const page = ref.place ? null : yield* weigh(doc, main, ref, dialogs);
  // What hardly has fields is read by its text, but only where nothing else is the record.
  const sure = page && page.confidence! >= ENOUGH ? page : null;
  const under = isAddressed(ref) && sure ? largeIn(sure.clues!) : undefined;
  for (const dialog of dialogs.slice(0, MOST_DIALOGS)) {
    const found = yield* weigh(doc, dialog, ref, dialogs, under);
    if (found) return found;
  }
  const found =
    sure ?? (ref.place || !ref.id || !body ? null : yield* weigh(doc, body, ref, dialogs)) ?? page;
  if (found && found.confidence! >= ENOUGH) return found;
  const loads = isAddressed(ref) && (main.textContent!.trim().length < 20 || hasSkeleton(main));
  return loads ? { state: 'pending' } : (found ?? { state: 'no-record' });
}

/** Whether the address names a record. */
const isAddressed = ({ id, kind, place }: Ref): boolean => !!id && !!kind && !place;

/** What may be the name of a record, within its own scope. */
const largeIn = ({ headings, value }: NameClues): string[] =>
  [value, ...headings.map(([text]) => text)].filter((text) => !isPlace(text));

/** @param under what the record of the page's address may be called, where a dialog over it is weighed */
function* weigh(
  doc: Document,
  scope: HTMLElement,
  ref: Ref,
  dialogs: readonly HTMLElement[],
  under?: readonly string[],
): Sliced<FoundRecord | null> {
  yield;
  const elements = partsOf(scope, dialogs);
  const over = dialogs.includes(scope);
  const addressed = isAddressed(ref);
  let fields = yield* pairsIn(elements, addressed);
  // What the markup of a page does not tell is told by a part that few need; menus are layers, too.
  let lines: string | undefined;
  if (ref.id && !over && !fields[3]) {
    if (foreign.near) {
      fields = foreign.near(fields, elements, rolesOf, ownText);
      // Nor does what is written alike: the review looks at the words.
      // biome-ignore lint/performance/useDomNodeTextContent: lines are what is asked for
      if (!fields[2]) lines = scope.innerText.slice(0, MOST_TEXT);
    } else foreign.met = 'near';
  }
  const meanings = new Map<FieldRole, FoundField>();
  const telling: string[] = [];
  for (const field of fields) {
    for (const role of rolesOf(field.label)) {
      if (!meanings.has(role)) meanings.set(role, field);
      telling.push(field.label);
    }
  }
  const known = [...meanings.keys()].filter((role) => role !== 'name');
  const taken = new Set<Element>(fields.flatMap(({ box, value }) => [box, value ?? box]));
  yield;
  const labels = fields.map(({ label }) => label);
  const headings = headingsOf(scope, elements, taken).filter(
    ([text, weight]) => weight > 2 || !labels.includes(text),
  );
  const heading = headings[0]?.[0] ?? '';
  const crumbs = crumbsOf(doc);
  if (isCreate(heading) || (over && isCreate(headings[1]?.[0] ?? '-'))) return null;

  // Hidden inputs that carry the record through a form post.
  const hidden = deepQueryAll(scope, 'input[type=hidden]') as HTMLInputElement[];
  const carried = (named: RegExp, fits: (text: string) => unknown = Boolean) =>
    hidden.find(({ name, id, value }) => named.test(name || id) && fits(value))?.value;
  const hiddenId = carried(/^(record_?id|record|id)$/i, isId);

  yield;
  const [kind, score] = kindFrom(
    [
      [ref.kind, over ? 2 : ref.id ? 5 : 1.5],
      [kindOf(carried(/^(object|module|entity)$/i) ?? ''), 3],
    ],
    heading,
    [...crumbs, ...titleParts(doc), ...headings.map(([text]) => text)],
    labels,
    meanings,
  );
  // "Deal: Acme renewal" may be all that names it.
  const title =
    meanings.get('name') ??
    fields.find(
      ({ key, label }) => /^(name|title)$/.test(key) || (!/ /.test(label) && kindOf(label) === kind),
    );
  const value = named(kind, title);
  const person = fields
    .filter(({ label }) => rolesOf(label).includes('person'))
    .map((field) => toField(field).value)
    .join(' ')
    .trim();
  const shown = scope.textContent!;
  const clues: NameClues = {
    headings: headings.slice(0, 99),
    titles: titleParts(doc).map((part) => [part, shown.includes(part)]),
    crumb: crumbs.at(-1) ?? '',
    // "Title" is what a person is, not the name.
    value: kind === 'contact' ? person || value : value || person,
    person,
    over,
    beneath: query(scope, 'h1+*')?.textContent?.slice(0, 99) ?? '',
    lines,
  };
  const [large = ''] = largeIn(clues);
  // A dialog over a record may do something with it, or show another one.
  const own =
    !over ||
    ((!ref.kind || ref.kind === kind) &&
      (!under || isEdit(heading) || largeIn(clues).some((text) => under.includes(text))));
  const id = (own && ref.id) || hiddenId;

  let confidence = own && ref.id ? (ref.kind ? 0.45 : 0.2) : id ? 0.35 : 0;
  confidence += Math.min(0.4, known.length * 0.1) + Math.min(0.15, score * 0.03);
  confidence += (fields.length > 2 ? 0.15 : 0.1) + (over ? 0.1 : 0);
  if (!id) {
    // The same labels again and again are the cards of a board; "My deals" is a list, however short.
    if (telling.length > 2 * new Set(telling).size) confidence -= 0.4;
    if (!over && isPlace(heading) && !isVerb(heading)) confidence -= 0.3;
  }
  if (id ? fields.length < 3 && known.length < (addressed ? 1 : 2) : known.length < 3) confidence = 0;
  const other = kind === 'other' && !(id && meanings.has('partner'));
  // A form for a new record, whatever it is called.
  const blank = !id && [...meanings.values()].every((field) => !toField(field).value);
  if (other || blank || (confidence < ENOUGH && !lines)) return null;

  yield;
  if (kind !== 'account' && kind !== 'partner') fields = linked(elements, fields, meanings, ref);
  // One part more is all that a page gets.
  const staged = meanings.has('stage');
  if (!staged || (kind === 'deal' && !meanings.has('amount'))) {
    if (foreign.beside) foreign.beside(clues, scope, elements, ownText, fields, staged);
    else if (!foreign.near) foreign.met ??= 'beside';
  }
  const editing =
    fields.filter((field) => controlsIn(field.value ?? field.box).length).length * 2 > fields.length;
  if (under && !id && editing) return null;
  return {
    kind,
    id: id || null,
    name: large,
    clues,
    fields,
    editing,
    confidence: Math.min(1, +confidence.toFixed(2)),
  };
}

/** Value of the record's name field; what is called after a company is the name of a company's record only. */
function named(kind: RecordKind, field: FoundField | undefined): string {
  const isCompany = kind === 'account' || kind === 'partner';
  return field && (isCompany || !rolesOf(field.label).includes('account')) ? toField(field).value : '';
}

/**
 * With the partner and account that the page only links to, without a label: one link of that kind is a statement, two
 * are not. Without the fewer fields that stand in one box with a link to another record of the page's kind.
 */
function linked(
  elements: readonly HTMLElement[],
  fields: readonly FoundField[],
  known: ReadonlyMap<FieldRole, FoundField>,
  page: Ref,
): FoundField[] {
  const links = new Map<RecordKind, HTMLAnchorElement | null>();
  const boxes = new Set<Element>(fields.map(({ box }) => box));
  const cards = new Set<Element | null>();
  // What a field names is what its label says.
  const anchors = elements.filter((el) => el.matches('a[href]')).slice(0, MOST_LINKS);
  for (const el of anchors as HTMLAnchorElement[]) {
    const { kind, id } = refOf(el);
    if (!id || !kind || isWithin(boxes, el)) continue;
    if (kind === page.kind && id !== page.id) cards.add(el.closest(':not(a):has(>*+*)'));
    if (known.has(kind as FieldRole)) continue;
    // Initials stand for a picture, "Edit" for what is done.
    const { value } = readValue(el);
    if (el.closest(ASIDE) || !visible(el) || !/\p{L}.{2}|\p{Lo}/u.test(value) || isPlace(value)) continue;
    links.set(kind, links.has(kind) && links.get(kind)?.href !== el.href ? null : el);
  }
  const own = fields.filter(({ box }) => !isWithin(cards, box));
  return [
    ...(own.length * 2 > fields.length ? own : fields),
    ...(['account', 'partner'] as const).flatMap((kind) => {
      const box = links.get(kind);
      return box ? { key: kind, label: kind, box } : [];
    }),
  ];
}
