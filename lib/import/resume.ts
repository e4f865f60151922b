/** Going on with an import that ended with the browser. */
import type { LensDatabase } from '@/lib/store/db';
import { SEPARATOR } from '@/lib/store/dictionaries';
import type { StagedBlock, StagedImport } from '@/lib/store/staged';
import { stagedRows } from '@/lib/store/staging';
import type { Resumed } from './blocks';
import type { Mapping } from './mapping';
import type { TableState } from './pipeline';
import { importTable } from './tables';

export interface EarlierRun {
  staged: { importId: number; blocks: number };
  /** What is known, with the values that the earlier run added. */
  state: TableState;
  resumed: Resumed;
}

/**
 * What an earlier run of the same import left.
 * @returns null where there is none, or where files, mapping, settings or stored rows are no longer the same
 */
export async function earlierRun(
  header: Pick<StagedImport, 'files' | 'plan' | 'mark'>,
  mapping: Mapping,
  known: TableState,
  db: LensDatabase,
): Promise<EarlierRun | null> {
  const { identity } = importTable(mapping.table);
  const found = await stagedRows(header, [...new Set([...identity, 'partner'])], db);
  if (!found) return null;
  const dictionaries: Record<string, string> = { ...known.dictionaries };
  for (const { domain, text } of found.runs)
    dictionaries[domain] =
      dictionaries[domain] === undefined ? text : dictionaries[domain] + SEPARATOR + text;
  const { importId, blocks, checkpoint } = found.header;
  return {
    staged: { importId, blocks },
    state: { ...known, dictionaries },
    resumed: { checkpoint, chunks: found.chunks, repeats: together(found.repeats) },
  };
}

function together(parts: readonly StagedBlock['repeats'][]): StagedBlock['repeats'] {
  const rows = parts.reduce((sum, { id }) => sum + id.length, 0);
  const out = {
    id: new Uint32Array(rows),
    sourceRow: new Int32Array(rows),
    sourceFile: new Uint8Array(rows),
  };
  let at = 0;
  for (const { id, sourceRow, sourceFile } of parts) {
    out.id.set(id, at);
    out.sourceRow.set(sourceRow, at);
    out.sourceFile.set(sourceFile, at);
    at += id.length;
  }
  return out;
}
