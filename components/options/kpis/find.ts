import { isOwn } from '@/lib/kpi/catalogue';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { Dimension } from '@/lib/kpi/types';
import { foldText } from '@/lib/match/fold';
import { UNIT_WORDS } from './words';

/** What the catalogue is narrowed to; null = all. */
export interface KpiFilter {
  text: string;
  dimension: Dimension | null;
  depth: KpiDefinition['depth'] | null;
  kind: KpiDefinition['kind'] | null;
  owner: string | null;
  /** Whether the programme has a value today. */
  measured: boolean | null;
  /** Whether a person made it. */
  own: boolean | null;
}

export const NO_FILTER: KpiFilter = {
  text: '',
  dimension: null,
  depth: null,
  kind: null,
  owner: null,
  measured: null,
  own: null,
};

/** What a definition can be found by. */
function haystack(kpi: KpiDefinition): string {
  const { code, name, question, dimension, unit, includes, excludes, sourceOfRecord, owner, id } = kpi;
  return foldText(
    [code, name, question, dimension, UNIT_WORDS[unit], includes, excludes, sourceOfRecord, owner, id].join(
      ' ',
    ),
  );
}

/** KPIs that hold every word of the search and meet every filter. */
export function findKpis(
  definitions: readonly KpiDefinition[],
  filter: KpiFilter,
  isMeasured: (kpi: string) => boolean = () => false,
): KpiDefinition[] {
  const words = foldText(filter.text).split(' ').filter(Boolean);
  const fits = <T>(wanted: T | null, is: T): boolean => wanted === null || wanted === is;
  return definitions.filter((kpi) => {
    if (!fits(filter.dimension, kpi.dimension) || !fits(filter.depth, kpi.depth)) return false;
    if (!fits(filter.kind, kpi.kind) || !fits(filter.owner, kpi.owner) || !fits(filter.own, isOwn(kpi)))
      return false;
    if (filter.measured !== null && filter.measured !== isMeasured(kpi.id)) return false;
    const hay = haystack(kpi);
    return words.every((word) => hay.includes(word));
  });
}
