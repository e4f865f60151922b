/** What became of a record between visits, to be shown. Pure. */
import type { Snapshot } from './snapshot';

/** A value that changed: it was `from` at the visit of `before`, and `to` at that of `at` (ISO times). */
export interface SeenChange {
  from: string | null;
  to: string | null;
  before: string;
  at: string;
}

/** A partner field that was filled and is empty now. */
export interface Blanked {
  /** Partner that it named. */
  was: string;
  /** Label of the field. */
  field: string;
  /** ISO time of the last visit that found it filled, and of the first that found it empty. */
  until: string;
  since: string;
}

/** What visits say of one record. */
export interface RecordHistory {
  /** ISO time of the first visit that is kept. */
  since: string;
  /** Visits that found something new, the first included. */
  visits: number;
  /** Stage at the first visit; null where none was shown. */
  firstStage: string | null;
  stages: SeenChange[];
  /** Amounts with their currency, e.g. `1200.5 EUR`. */
  amounts: SeenChange[];
  /** Discounts as shares, e.g. `0.15`. */
  discounts: SeenChange[];
  partners: SeenChange[];
  owners: SeenChange[];
  blanked: Blanked | null;
}

/** Steps of one value, oldest first; the first value that was seen is no step. */
function steps(snapshots: readonly Snapshot[], read: (now: Snapshot['values']) => string | null | undefined) {
  const found: SeenChange[] = [];
  let state: Snapshot['values'] = {};
  let last: string | null | undefined;
  let before = '';
  for (const { values, at, until } of snapshots) {
    state = { ...state, ...values };
    const now = read(state);
    if (last !== undefined && now !== undefined && now !== last)
      found.push({ from: last, to: now, before, at });
    last = now ?? (now === null ? null : last);
    before = until;
  }
  return found;
}

const withCurrency = ({ amount, currency }: Snapshot['values']): string | null | undefined =>
  typeof amount === 'string' && currency ? `${amount} ${currency}` : amount;

/**
 * @param snapshots of one record, oldest first
 * @returns null without any
 */
export function historyOf(snapshots: readonly Snapshot[]): RecordHistory | null {
  const [first] = snapshots;
  if (!first) return null;
  const partners = steps(snapshots, ({ partner }) => partner);
  return {
    since: first.at,
    visits: snapshots.length,
    firstStage: first.values.stage ?? null,
    stages: steps(snapshots, ({ stage }) => stage),
    amounts: steps(snapshots, withCurrency),
    discounts: steps(snapshots, ({ discount }) => discount),
    partners,
    owners: steps(snapshots, ({ owner }) => owner),
    blanked: blankedOf(partners, snapshots),
  };
}

function blankedOf(partners: readonly SeenChange[], snapshots: readonly Snapshot[]): Blanked | null {
  const last = partners.at(-1);
  if (!last || last.to !== null || last.from === null) return null;
  const field = snapshots.findLast(({ values }) => values.partnerField)?.values.partnerField ?? 'Partner';
  return { was: last.from, field, until: last.before, since: last.at };
}
