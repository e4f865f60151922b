/** What stands behind a number besides its rows. JSON-safe, as all that pages are told. */

/** The number made once more from nothing but the rows that are listed as counted. */
export interface EvidenceCheck {
  /** Rows that it was made from. */
  rows: number;
  value: number | null;
  /** Value, sample, interval, numerator and denominator are those that are shown, to nine digits. */
  same: boolean;
}

/** A KPI month by month with natural process limits. */
export interface EvidenceTrend {
  /** Whole months from the first with rows to the last, oldest first; `day` is the first of the month. */
  months: { day: number; value: number | null; n: number }[];
  /** XmR limits; null with fewer than eight months that have a value. */
  limits: {
    mean: number;
    lower: number;
    upper: number;
    /** At least 15 months set them. */
    trusted: boolean;
  } | null;
  /** Where the newest month is beyond noise, which way it went. */
  shift: 'up' | 'down' | null;
  /** Limits and shift in a sentence. */
  says: string;
}
