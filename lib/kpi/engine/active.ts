import type { Active } from '../expression';
import { tableOf } from '../kinds';
import { type Evaluation, mergeReasons, outcomeOf, PROGRAMME } from './outcome';
import { type Run, within } from './run';
import { tally } from './tally';

const NEVER = 'Nothing of this partner was ever imported that would show whether it is active.';

export function active({ events, programme }: Active, run: Run): Evaluation {
  const { facts } = run.context;
  const P = facts.partners.length;
  const tables = events.map((rows) => facts.table(tableOf(rows.table).id));
  const tallies = events.map((rows, k) => tally({ rows }, within(run, `events.${k}`)));
  const known = (p: number): boolean => tables.some((table) => table.count(p) > 0);
  const isActive = (p: number, slot: number): boolean =>
    tallies.some(({ counted, windows }) => counted[p * windows + slot]! > 0);
  return {
    at(group, slot) {
      const bases = tallies.map((counts) => counts.base(group, slot));
      const outcome = outcomeOf(
        0,
        bases.reduce((sum, { immature }) => sum + immature, 0),
        mergeReasons(...bases.map(({ excluded }) => excluded)),
      );
      if (group !== PROGRAMME) {
        if (!known(group)) outcome.reason = NEVER;
        else {
          const value = isActive(group, slot) ? 1 : 0;
          Object.assign(outcome, { value, n: 1, numerator: value, denominator: 1 });
        }
        return outcome;
      }
      if (P === 0) return outcome;
      let count = 0;
      for (let p = 0; p < P; p++) if (isActive(p, slot)) count++;
      // All partners there are: a census, so no interval.
      const value = programme === 'share' ? count / P : count;
      return Object.assign(outcome, { value, n: P, numerator: count, denominator: P });
    },
  };
}
