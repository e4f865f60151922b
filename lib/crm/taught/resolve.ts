/** Finds taught fields on the page again, and tells what no longer holds. */
import { deepQueryAll, visible } from '../dom';
import type { Anchor, Lesson, TaughtField, Weakness } from './lesson';
import { climb, follow, headingOver, rootElement, wordPlaces } from './walk';

/** Label words -> elements in which they stand. */
export type Places = ReadonlyMap<string, readonly HTMLElement[]>;

export const placesFor = (doc: Document, anchors: readonly Anchor[]): Places =>
  wordPlaces(doc, new Set(anchors.flatMap((anchor) => (anchor.by === 'label' ? [anchor.text] : []))));

const quoted = (text: string): string => JSON.stringify(text).replace(/\\n/g, '\\a ');

/** Every element that an anchor leads to. */
function hits(anchor: Anchor, doc: Document, places: Places): HTMLElement[] {
  switch (anchor.by) {
    case 'attribute':
      return deepQueryAll(doc, `[${CSS_NAME.test(anchor.name) ? anchor.name : '_'}=${quoted(anchor.value)}]`)
        .map((el) => follow(el, anchor.down))
        .filter((el) => el !== null);
    case 'label':
      return (places.get(anchor.text) ?? [])
        .map((label) => {
          const top = climb(label, anchor.up);
          return top && follow(top, anchor.down);
        })
        .filter((el) => el !== null && el !== undefined);
    case 'role':
      return deepQueryAll(doc, `[aria-label=${quoted(anchor.name)}]`).filter(
        (el) => (el.getAttribute('role') ?? el.localName) === anchor.role,
      );
    case 'place': {
      const root = rootElement(doc, anchor.root);
      const el = root && follow(root, anchor.down);
      return el ? [el] : [];
    }
  }
}
/** Attribute names that need no escaping in a selector. */
const CSS_NAME = /^[a-z_][\w-]*$/i;

/** The one element that an anchor leads to; of several, the one that is shown. */
export function resolveAnchor(anchor: Anchor, doc: Document, places: Places): HTMLElement | null {
  let found = [...new Set(hits(anchor, doc, places))];
  if (found.length > 1) found = found.filter(visible);
  if (found.length > 1 && anchor.by === 'label' && anchor.under !== null)
    found = found.filter((el) => headingOver(el) === anchor.under);
  return found.length === 1 ? found[0]! : null;
}

export interface Resolved {
  field: TaughtField;
  element: HTMLElement | null;
  /** Where it stood, when that is all that is left of it: to be shown and asked about, not to be read. */
  guess: HTMLElement | null;
  failing: Weakness['failing'];
}

/**
 * Where each field of a lesson stands now. A place alone counts only where the other fields are still in theirs, and
 * where no other field claims it.
 */
export function resolveFields(fields: readonly TaughtField[], doc: Document): Resolved[] {
  const words = placesFor(
    doc,
    fields.flatMap(({ anchors }) => anchors),
  );
  const all = fields.map((field) => {
    const led = field.anchors.map((anchor) => ({ by: anchor.by, to: resolveAnchor(anchor, doc, words) }));
    return {
      field,
      led,
      strong: led.find(({ by, to }) => by !== 'place' && to)?.to ?? null,
      place: led.find(({ by, to }) => by === 'place' && to)?.to ?? null,
    };
  });
  const sure = all.filter(({ strong, place }) => strong && place);
  const kept = sure.filter(({ strong, place }) => strong === place).length;
  const unmoved = kept * 2 > sure.length;
  return all.map((one) => {
    const { field, led, strong, place } = one;
    const taken = all.some(
      (other) =>
        other !== one &&
        other.strong &&
        place &&
        (other.strong.contains(place) || place.contains(other.strong)),
    );
    const free = taken ? null : place;
    const onlyPlace = field.anchors.every(({ by }) => by === 'place');
    const element = strong ?? (unmoved || (onlyPlace && sure.length === 0) ? free : null);
    return {
      field,
      element,
      guess: element ? null : free,
      failing: element ? failingOf(led, element) : ['lost'],
    };
  });
}

/** Kinds of anchor of which none leads to the element. Places move without harm. */
function failingOf(
  led: readonly { by: Anchor['by']; to: HTMLElement | null }[],
  element: HTMLElement,
): Anchor['by'][] {
  const kinds = new Set(led.map(({ by }) => by).filter((by) => by !== 'place'));
  return [...kinds].filter((kind) => !led.some(({ by, to }) => by === kind && to === element));
}

/** What a visit tells the person: fields of which an anchor failed, or that are not there at all. */
export const weaknessesOf = (resolved: readonly Resolved[]): Weakness[] =>
  resolved
    .filter(({ field, element, failing }) => failing.length > 0 && (element || !field.optional))
    .map(({ field, failing }) => ({ label: field.label, failing }));

/** Whether enough of the lesson is there to say that this is such a record. */
export function recognises({ fields }: Lesson, resolved: readonly Resolved[]): boolean {
  const wanted = fields.filter(({ optional }) => !optional).length;
  return resolved.filter(({ element }) => element).length * 2 >= Math.max(1, wanted);
}
