/** A scorecard that came in a pack, as it is shown here. */
import type { KpiDefinition } from '../kpi/define';
import { judge } from '../kpi/judge';
import { comparedKpi, type LimitSubject, resolveLimit } from '../kpi/limits';
import { scoreDimensions, scoreOverall } from '../kpi/score';
import { unmeasured } from '../kpi/scorecard';
import type { JudgedKpi, Measurement, Scorecard } from '../kpi/types';
import { answer } from '../kpi/verdict';
import type { LayeredLimit } from '../store/types';
import type { PackCard } from './contents';

export interface CardContext {
  /** KPIs of this workspace. */
  definitions: readonly KpiDefinition[];
  limits: readonly LayeredLimit[];
  subject: LimitSubject;
  /** What all partners measured together where the card was computed. */
  programme: readonly Measurement[];
}

const NOT_IN_PACK = 'The pack has no figure for it.';

/**
 * The card with every KPI of this workspace. It stays as its signer judged it, except where a person or an
 * administrator set a limit here: then that KPI, the scores and the verdicts are judged again from the same figures.
 * Signals stay the signer's: they rest on rows that are not here.
 */
export function cardHere({ kpis, ...card }: PackCard, context: CardContext): Scorecard {
  const { definitions, limits, subject } = context;
  const theirs = new Map(kpis.map((judged) => [judged.kpi, judged]));
  const programme = new Map(context.programme.map((measurement) => [measurement.kpi, measurement]));
  const stricter = limits.filter(({ by }) => by !== 'pack');
  const judged = new Map<string, JudgedKpi>();
  let again = false;
  for (const definition of definitions) {
    const found = theirs.get(definition.id);
    if (!found) {
      judged.set(definition.id, lacking(definition.id, card.asOfDay));
      continue;
    }
    const limit = resolveLimit(
      definition,
      stricter,
      subject,
      programme.get(comparedKpi(definition))?.value ?? null,
    );
    const mine = limit !== null && limit.from !== 'default';
    if (mine) again = true;
    judged.set(definition.id, mine ? { ...found, ...judge(definition, found, limit) } : asSigned(found));
  }
  const shown = { ...card, kpis: [...judged.values()] };
  if (!again) return shown;
  const dimensions = scoreDimensions(definitions, judged);
  return {
    ...shown,
    dimensions,
    ...scoreOverall(definitions, judged, dimensions, card.weights?.dimensions),
    verdicts: [
      answer('working', definitions, judged, programme),
      answer('right-way', definitions, judged, programme),
    ],
  };
}

/** A limit that its signer set is the pack's here. */
const asSigned = (judged: JudgedKpi): JudgedKpi =>
  judged.limit && judged.limit.from !== 'default'
    ? { ...judged, limit: { ...judged.limit, by: 'pack' } }
    : judged;

/** A KPI of this workspace that the pack does not have. */
const lacking = (kpi: string, asOfDay: number): JudgedKpi => ({
  ...unmeasured(kpi, asOfDay, NOT_IN_PACK),
  state: 'not-measured',
  grade: null,
  limit: null,
  score: null,
  needed: null,
});

/** KPIs of a card that were measured by another version of their definition than the one of here. */
export const otherVersions = (
  { kpis }: PackCard,
  find: (id: string) => KpiDefinition | undefined,
): string[] =>
  kpis.flatMap(({ kpi, version }) => {
    const definition = find(kpi);
    return definition && definition.version !== version ? [definition.name] : [];
  });
