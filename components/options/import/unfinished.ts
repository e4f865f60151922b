import type { BegunFile } from '@/lib/store/begun';
import type { StagedImport } from '@/lib/store/staged';
import { placeOf } from './handles';
import type { Entry } from './session';

/** Files whose import ended with its page, to be gone on with together. */
export interface CutOff {
  key: string;
  /** ISO time of the start. */
  at: string;
  files: StagedImport['files'];
  /** Imports of these files of which something is stored, or was. */
  staged: number[];
  /** Row behind which the first of them goes on; null where it begins again. */
  record: number | null;
  /** What is known of the files beside; empty for an import that no run remembers. */
  begun: BegunFile[];
}

/**
 * What was cut off, the run whose files are remembered first.
 * @param unfinished imports that were under way, latest first
 * @param begun files of a run that were not imported
 */
export function cutOffRuns(unfinished: readonly StagedImport[], begun: readonly BegunFile[]): CutOff[] {
  const waiting = new Set(begun.map(({ sha256 }) => sha256));
  const inRun = (one: StagedImport) => one.files.every(({ sha256 }) => waiting.has(sha256));
  const alone = unfinished
    .filter((one) => !inRun(one))
    .map(
      ({ importId, at, files, checkpoint }): CutOff => ({
        key: String(importId),
        at,
        files,
        staged: [importId],
        record: checkpoint?.record ?? null,
        begun: [],
      }),
    );
  const [first] = begun;
  if (!first) return alone;
  const own = unfinished.filter(inRun);
  // The one that was under way comes first: it is the one that goes on in its middle.
  const underWay = new Set(own.flatMap(({ files }) => files.map(({ sha256 }) => sha256)));
  const inOrder = [...begun].sort((a, b) => Number(underWay.has(b.sha256)) - Number(underWay.has(a.sha256)));
  return [
    {
      key: 'run',
      at: first.at,
      files: inOrder.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
      staged: own.map(({ importId }) => importId),
      record: own.find(({ checkpoint }) => checkpoint)?.checkpoint?.record ?? null,
      begun: inOrder,
    },
    ...alone,
  ];
}

/** What is needed to go on with a file should the page end before it is imported. */
export function begunFile({ name, file, path, analysis, draft }: Entry): BegunFile | null {
  if (!analysis || !draft) return null;
  return {
    sha256: analysis.sha256,
    name,
    bytes: file.size,
    path: path ?? [],
    at: new Date().toISOString(),
    mapping: draft.mapping,
    handle: placeOf(file),
  };
}
