import type { FactChunk } from '../facts/types';
import type { FieldRule } from '../fields/types';
import type { QualityReport } from '../import/quality/report';
import type { Measurement, Scorecard } from '../kpi/types';
import type { Partner } from '../match/types';

/** Partner row as stored; the multi-entry indexes make matching one lookup. */
export interface StoredPartner extends Partner {
  /** Folded name and aliases (see lib/match/fold). */
  foldedNames: string[];
  /** Folded codes (see lib/match/codes). */
  foldedCodes: string[];
  /** Where the row comes from: a directory import, a fact that named it, a person, or a pack. */
  origin: 'directory' | 'fact' | 'manual' | 'pack';
  /** The part of `aliases` that a person added, or that was its name before; a new import of the directory keeps these. */
  ownAliases: string[];
}

export interface StoredChunk extends FactChunk {
  key?: number;
}

/** Rows of an import that repeated what was known: not stored again, but theirs if the earlier import is undone. */
export interface Confirmation {
  key?: number;
  importId: number;
  table: string;
  /** Columns that the import filled. */
  columns: string[];
  id: Uint32Array;
  sourceRow: Int32Array;
  sourceFile: Uint8Array;
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
  /** `sha256` is that of the file up to 16 MiB; of its 16 MiB blocks' digests, one after the other, beyond. */
  files: { name: string; bytes: number; sha256: string }[];
  /** Fact table, or `partners` for a directory. */
  table: string;
  headerSignature: string;
  rowsRead: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** How its files were read; older imports and those without files do not say. */
  mapping?: MappingVersion;
  /** What was seen of the quality of its rows; older imports and those of directories do not say. */
  quality?: QualityReport;
  /** Origin of the CRM on whose pages its rows were seen; left out where they come from a file or a source. */
  seenOn?: string;
  /** Rows that it took out, because their source no longer has them. */
  removed?: number;
}

/** One bad cell, or one row whose shape is bad (empty column). A row with two bad cells is listed twice. */
export interface RejectedRow {
  importId: number;
  file: string;
  row: number;
  column: string;
  value: string;
  reason: string;
}

/** Rejected rows as stored, up to 1,000 a record. */
export interface RejectedBatch {
  key?: number;
  importId: number;
  rows: Omit<RejectedRow, 'importId'>[];
}

/** What a directory import overwrote; undo puts it back. */
export interface PartnerHistory {
  key?: number;
  importId: number;
  partnerId: string;
  before: StoredPartner | null;
}

/** Mapping that a person confirmed for files with these headers. */
export interface StoredMapping {
  /** Header signature. */
  signature: string;
  at: string;
  mapping: unknown;
  /** Counts the different mappings of these headers, from 1, which it is where none is kept. */
  version?: number;
}

/** How the files of an import were read. */
export interface MappingVersion {
  version: number;
  mapping: unknown;
}

export interface StoredLimit {
  /** `global`, `type:<type>`, `tier:<tier>` or `partner:<id>`. */
  scope: string;
  kpi: string;
  warn: number;
  fail: number;
}

/** A limit with who set it, where that is not the person: an administrator's come before theirs, a pack's after. */
export interface LayeredLimit extends StoredLimit {
  by?: 'policy' | 'pack';
}

export interface StoredScorecard extends Scorecard {
  /** Data revision it was computed from; older than the current one = stale. */
  revision: number;
}

/** What a scorecard was judged from: after a changed limit it is judged again without reading a fact. */
export interface StoredBasis {
  partnerId: string;
  /** Data revision of the facts. */
  revision: number;
  asOfDay: number;
  measurements: Measurement[];
  /** KPI -> its months, oldest first: from, to, value, n, numerator, denominator of each; NaN = none. */
  series: Record<string, Float64Array>;
  /** Rows by fact table. */
  counts: Record<string, number>;
  /** KPI -> part of its total that the largest row makes up, and the rows in it. */
  largestShare: Record<string, { share: number; of: number }>;
  /** Stages of its open deals whose name says nothing, most deals first. */
  unmappedStages?: { stage: string; deals: number }[];
  /** KPI -> mix and rate parts of its change; of KPIs that became worse while volume grew. */
  changeParts?: Record<string, { by: string; mix: number; rate: number }>;
}

/** Pooled value of a KPI over the whole programme, beside the scorecards. */
export interface StoredProgramme {
  kpi: string;
  measurement: Measurement;
  revision: number;
}

export interface StoredRule extends FieldRule {}

export interface Setting {
  key: string;
  value: unknown;
}
