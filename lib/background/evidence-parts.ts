/** Places of a formula that read rows, as a person calls them. Pure. */
import type { KpiDefinition } from '../kpi/define';

const KPI = /^kpi:([^.]+)\.?/;

/** Steps that only number or wrap what they hold. */
const SILENT = /^(?:of|parts|\d+)$/;

const STEPS: Readonly<Record<string, string>> = {
  events: 'events',
  exposure: 'counted over',
  left: 'first term',
  right: 'second term',
  direct: 'without a partner',
};

/** `wonToDate` -> `won to date`. */
const spaced = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z0-9])/g, ' ').toLowerCase();

/**
 * `kpi:net-revenue.parts.sales.of.1` -> `Net revenue: sales`. A KPI's own rows have no name of their own.
 * @param find the KPIs that composite ones are made of
 */
export function placeInWords(part: string, find: (id: string) => KpiDefinition | undefined): string {
  const id = KPI.exec(part)?.[1];
  const kpi = id === undefined ? '' : (find(id)?.name ?? id);
  const steps = part
    .replace(KPI, '')
    .split('.')
    .filter((step) => step !== '' && !SILENT.test(step))
    .map((step) => STEPS[step] ?? spaced(step));
  return [kpi, steps.join(', ')].filter((words) => words !== '').join(': ');
}
