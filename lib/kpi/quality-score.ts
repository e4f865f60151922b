import {
  greatestPart,
  isFirst,
  isSet,
  leastPart,
  lessParts,
  part,
  plusParts,
  productOf,
  quotientOf,
} from './build';
import type { KpiDefinition } from './define';
import type { Combination, Composite, Formula } from './expression';
import { definition as margin } from './metrics/deal-margin';
import { definition as retention } from './metrics/logo-retention';
import { definition as violations } from './metrics/policy-violations';
import { definition as tickets } from './metrics/tickets-per-1000-orders';
import { QUALITY_PARTS, type QualityPart, type QualityWeights } from './weights';

export const PART_WORDS: Record<QualityPart, string> = {
  retention: 'retention',
  margin: 'margin',
  support: 'support load',
  brand: 'brand risk',
};
/** Share of the weights that must be measured, of 100. */
const COVERAGE = 60;

/** 0 at `fail`, 100 at `target`, linear between, held within. */
const scored = (value: Combination, fail: number, target: number): Combination =>
  leastPart(100, greatestPart(0, productOf(lessParts(value, fail), 100 / (target - fail))));

/**
 * A score of 0-100 of its own, so that a part that was not measured can be told from a bad one. With fewer rows than
 * the KPI's own minimum sample there is none: what is insufficient is in no score.
 */
const score = (
  kpi: Pick<KpiDefinition, 'id' | 'minimum'>,
  value: (it: Combination) => Combination,
  others: Composite['parts'] = {},
): Composite => ({
  kind: 'composite',
  parts: { it: { kpi: kpi.id }, ...others },
  value: value(part('it')),
  n: 'it',
  requires: { part: 'it', ...kpi.minimum },
});

/** Tickets on orders, and orders, of everybody. */
const everybody: Composite['parts'] = {
  allTickets: {
    formula: {
      kind: 'company',
      of: {
        kind: 'count',
        rows: { table: 'tickets', date: 'opened', window: { days: 90 }, where: isSet('order') },
      },
    },
  },
  allOrders: {
    formula: {
      kind: 'company',
      of: {
        kind: 'count',
        rows: { table: 'orders', date: 'ordered', window: { days: 90 }, where: isFirst('order', 'ordered') },
      },
    },
  },
};
const ticketsOfAll = productOf(quotientOf(part('allTickets'), part('allOrders')), 1000);

const scores: Record<QualityPart, Composite> = {
  retention: score(retention, (share) => scored(share, 0.8, 1)),
  margin: score(margin, (share) => scored(share, 0.25, 0.35)),
  support: score(tickets, (rate) => scored(quotientOf(rate, ticketsOfAll), 1.5, 1), everybody),
  brand: score(violations, (points) => scored(points, 9, 0)),
};

/** 1 where the part was measured; nothing to measure otherwise. */
const presence = (one: QualityPart): Formula => ({
  kind: 'composite',
  parts: { it: { formula: scores[one] } },
  value: plusParts(productOf(part('it'), 0), 1),
});

/** The part, or nothing where it was not measured, for whatever reason. */
const orNothing = (name: string): Combination => ({ op: 'orElse', part: name, value: 0, always: true });

const sum = (terms: readonly Combination[]): Combination => terms.reduce((a, b) => plusParts(a, b));
/** `retention 30, margin 25` */
const inWords = (weights: QualityWeights): string =>
  QUALITY_PARTS.map((one) => `${PART_WORDS[one]} ${weights[one]}`).join(', ');

/**
 * The partner quality score, K73.
 *
 * @param weights whole numbers that add up to 100
 * @param version of the definition: other weights are another definition
 */
export function qualityScore(weights: QualityWeights, version: number): KpiDefinition {
  const weighted = sum(QUALITY_PARTS.map((one) => productOf(orNothing(one), weights[one])));
  const covered = sum(QUALITY_PARTS.map((one) => productOf(orNothing(`${one}_there`), weights[one])));
  // 1 from the needed coverage on, else 0: whole numbers, so the step lies between two of them.
  const enough = leastPart(1, greatestPart(0, lessParts(covered, COVERAGE - 1)));
  return {
    id: 'quality-score',
    code: 'K73',
    name: 'Partner quality score',
    question: 'How good is what this partner brings, all in all?',
    dimension: 'quality',
    unit: 'score',
    direction: 'higher',
    kind: 'lagging',
    depth: 'deep',
    window: { months: 12 },
    maturityDays: null,
    minimum: { n: 1, of: 'rows behind its smallest part' },
    limit: { basis: 'absolute', warn: 70, fail: 50 },
    // Its parts are scored themselves.
    weight: 0,
    gate: false,
    includes: `Four scores of 0-100, weighted: ${inWords(weights)}. Retention is K16 (0 at 80 %, 100 at 100 %), margin K10 (0 at 25 %, 100 at 35 %), support load K22a against all orders (0 at 1.5 times, 100 at the same), brand risk K26 (0 at 9 points, 100 at none). Weights of parts that were not measured are shared by the others.`,
    excludes:
      'Parts below their own minimum sample. Nothing is shown with less than 60 of the 100 weights measured.',
    sourceOfRecord: 'The KPIs that it is made of',
    cadence: 'monthly',
    owner: 'Partner manager',
    version,
    source: 'House convention for the weights; linear map between fail and target',
    formula: {
      kind: 'composite',
      says: {
        numerator: 'sum of the four scores times their weights',
        denominator: 'sum of the weights of those that were measured, 60 or more of 100',
      },
      parts: Object.fromEntries(
        QUALITY_PARTS.flatMap((one) => [
          [one, { formula: scores[one] }],
          [`${one}_there`, { formula: presence(one) }],
        ]),
      ),
      value: quotientOf(weighted, productOf(covered, enough)),
      undefined: `Less than 60 % of its weights could be measured: ${inWords(weights)}.`,
    },
  };
}
