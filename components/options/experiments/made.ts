import type { HoldoutTest } from '@/lib/kpi/experiments/holdout';
import type { IntegrationSplit } from '@/lib/kpi/experiments/integrations';
import type { MixGroup, MixView } from '@/lib/kpi/experiments/mix';
import type { Comparison } from '@/lib/kpi/experiments/types';
import { formatValue } from '@/lib/kpi/format';
import { sameScore } from '@/lib/kpi/score-parts';
import { eValue, meansAsRatio } from '@/lib/stats/risk-ratio';
import { formatCount } from '../parts/format';

/** How a figure is made of others, and made again of them. */
export interface Made {
  parts: readonly { name: string; figure: string }[];
  /** What is done with them. */
  says: string;
  /** Made again. */
  figure: string;
  /** Whether it is the one that was opened. */
  same: boolean;
}

type Sides = readonly [exposed: string, others: string];
type Part = Made['parts'][number];

const part = (name: string, figure: string): Part => ({ name, figure });
const share = (value: number): string => formatValue(value, 'percent');
/** A difference of shares, told in points. */
export const points = (value: number): string =>
  `${value > 0 ? '+' : ''}${formatValue(value * 100, 'points')}`;
const ratioOf = (value: number): string => value.toFixed(2);

const made = (
  parts: readonly Part[],
  says: string,
  again: number | null,
  shown: number | null,
  say: (value: number) => string,
): Made => ({
  parts,
  says,
  figure: again === null ? 'nothing' : say(again),
  same: sameScore(again, shown),
});

const sidesOf = (of: Comparison, sides: Sides, currency: string): Part[] => [
  part(sides[0], formatValue(of.exposed.value, of.unit, currency)),
  part(sides[1], formatValue(of.others.value, of.unit, currency)),
];

/** One side less the other. */
export function differenceMade(of: Comparison, sides: Sides, currency: string): Made {
  const again = of.exposed.value! - of.others.value!;
  const say = of.unit === 'percent' ? points : (value: number) => formatValue(value, of.unit, currency);
  return made(sidesOf(of, sides, currency), `${sides[0]} less ${sides[1]}.`, again, of.difference, say);
}

const BOUND = 'The E-value is R + √(R × (R − 1)), of 1 / R where R is below 1.';

/** The E-value of a ratio of two shares, or of a difference of means told as one. */
export function sensitivityMade(of: Comparison, sides: Sides, currency: string): Made {
  const [a, b] = [of.exposed.value!, of.others.value!];
  const none = { low: null, high: null };
  const shown = of.sensitivity!.point;
  if (of.deviation === undefined) {
    const ratio = a / b;
    return made(
      [...sidesOf(of, sides, currency), part('R, the ratio of the two', ratioOf(ratio))],
      BOUND,
      eValue({ ratio, ...none })?.point ?? null,
      shown,
      ratioOf,
    );
  }
  const found = meansAsRatio(a - b, { low: a - b, high: a - b }, of.deviation);
  return made(
    [
      ...sidesOf(of, sides, currency),
      part('Standard deviation of both, pooled', formatValue(of.deviation, of.unit, currency)),
      ...(found ? [part('R, e to the power of 0.91 × difference / deviation', ratioOf(found.ratio))] : []),
    ],
    BOUND,
    (found && eValue({ ratio: found.ratio, ...none })?.point) ?? null,
    shown,
    ratioOf,
  );
}

/** Deals won beyond what like deals win. */
export function extraWinsMade(rate: Comparison, extra: { value: number; deals: number }): Made {
  return made(
    [
      part('Difference of the win rates', points(rate.difference!)),
      part('Matched deals', formatCount(extra.deals)),
    ],
    'The one times the other.',
    rate.difference! * extra.deals,
    extra.value,
    (value) => formatValue(value, 'count'),
  );
}

