import type { AttributionSettings } from '../../facts/attribution';
import { withMilestones } from './milestones';
import { byParty, partiesOf } from './shares';
import {
  FIRST_TOUCH,
  LEAD_CREATED,
  type Learned,
  type Model,
  OPPORTUNITY_CREATED,
  type Path,
  type Touch,
} from './types';

const DAY = 1440;
/** Weights closer than this are the same. */
const SAME = 1e-9;

/** Who has the most of a deal; null where several have the same. */
export interface Standing {
  winner: number | null;
  /** Largest part. */
  share: number;
}

/** A touch that would change who has the most, were it there, or not there. */
export interface Flip {
  change: 'add' | 'remove';
  /** Whose touch it is. */
  party: number;
  /** Removed: its place among the touches. Added: it comes before the touch at this place, or after the last. */
  place: number;
  /** Removed: its minute. Added: the latest that would do. */
  minute: number;
  /** Milestone of an added touch, 0 without one. */
  milestone: number;
  /** Who would win, and with how much. */
  winner: number;
  share: number;
}

export function standing(path: Path, weights: Float64Array): Standing {
  const parties = partiesOf(path);
  const shares = byParty(path, weights, parties);
  const share = Math.max(...shares);
  const leaders = parties.filter((_, i) => shares[i]! > share - SAME);
  return { winner: leaders.length === 1 ? leaders[0]! : null, share };
}

function changed(path: Path, touches: readonly Touch[]): Path {
  return { ...path, touches: path.steps ? withMilestones(touches, path.steps) : touches };
}

/**
 * Minutes of one more touch at a place, the latest first; none where none fits or none would count.
 *
 * All minutes between two touches are the same to a rule, but for these: the later, the more a touch has by time decay,
 * and one up to the day that the lead or the opportunity was created may have brought it about.
 */
function minutesAt({ touches, steps, counted }: Path, place: number): number[] {
  const [before, after] = [touches[place - 1], touches[place]];
  const from = before ? before.minute + 1 : (counted?.from ?? touches[0]!.minute - DAY);
  const to = after ? after.minute - 1 : (counted?.to ?? touches.at(-1)!.minute + 1);
  const reached = steps ? [steps.lead, steps.opportunity] : [];
  return [to, ...reached]
    .filter((minute, i, all) => minute >= from && minute <= to && all.indexOf(minute) === i)
    .sort((a, b) => b - a);
}

/**
 * Which single touch, missing from the record or wrongly in it, would change who has the most of the deal.
 *
 * Tried are one more touch of each candidate at every place (where touches name their milestones, also one with a
 * milestone that none of them has), and every touch taken away. Of the places at which an added touch of a party would
 * make the same one win, the latest is given: it takes the least to have been overlooked.
 *
 * @param candidates parties that might have an unrecorded touch
 */
export function flips(
  path: Path,
  model: Model,
  settings: AttributionSettings,
  candidates: readonly number[],
  learned?: Learned,
): Flip[] {
  const stand = (of: Path) => standing(of, model.weights(of, settings, learned));
  const now = stand(path).winner;
  const found: Flip[] = [];
  const { touches } = path;
  const unmarked = [FIRST_TOUCH, LEAD_CREATED, OPPORTUNITY_CREATED].filter(
    (milestone) => !path.steps && !touches.some(({ milestones }) => milestones & milestone),
  );
  const chances = [0, ...unmarked].flatMap((milestone) =>
    Array.from({ length: touches.length + 1 }, (_, i) => touches.length - i).flatMap((place) =>
      minutesAt(path, place).map((minute) => ({ milestone, place, minute })),
    ),
  );
  for (const party of candidates) {
    const own = touches.find((touch) => touch.party === party);
    for (const { milestone, place, minute } of chances) {
      const added: Touch = {
        party,
        channel: own?.channel ?? party,
        minute,
        milestones: milestone,
        role: null,
        direct: false,
      };
      const { winner, share } = stand(changed(path, touches.toSpliced(place, 0, added)));
      if (winner === null || winner === now) continue;
      found.push({ change: 'add', party, place, minute, milestone, winner, share });
      break;
    }
  }
  if (touches.length > 1)
    touches.forEach(({ party, minute }, place) => {
      const { winner, share } = stand(changed(path, touches.toSpliced(place, 1)));
      if (winner !== null && winner !== now)
        found.push({ change: 'remove', party, place, minute, milestone: 0, winner, share });
    });
  return found;
}
