import { evenness as evennessOf } from '../../stats/evenness';
import type { Evenness } from '../expression';
import { tableOf } from '../kinds';
import type { Evaluation } from './outcome';
import type { Run } from './run';
import { Samples } from './samples';
import { tally } from './tally';

const ONE_KIND = 'All of them have the same value; how even a spread is can be said of two or more.';

export function evenness({ rows, of }: Evenness, run: Run): Evaluation {
  const label = tableOf(rows.table).columns[of]?.label.toLowerCase() ?? of;
  const samples = new Samples(1, run.context.facts.partners.length, run.windows.length);
  const counts = tally(
    { rows, values: [{ op: 'column', column: of }], missing: `no ${label}` },
    run,
    (block, partner) => samples.take(block, partner, block.values),
    [samples],
  );
  return {
    at(group, slot) {
      const outcome = counts.base(group, slot);
      if (outcome.n === 0) return outcome;
      const byCode = new Map<number, number>();
      for (const code of samples.of(group, slot, 0)) byCode.set(code, (byCode.get(code) ?? 0) + 1);
      const { entropy, most, evenness } = evennessOf(byCode.values());
      outcome.value = evenness;
      outcome.numerator = entropy;
      outcome.denominator = most;
      if (evenness === null) outcome.reason = ONE_KIND;
      return outcome;
    },
  };
}
