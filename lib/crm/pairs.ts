/**
 * Finds label and value pairs on a page of unknown markup: definition lists, table rows, form labels, labelled-by
 * references, "label" classes, and plain siblings whose label is known or ends with a colon.
 */
import {
  controlsIn,
  DECOR,
  isEmptyWord,
  isRequiredMark,
  isWithin,
  LABELLED,
  ownText,
  query,
  squeeze,
  styleOf,
  textOf,
  toggleFor,
  visible,
} from './dom';
import { foldLabel, rolesOf } from './labels';
import type { FoundField } from './record';
import type { Sliced } from './slices';

const STRONG = 'dt,th,label';
/** Class and test-id conventions; a badge may be called "label" too, so these count less. */
const WEAK = /label|field-?name/i;
/** Some lists show what was chosen in a label of their own, behind the control that it stands for. */
const CHOSEN_LABEL = ':has([role=combobox]):first-child+label:not([for])';
const HEADING = 'h3,h4,h5,h6';
const LABEL_CLASS = '[class*=label i]';
const LEAF = /^(EM|B|TD|STRONG|P|LI|SMALL|H[3-6]|SPAN|DIV)$/;
const MARK = /^[\s:：*＊?]*$/;
const LONGEST_LABEL = 48;
const LONGEST_VALUE = 600;

/** How it was told to be a label: 3 by its tag, 2 by its class, 1 by its words, 0 by its place among others. */
type Rank = 0 | 1 | 2 | 3;
type Labels = Map<Element, readonly [text: string, rank: Rank]>;

/**
 * Fields of the record among the elements of a scope.
 * @param elements in document order, without the parts of the page that belong to something else
 * @param trusted the address says that this is a record: text such as "Stage: Won" without markup is read too
 */
export function* pairsIn(elements: HTMLElement[], trusted = false): Sliced<FoundField[]> {
  const labels: Labels = new Map();
  const add = (el: HTMLElement, rank: Rank, text = labelText(el)): boolean =>
    !labels.has(el) && isLabel(text) && !!labels.set(el, [text, rank]);
  const leaves: HTMLElement[] = [];
  const known: HTMLElement[] = [];
  const texts: FoundField[] = [];
  for (const el of elements) {
    yield;
    const strong = el.matches(STRONG);
    // `<dt>Won</dt><tt>Stage:</tt>`
    const after = el.matches('dt') && (el.nextElementSibling as HTMLElement | null);
    if (after && /[:：]\s*$/.test(after.textContent!)) {
      const label = labelText(after);
      texts.push({ key: foldLabel(label), label, box: el });
      continue;
    }
    if ((strong || isWeak(el)) && !el.matches(CHOSEN_LABEL)) {
      // Of nested labels, the innermost holds the words.
      const inside = el.tagName === 'LABEL' ? el.querySelectorAll(LABEL_CLASS) : el.children;
      const inner = [...inside].some((one) => isWeak(one) && isLabel(one.textContent!));
      if (!inner) add(el, strong || el.closest(STRONG) ? 3 : 2);
    }
    if (!LEAF.test(el.tagName)) continue;
    // What only groups others says nothing.
    const raw = ownText(el) && el.textContent!.trim();
    if (raw.length < 2) continue;
    if (trusted) texts.push(...written(el, raw));
    // Two entries of a list are no pair.
    if (
      el.tagName === 'LI' ||
      raw.length > LONGEST_LABEL ||
      [...el.children].some((child) => !MARK.test(child.textContent!))
    )
      continue;
    leaves.push(el);
    // A row of two cells says something of a record, if of anything.
    if (trusted && el.tagName === 'TD' && isPair(el)) add(el, 1);
    const text = labelText(el);
    const colon = /[:：]$/.test(raw);
    // What follows the colon is a value, or an entry of a history.
    const means = !/[:：] ?[^*＊]/.test(raw) && saysWhat(el, text, colon);
    if ((means || colon) && add(el, 1, text) && means) known.push(el);
  }
  // Rows built like one with a known label are fields too, whatever they are called.
  const values = new Map(known.map((el) => [valueFor(el, labels), el]));
  values.delete(null);
  const shapes = new Set([...values.values()].map(shapeOf));
  const classes = new Set([...values.values()].map((el) => el.className));
  for (const el of leaves) {
    yield;
    if (classes.has(el.className) && !values.has(el) && shapes.has(shapeOf(el))) add(el, 0);
  }

  const fields: FoundField[] = [];
  const taken = new Set<Element>(texts.map(({ box }) => box));
  for (const el of elements) {
    const label = labels.get(el)?.[0];
    if (label) yield;
    const value = label ? valueFor(el, labels) : null;
    if (!label || !value || !fits(value) || isWithin(taken, el) || taken.has(value)) continue;
    // Hidden forms and other records' panes are not part of this one; a folded section is.
    if (!visible(value) && (toggleFor(value)?.matches('[role=tab]') ?? true)) continue;
    const inline = value.contains(el);
    if (!inline) taken.add(value);
    const box = inline ? value : boxOf(el, value);
    fields.push({
      key: keyOf(box, value, label),
      label,
      box,
      value: inline ? null : value,
      labelSelector: inline ? el.tagName : undefined,
      required: isMarked(el, value),
    });
  }
  for (const el of elements) {
    const label = el.getAttribute('aria-label');
    if (label) yield;
    if (!label || label.length > LONGEST_LABEL || controlsIn(el)[0] !== el) continue;
    if (!isWithin(taken, el) && ![...taken].some((one) => el.contains(one)))
      fields.push({ key: keyOf(el, el, label), label, box: el, value: el });
  }
  // Marked up fields say, also when they are empty, what a note may say otherwise.
  const said = new Set(fields.flatMap(({ label }) => rolesOf(label)));
  return ownOf(fields).concat(texts.filter(({ label }) => !said.has(rolesOf(label)[0]!)));
}

