/** What a source is: one file in ./kinds each, pure but for the requests that it makes through `Client`. */
import type { RecordKind } from '../crm/types';
import type { Client } from './client';

/** A value that a person sets; never a credential. */
export interface SettingField {
  id: string;
  label: string;
  hint: string;
  kind: 'address' | 'text' | 'choice';
  required: boolean;
  /** Values of a `choice`, the first is the default. */
  options?: readonly { value: string; label: string }[];
  placeholder?: string;
}

/** How a credential is asked for and sent. */
export interface CredentialField {
  label: string;
  hint: string;
  required: boolean;
}

export type Settings = Readonly<Record<string, string>>;

/** Cells of one row by column of its table; null and a column left out say nothing. */
export type Row = Readonly<Record<string, string | null>>;

/** A record that could not be read; the others of its page are. */
export interface BadRecord {
  /** Its id where it has one, else its place in the page. */
  record: string;
  reason: string;
}

/** Anything that JSON keeps: where a stream goes on. */
export type Cursor = { readonly [key: string]: string | number | boolean | null };

/** Id of a record that its rows have too; else the id that it is walked by, and the one of its rows. */
export type RecordKey = string | readonly [id: string, row: string];

/** One answer of a stream. */
export interface Page {
  /** Table -> rows, columns as in lib/facts/tables or of the partner directory. */
  rows: Readonly<Record<string, readonly Row[]>>;
  /** Table -> ids of records that are no more: deleted, or merged into another. */
  removed?: Readonly<Record<string, readonly string[]>>;
  bad?: readonly BadRecord[];
  /** Table -> the records read, where only their absence will tell that they were deleted. */
  records?: Readonly<Record<string, readonly RecordKey[]>>;
  /**
   * Ids of the records of a table from `after` (exclusive) to the last one (all beyond it where `last` is null), in
   * the order of ids: what was known in between and is not among them is no more.
   */
  present?: { table: string; after: string | null; last: string | null; ids: readonly string[] };
  /** A whole file instead of rows, imported by the mapping that fits its headers. */
  file?: { name: string; bytes: Uint8Array<ArrayBuffer> };
  /** Where to go on, in this run or the next. */
  cursor: Cursor;
  /** False when there is nothing more for now. */
  more: boolean;
}

/** A field that the service itself demands, for the rules of required fields. */
export interface RequiredField {
  object: RecordKind;
  /** Key and label, whichever the service tells; at least one. */
  fields: readonly string[];
  /** Names of the stages in which it is demanded; empty = all. */
  stages: readonly string[];
}

/** What a run knows besides its settings. */
export interface PullContext {
  client: Client;
  /** The credential, for the one interface that wants it in the body; '' without one. */
  secret: string;
  settings: Settings;
  /** Asks the service once a run and keeps the answer, e.g. names of stages. */
  once<T>(key: string, ask: () => Promise<T>): Promise<T>;
}

export interface Stream {
  id: string;
  /** In words, e.g. `deals`. */
  name: string;
  /** Asked at most this often, in hours; every run when left out. */
  everyHours?: number;
  /** @param cursor of the last page; null at the very first */
  page(context: PullContext, cursor: Cursor | null): Promise<Page>;
}

export interface SourceKind {
  /** Name of its file. */
  id: string;
  name: string;
  description: string;
  settings: readonly SettingField[];
  credential: CredentialField;
  /** Adapter whose pages its required fields concern; null for none. */
  crm: string | null;
  /**
   * Address below which all its requests lie.
   * @throws SourceProblem `settings` when there is none
   */
  base(settings: Settings): string;
  /** Headers that carry the credential. */
  authorize(secret: string, settings: Settings): Readonly<Record<string, string>>;
  /** Makes a request with the credential. @returns what it reached, in words */
  check(context: PullContext): Promise<string>;
  streams: readonly Stream[];
  /** Fields that the service demands, where it tells. */
  required?(context: PullContext): Promise<RequiredField[]>;
}
