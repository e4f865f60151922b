import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '@/lib/kpi/catalogue';
import { buildScorecard } from '@/lib/kpi/scorecard';
import type { DimensionWeights, StoredWeights } from '@/lib/kpi/weights';
import { EVEN_WEIGHTS, NO_WEIGHTS, QUALITY_WEIGHTS, weightProblems, weightsFor } from '@/lib/kpi/weights';
import { definition, share } from './build';

const HEAVY: DimensionWeights = { performance: 50, quality: 20, trust: 10, operations: 10, network: 10 };
const partner = { id: 'P-1', name: 'Northwind', type: 'Reseller', tier: 'Gold' };
const subject = { partnerId: partner.id, type: partner.type, tier: partner.tier };
const stored = (...scopes: string[]): StoredWeights => ({
  ...NO_WEIGHTS,
  dimensions: Object.fromEntries(scopes.map((scope, i) => [scope, { version: i + 1, weights: HEAVY }])),
});

describe('balance of weights', () => {
  it('holds for those that the product begins with', () => {
    expect(weightProblems(EVEN_WEIGHTS)).toEqual([]);
    expect(weightProblems(QUALITY_WEIGHTS)).toEqual([]);
  });

  it.each([
    ['half is allowed', { a: 50, b: 50 }, []],
    ['more than half is not', { a: 51, b: 49 }, [/^More than half is a/]],
    ['nothing for one', { a: 50, b: 50, c: 0 }, [/^Nothing for c/]],
    ['another sum', { a: 50, b: 49 }, [/^They add up to 99/]],
    ['parts of a number', { a: 50.5, b: 49.5 }, [/whole number .* for a, b/]],
    ['no number', { a: Number.NaN, b: 50 }, [/whole number .* for a\./]],
    ['below zero', { a: -1, b: 50, c: 51 }, [/whole number .* for a\./]],
  ])('%s', (_, weights, says) => {
    const problems = weightProblems(weights as Record<string, number>);
    expect(problems).toHaveLength(says.length);
    says.forEach((each, i) => {
      expect(problems[i]).toMatch(each);
    });
  });
});

describe('weights that hold for a partner', () => {
  it('are those of the most specific level, in whatever order they are stored', () => {
    const scopes = ['partner:P-1', 'tier:gold', 'type:reseller', 'global', 'partner:P-2', 'type:agency'];
    const from = (...some: string[]) => weightsFor(stored(...some), subject)?.from ?? null;
    fc.assert(
      fc.property(fc.shuffledSubarray(scopes), (some) => {
        const level = ['partner:P-1', 'tier:gold', 'type:reseller', 'global'].find((each) =>
          some.includes(each),
        );
        expect(from(...some)).toBe(level?.split(':')[0] ?? null);
      }),
    );
  });
});

describe('the overall score', () => {
  const passing = definition('win-rate');
  const failing = definition('refund', { dimension: 'quality' });
  const card = (weights?: StoredWeights, gate = false) => {
    const definitions = [passing, { ...failing, gate }];
    return buildScorecard({
      partner,
      definitions,
      measurements: [share('win-rate', 95, 100), share('refund', 1, 100)],
      programme: [],
      series: () => [],
      limits: [],
      weights,
      asOfDay: 20_000,
      now: new Date(0),
    });
  };

  it('weighs the dimensions that have a score, and carries its weights and their version', () => {
    expect(card()).toMatchObject({ score: 50 });
    expect(card()).not.toHaveProperty('weights');
    const weighed = card(stored('type:reseller'));
    expect(weighed.score).toBeCloseTo((50 * 100 + 20 * 0) / 70, 12);
    expect(weighed.weights).toEqual({ dimensions: HEAVY, from: 'type', version: 1 });
  });

  it('stays below a gate that is broken, whatever the weights', () => {
    expect(card(stored('global')).score).toBeGreaterThan(49);
    expect(card(stored('global'), true).score).toBe(49);
  });
});

it('the partner quality score with other weights is another version of it, and says them', () => {
  const weights = { retention: 10, margin: 30, support: 30, brand: 30 };
  const before = catalogueOf().find('quality-score')!;
  const after = catalogueOf([], {}, { version: 4, weights }).find('quality-score')!;
  expect(after.version).toBe(before.version + 4);
  expect(after.includes).toContain('retention 10, margin 30, support load 30, brand risk 30');
  expect({ ...after, version: 0, includes: '', formula: null }).toEqual({
    ...before,
    version: 0,
    includes: '',
    formula: null,
  });
});
