import type { Business } from '@/lib/kpi/attribution/sources';
import type { JudgedKpi, Measurement } from '@/lib/kpi/types';
import { namesOf } from '@/lib/store/partners';
import { getProgramme, getScorecards } from '@/lib/store/scorecards';
import { standingsOf } from '@/lib/store/standings';

/** Columns of the report, in the order in which practitioners read it; expansion business has no leads and MQLs. */
export const COLUMNS: Record<Business, readonly (readonly [kpi: string, head: string])[]> = {
  new: [
    ['influenced-leads', 'Leads'],
    ['influenced-mqls', 'MQLs'],
    ['influenced-s2s', 'S2s'],
    ['s2-influenced-arr', 'S2 influenced'],
    ['s2-attributed-arr', 'S2 attributed'],
    ['influenced-wins', 'Won'],
    ['won-influenced-arr', 'Won influenced'],
    ['won-attributed-arr', 'Won attributed'],
  ],
  expansion: [
    ['expansion-influenced-s2s', 'S2s'],
    ['expansion-s2-influenced-arr', 'S2 influenced'],
    ['expansion-s2-attributed-arr', 'S2 attributed'],
    ['expansion-influenced-wins', 'Won'],
    ['expansion-won-influenced-arr', 'Won influenced'],
    ['expansion-won-attributed-arr', 'Won attributed'],
  ],
};

/** What partners are ordered by: the first that differs decides. */
const ORDER: Record<Business, readonly string[]> = {
  new: ['won-attributed-arr', 's2-attributed-arr'],
  expansion: ['expansion-won-attributed-arr', 'expansion-s2-attributed-arr'],
};

export interface Report {
  programme: ReadonlyMap<string, Measurement>;
  /** Partners with the most won first, by what they are credited with; those without any number are left out. */
  partnerIds: readonly string[];
}

/** One partner of the report. */
export interface Line {
  id: string;
  name: string;
  kpis: ReadonlyMap<string, JudgedKpi>;
}

/** Who stands in the report; reads what partners measure in its KPIs, and no scorecard. */
export async function readReport(business: Business): Promise<Report> {
  const any = new Set<string>();
  const credited = new Map<string, number[]>();
  for (const [kpi] of COLUMNS[business]) {
    const place = ORDER[business].indexOf(kpi);
    for (const [id, { value, n }] of await standingsOf(kpi)) {
      if (n > 0) any.add(id);
      if (place < 0) continue;
      const values = credited.get(id) ?? ORDER[business].map(() => 0);
      values[place] = value ?? 0;
      credited.set(id, values);
    }
  }
  const of = (id: string, place: number) => credited.get(id)?.[place] ?? 0;
  const partnerIds = [...any].sort((a, b) => of(b, 0) - of(a, 0) || of(b, 1) - of(a, 1) || (a < b ? -1 : 1));
  const programme = await getProgramme();
  return { programme: new Map([...programme].map(([kpi, row]) => [kpi, row.measurement])), partnerIds };
}

/** Scorecards read at once. */
const BATCH = 100;

/** What the scorecards of some partners say of the report's KPIs, in the order of the ids. */
export async function readLines(business: Business, ids: readonly string[]): Promise<Line[]> {
  const wanted = new Set(COLUMNS[business].map(([kpi]) => kpi));
  const names = await namesOf(ids);
  const lines: Line[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const batch = ids.slice(at, at + BATCH);
    const cards = await getScorecards(batch);
    for (const [i, id] of batch.entries()) {
      const kpis = (cards[i]?.kpis ?? []).filter(({ kpi }) => wanted.has(kpi));
      lines.push({
        id,
        name: names.get(id) ?? id,
        kpis: new Map(kpis.map((judged) => [judged.kpi, judged])),
      });
    }
  }
  return lines;
}
