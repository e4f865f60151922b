import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveLimit, validateLimit } from '@/lib/kpi/limits';
import type { StoredLimit } from '@/lib/store/types';
import { definition } from './build';

const winRate = definition('win-rate');
const subject = { partnerId: 'p1', type: 'Reseller', tier: 'gold' };
const stored: StoredLimit[] = [
  { scope: 'partner:p1', kpi: 'win-rate', warn: 0.5, fail: 0.4 },
  { scope: 'global', kpi: 'win-rate', warn: 0.35, fail: 0.25 },
  { scope: 'tier:Gold', kpi: 'win-rate', warn: 0.45, fail: 0.35 },
  { scope: 'type:reseller', kpi: 'win-rate', warn: 0.4, fail: 0.3 },
  { scope: 'partner:p2', kpi: 'win-rate', warn: 0.9, fail: 0.8 },
  { scope: 'global', kpi: 'csat', warn: 0.9, fail: 0.8 },
];

describe('resolveLimit', () => {
  it.each([
    ['partner', stored, 0.5],
    ['tier', stored.filter(({ scope }) => scope !== 'partner:p1'), 0.45],
    ['type', stored.filter(({ scope }) => !/p1|tier/.test(scope)), 0.4],
    ['global', stored.filter(({ scope }) => !/p1|tier|type/.test(scope)), 0.35],
    ['default', stored.slice(4), 0.3],
  ])('takes the %s level where nothing is more specific', (from, limits, warn) => {
    expect(resolveLimit(winRate, limits, subject, null)).toMatchObject({ from, warn });
    expect(resolveLimit(winRate, [...limits].reverse(), subject, null)).toMatchObject({ from, warn });
  });

  it('passes over types and tiers that the partner does not have', () => {
    expect(resolveLimit(winRate, stored, { partnerId: 'p9', type: null, tier: null }, null)!.from).toBe(
      'global',
    );
    expect(
      resolveLimit(
        winRate,
        [{ scope: 'type:null', kpi: 'win-rate', warn: 1, fail: 0 }],
        { partnerId: 'p', type: null, tier: null },
        null,
      )!.from,
    ).toBe('default');
    expect(
      resolveLimit(winRate, [{ scope: 'odd', kpi: 'win-rate', warn: 1, fail: 0 }], subject, null)!.from,
    ).toBe('default');
  });

  it('has none for informational KPIs and where nothing is set', () => {
    expect(resolveLimit(definition('x', { direction: 'info' }), stored, subject, null)).toBeNull();
    expect(resolveLimit(definition('x', { limit: null }), [], subject, null)).toBeNull();
    expect(resolveLimit(definition('win-rate', { limit: null }), stored, subject, null)!.from).toBe(
      'partner',
    );
  });

  it('multiplies the pooled value, where there is one to multiply', () => {
    const relative = definition('win-rate', { limit: { basis: 'programme', warn: 0.85, fail: 0.7 } });
    const resolved = resolveLimit(relative, [], subject, 0.28)!;
    expect(resolved).toMatchObject({ from: 'default', relativeTo: 'programme' });
    expect(resolved).not.toHaveProperty('of');
    expect(resolved.warn).toBeCloseTo(0.238, 12);
    expect(resolved.fail).toBeCloseTo(0.196, 12);
    expect(
      resolveLimit(relative, [{ scope: 'global', kpi: 'win-rate', warn: 1, fail: 0.5 }], subject, 0.28),
    ).toMatchObject({ warn: 0.28, fail: 0.14, from: 'global' });
    for (const nothing of [null, 0, -0.2, Number.NaN])
      expect(resolveLimit(relative, [], subject, nothing)).toBeNull();
  });

  it('adds a distance to the pooled value', () => {
    const offset = definition('nps', { unit: 'points', limit: { basis: 'offset', warn: -10, fail: -20 } });
    expect(resolveLimit(offset, [], subject, 5)).toMatchObject({
      warn: -5,
      fail: -15,
      relativeTo: 'programme',
    });
    expect(resolveLimit(offset, [], subject, null)).toBeNull();
  });
});

describe('validateLimit', () => {
  const lower = definition('discount-rate', { direction: 'lower' });

  it('accepts an ordered pair, equal ends included', () => {
    expect(validateLimit(winRate, 0.3, 0.2)).toBeNull();
    expect(validateLimit(lower, 0.15, 0.2)).toBeNull();
    expect(validateLimit(lower, 0, 0)).toBeNull();
    expect(
      validateLimit(
        definition('nps', { unit: 'points', limit: { basis: 'offset', warn: -10, fail: -20 } }),
        -10,
        -20,
      ),
    ).toBeNull();
  });

  it.each([
    [winRate, 0.2, 0.3, /More is better for Win rate: the failing limit must not be above/],
    [lower, 0.2, 0.15, /Less is better for Discount rate: the failing limit must not be below/],
    [winRate, Number.NaN, 0.3, /warning limit of Win rate is not a number/],
    [winRate, 0.3, Number.NEGATIVE_INFINITY, /failing limit of Win rate is not a number/],
    [lower, 15, 20, /must be between -100 % and 500 %/],
    [definition('audit', { unit: 'score' }), 101, 50, /between 0 and 100/],
    [definition('x', { unit: 'days', direction: 'lower' }), -1, 3, /between 0 and 3,660 days/],
    [
      definition('x', { limit: { basis: 'programme', warn: 1, fail: 1 } }),
      0,
      0,
      /multiple of the programme value/,
    ],
    [definition('x', { direction: 'info' }), 1, 1, /informational/],
  ])('says what is wrong (%#)', (kpi, warn, fail, sentence) => {
    expect(validateLimit(kpi, warn, fail)).toMatch(sentence);
  });

  it('never lets a pair through whose order is wrong', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (warn, fail) => {
          expect(validateLimit(winRate, warn, fail) === null).toBe(fail <= warn);
          expect(validateLimit(lower, warn, fail) === null).toBe(fail >= warn);
        },
      ),
    );
  });
});
