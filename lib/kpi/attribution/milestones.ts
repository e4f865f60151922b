import { FIRST_TOUCH, LEAD_CREATED, OPPORTUNITY_CREATED, type Steps, type Touch } from './types';

/**
 * Touches with the milestones that dates tell: the first touch is the first, and the last one up to a step brought it
 * about. Touches of the same minute have the same milestones.
 * @param touches oldest first
 */
export function withMilestones(touches: readonly Touch[], { lead, opportunity }: Steps): Touch[] {
  const minuteOf = (last: number) => touches.findLast(({ minute }) => minute <= last)?.minute;
  const reached = [
    [touches[0]?.minute, FIRST_TOUCH],
    [minuteOf(lead), LEAD_CREATED],
    [minuteOf(opportunity), OPPORTUNITY_CREATED],
  ] as const;
  return touches.map((touch) => ({
    ...touch,
    milestones: reached.reduce((sum, [at, milestone]) => (at === touch.minute ? sum | milestone : sum), 0),
  }));
}
