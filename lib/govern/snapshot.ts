/** What visits to a record leave, where a person asked for it: values as they changed from one visit to the next. Pure. */
import type { RecordKind } from '../crm/types';

/**
 * Values of a record by name, as far as a page showed them; null = shown empty.
 * - `name` `stage` `owner` `partner` as the page writes them; `partnerField` label of the field that names the partner
 * - `amount` plain decimal in units of `currency` (ISO code), e.g. `1200.5`
 * - `created` day that the record was created on, ISO
 * - `discount` share in plain decimal, e.g. `0.15`
 * - `required:<label>` `filled`, or null while it is empty
 */
export type SeenValues = Readonly<Record<string, string | null>>;

export const REQUIRED = 'required:';

/** What one visit found that the visits before had not. */
export interface Snapshot {
  /** Number of the visit, counted over all sites; given by the store. */
  visit?: number;
  /** Site, CRM, kind and id of the record; see `recordKey`. */
  key: string;
  origin: string;
  url: string;
  crm: string;
  kind: RecordKind;
  /** Id in the CRM; null where its pages have none. */
  id: string | null;
  /** ISO time of the visit. */
  at: string;
  /** ISO time of the latest visit that found nothing else. */
  until: string;
  /** Only what differs from the visit before; all of it at the first. */
  values: SeenValues;
}

/** Snapshots that are kept of one record. */
export const MOST_OF_RECORD = 50;
/** Values after all these snapshots. @param snapshots of one record, oldest first */
export function stateAfter(snapshots: readonly Snapshot[]): SeenValues {
  return Object.assign({}, ...snapshots.map(({ values }) => values));
}

/** What of `now` differs from `before`; a value that is not shown now has not changed. */
export function changedValues(before: SeenValues, now: SeenValues): SeenValues {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name] !== value));
}

/**
 * Joins the oldest two snapshots until no more than `most` are left and the oldest was still true at `since`: values
 * stay, what they were before goes.
 * @param snapshots of one record, oldest first
 * @param since ISO time before which no history is kept
 */
export function condensed(
  snapshots: readonly Snapshot[],
  most: number = MOST_OF_RECORD,
  since: string = '',
): Snapshot[] {
  const out = [...snapshots];
  while (out.length > 1 && (out.length > most || out[0]!.until < since)) {
    const [first, second] = out.splice(0, 2) as [Snapshot, Snapshot];
    out.unshift({ ...second, values: { ...first.values, ...second.values } });
  }
  return out;
}
