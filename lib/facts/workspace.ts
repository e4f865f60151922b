import type { AttributionSettings } from './attribution';
import type { BusinessHours } from './business';
import type { StageTerm } from './stage-terms';

/** Settings of the workspace that figures depend on. */
export interface Workspace {
  /** IANA name; days and windows are those of this time zone. */
  timeZone: string;
  /** ISO 4217 code of rows that name no currency. */
  currency: string;
  /** Monday to Friday, all hours, when left out. */
  business?: BusinessHours;
  /** How many days old an exchange rate may be where it is used; RATE_DAYS when left out. */
  rateDays?: number;
  /** How credit for deals is shared; DEFAULT_ATTRIBUTION when left out. */
  attribution?: AttributionSettings;
  /** What the company's own stage names mean. */
  stageTerms?: readonly StageTerm[];
}

/** Rates of banks skip weekends and holidays, ten days in a row at most. */
export const RATE_DAYS = 10;
export const MOST_RATE_DAYS = 366;
