import { describe, expect, it } from 'vitest';
import { says } from '@/lib/background/says';
import { seenShare } from '@/lib/kpi/evidence';
import { judge } from '@/lib/kpi/judge';
import { definition } from '@/lib/kpi/metrics/field-completeness';
import type { Measurement, ResolvedLimit } from '@/lib/kpi/types';

const limit: ResolvedLimit = { warn: 0.95, fail: 0.85, from: 'default' };
const measured = (seen?: Measurement['seen']): Measurement => ({
  kpi: definition.id,
  value: 0.5,
  n: 400,
  low: 0.45,
  high: 0.55,
  numerator: 200,
  denominator: 400,
  immature: 0,
  excluded: {},
  window: { from: 0, to: 0 },
  ...(seen && { seen }),
});
const stateWith = (seen?: Measurement['seen'], minimum = 1) =>
  judge({ ...definition, minimum: { n: minimum, of: 'required fields' } }, measured(seen), limit).state;

describe('rows from visited pages', () => {
  it('are counted once each, and not mentioned where there are none', () => {
    const row = (n: number, importId: number) => ({ table: 'deals', row: n, importId });
    expect(seenShare([row(1, 1), row(2, 2), row(2, 2), row(3, 1)], new Set([2]))).toEqual({ rows: 1, of: 3 });
    expect(seenShare([row(1, 1)], new Set([2]))).toBeUndefined();
    expect(seenShare([], new Set([2]))).toBeUndefined();
  });

  it('leave a verdict provisional where they are a tenth of the rows or the minimum sample needs them', () => {
    expect(stateWith()).toBe('confident');
    expect(stateWith({ rows: 39, of: 400 })).toBe('confident');
    expect(stateWith({ rows: 40, of: 400 })).toBe('provisional');
    expect(stateWith({ rows: 1, of: 400 }, 400)).toBe('provisional');
    expect(stateWith({ rows: 1, of: 400 }, 399)).toBe('confident');
  });

  it('are given for the reason, for a total too', () => {
    const carried = judge(definition, measured({ rows: 400, of: 400 }), limit);
    expect(says(definition, carried)).toMatch(/only what was seen on pages, so this is not certain\.$/);
    const total = judge(definition, { ...measured({ rows: 400, of: 400 }), low: null, high: null }, limit);
    expect(total.state).toBe('provisional');
    expect(says(definition, total)).toMatch(/only what was seen on pages, so this is not certain\.$/);
  });
});