/** Retention on both sides of a split. */
export function gapMade({ at, above, below, gap }: IntegrationSplit): Made {
  const [a, b] = [above.successes / above.rows, below.successes / below.rows];
  return made(
    [
      part(`${at} or more`, `${share(a)}, ${formatCount(above.successes)} of ${formatCount(above.rows)}`),
      part(`Fewer than ${at}`, `${share(b)}, ${formatCount(below.successes)} of ${formatCount(below.rows)}`),
    ],
    'The first less the second.',
    a - b,
    gap,
    points,
  );
}

/** What a holdout test shows, made of what became of its two arms. */
export function holdoutMade({ exposed, holdout, lift, relative, incremental }: HoldoutTest) {
  const [a, b] = [exposed.converted / exposed.audience, holdout.converted / holdout.audience];
  const arm = (name: string, value: number, { converted, audience }: typeof exposed): Part =>
    part(name, `${share(value)}, ${formatCount(converted)} of ${formatCount(audience)}`);
  const arms = [arm('Exposed', a, exposed), arm('Holdout', b, holdout)];
  return {
    lift: made(arms, 'Exposed less holdout.', a - b, lift?.difference ?? null, points),
    relative: made(arms, 'Exposed over holdout, less 1.', a / b - 1, relative?.value ?? null, share),
    brought: made(
      [...arms, part('Audience exposed', formatCount(exposed.audience))],
      'Exposed less holdout, times the audience exposed.',
      (a - b) * exposed.audience,
      incremental?.value ?? null,
      (value) => formatValue(value, 'count'),
    ),
  };
}

const totalOf = (groups: readonly MixGroup[], span: 'before' | 'after') =>
  groups.reduce((sum, group) => ({ n: sum.n + group[span].n, k: sum.k + group[span].k }), { n: 0, k: 0 });

/** The whole change: the later share less the earlier. */
export function changeMade({ groups, change }: MixView): Made {
  const [was, is] = [totalOf(groups, 'before'), totalOf(groups, 'after')];
  const of = ({ k, n }: typeof was) => `${share(k / n)}, ${formatCount(k)} of ${formatCount(n)}`;
  return made(
    [part('After', of(is)), part('Before', of(was))],
    'After less before.',
    is.k / is.n - was.k / was.n,
    change?.difference ?? null,
    points,
  );
}

/** So many groups are named one by one. */
const NAMED = 20;
const nameOf = ({ name }: MixGroup): string => name || 'None named';

/** A part of the change: the sum of those of the groups, the largest first. */
export function partMade({ groups, ...view }: MixView, of: 'mix' | 'rate'): Made {
  const sorted = [...groups].sort((a, b) => Math.abs(b[of]) - Math.abs(a[of]));
  const rest = sorted.slice(NAMED);
  const sum = (all: readonly MixGroup[]) => all.reduce((total, group) => total + group[of], 0);
  return made(
    [
      ...sorted.slice(0, NAMED).map((group) => part(nameOf(group), points(group[of]))),
      ...(rest.length > 0 ? [part(`${formatCount(rest.length)} more groups`, points(sum(rest)))] : []),
    ],
    'Added up.',
    sum(groups),
    view[of]?.value ?? null,
    points,
  );
}

/** A group's part of the change, after Kitagawa. */
export function groupMade(group: MixGroup, groups: readonly MixGroup[], of: 'mix' | 'rate'): Made {
  const { before, after } = group;
  const [s0, s1] = [before.n / totalOf(groups, 'before').n, after.n / totalOf(groups, 'after').n];
  // A group without rows in one span has no rate there: that of the other stands for it.
  const r0 = before.n > 0 ? before.k / before.n : after.k / after.n;
  const r1 = after.n > 0 ? after.k / after.n : r0;
  return made(
    [
      part('Its share of all rows before', share(s0)),
      part('Its share of all rows after', share(s1)),
      part('Its rate before', share(r0)),
      part('Its rate after', share(r1)),
    ],
    of === 'mix'
      ? 'Change of its share of all rows, times the mean of both rates.'
      : 'Change of its rate, times the mean of both shares of all rows.',
    of === 'mix' ? ((r0 + r1) / 2) * (s1 - s0) : ((s0 + s1) / 2) * (r1 - r0),
    group[of],
    points,
  );
}
