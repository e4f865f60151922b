/** What the page and the import worker say to each other. */
import type { FileAnalysis } from './analyse';
import type { Forecast } from './forecast';
import type { FilePart } from './formats/open';
import type { FileFormat, Mapping } from './mapping';
import type { Progress } from './meter';
import type { Proposal } from './propose';
import type { ImportSummary } from './run';

export interface AnalysedFile {
  analysis: FileAnalysis;
  proposal: Proposal;
  /** Imports that took in a file with this content before. */
  earlier: { importId: number; at: string; table: string }[];
}

/** A file that could not be looked at, or what was seen. */
export type AnalysisResult = ({ ok: true } & AnalysedFile) | { ok: false; name: string; message: string };

/** A table in a file: its place as `FilePart` has it. */
export interface TablePlace {
  file: File;
  path: readonly string[];
}

export interface FileToImport extends TablePlace {
  format: FileFormat;
  sha256: string;
}

export type ImportCommand =
  | { type: 'open'; job: number; file: File }
  | { type: 'analyse'; job: number; files: TablePlace[] }
  | { type: 'run'; job: number; files: FileToImport[]; mapping: Mapping }
  | { type: 'foresee'; job: number; files: FileToImport[]; mapping: Mapping }
  | { type: 'cancel'; job: number };

export type ImportPhase = 'analysing' | 'reading' | 'writing';

export interface ImportProgress extends Progress {
  phase: ImportPhase;
  /** File being read. */
  file: string;
}

export type ImportReport =
  | { type: 'progress'; job: number; progress: ImportProgress }
  | { type: 'opened'; job: number; parts: FilePart[] }
  | { type: 'analysed'; job: number; results: AnalysisResult[] }
  | { type: 'done'; job: number; summary: ImportSummary }
  | { type: 'foreseen'; job: number; forecast: Forecast }
  | { type: 'failed'; job: number; name: string; message: string };
