/** What a KPI that is not stored yet would measure. Keeps the facts that it read, so that the next change is quick. */
import type { KpiDefinition } from '../kpi/define';
import { createEngine } from '../kpi/engine/engine';
import { PROGRAMME } from '../kpi/engine/outcome';
import { judge } from '../kpi/judge';
import { comparedKpi, resolveLimit } from '../kpi/limits';
import type { JudgedKpi, Measurement } from '../kpi/types';
import { loadCatalogue } from '../store/kpis';
import { limitsInForce } from '../store/limits';
import { getProgramme } from '../store/scorecards';
import { getRevision, getWorkspace } from '../store/settings';
import { withParts } from './evidence';
import { type FactsInMemory, factsInMemory, neededColumns } from './facts';
import { asOf } from './refresh';

export interface Preview {
  asOfDay: number;
  programme: Measurement;
  /** Partners that measure anything. */
  measured: number;
  /** The asked-for partners; those with the largest samples where none were asked for. */
  partners: { id: string; name: string; judged: JudgedKpi }[];
}

/** Partners shown where nobody chose any. */
const SHOWN = 5;

let last: (FactsInMemory & { key: string }) | null = null;

async function factsFor(definitions: readonly KpiDefinition[]): Promise<FactsInMemory> {
  const key = JSON.stringify([await getRevision(), await getWorkspace(), neededColumns(definitions)]);
  if (last?.key !== key) last = { ...(await factsInMemory(definitions)), key };
  return last;
}

/** The programme's value that limits of a draft are set by: its own as measured now, or that of the KPI it names. */
export async function comparedValue(
  definition: KpiDefinition,
  programme: Measurement,
): Promise<number | null> {
  if (!definition.limit?.of) return programme.value;
  return (await getProgramme()).get(comparedKpi(definition))?.measurement.value ?? null;
}

/**
 * @param definition one that `problemsOf` finds nothing wrong with
 * @param chosen ids of partners to show
 */
export async function previewKpi(
  definition: KpiDefinition,
  chosen: readonly string[],
  now: Date = new Date(),
): Promise<Preview> {
  const { find } = await loadCatalogue();
  const resolve = (id: string) => (id === definition.id ? definition : find(id));
  const { facts, partners, workspace } = await factsFor(withParts(definition, resolve));
  const { asOfDay } = await asOf(now);
  const engine = createEngine(facts, [definition], { asOfDay, workspace, resolve });
  const programme = engine.measure(definition, PROGRAMME);
  const measurements = partners.map((_, ordinal) => engine.measure(definition, ordinal));
  const byId = new Map(partners.map(({ id }, ordinal) => [id, ordinal]));
  const measured = measurements.flatMap(({ value }, ordinal) => (value === null ? [] : [ordinal]));
  const shown =
    chosen.length > 0
      ? chosen.flatMap((id) => byId.get(id) ?? [])
      : measured.toSorted((a, b) => measurements[b]!.n - measurements[a]!.n).slice(0, SHOWN);
  const limits = await limitsInForce();
  const compared = await comparedValue(definition, programme);
  return {
    asOfDay,
    programme,
    measured: measured.length,
    partners: shown.map((ordinal) => {
      const { id, name, type, tier } = partners[ordinal]!;
      const limit = resolveLimit(definition, limits, { partnerId: id, type, tier }, compared);
      return { id, name, judged: judge(definition, measurements[ordinal]!, limit) };
    }),
  };
}
