/** What a party does for a deal. */
export const ROLES = ['source', 'influence', 'co-sell', 'fulfil'] as const;
export type Role = (typeof ROLES)[number];

/** How credit is shared, for partner campaigns and all others alike. */
export interface AttributionSettings {
  /** Model id, of lib/kpi/attribution/models. */
  model: string;
  /** Touches count up to this many days before a conversion. */
  lookbackDays: number;
  /** Days after which a touch has half the weight under time decay. */
  halfLifeDays: number;
  /** Model id -> its part in the blended model; together 1. */
  blend: Readonly<Record<string, number>>;
  /** Part of a deal that goes to each role under the role split; together 1. */
  roles: Readonly<Record<Role, number>>;
}
