import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flips, standing } from '@/lib/kpi/attribution/flip';
import { withMilestones } from '@/lib/kpi/attribution/milestones';
import { findModel } from '@/lib/kpi/attribution/registry';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import { LEAD_CREATED, type Path } from '@/lib/kpi/attribution/types';
import { path, touch } from './touches';

const found = (of: Path, model: string, candidates: number[]) =>
  flips(of, findModel(model)!, DEFAULT_ATTRIBUTION, candidates).map(
    ({ change, party, place, winner, share }) => [change, party, place, winner, Number(share.toFixed(4))],
  );

describe('flip test', () => {
  it('says which touch would make another win under first and last touch', () => {
    const two = path([{ party: 1 }, { party: 2 }]);
    expect(found(two, 'first', [1, 2])).toEqual([
      ['add', 2, 0, 2, 1],
      ['remove', 1, 0, 2, 1],
    ]);
    expect(found(two, 'last', [1, 2])).toEqual([
      ['add', 1, 2, 1, 1],
      ['remove', 2, 1, 1, 1],
    ]);
  });

  it('says nothing where no single touch changes anything', () => {
    expect(found(path([{ party: 1 }, { party: 1 }, { party: 1 }, { party: 2 }]), 'linear', [1, 2])).toEqual(
      [],
    );
  });

  it('breaks a tie', () => {
    const tied = path([{ party: 1 }, { party: 2 }]);
    expect(standing(tied, findModel('linear')!.weights(tied, DEFAULT_ATTRIBUTION)).winner).toBeNull();
    expect(found(tied, 'linear', [1, 2])).toEqual([
      ['add', 1, 2, 1, 0.6667],
      ['add', 2, 2, 2, 0.6667],
      ['remove', 1, 0, 2, 1],
      ['remove', 2, 1, 1, 1],
    ]);
  });

  it('moves milestones that dates tell: an earlier touch is the first', () => {
    const steps = { lead: 4 * 1440, opportunity: 9 * 1440 };
    const touches = [
      { day: 3, party: 1 },
      { day: 8, party: 2 },
    ].map(touch);
    const dated: Path = {
      touches: withMilestones(touches, steps),
      registeredBy: null,
      sourcedBy: null,
      steps,
    };
    expect(dated.touches.map(({ milestones }) => milestones)).toEqual([1 | 2, 4]);
    // Party 2 after the lead makes no milestone; up to its day it makes the lead.
    expect(flips(dated, findModel('w')!, DEFAULT_ATTRIBUTION, [2])[0]).toMatchObject({
      change: 'add',
      place: 1,
      minute: steps.lead,
      winner: 2,
    });
  });

  it('tries a milestone that none of the marked touches has', () => {
    const marked = path([{ party: 1, marks: ['FT'] }, { party: 2, marks: ['OC'] }, { party: 1 }]);
    const [flip] = flips(marked, findModel('w')!, DEFAULT_ATTRIBUTION, [2]);
    expect(flip).toMatchObject({ change: 'add', party: 2, milestone: LEAD_CREATED, winner: 2 });
  });

  it('tries a touch as late as one counts: by time decay the newest has the most', () => {
    // Two touches a hundred days before the close have 2 x 2^(-100 / 30) = 0.2 of what one on its day has.
    const late = path([{ party: 1 }, { party: 1 }], { counted: { from: 0, to: 101 * 1440 - 1 } });
    const [flip] = flips(late, findModel('time-decay')!, DEFAULT_ATTRIBUTION, [2]);
    expect(flip).toMatchObject({ change: 'add', party: 2, place: 2, minute: 101 * 1440 - 1, winner: 2 });
  });

  it('claims no touch from before the lookback', () => {
    const first = path([{ party: 1 }, { party: 2 }], { counted: { from: 0, to: 5 * 1440 } });
    expect(found(first, 'first', [2])).toEqual([['remove', 1, 0, 2, 1]]);
  });

  it('finds what trying every minute finds', () => {
    const MINUTES = 24;
    const minute = fc.integer({ min: 0, max: MINUTES - 1 });
    const anyPath = fc
      .record({
        touches: fc.array(fc.record({ minute, party: fc.integer({ min: 0, max: 2 }) }), {
          minLength: 1,
          maxLength: 5,
        }),
        // Dates that tell the milestones, or marks that do.
        dates: fc.option(fc.record({ lead: minute, opportunity: minute }), { nil: undefined }),
      })
      .map(({ touches: written, dates }): Path => {
        const touches = written
          .sort((a, b) => a.minute - b.minute)
          .map((each) => ({ ...touch({ party: each.party }), minute: each.minute }));
        return {
          touches: dates ? withMilestones(touches, dates) : touches,
          registeredBy: null,
          sourcedBy: null,
          counted: { from: 0, to: MINUTES - 1 },
          ...(dates ? { steps: dates } : {}),
        };
      });
    const settings = { ...DEFAULT_ATTRIBUTION, halfLifeDays: 5 / 1440 };
    const rules = ['first', 'last', 'linear', 'time-decay', 'u-first-last', 'u-first-lead', 'w'];
    fc.assert(
      fc.property(anyPath, fc.constantFrom(...rules), (of, id) => {
        const model = findModel(id)!;
        const winnerOf = (touches: Path['touches']): number | null => {
          const other = { ...of, touches: of.steps ? withMilestones(touches, of.steps) : touches };
          return standing(other, model.weights(other, settings)).winner;
        };
        const now = winnerOf(of.touches);
        const marks = of.steps ? [0] : [0, 1, 2, 4];
        const wanted = [0, 1, 2].filter((party) =>
          Array.from({ length: MINUTES }, (_, at) => at)
            .filter((at) => !of.touches.some((other) => other.minute === at))
            .some((at) =>
              marks.some((milestones) => {
                const added = { ...touch({ party }), minute: at, milestones };
                const all = [...of.touches, added].sort((a, b) => a.minute - b.minute);
                const winner = winnerOf(all);
                return winner !== null && winner !== now;
              }),
            ),
        );
        const added = flips(of, model, settings, [0, 1, 2]).filter(({ change }) => change === 'add');
        expect(added.map(({ party }) => party)).toEqual(wanted);
      }),
      { numRuns: 400 },
    );
  });

  it('holds: with the touch added or taken away the named party has the most', () => {
    const anyPath = fc
      .array(fc.record({ day: fc.integer({ min: 0, max: 20 }), party: fc.integer({ min: -1, max: 2 }) }), {
        minLength: 1,
        maxLength: 6,
      })
      .map((written) => path(written.sort((a, b) => a.day - b.day)));
    const model = findModel('u-first-last')!;
    fc.assert(
      fc.property(anyPath, (of) => {
        const before = standing(of, model.weights(of, DEFAULT_ATTRIBUTION)).winner;
        for (const flip of flips(of, model, DEFAULT_ATTRIBUTION, [-1, 0, 1, 2])) {
          expect(flip.winner).not.toBe(before);
          if (flip.change === 'remove') {
            const without = { ...of, touches: of.touches.toSpliced(flip.place, 1) };
            expect(standing(without, model.weights(without, DEFAULT_ATTRIBUTION)).winner).toBe(flip.winner);
          }
        }
      }),
    );
  });
});
