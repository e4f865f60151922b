import type { PlanPart } from '../fields/plan-parts';
import type { KpiDefinition } from '../kpi/define';
import type { JudgedKpi, Measurement, SeriesPoint, Signal } from '../kpi/types';
import type { Partner } from '../match/types';

/** How much of a KPI's total the largest single row makes up. */
export interface LargestShare {
  /** 0-1. */
  share: number;
  /** Rows in the total. */
  of: number;
  /** Name of that row, when known. */
  label?: string;
}

/** A stage whose name does not say how far a deal is, and the partner's open deals in it. */
export interface UnmappedStage {
  stage: string;
  deals: number;
}

/** Parts of a share's change between the last months and those before, in the KPI's unit; they add up to it. */
export interface ChangeParts {
  /** What its rows were parted by, in words: `segment`. */
  by: string;
  /** From rows of other kinds. */
  mix: number;
  /** From other results of the same kinds. */
  rate: number;
}

/** All that a rule may look at. Every part may lack any KPI. */
export interface SignalContext {
  partner: Pick<Partner, 'id' | 'name' | 'type' | 'tier'>;
  definitions: readonly KpiDefinition[];
  /** By KPI id. */
  judged: ReadonlyMap<string, JudgedKpi>;
  /** Months of a KPI, oldest first; empty where there are none. */
  series: (kpi: string) => readonly SeriesPoint[];
  /** Pooled over all partners, by KPI id. */
  programme: ReadonlyMap<string, Measurement>;
  asOfDay: number;
  /** The day it is; windows end on `asOfDay`, which may be earlier. */
  today: number;
  /** Day of the newest fact imported, of any partner; null where there is none or it is not known. */
  lastFactDay: number | null;
  /** The partner's rows by fact table. */
  counts: Readonly<Record<string, number>>;
  /** By KPI id. */
  largestShare?: Readonly<Record<string, LargestShare>>;
  /** By KPI id; shares that became worse while volume grew, where their rows are of several kinds. */
  changeParts?: Readonly<Record<string, ChangeParts>>;
  /** Most deals first. */
  unmappedStages?: readonly UnmappedStage[];
  /** Parts that the partner's tracking plan has; null where nobody has a plan. */
  tracking?: readonly PlanPart[] | null;
}

/** A rule as its file exports it; its id is the file's name. */
export interface SignalRule {
  name: string;
  /** Its number among the KPIs, where the field counts it as one: a flag in place of a figure. */
  code?: string;
  /** What it looks for, with its thresholds, in a sentence or two. */
  description: string;
  evaluate: (context: SignalContext) => Omit<Signal, 'rule'> | null;
}

/** Gives a rule file's default export its type. */
export function defineSignal(rule: SignalRule): SignalRule {
  return rule;
}
