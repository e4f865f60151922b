import type { BusinessHours } from './business';

/** Settings of the workspace that figures depend on. */
export interface Workspace {
  /** IANA name; days and windows are those of this time zone. */
  timeZone: string;
  /** ISO 4217 code of rows that name no currency. */
  currency: string;
  /** Monday to Friday, all hours, when left out. */
  business?: BusinessHours;
}
