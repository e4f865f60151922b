/** From what a person pointed at on two records to a lesson. Pure over the document passed in. */
import { deepQueryAll, forgetShadows, readValue } from '../dom';
import { foldLabel } from '../labels';
import { isId, refOf } from '../url';
import { learnAddress, matchAddress } from './address';
import { agreeing, makeAnchors } from './anchors';
import type { AddressPattern, Anchor, Draft, Lesson, LessonBody, Meaning, TaughtField } from './lesson';
import { resolveFields } from './resolve';

/** Most anchors of a field. */
const MOST = 12;
const LONGEST_VALUE = 2_000;

export interface Pointed {
  element: HTMLElement;
  label: string;
  value: string;
}

/** What a field is called where the page has no words for it. */
export const MEANING_WORDS: Readonly<Record<Meaning, string>> = {
  partner: 'Partner',
  name: 'Name',
  stage: 'Stage',
  amount: 'Amount',
  account: 'Account',
  owner: 'Owner',
  field: 'Field',
};

/** The field that a person pointed at on the first record. */
export function teachField(meaning: Meaning, pointed: Pointed, url: URL): TaughtField {
  const label = (pointed.label || MEANING_WORDS[meaning]).slice(0, 300);
  const anchors = makeAnchors(pointed.element, [pointed.value, refOf(url).id ?? '']);
  const machine = anchors.find((anchor) => anchor.by === 'attribute');
  const key = meaning === 'field' ? (machine?.value ?? foldLabel(label)) || label : meaning;
  return { meaning, key, label, required: meaning === 'field', optional: false, anchors };
}

/** Name of the hidden input in which the page carries the id of its record. */
export function identityOn(doc: Document): string | null {
  const inputs = deepQueryAll(doc, 'input[type=hidden][name]') as HTMLInputElement[];
  const named = inputs.filter(({ name, value }) => /^(record|record_?id|id)$/i.test(name) && isId(value));
  return named.length === 1 ? named[0]!.name : null;
}

/** A taught field as it is found on a record. */
export interface Tried {
  field: TaughtField;
  element: HTMLElement | null;
  value: string;
  /** Only its place is left of it: the person should look. */
  guessed: boolean;
}

/** Finds the fields on the page as it is now; where only a field's place is left, that is a guess. */
export function tryFields(fields: readonly TaughtField[], doc: Document): Tried[] {
  forgetShadows();
  return resolveFields(fields, doc).map(({ field, element: found, guess }) => {
    const element = found ?? guess;
    const value = element ? readValue(element).value.slice(0, LONGEST_VALUE) : '';
    return { field, element, value, guessed: guess !== null };
  });
}

export type Second =
  /** Still the record that it was taught on. */
  | { state: 'same' }
  /** The address is one of another kind of page. */
  | { state: 'other-kind' }
  | { state: 'another'; address: AddressPattern; tried: Tried[] };

/** What the page is beside the record that the draft was taught on. */
export function secondRecord(draft: Draft, doc: Document, url: URL): Second {
  const first = new URL(draft.first.url);
  const tried = tryFields(draft.fields, doc);
  const differs = tried.some(({ element, value }, i) => element && value !== draft.first.values[i]);
  const address = learnAddress(first, url);
  if (!address) return { state: 'other-kind' };
  if (first.href === url.href && refOf(url).id !== null) return { state: 'same' };
  // Where the address tells records apart it decides; else what the fields hold.
  const moved = address.id ? matchAddress(address, first)?.id !== matchAddress(address, url)?.id : differs;
  return moved ? { state: 'another', address, tried } : { state: 'same' };
}

const same = (a: Anchor, b: Anchor): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The anchors of an element as they are made now, then those made before that still lead to it or to nothing. */
function renewed(field: TaughtField, element: HTMLElement, value: string, url: URL): Anchor[] {
  const made = makeAnchors(element, [value, refOf(url).id ?? '']);
  const before = field.anchors.filter((old) => !made.some((one) => same(one, old)));
  return [...made, ...before].slice(0, MOST);
}

/**
 * The lesson that holds on both records. An anchor that fails on the second goes, unless the person pointed there anew:
 * then the anchors of both are kept.
 * @param again fields that were pointed at on the second record
 */
export function lessonFrom(
  draft: Draft,
  address: AddressPattern,
  tried: readonly Tried[],
  again: ReadonlySet<TaughtField>,
  url: URL,
): LessonBody {
  const fields = tried.map(({ field, element, value }) => {
    if (!element) return field;
    const anchors = again.has(field) ? renewed(field, element, value, url) : agreeing(field.anchors, element);
    return { ...field, anchors };
  });
  return { kind: draft.kind, identity: draft.identity, address, fields };
}

/** A lesson whose anchors were made anew on the page as it is now. */
export function repairedLesson(lesson: Lesson, tried: readonly Tried[], url: URL): LessonBody {
  const { kind, identity, address } = lesson;
  const fields = tried.map(({ field, element, value }) =>
    element ? { ...field, anchors: renewed(field, element, value, url) } : field,
  );
  return { kind, identity, address, fields };
}
