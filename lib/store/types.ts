import type { FactChunk } from '../facts/types';
import type { FieldRule } from '../fields/types';
import type { Scorecard } from '../kpi/types';
import type { Partner } from '../match/types';

/** Partner row as stored; the two multi-entry indexes make matching one lookup. */
export interface StoredPartner extends Partner {
  /** Folded name and aliases (see lib/match/fold). */
  foldedNames: string[];
  /** Where the row comes from: a directory import, a fact that named it, or a person. */
  origin: 'directory' | 'fact' | 'manual';
}

export interface StoredChunk extends FactChunk {
  key?: number;
}

/** A run of a dictionary: `values` are codes `from`, `from + 1`, ... of `domain`. */
export interface DictionaryRun {
  domain: string;
  from: number;
  importId: number;
  /** Values joined by NUL, which import never lets through: one string reads faster than many. */
  text: string;
}

export interface ImportRecord {
  id?: number;
  at: string;
  files: { name: string; bytes: number; sha256: string }[];
  table: string;
  headerSignature: string;
  rowsRead: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

export interface RejectedRow {
  key?: number;
  importId: number;
  file: string;
  row: number;
  column: string;
  value: string;
  reason: string;
}

export interface StoredLimit {
  /** `global`, `type:<type>`, `tier:<tier>` or `partner:<id>`. */
  scope: string;
  kpi: string;
  warn: number;
  fail: number;
}

export interface StoredScorecard extends Scorecard {
  /** Data revision it was computed from; older than the current one = stale. */
  revision: number;
}

export interface StoredRule extends FieldRule {}

export interface Setting {
  key: string;
  value: unknown;
}
