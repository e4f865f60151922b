import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TableFacts } from '@/lib/facts/factset';
import { GONE } from '@/lib/facts/table';
import { Uniqueness } from '@/lib/kpi/engine/uniqueness';

const CODES = 40;

/** New keys, rows that are replaced (by their place among those that hold) and rows that change their partner. */
const step = fc.record({
  keys: fc.array(fc.nat(CODES - 1), { maxLength: 4 }),
  replaced: fc.array(fc.nat(30), { maxLength: 3 }),
  moved: fc.array(fc.nat(30), { maxLength: 2 }),
  /** Whether the first of the new rows is replaced before anybody sees it. */
  transient: fc.boolean(),
});

describe('uniqueness of keys', () => {
  it('tells rows with a key of their own from those without and those that share one', () => {
    const of = (...keys: number[]) => {
      const table = { rows: keys.length, partner: new Int32Array(keys.length) } as unknown as TableFacts;
      return new Uniqueness(table, Uint32Array.from(keys), CODES).is;
    };
    expect(of(1, 33, 2)).toBe('every');
    expect(of(1, 0, 2, 0)).toBe('some');
    expect(of(1, 33, 1)).toBe('no');
  });

  it('is after every change what a look at all rows would say', () => {
    let followed = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const keys: number[] = [];
        const partner: number[] = [];
        const table = {
          get rows() {
            return keys.length;
          },
          get partner() {
            return Int32Array.from(partner);
          },
        } as unknown as TableFacts;
        const anew = () => new Uniqueness(table, Uint32Array.from(keys), CODES);
        let kept = anew();
        for (const { keys: fresh, replaced, moved, transient } of steps) {
          const live = partner.flatMap((p, row) => (p === GONE ? [] : [row]));
          const pick = (places: readonly number[]) => [
            ...new Set(live.length === 0 ? [] : places.map((place) => live[place % live.length]!)),
          ];
          const first = keys.length;
          keys.push(...fresh);
          partner.push(...fresh.map(() => 0));
          const gone = pick(replaced);
          const away = pick(moved).filter((row) => !gone.includes(row));
          const lost = transient && fresh.length > 0 ? [first] : [];
          for (const row of [...gone, ...lost]) partner[row] = GONE;
          for (const row of away) partner[row] = 1;
          const came = [...fresh.map((_, i) => first + i).filter((row) => !lost.includes(row)), ...away];
          // A row that left twice is named twice.
          const went = [...gone, ...gone, ...away, ...lost];
          const follows = kept.follow(Uint32Array.from(keys), {
            came,
            went,
            partners: new Set([0, 1]),
            shape: false,
          });
          if (follows) followed++;
          else kept = anew();
          expect(kept.is).toBe(anew().is);
        }
      }),
      { numRuns: 300, seed: 11 },
    );
    expect(followed).toBeGreaterThan(200);
  });
});
