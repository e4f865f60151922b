/** What a person taught about the records of one site. Data, never code: it is stored, exported and checked as such. */
import type { RecordKind } from '../types';

/** What a taught field is; `field` is any other that has to be filled. */
export const MEANINGS = ['partner', 'name', 'stage', 'amount', 'account', 'owner', 'field'] as const;
export type Meaning = (typeof MEANINGS)[number];

/** To a child: the `at`-th of those with that tag, those in an open shadow root first. */
export interface Step {
  tag: string;
  at: number;
}

/** A way to find the element that holds a field's value again. It counts only where it leads to exactly one. */
export type Anchor =
  /** From the element with an attribute that looks like the field's machine name. */
  | { by: 'attribute'; name: string; value: string; down: Step[] }
  /** From the element in which the label's words stand: up, then down. `under`: heading, where the words are not unique. */
  | { by: 'label'; text: string; under: string | null; up: number; down: Step[] }
  /** By role (or tag) and accessible name. */
  | { by: 'role'; role: string; name: string }
  /** From a landmark of the page. */
  | { by: 'place'; root: 'main' | 'dialog' | 'body'; down: Step[] };

export interface TaughtField {
  meaning: Meaning;
  /** Key in the reading: the meaning, or for `field` its machine name or label. */
  key: string;
  label: string;
  /** The person said that it must be filled. */
  required: boolean;
  /** Some records do not show it: its absence is no sign of trouble. */
  optional: boolean;
  /** The most durable first. */
  anchors: Anchor[];
}

/** Which addresses show such a record; null stands for what differs from record to record. */
export interface AddressPattern {
  path: (string | null)[];
  /** Empty where the fragment says nothing. */
  hash: (string | null)[];
  query: { key: string; value: string | null }[];
  /** Where the id stands; null where the address has none. */
  id: { part: 'path' | 'hash'; at: number } | { part: 'query'; key: string } | null;
}

export interface Lesson {
  id: string;
  /** Site, e.g. `https://crm.example.com`. */
  origin: string;
  kind: Exclude<RecordKind, 'other'>;
  address: AddressPattern;
  /** Name of a hidden input that holds the record's id; used where the address has none. */
  identity: string | null;
  fields: TaughtField[];
}

/** A field with something about it that no longer holds. */
export interface Weakness {
  label: string;
  /** Kinds of anchor that fail; `lost` when none leads to the field. */
  failing: (Anchor['by'] | 'lost')[];
}

/** What a visit found of a lesson. */
export interface LessonCheck {
  lesson: string;
  weak: Weakness[];
}

/** What is kept of a lesson besides who it is for: what the person teaches. */
export type LessonBody = Omit<Lesson, 'id' | 'origin'>;

/** A lesson on its way: taught on one record, to be tested on a second one before it is saved. */
export interface Draft {
  kind: Lesson['kind'];
  identity: string | null;
  fields: TaughtField[];
  /** The record it was taught on: its address, and what each field held. */
  first: { url: string; values: string[] };
}
