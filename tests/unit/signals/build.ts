import type { KpiDefinition } from '@/lib/kpi/define';
import type { Measurement, SeriesPoint, Signal } from '@/lib/kpi/types';
import { SIGNAL_RULES } from '@/lib/signals/registry';
import type { SignalContext } from '@/lib/signals/types';
import { judged } from '../score/build';

export const AS_OF = 20_000;

export interface Given {
  definition: KpiDefinition;
  measurement?: Measurement;
  series?: SeriesPoint[];
  programme?: Measurement;
}

/** What a rule sees of the given KPIs. */
export function context(given: readonly Given[], part: Partial<SignalContext> = {}): SignalContext {
  const series = new Map(given.map(({ definition, series = [] }) => [definition.id, series]));
  return {
    partner: { id: 'p1', name: 'Northwind', type: 'reseller', tier: 'gold' },
    definitions: given.map(({ definition }) => definition),
    judged: new Map(
      given.flatMap(({ definition, measurement }) =>
        measurement ? [[definition.id, judged(definition, measurement)] as const] : [],
      ),
    ),
    series: (kpi) => series.get(kpi) ?? [],
    programme: new Map(
      given.flatMap(({ definition, programme }) => (programme ? [[definition.id, programme] as const] : [])),
    ),
    asOfDay: AS_OF,
    today: AS_OF,
    lastFactDay: AS_OF - 1,
    counts: { deals: 40 },
    ...part,
  };
}

/** One rule's signal, with plain spaces. */
export function run(id: string, seen: SignalContext): Omit<Signal, 'rule'> | null {
  const rule = SIGNAL_RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`No rule ${id}`);
  const signal = rule.evaluate(seen);
  return (
    signal && {
      ...signal,
      title: signal.title.replaceAll('\u00a0', ' '),
      detail: signal.detail.replaceAll('\u00a0', ' '),
    }
  );
}
