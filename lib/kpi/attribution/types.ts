/** Attribution: who gets how much of the credit for a conversion. Pure functions over the ordered touches of one deal. */
import type { AttributionSettings, Role } from '../../facts/attribution';

/** Steps that a touch may have brought about: the first contact, the lead, the opportunity. */
export const FIRST_TOUCH = 1;
export const LEAD_CREATED = 2;
export const OPPORTUNITY_CREATED = 4;

/** The party of touches that are no partner's: our own campaigns and people, and direct visits. */
export const OURS = -1;

export interface Touch {
  /** Partner ordinal, or OURS. */
  party: number;
  /** What data-driven models tell apart: the partner's ordinal, or a number below 0 for each channel of our own. */
  channel: number;
  /** Minutes since the epoch. */
  minute: number;
  /** Sum of the milestones that the touch brought about; 0 = none. */
  milestones: number;
  /** What the party did for the deal, where the source says so. */
  role: Role | null;
  /** Nobody brought the buyer here: a typed address, a bookmark. */
  direct: boolean;
}

/** Touches before one conversion. */
export interface Path {
  /** By time, oldest first; never empty. */
  touches: readonly Touch[];
  /** Partner that registered the deal no later than it was created; null = nobody. */
  registeredBy: number | null;
  /** Partner that the source says originated the deal; null = not known, or nobody. */
  sourcedBy: number | null;
  /** Where no touch says which milestone it brought about: when they were reached. */
  steps?: Steps;
  /** Between which minutes a touch counts: from the lookback's start to the end of the day of the conversion. */
  counted?: { from: number; to: number };
}

/** Last minutes at which a touch may have brought a milestone about; NaN where it was not reached. */
export interface Steps {
  lead: number;
  opportunity: number;
}

/** What a data-driven model learned from all paths: each channel's effect; equal for all where nothing tells them apart. */
export type Learned = ReadonlyMap<number, number>;

/** A path as data-driven models learn from it. */
export interface Journey {
  /** Channels in order of time; never empty. */
  channels: readonly number[];
  converted: boolean;
}

export interface Model {
  /** File name without extension. */
  id: string;
  /** Grows when the same touches would get other weights. */
  version: number;
  name: string;
  /** How it shares the credit, in one sentence. */
  says: string;
  /**
   * - `rule`    weights follow from the place, time or milestones of the touches
   * - `policy`  what the programme agreed with its partners overrules the touches; no part of the range over models
   * - `learned` weights follow from all paths; needs many of them
   */
  family: 'rule' | 'policy' | 'learned';
  /** Settings that it depends on beside the lookback. */
  reads?: readonly (keyof AttributionSettings)[];
  /**
   * @param learned what `learn` found; only for models that have it
   * @returns a weight for each touch, at least 0, together 1
   */
  weights(path: Path, settings: AttributionSettings, learned?: Learned): Float64Array;
  learn?(journeys: readonly Journey[]): Learned;
}
