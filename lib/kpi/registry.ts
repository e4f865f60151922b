import type { KpiDefinition } from './define';

const modules = import.meta.glob<{ definition: KpiDefinition }>('./metrics/*.ts', { eager: true });

/** Every KPI, in the order of their codes: K01, K02, ... K22a, K22b. */
export const kpiDefinitions: readonly KpiDefinition[] = Object.values(modules)
  .map(({ definition }) => definition)
  .sort((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }));

const byId = new Map(kpiDefinitions.map((definition) => [definition.id, definition]));

/** The KPI of that id, undefined when there is none. */
export function findKpi(id: string): KpiDefinition | undefined {
  return byId.get(id);
}

/**
 * @throws RangeError when there is no such KPI
 */
export function kpiDefinition(id: string): KpiDefinition {
  const definition = byId.get(id);
  if (!definition)
    throw new RangeError(
      `There is no KPI "${id}". Known: ${kpiDefinitions.map((kpi) => kpi.id).join(', ')}.`,
    );
  return definition;
}
