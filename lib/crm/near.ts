/**
 * Labels and values whose markup says nothing of them: what is written alike and mostly known for a label is one, and
 * what stands beside or above each is its value. A page gets it in a script of its own, once an address led to a record and
 * hardly any field was found there: see `weigh` of the generic reader. It borrows nothing, so that it is small.
 */
import type { FoundField } from './record';

/** Fields of a scope, in addition to those that its markup tells. */
export type Near = (
  fields: FoundField[],
  elements: readonly HTMLElement[],
  rolesOf: (label: string) => readonly string[],
  own: (el: Element) => string,
) => FoundField[];

const look = (el: Element | null): string => `${el?.tagName} ${el?.className}`;
/** How an element is written: alike are those of one tag and class in parents of one tag and class. */
const looks = (el: Element): string => look(el) + look(el.parentElement);

/** The largest part of the page around an element that does not hold the other one too. */
const apart = (el: Element, other: Element): Element =>
  el.parentElement && !el.parentElement.contains(other) ? apart(el.parentElement, other) : el;

/**
 * @param fields that are known by their markup
 * @param elements of the scope, in document order
 * @param rolesOf what a label means
 * @param own text of an element without that of its children
 * @returns the same fields where what stands there is no set of labels with their values
 */
export const near: Near = (fields, elements, rolesOf, own) => {
  const leaves = elements.filter((el) => own(el) && !el.closest('button') && el.checkVisibility());
  // What is written like most of the known labels is a label too, whatever it says.
  const groups = new Map<string, Set<string>>();
  for (const el of leaves) {
    const [role] = rolesOf(own(el));
    if (role) groups.set(looks(el), (groups.get(looks(el)) ?? new Set()).add(role));
  }
  const [[make, roles] = []] = [...groups].sort(([, a], [, b]) => b.size - a.size);
  const labels = leaves.filter((el) => looks(el) === make);
  const names = new Set(labels.map(own));
  // Cards of a board and cells of a list repeat what they say; of few labels most are to be known.
  if (!roles || roles.size * labels.length < 8 || names.size < labels.length) return fields;
  const holdsLabel = (el: Element) => labels.some((one) => el.contains(one));
  const beside = (el: HTMLElement, step: number) => {
    const next = leaves[leaves.indexOf(el) + step];
    return next && !holdsLabel(next) ? next : undefined;
  };
  // A value may stand above what it is called: then that holds for all.
  const first = labels.find((el) => beside(el, 1));
  const step = first && apart(first, beside(first, 1)!).contains(beside(first, -1)!) ? -1 : 1;
  const pairs = labels.map((el) => ({ el, next: beside(el, step) }));
  const halves = pairs.flatMap(({ el, next }) => (next ? looks(apart(el, next)) : []));
  // The heads of a table and the entries of a menu stand without values.
  if (halves.length * 2 < labels.length) return fields;
  // The last label may have nothing but what stands below all of them.
  const usual = halves.sort()[halves.length >> 1]!;
  const found = pairs.flatMap(({ el, next }): FoundField[] => {
    let half: Element | null = el;
    while (half && looks(half) !== usual) half = half.parentElement;
    let value = half?.nextElementSibling as HTMLElement | null | undefined;
    if (next && apart(el, next) === half) {
      value = apart(next, el) as HTMLElement;
      if (holdsLabel(value)) value = next;
    } else if (value?.textContent?.trim()) value = null;
    const label = own(el).replace(/[\s:：*]+$/, '');
    return value ? [{ key: label.toLowerCase(), label, box: value, value }] : [];
  });
  // Of fields with one key the first counts.
  return [...found, ...fields];
};
