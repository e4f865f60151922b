import { type Estimate, Z95 } from './types';

export interface SurvivalStep {
  /** Time of one or more events. */
  time: number;
  /** Rows still waiting just before it. */
  atRisk: number;
  events: number;
  /** Estimated share that waits longer than `time`. */
  survival: number;
  /** Greenwood's standard error of `survival`. */
  se: number;
  /** Pointwise 95 % interval of `survival` (log-log). */
  low: number;
  high: number;
}

export interface Survival {
  n: number;
  events: number;
  steps: SurvivalStep[];
  /**
   * Median time. Null where fewer than half have had their event: then it is at least `longest`.
   * `high` is null where the upper bound lies beyond what was observed.
   */
  median: Estimate | null;
  /** Longest time observed, event or not; the median is at least this when it is null. */
  longest: number | null;
}

/**
 * Kaplan-Meier estimate of the time until an event, where some rows still wait (right-censored).
 *
 * Sources: E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958)
 * 457-481; variance by Greenwood (1926); pointwise intervals on the log(-log) scale and the median's interval by
 * inverting them: R. Brookmeyer and J. Crowley, "A confidence interval for the median survival time", Biometrics 38
 * (1982) 29-41, as R's `survfit(conf.type = "log-log")` does.
 *
 * @param times time until the event, or until last looked at; rows whose time is not a finite number >= 0 are left out
 * @param happened truthy where the event happened at that time, falsy where the row still waits
 */
export function kaplanMeier(times: ArrayLike<number>, happened: ArrayLike<number | boolean>): Survival {
  const order: number[] = [];
  for (let i = 0; i < times.length; i++) if (Number.isFinite(times[i]!) && times[i]! >= 0) order.push(i);
  order.sort((a, b) => times[a]! - times[b]!);
  const n = order.length;

  const steps: SurvivalStep[] = [];
  let survival = 1;
  let greenwood = 0;
  let total = 0;
  let high = 1;
  for (let i = 0; i < n; ) {
    const time = times[order[i]!]!;
    const atRisk = n - i;
    let events = 0;
    for (; i < n && times[order[i]!] === time; i++) if (happened[order[i]!]) events++;
    if (events === 0) continue;
    total += events;
    survival = events === atRisk ? 0 : survival * (1 - events / atRisk);
    greenwood += events === atRisk ? 0 : events / (atRisk * (atRisk - events));
    // Where the last row goes, the variance has no value: nothing further is known, so the upper bound stays.
    const bounds = survival > 0 ? logLog(survival, greenwood) : { low: 0, high };
    high = bounds.high;
    steps.push({ time, atRisk, events, survival, se: survival * Math.sqrt(greenwood), ...bounds });
  }
  return {
    n,
    events: total,
    steps,
    median: medianOf(steps, n),
    longest: n > 0 ? times[order[n - 1]!]! : null,
  };
}

/** Interval of a survival share on the log(-log) scale, which keeps it within [0, 1]. */
function logLog(survival: number, greenwood: number): { low: number; high: number } {
  const width = (Z95 * Math.sqrt(greenwood)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(width), high: survival ** Math.exp(-width) };
}

/** First time at which a curve is at or below one half; the midpoint of the step where it is exactly one half. */
function crossing(steps: readonly SurvivalStep[], of: (step: SurvivalStep) => number): number | null {
  const at = steps.findIndex((step) => of(step) <= 0.5 + 1e-12);
  if (at < 0) return null;
  const next = steps[at + 1];
  const flat = Math.abs(of(steps[at]!) - 0.5) < 1e-12 && next;
  return flat ? (steps[at]!.time + next.time) / 2 : steps[at]!.time;
}

function medianOf(steps: readonly SurvivalStep[], n: number): Estimate | null {
  const value = crossing(steps, (step) => step.survival);
  if (value === null) return null;
  // The lower curve falls to one half first: its crossing is the lower bound of the median. The step to 0 has no
  // interval of its own, so a sample that gets there at once leaves only "not before 0".
  const known = steps.filter((step) => step.survival > 0);
  return {
    value,
    low: crossing(known, (step) => step.low) ?? 0,
    high: crossing(known, (step) => step.high),
    n,
  };
}
