import { afterEach, describe, expect, test, vi } from 'vitest';
import { breakable, limitText, stateOf, valueText } from '@/components/ui/state';
import { when } from '@/components/ui/when';
import { kpi, kpis } from '../fixtures/kpis';
import { NOW } from '../fixtures/views';

const named = (id: string) => kpis.find((each) => each.kpi === id)!;

describe('state', () => {
  test('a grade counts only when the result is confident', () => {
    expect(stateOf({ state: 'provisional', grade: 'fail' })).toBe('provisional');
    expect(stateOf({ state: 'insufficient', grade: null })).toBe('insufficient');
    expect(stateOf({ state: 'confident', grade: 'fail' })).toBe('fail');
    expect(stateOf({ state: 'confident', grade: null })).toBe('no-limit');
  });
});

describe('shown values', () => {
  test('a value with its sample', () => {
    expect(valueText(named('refund_rate'))).toEqual({ main: '2.1\u00a0%', sub: 'n 1,204' });
  });

  test('too few rows give counts, never a rate', () => {
    expect(valueText(named('csat'))).toEqual({ main: '6 of 8', sub: 'n 8 of 30' });
    expect(valueText(named('nps'))).toEqual({ main: '–', sub: 'n 7 of 30' });
  });

  test('money is not shown as "3 of 7"', () => {
    const discount = kpi({
      kpi: 'd',
      name: 'D',
      state: 'insufficient',
      numerator: 120_000,
      denominator: 400_000,
      n: 3,
      value: 0.3,
    });
    expect(valueText(discount).main).toBe('–');
  });

  test('neither are a balance or a cost per head', () => {
    const nps = kpi({
      kpi: 'n',
      name: 'N',
      unit: 'points',
      state: 'insufficient',
      numerator: 0,
      denominator: 15,
      n: 15,
    });
    const cost = { ...nps, unit: 'currency' as const, numerator: 204_575, denominator: 15 };
    expect([valueText(nps).main, valueText(cost).main]).toEqual(['–', '–']);
  });

  test('a long text may break before its unit, a short one does not', () => {
    expect(breakable('101.8\u00a0per\u00a01,000')).toBe('101.8 per\u00a01,000');
    expect(breakable('23.8\u00a0%')).toBe('23.8\u00a0%');
  });

  test('missing is never zero, and zero is not missing', () => {
    expect(valueText(named('no_show'))).toEqual({ main: '–', sub: 'no rows' });
    expect(valueText(kpi({ kpi: 'z', name: 'Z', value: 0, n: 400 })).main).toBe('0\u00a0%');
  });

  test('a value that is a lower bound says so', () => {
    expect(valueText(kpi({ kpi: 'c', name: 'C', unit: 'days', value: 45, n: 12, atLeast: true })).main).toBe(
      '≥ 45\u00a0days',
    );
  });

  test('limits read in their direction', () => {
    expect(limitText(named('win_rate'))).toBe('≥ 23.8\u00a0%');
    expect(limitText(named('discount_rate'))).toBe('≤ 15\u00a0%');
    expect(limitText(named('sourced_revenue_gross'))).toBeNull();
  });
});

describe('when', () => {
  test.each([
    [new Date(2026, 10, 21, 9, 12), 'today, 09:12'],
    [new Date(2026, 10, 20, 23, 59), 'yesterday, 23:59'],
    [new Date(2026, 10, 9, 8, 5), '9 Nov, 08:05'],
    [new Date(2025, 10, 21, 9, 12), '21 Nov 2025'],
  ])('%s', (at, words) => {
    expect(when(at.toISOString(), NOW)).toBe(words);
  });

  test('no date gives nothing', () => {
    expect(when('soon', NOW)).toBe('');
  });
});

describe('a day of the calendar', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  test.each(['America/Los_Angeles', 'UTC', 'Pacific/Auckland'])('is the same in %s', async (zone) => {
    vi.stubEnv('TZ', zone);
    vi.resetModules();
    const { formatDay } = await import('@/components/options/parts/format');
    expect(formatDay('2026-11-21')).toBe('21 Nov 2026');
    expect(formatDay('2026-11-21T12:00:00Z')).toMatch(/^2[12] Nov 2026$/);
  });
});