/** A name that several fields share is the key of none. */
function ownOf(fields: FoundField[]): FoundField[] {
  const sharing = fields.filter((one) =>
    fields.some(({ key, label }) => key === one.key && label !== one.label),
  );
  for (const field of sharing) field.key = foldLabel(field.label);
  return fields;
}

const isWeak = (el: Element): boolean =>
  !el.matches('[role=combobox],tr') && WEAK.test(el.className + el.getAttribute('data-testid'));
const isLabel = (text: string): boolean => /^[^"]*\p{L}/u.test(text) && text.length <= LONGEST_LABEL;

const isPair = ({ parentElement: row, nextElementSibling: next }: Element): boolean =>
  row?.childElementCount === 2 && next?.tagName === 'TD';

/** What it stands in: an element, or the root of a component's own tree. */
const parentOf = ({ parentNode }: Element): ParentNode => parentNode!;

const isHeading = (el: Element): boolean => el.matches(HEADING);

/** Whether a text without a colon is known for a label by its words; a heading where it says who, or is one of many. */
function saysWhat(el: Element, text: string, colon: boolean): boolean {
  const roles = rolesOf(text);
  const head = el.closest(HEADING);
  // "Greta Lindqvist, partner, Hull & Marsh": what a person is.
  if (!colon && el.previousElementSibling?.matches('a[href]')) return false;
  if (!head) return roles.length > 0 && (colon || !/\d|(details?|info\w*)$/i.test(text));
  const next = head.nextElementSibling;
  // What holds labels of its own is a group.
  if (!next || next.textContent!.trim().length > 80 || query(next, `${STRONG},${LABEL_CLASS},${HEADING}`))
    return false;
  const all = [...parentOf(head).children];
  const heads = all.filter(isHeading).length;
  return (
    (/^(partner|account|owner)$/.test(roles[0]!) && text.split(' ').length < 3) ||
    (heads > 2 && heads * 2 >= all.length)
  );
}

/** Where something is said of others or of the past, or may be. */
export const ASIDE = 'aside li,[class*=note i],[class*=recent i],[class*=timeline i],[class~=activity]';

/** "Stage: Won" in one text, or with only its value in an element of its own. */
function written(el: HTMLElement, raw: string): FoundField[] {
  const [, label = '', rest = ''] = LABELLED.exec(raw) ?? [];
  // Within a sentence, or beside an empty field of that name, it says nothing sure.
  if (
    !isLabel(label) ||
    /\. |\p{Ll}{4}\.$/u.test(raw) ||
    !rolesOf(label).length ||
    el.closest(ASIDE) ||
    !visible(el)
  )
    return [];
  const value = el.children[0] as HTMLElement | undefined;
  const found = { key: foldLabel(label), label, box: el };
  if (el.childElementCount === 1 && /[:：]\s*$/.test(el.firstChild!.nodeValue ?? ''))
    return [{ ...found, value }];
  if (value || rest.length > 120 || !rest) return [];
  const shown = isEmptyWord(rest) ? '' : squeeze(rest);
  return [{ ...found, shows: { value: shown, state: shown ? 'value' : 'empty' } }];
}

/** Not part of a label: what it labels, help marks, errors. */
const NO_LABEL = `${DECOR},sup,input,select,textarea,button,[role=combobox],[role=listbox],[class*=error i]`;

/** Shown text of a label without colon, star, help mark and required note. */
const labelText = (el: HTMLElement): string =>
  textOf(el, NO_LABEL)
    .replace(/[:：].*|\((optional|required|\d+)\)/i, '')
    .replace(/^[\s*＊]+|[\s*＊?]+$/g, '');

/** Whether a label's neighbour is a label too, and so not its value. */
function isNext(el: Element, next: Element, labels: Labels): boolean {
  // What stands under a heading may be a group of fields.
  if ([...next.querySelectorAll(isHeading(el) ? '*' : STRONG)].some((one) => labels.has(one))) return true;
  if (isHeading(el)) return isHeading(next);
  const [, label] = labels.get(el)!;
  if (label < 2 && isChoice(el, next)) return true;
  const [text, rank] = labels.get(next) ?? [];
  // A company's name may hold the word for what it is: "Alpine Resellers".
  const many = parentOf(next).childElementCount > 2;
  if (rank === 1) return label < 2 && many && /^[^\s\d]{1,9}$/.test(text!);
  // Some call both halves of a pair a label.
  if (rank === 2 && label === 2) return many;
  return rank === 0 ? label < 2 : rank !== undefined;
}

/** Whether both are entries of one menu, or of a row of tabs, steps or buttons: labels would stand first, third... */
function isChoice(el: Element, next: Element): boolean {
  const alike = [...parentOf(next).children].filter((one) => isAlike(one, next));
  const isLink = el.closest('a[href]') && (next.matches('a') || query(next, 'a'));
  return !!isLink || alike.findIndex((one) => one.contains(el)) % 2 > 0;
}

/** Of the same make. */
const isAlike = (one: Element | null, { tagName, classList }: Element): boolean =>
  one?.tagName === tagName && one.classList[0] === classList[0];

/** The element that holds the label's value; null when there is none by any of the known forms. */
function valueFor(el: HTMLElement, labels: Labels): HTMLElement | null {
  const owner = el.closest('label');
  const control =
    (owner?.htmlFor && (el.getRootNode() as Document).getElementById(owner.htmlFor)) ||
    (owner && controlsIn(owner)[0]) ||
    (el.id && query(el.getRootNode() as Document, `[aria-labelledby~=${JSON.stringify(el.id)}]`));
  // Some name the box around both.
  if (control && !control.contains(el)) return chosenBelow(control) ?? widgetOf(control, el);
  // What is pressed for a menu of the field may hold its label.
  let at = el.closest('button') ?? el;
  for (let up = 0; up < 5; up++) {
    let next = at.nextElementSibling as HTMLElement | null;
    // A star or colon is passed over; nothing at all, in the last place or before another label, is an empty value.
    let blank: HTMLElement | null = null;
    while (
      next &&
      isBlank(next) &&
      (next.nextElementSibling ||
        /\S/.test(next.textContent!) ||
        isWeak(next) ||
        next.matches('[class*=help]'))
    ) {
      if (!next.textContent && next.matches('dd,td,div:not([role=none],[role=separator]),span'))
        blank ??= next;
      next = next.nextElementSibling as HTMLElement | null;
    }
    // What stands beside the label in its own half of a row is room for a mark.
    const half = next && isBlank(next) && otherHalf(at, labels);
    if (half) return half;
    // Another box of the same kind with a label and a value: nothing stands in this one.
    if (up && isFieldLike(at, el, labels)) return at;
    // The steps of a row are far from each other.
    if (next) return isNext(el, next, labels) || (up > 2 && query(next, LABEL_CLASS)) ? blank : next;
    const parent = at.parentElement;
    // `<p><b>Stage:</b> Won</p>`
    const [before, ...after] = (parent?.textContent ?? '').split(at.textContent!);
    // A figure may stand above what it is called.
    if (before?.trim()) {
      const value = at.previousElementSibling as HTMLElement | null;
      return parent!.childElementCount === 2 && /value/i.test(value?.className ?? '') ? value : null;
    }
    if (!MARK.test(after.join(' '))) return parent;
    if (!parent || parent.matches('tr,li,ul,section,dl,form,main,body')) return null;
    at = parent;
  }
  return null;
}

/** The second half of a row of two, among rows of the same make, where a label stands in the first. */
function otherHalf(label: Element, labels: Labels): HTMLElement | null {
  const half = label.parentElement;
  const row = half?.parentElement;
  if (!row || half.previousElementSibling) return null;
  const next = half.nextElementSibling as HTMLElement | null;
  if (!next || isBlank(next)) return otherHalf(half, labels);
  const others = [next, ...next.querySelectorAll('*')].some((one) => labels.has(one));
  return next.nextElementSibling || others || !(row.matches('tr') || isRepeated(row)) ? null : next;
}

/** Neither text nor anything to type into. */
const isBlank = (el: Element): boolean => MARK.test(el.textContent!) && !controlsIn(el)[0];

/** Whether one of the same make stands beside it, or beside the box that it fills. */
const isRepeated = (el: Element): boolean =>
  isAlike(el.nextElementSibling ?? el.previousElementSibling, el) ||
  (el.parentElement?.childElementCount === 1 && isRepeated(el.parentElement));

/** The first of what was chosen, where that is listed beneath the input that adds to it, each with a button to remove it. */
function chosenBelow(control: HTMLElement): HTMLElement | null {
  let box: HTMLElement | null = control.matches('input[role=combobox]') ? control : null;
  while (box && controlsIn(box).length < 2 && box.querySelectorAll('label').length < 2) {
    const [chosen, remove] = box.querySelectorAll<HTMLElement>('li:not([role]) :is(a,button)');
    if (remove) return chosen!.parentElement;
    box = box.parentElement;
  }
  return null;
}

/** Whether a box beside that of a label is a field of the same make, with more in it than its label. */
function isFieldLike(box: Element, label: Element, labels: Labels): boolean {
  const own = [...box.children].find((one) => one.contains(label));
  return [box.nextElementSibling, box.previousElementSibling].some((next) => {
    if (!next || !isAlike(next, box)) return false;
    const other = [...next.children].find((one) => labels.has(one) && one.className === own?.className);
    return !!other && other.textContent!.trim() !== next.textContent!.trim();
  });
}

/** A control with what belongs to it: its chosen items, its hidden id, the element that carries the field's name. */
function widgetOf(control: HTMLElement, label: HTMLElement): HTMLElement {
  let widget = control;
  for (let up = 0; up < 4; up++) {
    const parent = widget.parentElement;
    if (
      !parent ||
      parent.contains(label) ||
      query(parent, STRONG) ||
      controlsIn(parent).length > 1 ||
      parent.matches('dd,td,form,label')
    )
      break;
    widget = parent;
  }
  return widget;
}

/** A value is short and holds no structure of its own; a tag may be made of a heading. */
const fits = (value: HTMLElement): boolean =>
  (!value.matches(`${STRONG},s,del,h1,h2,${HEADING},button:not([aria-haspopup]),form,table`) ||
    controlsIn(value)[0] === value) &&
  (value.textContent!.length <= LONGEST_VALUE || controlsIn(value).length > 0) &&
  !query(value, 'table,h1,h2,form,dl') &&
  (query(value, 'h3') ?? value).textContent!.trim() === value.textContent!.trim();

/** The smallest element around label and value; in a flat grid, the value. */
function boxOf(label: HTMLElement, value: HTMLElement): HTMLElement {
  let box: HTMLElement | null = label;
  while (box && !box.contains(value)) box = box.parentElement;
  return !box || box.children.length > 4 || box.matches('tbody,dl,form,main,body') ? value : box;
}

/** Tag and classes of an element, its parent and grandparent: what the rows of one list have in common. */
function shapeOf(el: Element): string {
  const name = (one?: Element | null) => `${one?.tagName}.${one?.className}`;
  const parent = el.parentElement;
  const siblings = [...(parent?.children ?? [])];
  return [
    name(el),
    name(parent),
    name(parent?.parentElement),
    siblings.length < 4 && siblings.indexOf(el),
  ].join('<');
}

const INPUT = ':is(input,select,textarea)[name]';
const NAMED = ['data-field', 'data-name', 'field', 'name'];

/** The CRM's own name of the field, where an attribute in its box holds one. */
function keyOf(box: HTMLElement, value: HTMLElement, text: string): string {
  const at = value.closest('[data-field],[data-name],[field],:is(div,span)[name]');
  const own = at && box.contains(at) && NAMED.map((name) => at.getAttribute(name)).find(Boolean);
  if (own) return own;
  // `deal[stage]`; a counter in it is made for this page only.
  const input = value.matches(INPUT) ? value : query(value, INPUT);
  const last = /([\w.-]+)\]?$/.exec(input?.getAttribute('name') ?? '')?.[1] ?? '';
  return last && !/\d{2}/.test(last) ? last : foldLabel(text);
}

/** Star or class in the label, a star beside it, or one that only the style sheet draws. */
function isMarked(label: HTMLElement, value: HTMLElement): boolean {
  const owner = label.closest('label') ?? label;
  const beside = (owner.nextElementSibling ?? owner.parentElement?.nextElementSibling)?.textContent ?? '';
  return (
    [label, owner].some(isRequiredMark) ||
    /^\s*[*＊]\s*$/.test(beside) ||
    /required/.test(value.className) ||
    (!!controlsIn(value)[0] &&
      ['::before', '::after'].some((star) => /[*＊]/.test(styleOf(owner, star)?.content ?? '')))
  );
}
