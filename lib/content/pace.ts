/** How often, how long and after what a page is looked at. */

/** Longest work at a time, ms. */
export const SLICE = 4;
/** Least pause between a change and the reading of a shown record, ms. */
export const DEBOUNCE = 150;
/** A page that is loading is read again after this, ms, although nothing was seen to change: see `isLive`. */
export const AGAIN = 250;
/** Pauses after which a form is read again, ms, although nothing was seen to change. */
export const FOLLOW_UPS = [400, 1_200, 3_000] as const;
/** A reading that took t ms is not repeated before 50 t: at most 2 % of the time goes into reading. */
export const COST_FACTOR = 50;
/** The same for changes away from the record, and for a page without one, until the user does something: 0.05 %. */
export const FAR_FACTOR = 2_000;
/** Changes that again and again mean nothing are waited for twice as long each time, so many times at most. */
export const MOST_DOUBLINGS = 5;
/** A page without a change for so long, ms, was at rest: what changes then is news again. */
export const CALM = 2_000;
/** What changes for so long, ms, after the user pressed something is taken for the answer. */
export const ANSWER = 5_000;
/** The same while a page settles, which lasts a few seconds at most; a page that is heavy to read is read less often. */
export const settlingFactor = (cost: number): number => (cost > 25 ? 20 : 4);
/** New children of `<body>` start a new round of looks at most this often, ms: the round lasts longer. */
export const WAKE_PAUSE = 1_000;
/** Moments at which a page without a record is looked at again after a trigger, ms. */
export const PROBES = [150, 400, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000] as const;
