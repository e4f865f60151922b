import { addMonths, startOf } from '../../facts/time';
import type { WindowSpec } from '../define';
import type { DayWindow } from '../types';

/**
 * Days that a KPI looks at: [from, to), `to` being the as-of day. A KPI about the state at the as-of day has an empty
 * window at it.
 */
export function resolveWindow(spec: WindowSpec, asOfDay: number): DayWindow {
  if ('days' in spec) return { from: asOfDay - spec.days, to: asOfDay };
  if ('months' in spec) return { from: addMonths(asOfDay, -spec.months), to: asOfDay };
  if ('current' in spec) return { from: startOf(spec.current, asOfDay), to: asOfDay };
  return { from: asOfDay, to: asOfDay };
}

/** The window of the same kind before it. */
export function previousWindow(spec: WindowSpec, asOfDay: number): DayWindow {
  const { from } = resolveWindow(spec, asOfDay);
  if ('current' in spec) return { from: startOf(spec.current, from - 1), to: from };
  return resolveWindow(spec, from);
}

/** The last `months` whole calendar months before the as-of day, oldest first. */
export function wholeMonths(asOfDay: number, months: number): DayWindow[] {
  const end = startOf('month', asOfDay);
  return Array.from({ length: months }, (_, i) => ({
    from: addMonths(end, i - months),
    to: addMonths(end, i - months + 1),
  }));
}
