/** What the dimensions of the overall score, and the parts of the partner quality score, count for. */
import { type LimitSubject, levelOf } from './limits';
import type { Dimension } from './types';

/** Whole numbers that add up to 100. */
export type Weights<Name extends string> = Readonly<Record<Name, number>>;
export type DimensionWeights = Weights<Dimension>;

export const QUALITY_PARTS = ['retention', 'margin', 'support', 'brand'] as const;
export type QualityPart = (typeof QUALITY_PARTS)[number];
export type QualityWeights = Weights<QualityPart>;

export const EVEN_WEIGHTS: DimensionWeights = {
  performance: 20,
  quality: 20,
  trust: 20,
  operations: 20,
  network: 20,
};
/** House convention (K73). */
export const QUALITY_WEIGHTS: QualityWeights = { retention: 30, margin: 25, support: 20, brand: 25 };

/** What a person set. */
export interface StoredWeights {
  /** Number of the last change: each has its own, and none comes twice. */
  last: number;
  /** By scope: `global`, `type:<type>`, `tier:<tier>` or `partner:<id>`. */
  dimensions: Readonly<Record<string, { version: number; weights: DimensionWeights }>>;
  /** For all partners alike: the score is to compare them by. */
  quality: { version: number; weights: QualityWeights } | null;
}

export const NO_WEIGHTS: StoredWeights = { last: 0, dimensions: {}, quality: null };

/** The weights behind an overall score, stamped on it. */
export interface AppliedWeights {
  dimensions: DimensionWeights;
  /** Level that set them. */
  from: 'global' | 'type' | 'tier' | 'partner';
  version: number;
}

const MOST = 50;

/**
 * Whether weights are in balance: whole numbers that add up to 100, each part present, none above half.
 * @returns what is wrong and what to do, one sentence each; none = in balance
 */
export function weightProblems(weights: Readonly<Record<string, number>>): string[] {
  const entries = Object.entries(weights);
  const odd = entries.filter(([, weight]) => !Number.isSafeInteger(weight) || weight < 0);
  if (odd.length > 0)
    return [`Enter a whole number of 0 to 100 for ${odd.map(([name]) => name).join(', ')}.`];
  const problems = entries.flatMap(([name, weight]) => {
    if (weight === 0)
      return [`Nothing for ${name}: give it a part, or a partner that is bad at it looks good.`];
    return weight > MOST
      ? [`More than half is ${name}: a partner good at that alone would look good. Take ${MOST} at most.`]
      : [];
  });
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  if (total !== 100) problems.push(`They add up to ${total}: make it 100.`);
  return problems;
}

const LEVELS = ['global', 'type', 'tier', 'partner'] as const;

/** Weights that hold for a partner: its own, else its tier's, its type's, those for all; null where nobody set any. */
export function weightsFor({ dimensions }: StoredWeights, subject: LimitSubject): AppliedWeights | null {
  let found: AppliedWeights | null = null;
  for (const [scope, { version, weights }] of Object.entries(dimensions)) {
    const from = levelOf(scope, subject);
    if (from === null || (found && LEVELS.indexOf(found.from) > LEVELS.indexOf(from))) continue;
    found = { dimensions: weights, from, version };
  }
  return found;
}
