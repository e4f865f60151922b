/** Stage names of the stored deals, as sources write them. */
import type { StageMeaning, StageTerm } from '../facts/stage-terms';
import { NO_CODE } from '../facts/types';
import { stageGroup } from '../fields/stages';
import { database, type LensDatabase } from './db';
import { loadFacts } from './facts';

export interface StageInUse {
  stage: string;
  /** Deals in it now. */
  deals: number;
  /** What its name says by itself; null where that is nothing: its deals count as open, and no further. */
  says: StageMeaning | null;
  /** Partners whose deals are in it, most deals first. */
  partners: { id: string; name: string; deals: number }[];
}

/** Reads every deal's stage and partner. @returns stages and terms, the stages of most deals first */
export async function stagesInUse(
  db: LensDatabase = database(),
): Promise<{ stages: StageInUse[]; terms: readonly StageTerm[] }> {
  const { chunks, dictionaries, partners, partnerOfCode, workspace } = await loadFacts(
    { tables: ['deals'], columns: { deals: ['stage'] }, domains: ['stage'], asWritten: true },
    db,
  );
  const values = dictionaries.find(({ domain }) => domain === 'stage')?.values ?? [];
  const counts = new Map<number, Map<number, number>>();
  for (const { rows, columns } of chunks) {
    const { stage, partner } = columns;
    if (!stage) continue;
    for (let r = 0; r < rows; r++) {
      const code = stage[r]!;
      if (code === NO_CODE) continue;
      let owners = counts.get(code);
      if (!owners) {
        owners = new Map();
        counts.set(code, owners);
      }
      const owner = partnerOfCode[partner?.[r] ?? NO_CODE] ?? -1;
      owners.set(owner, (owners.get(owner) ?? 0) + 1);
    }
  }
  const stages = [...counts].map(([code, owners]) => ({
    stage: values[code]!,
    deals: [...owners.values()].reduce((sum, deals) => sum + deals, 0),
    says: stageGroup(values[code]!),
    partners: [...owners]
      .filter(([owner]) => owner >= 0)
      .map(([owner, deals]) => ({ id: partners[owner]!.id, name: partners[owner]!.name, deals }))
      .sort((a, b) => b.deals - a.deals),
  }));
  return { stages: stages.sort((a, b) => b.deals - a.deals), terms: workspace.stageTerms ?? [] };
}
