/**
 * Conditional logit with an outside choice: of the partners that evidence speaks for, and nobody of them, who is it?
 *
 * The chance of partner i is exp(u_i) / (1 + sum of exp(u_j)), where u is an intercept plus a weight for each kind of
 * evidence; so the chances of all partners never add up to more than one. Weights are shrunk towards zero by a ridge
 * penalty, and found by Newton's method. Deals with the same patterns and outcome are one row with a count.
 *
 * Source: D. McFadden, "Conditional logit analysis of qualitative choice behavior", in P. Zarembka (ed.), Frontiers in
 * Econometrics, Academic Press 1974, 105-142; ridge: S. le Cessie and J. C. van Houwelingen, "Ridge estimators in
 * logistic regression", Applied Statistics 41 (1992) 191-201.
 */
import { EVIDENCE } from './evidence';

/** Past deals with the same candidates. */
export interface Choice {
  /** Evidence pattern of each candidate. */
  patterns: readonly number[];
  /** Candidate whose deal it was; -1 = none of them. */
  chosen: number;
  count: number;
}

/** Intercept, then a weight for each of `EVIDENCE`. */
export type Weights = Float64Array;

const SIZE = EVIDENCE.length + 1;
/** Penalty on a weight: that of a normal prior with standard deviation 1.6; the intercept is hardly held. */
const RIDGE = 0.4;
const RIDGE_INTERCEPT = 0.01;
const MOST_STEPS = 50;
const CLOSE = 1e-9;

function utility(weights: Weights, pattern: number): number {
  let sum = weights[0]!;
  for (let k = 0; k < EVIDENCE.length; k++) if (pattern & (1 << k)) sum += weights[k + 1]!;
  return sum;
}

/** Chance of each candidate; what is missing to one is that of nobody among them. */
export function chances(weights: Weights, patterns: readonly number[]): number[] {
  const utilities = patterns.map((pattern) => utility(weights, pattern));
  const most = Math.max(0, ...utilities);
  const parts = utilities.map((u) => Math.exp(u - most));
  const sum = parts.reduce((total, part) => total + part, Math.exp(-most));
  return parts.map((part) => part / sum);
}

/** Penalised log-likelihood, which Newton's steps must not lower. */
function fitness(weights: Weights, choices: readonly Choice[]): number {
  let sum = 0;
  for (const { patterns, chosen, count } of choices) {
    if (count <= 0) continue;
    const p = chances(weights, patterns);
    const outside = 1 - p.reduce((total, each) => total + each, 0);
    sum += count * Math.log(Math.max(chosen < 0 ? outside : p[chosen]!, 1e-300));
  }
  for (let k = 0; k < SIZE; k++) sum -= ((k ? RIDGE : RIDGE_INTERCEPT) / 2) * weights[k]! ** 2;
  return sum;
}

/** @param start weights to begin at, for a fit that differs little from another */
export function fitWeights(choices: readonly Choice[], start: Weights = new Float64Array(SIZE)): Weights {
  let weights = start;
  let reached = fitness(weights, choices);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { gradient, curvature } = derivatives(weights, choices);
    const direction = solve(curvature, gradient);
    let scale = 1;
    let next = weights.map((w, k) => w + direction[k]!);
    let value = fitness(next, choices);
    while (value < reached && scale > 1e-6) {
      scale /= 2;
      next = weights.map((w, k) => w + scale * direction[k]!);
      value = fitness(next, choices);
    }
    if (!(value > reached)) break;
    const gained = value - reached;
    weights = next;
    reached = value;
    if (gained < CLOSE) break;
  }
  return weights;
}

/**
 * Weights without one deal each, by one step of Newton's method from the weights of all: there the slopes add up to
 * nothing, so that the slope without a deal is that deal's own with the other sign.
 *
 * Source: D. Pregibon, "Logistic regression diagnostics", Annals of Statistics 9 (1981) 705-724, section 4.
 * @param weights those of all deals, as `fitWeights` gives them
 * @returns weights without one of the deals that a choice stands for
 */
export function weightsWithout(weights: Weights, choices: readonly Choice[]): (one: Choice) => Weights {
  const all = derivatives(weights, choices).curvature;
  return (one) => {
    const own = derivatives(weights, [{ ...one, count: 1 }], false);
    const curvature = all.map((row, k) => row.map((value, m) => value - own.curvature[k]![m]!));
    const step = solve(
      curvature,
      own.gradient.map((slope) => -slope),
    );
    return weights.map((w, k) => w + step[k]!);
  };
}

function derivatives(weights: Weights, choices: readonly Choice[], shrunk = true) {
  const gradient = new Float64Array(SIZE);
  const curvature = Array.from({ length: SIZE }, () => new Float64Array(SIZE));
  const has = (pattern: number, k: number) => k === 0 || (pattern & (1 << (k - 1))) !== 0;
  for (const { patterns, chosen, count } of choices) {
    if (count <= 0) continue;
    const p = chances(weights, patterns);
    const mean = new Float64Array(SIZE);
    patterns.forEach((pattern, i) => {
      for (let k = 0; k < SIZE; k++) if (has(pattern, k)) mean[k]! += p[i]!;
    });
    for (let k = 0; k < SIZE; k++) {
      const seen = chosen >= 0 && has(patterns[chosen]!, k) ? 1 : 0;
      gradient[k]! += count * (seen - mean[k]!);
      for (let m = 0; m < SIZE; m++) curvature[k]![m]! -= count * mean[k]! * mean[m]!;
    }
    patterns.forEach((pattern, i) => {
      for (let k = 0; k < SIZE; k++) {
        if (!has(pattern, k)) continue;
        for (let m = 0; m < SIZE; m++) if (has(pattern, m)) curvature[k]![m]! += count * p[i]!;
      }
    });
  }
  for (let k = 0; shrunk && k < SIZE; k++) {
    const ridge = k ? RIDGE : RIDGE_INTERCEPT;
    gradient[k]! -= ridge * weights[k]!;
    curvature[k]![k]! += ridge;
  }
  return { gradient, curvature };
}

/** Solves a x = b for a symmetric positive definite matrix by Cholesky's method. */
function solve(a: readonly Float64Array[], b: Float64Array): Float64Array {
  const n = b.length;
  const lower = a.map(() => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i]![j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j]![j]!;
    }
  }
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i]![k]! * x[k]!;
    x[i] = sum / lower[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < n; k++) sum -= lower[k]![i]! * x[k]!;
    x[i] = sum / lower[i]![i]!;
  }
  return x;
}
