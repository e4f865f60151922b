import type { Facts } from '@/lib/facts/factset';
import type { Measurement } from '@/lib/kpi/types';

/** KPI -> partner -> value. */
export type Figures = Map<string, Map<number, number>>;

export function figuresOf(byPartner: ReadonlyMap<number, readonly Measurement[]>): Figures {
  const figures: Figures = new Map();
  for (const [partner, list] of byPartner)
    for (const { kpi, value, n } of list) {
      const values = figures.get(kpi) ?? new Map<number, number>();
      figures.set(kpi, values);
      // Peers list what there is; that there is none of something is not among it.
      if (value !== null && !(value === 0 && n === 0)) values.set(partner, value);
    }
  return figures;
}

/**
 * @returns how many figures were compared
 * @throws Error where two differ by more than 1e-9
 */
export function compare(ours: Figures, theirs: Figures, peer: string): number {
  let compared = 0;
  for (const [kpi, b] of theirs) {
    const a = ours.get(kpi)!;
    for (const partner of new Set([...a.keys(), ...b.keys()])) {
      const [x, y] = [a.get(partner), b.get(partner)];
      if (x === undefined || y === undefined || Math.abs(x - y) > 1e-9 * Math.max(1, Math.abs(y)))
        throw new Error(`${kpi} of partner ${partner + 1} is ${x} in the engine and ${y} in ${peer}.`);
      compared++;
    }
  }
  return compared;
}

/** A view of facts that nothing was worked out from yet: every look-up is made again, and the index of its key. */
export const unread = (facts: Facts): Facts => Object.create(facts, { index: { value: () => null } });
