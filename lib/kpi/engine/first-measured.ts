import type { FirstMeasured } from '../expression';
import { evaluate } from './evaluate';
import { type Evaluation, type Outcome, PROGRAMME } from './outcome';
import { added } from './relations';
import { type Observer, type Run, within } from './run';

/** Holds back what an observer would see until it is known whether it counts. */
function heldBack(observer: Observer): { observer: Observer; tell: () => void } {
  const seen: (() => void)[] = [];
  return {
    observer: {
      only: (path, table) => observer.only(path, table),
      see(path, table, block, ...rest) {
        // Blocks are written over by the next one.
        const kept = {
          ...block,
          rows: block.rows.slice(0, block.count),
          marks: block.marks.slice(0, block.count),
        };
        seen.push(() => observer.see(path, table, kept, ...rest));
      },
    },
    tell: () => {
      for (const each of seen) each();
    },
  };
}

export function firstMeasured({ of }: FirstMeasured, run: Run): Evaluation {
  const [single, ...others] = run.context.partners ?? [];
  const ways: { says: string; evaluation: Evaluation }[] = [];
  for (const [k, { says, formula }] of of.entries()) {
    const inside = within(run, `of.${k}`);
    if (!run.observer || single === undefined || others.length > 0) {
      ways.push({ says, evaluation: evaluate(formula, inside) });
      continue;
    }
    // Evidence shows the rows of the way that is taken, and no other.
    const held = heldBack(run.observer);
    const evaluation = evaluate(formula, { ...inside, observer: held.observer });
    const counts = evaluation.at(single, 0).value !== null;
    if (!counts && k < of.length - 1) continue;
    held.tell();
    ways.push({ says, evaluation });
    break;
  }
  const own = (group: number, slot: number): Outcome => {
    let last: Outcome | null = null;
    for (const { says, evaluation } of ways) {
      last = evaluation.at(group, slot);
      if (last.value !== null) return { ...last, numerator: last.value, by: says };
    }
    return last!;
  };
  const { partners } = run.context.facts;
  return {
    at(group, slot) {
      if (group !== PROGRAMME) return own(group, slot);
      let whole: Outcome | null = null;
      for (let p = 0; p < partners.length; p++) {
        const one = own(p, slot);
        whole = whole ? added(whole, one, run) : one;
      }
      if (!whole) return ways[0]!.evaluation.at(PROGRAMME, slot);
      const { by: _, ...all } = whole;
      return { ...all, low: null, high: null };
    },
  };
}
