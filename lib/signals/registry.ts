import type { Signal } from '../kpi/types';
import type { SignalContext, SignalRule } from './types';

export interface RegisteredRule extends SignalRule {
  id: string;
}

const modules = import.meta.glob<{ default: SignalRule }>('./rules/*.ts', { eager: true });

/** Every rule, by id. */
export const SIGNAL_RULES: readonly RegisteredRule[] = Object.entries(modules)
  .map(([path, module]) => ({ id: path.slice('./rules/'.length, -'.ts'.length), ...module.default }))
  .sort((a, b) => a.id.localeCompare(b.id, 'en'));

const SEVERITY = ['bad', 'warn', 'info'] as const;

/** More are noise: the rest are seen in the scorecard itself. */
export const SIGNAL_CAP = 6;

/** Signals that hold, the most severe first, then those that rest on more KPIs; at most `cap`. */
export function evaluateSignals(context: SignalContext, cap = SIGNAL_CAP): Signal[] {
  const found: Signal[] = [];
  for (const rule of SIGNAL_RULES) {
    const signal = rule.evaluate(context);
    if (signal) found.push({ rule: rule.id, ...signal });
  }
  return found
    .sort(
      (a, b) =>
        SEVERITY.indexOf(a.severity) - SEVERITY.indexOf(b.severity) ||
        b.kpis.length - a.kpis.length ||
        a.rule.localeCompare(b.rule, 'en'),
    )
    .slice(0, cap);
}
