import type { KpiDefinition } from './define';
import { qualityScore } from './quality-score';
import { kpiDefinitions } from './registry';
import type { StoredWeights } from './weights';

/** The KPIs of one workspace. */
export interface Catalogue {
  /** Every KPI, in the order of their codes; a person's own come last. */
  definitions: readonly KpiDefinition[];
  find: (id: string) => KpiDefinition | undefined;
}

/** Standard KPI -> variant that stands in scorecards in its place. */
export type VariantChoice = Readonly<Record<string, string>>;

/** What the ids of a person's own KPIs begin with; no built-in one does. */
export const OWN_PREFIX = 'own-';

export const isOwn = ({ id }: Pick<KpiDefinition, 'id'>): boolean => id.startsWith(OWN_PREFIX);

/**
 * The chosen variant changes places with the standard KPI: it takes its weight and gate, and its limit where it has
 * none of its own and the same unit; the standard one becomes a variant of it. Each keeps its id, so that limits and
 * what other KPIs are made of stay what they are.
 */
function exchanged(definitions: readonly KpiDefinition[], standard: string, chosen: string): KpiDefinition[] {
  const base = definitions.find(({ id }) => id === standard)!;
  return definitions.map((definition) => {
    if (definition.id === chosen) {
      const { variantOf: _, ...rest } = definition;
      const limit = rest.limit ?? (rest.unit === base.unit ? base.limit : null);
      return { ...rest, weight: base.weight, gate: base.gate, limit };
    }
    if (definition.id === standard)
      return { ...definition, weight: 0, gate: false, variantOf: chosen, variant: 'standard' };
    return definition.variantOf === standard ? { ...definition, variantOf: chosen } : definition;
  });
}

/**
 * Built-in KPIs with the chosen variants in place, and a person's own.
 * @param own definitions whose ids begin with `own-`; others are passed over
 * @param quality weights of the partner quality score; its version counts on with theirs
 * @param chosen choices of variants that do not exist, or belong to another KPI, are passed over
 */
export function catalogueOf(
  own: readonly KpiDefinition[] = [],
  chosen: VariantChoice = {},
  quality: StoredWeights['quality'] = null,
): Catalogue {
  let definitions = quality
    ? kpiDefinitions.map((one) =>
        one.id === 'quality-score' ? qualityScore(quality.weights, one.version + quality.version) : one,
      )
    : kpiDefinitions;
  for (const [standard, variant] of Object.entries(chosen))
    if (kpiDefinitions.some(({ id, variantOf }) => id === variant && variantOf === standard))
      definitions = exchanged(definitions, standard, variant);
  definitions = [...definitions, ...own.filter(isOwn)];
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  return { definitions, find: (id) => byId.get(id) };
}
