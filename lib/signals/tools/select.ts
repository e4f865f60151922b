import type { KpiDefinition } from '../../kpi/define';
import { isScored } from '../../kpi/score';
import type { Dimension, JudgedKpi } from '../../kpi/types';
import type { SignalContext } from '../types';

export interface Held {
  definition: KpiDefinition;
  judged: JudgedKpi;
}

/** Scored KPIs with a result, in the definitions' order. */
export function held(context: SignalContext, ...dimensions: Dimension[]): Held[] {
  const out: Held[] = [];
  for (const definition of context.definitions) {
    const judged = context.judged.get(definition.id);
    if (!judged || !isScored(definition)) continue;
    if (dimensions.length === 0 || dimensions.includes(definition.dimension))
      out.push({ definition, judged });
  }
  return out;
}

/** Relative size of a change, positive when it is for the worse; a change from 0 counts as whole. */
export function worsening(definition: KpiDefinition, before: number, after: number): number {
  const change = definition.direction === 'lower' ? after - before : before - after;
  if (change === 0) return 0;
  return before === 0 ? Math.sign(change) : change / Math.abs(before);
}
