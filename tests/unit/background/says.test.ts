import { describe, expect, it } from 'vitest';
import { says } from '@/lib/background/says';
import type { JudgedKpi } from '@/lib/kpi/types';
import { testKpis } from './seed';

const winRate = testKpis[0]!;
const limit = { warn: 0.4, fail: 0.2, from: 'default' } as const;
const judged = (change: Partial<JudgedKpi>): JudgedKpi => ({
  kpi: 'win-rate',
  value: 0.75,
  n: 40,
  low: 0.6,
  high: 0.86,
  numerator: 30,
  denominator: 40,
  immature: 0,
  excluded: {},
  window: { from: 0, to: 1 },
  state: 'confident',
  grade: 'pass',
  limit,
  score: null,
  needed: null,
  ...change,
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('says', () => {
  it.each<[string, Partial<JudgedKpi>, string]>([
    [
      'a certain pass',
      {},
      '30 of 40 closed deals. With 95 % confidence between 60 % and 86 %; the limit 40 % lies below it, so this passes for certain.',
    ],
    [
      'a certain fail',
      { value: 0.05, numerator: 2, low: 0.01, high: 0.17, grade: 'fail' },
      '2 of 40 closed deals. With 95 % confidence between 1 % and 17 %; the limit 20 % lies above it, so this fails for certain.',
    ],
    [
      'a certain warning',
      { value: 0.3, numerator: 120, denominator: 400, n: 400, low: 0.26, high: 0.35, grade: 'warn' },
      '120 of 400 closed deals. With 95 % confidence between 26 % and 35 %, wholly between the warning level 40 % and the limit 20 %.',
    ],
    [
      'an open result',
      { value: 0.25, numerator: 10, low: 0.14, high: 0.39, grade: 'warn', state: 'provisional', needed: 60 },
      '10 of 40 closed deals. With 95 % confidence between 14 % and 39 %; the limit 20 % lies within it, so this could still go either way. About 60 more closed deals at this rate would settle it.',
    ],
    [
      'too few rows',
      { n: 3, numerator: 1, denominator: 3, state: 'insufficient', grade: null, limit: null, needed: 7 },
      '3 closed deals, and a verdict needs 10. About 7 more closed deals at this rate would settle it.',
    ],
    ['nothing measured', { value: null, state: 'not-measured', reason: 'No deals yet.' }, 'No deals yet.'],
    [
      'a total, which has no sampling error',
      { value: 0.5, numerator: null, denominator: null, low: null, high: null },
      '50 % from 40 closed deals. Win rate 50 % over the 40 % floor; every row counts, so this is certain.',
    ],
    [
      'no limit',
      { grade: null, limit: null },
      '30 of 40 closed deals. With 95 % confidence between 60 % and 86 %; no limit is set.',
    ],
    [
      'an interval that is open above',
      { high: null },
      '30 of 40 closed deals. With 95 % confidence at least 60 %; the limit 40 % lies below it, so this passes for certain.',
    ],
  ])('%s', (_what, change, text) => {
    expect(plain(says(winRate, judged(change)))).toBe(text);
  });
});
