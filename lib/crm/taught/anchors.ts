/** Makes anchors for an element that a person pointed at. Needed while teaching only. */
import { query, squeeze, textOf } from '../dom';
import type { Anchor } from './lesson';
import { placesFor, resolveAnchor } from './resolve';
import { headingOver, LONGEST_LABEL, parentOf, ROOTS, wayDown, wordPlaces, wordsOf } from './walk';

/** Attributes in which CRMs put the names of their fields. */
const NAMING = /^(data-.+|name|id|for|itemprop|formcontrolname|field|col-id|property)$/;
/** Attributes that say how something shows, or which record it is. */
const PASSING =
  /^data-(v-|react|radix|state|index|value|selected|open|focus|side|orientation|placeholder|tooltip|original|href|url|record)/;
const NAME_LIKE = /^[a-z_][\w.:[\]-]{1,119}$/i;
/** Made up for one rendering: `:r1f:`, `input-427`, `ember1204`. */
const MADE_UP = /^:|\d{3,}|[a-z]\d{2,}$/i;
/** How far up a machine name is looked for, and how many are kept. */
const FAR = 4;
/** No part of a label or value: things to press, and what is not shown. */
const ASIDE = 'script,style,svg,button,[role=button],[hidden]';
const MOST = 3;

/** The element that names a value, by reference, by markup or by standing before it. */
export function labelElement(value: HTMLElement): HTMLElement | null {
  const doc = value.ownerDocument;
  const control = (
    value.matches('input,select,textarea') ? value : query(value, 'input,select,textarea')
  ) as HTMLInputElement | null;
  const named = (value.closest('[aria-labelledby]') ?? control)?.getAttribute('aria-labelledby');
  const explicit = control?.labels?.[0] ?? (named ? doc.getElementById(named.split(' ')[0]!) : null);
  if (explicit && !explicit.contains(value)) return innermost(explicit);
  for (let at: HTMLElement | null = value, up = 0; at && up < FAR; at = parentOf(at), up++) {
    if (at.matches('body,main,form')) return null;
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      const text = textOf(before);
      // A star or an icon between the two is passed over.
      if (!/[\p{L}\p{N}]/u.test(text)) continue;
      return text.length <= LONGEST_LABEL && !query(before, 'input,select,textarea')
        ? innermost(before as HTMLElement)
        : null;
    }
    // What stands first among others names them; what stands alone is named by what comes before all of it.
    const parent = parentOf(at);
    if (parent && textOf(parent, ASIDE) !== textOf(at, ASIDE)) return null;
  }
  return null;
}

/** The element in which the first words stand. */
function innermost(el: HTMLElement): HTMLElement {
  const texts = el.ownerDocument.createTreeWalker(el, 4 /* NodeFilter.SHOW_TEXT */);
  for (let node = texts.nextNode(); node; node = texts.nextNode())
    if (/\p{L}/u.test(node.nodeValue!)) return node.parentElement!;
  return el;
}

/** The words of a label as people read them. */
export const labelText = (label: HTMLElement): string =>
  textOf(label).replace(/^[\s*＊]+|[\s*＊:：?]+$/g, '');

function attributeAnchors(value: HTMLElement, tells: (text: string) => boolean): Anchor[] {
  const found: (Anchor & { by: 'attribute' })[] = [];
  let at: HTMLElement | null = value;
  for (let up = 0; at && up < FAR && !at.matches('body,main,form,table'); at = parentOf(at), up++) {
    for (const { name, value: text } of at.attributes) {
      if (!NAMING.test(name) || PASSING.test(name) || !NAME_LIKE.test(text) || tells(text)) continue;
      found.push({ by: 'attribute', name, value: text, down: wayDown(at, value)! });
    }
  }
  const rank = (anchor: (typeof found)[number]) =>
    (MADE_UP.test(anchor.value) ? 1 : 0) + (anchor.name === 'id' ? 0.5 : 0);
  return found.sort((a, b) => rank(a) - rank(b));
}

function labelAnchor(value: HTMLElement, label: HTMLElement): (Anchor & { by: 'label' }) | null {
  const node = [...label.childNodes].find(
    ({ nodeType, nodeValue }) => nodeType === 3 && /\p{L}/u.test(nodeValue!),
  );
  const text = wordsOf(node?.nodeValue ?? '');
  if (!text || text.length > LONGEST_LABEL) return null;
  let top: HTMLElement | null = label;
  for (let up = 0; top; top = parentOf(top), up++) {
    const down = wayDown(top, value);
    if (down) return { by: 'label', text, under: null, up, down };
  }
  return null;
}

function roleAnchor(value: HTMLElement, tells: (text: string) => boolean): Anchor | null {
  const name = squeeze(value.getAttribute('aria-label'));
  if (!name || name.length > LONGEST_LABEL || tells(name)) return null;
  return {
    by: 'role',
    role: value.getAttribute('role') ?? value.localName,
    name: value.getAttribute('aria-label')!,
  };
}

function placeAnchor(value: HTMLElement): Anchor {
  const kind = (['dialog', 'main'] as const).find((root) => value.closest(ROOTS[root])) ?? 'body';
  const root = kind === 'body' ? value.ownerDocument.body : (value.closest(ROOTS[kind]) as HTMLElement);
  return { by: 'place', root: kind, down: wayDown(root, value) ?? [] };
}

/**
 * Ways to find an element again, the most durable first; each of them finds it now, and nothing else.
 * @param shown value of the field, record id and name: what contains them differs from record to record
 */
export function makeAnchors(value: HTMLElement, shown: readonly string[] = []): Anchor[] {
  const doc = value.ownerDocument;
  const tells = (text: string) => shown.some((part) => part.length > 2 && text.includes(part));
  const label = labelElement(value);
  const worded = label && !tells(labelText(label)) ? labelAnchor(value, label) : null;
  const role = roleAnchor(value, tells);
  const holds = (anchor: Anchor) => resolveAnchor(anchor, doc, placesFor(doc, [anchor])) === value;
  const out: Anchor[] = attributeAnchors(value, tells).filter(holds).slice(0, MOST);
  if (worded) {
    const among = wordPlaces(doc, new Set([worded.text])).get(worded.text) ?? [];
    const exact = among.length > 1 ? { ...worded, under: headingOver(value) } : worded;
    if (holds(exact)) out.push(exact);
  }
  if (role && holds(role)) out.push(role);
  const place = placeAnchor(value);
  if (holds(place)) out.push(place);
  return out;
}

/**
 * Anchors that hold on both of two records: those of the first that lead to the element of the second, and those of
 * the second that were already found on the first.
 */
export function agreeing(first: readonly Anchor[], second: HTMLElement): Anchor[] {
  const doc = second.ownerDocument;
  const places = placesFor(doc, first);
  return first.filter((anchor) => resolveAnchor(anchor, doc, places) === second);
}
