import type { AttributionSettings, Role } from '@/lib/facts/attribution';
import { findModel } from '@/lib/kpi/attribution/registry';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import {
  FIRST_TOUCH,
  LEAD_CREATED,
  OPPORTUNITY_CREATED,
  OURS,
  type Path,
  type Touch,
} from '@/lib/kpi/attribution/types';

const MARKS = { FT: FIRST_TOUCH, LC: LEAD_CREATED, OC: OPPORTUNITY_CREATED } as const;

export interface Written {
  /** Day of the touch; its place in the list when left out. */
  day?: number;
  party?: number;
  marks?: (keyof typeof MARKS)[];
  role?: Role;
  direct?: boolean;
}

export function touch({ day = 0, party = 0, marks = [], role, direct = false }: Written): Touch {
  return {
    party,
    channel: party,
    minute: day * 1440,
    milestones: marks.reduce((sum, mark) => sum | MARKS[mark], 0),
    role: role ?? null,
    direct,
  };
}

/** A path of touches a day apart, each of a party of its own, unless they say otherwise. */
export function path(written: readonly Written[], origin: Partial<Path> = {}): Path {
  return {
    touches: written.map((each, i) => touch({ day: i, party: i, ...each })),
    registeredBy: null,
    sourcedBy: null,
    ...origin,
  };
}

/** Weights by a model, to nine digits. */
export function weights(id: string, of: Path, settings: Partial<AttributionSettings> = {}): number[] {
  const model = findModel(id)!;
  return [...model.weights(of, { ...DEFAULT_ATTRIBUTION, ...settings }, new Map())].map((weight) =>
    Number(weight.toFixed(9)),
  );
}

export { OURS };
