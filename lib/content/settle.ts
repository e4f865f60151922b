/** When a reading may be believed. Pure. Times are milliseconds. */
import type { PageReading, PageRecord } from '../crm/types';

/** Pause between two looks at a settling page. */
export const TICK = 50;
/** The same before a record is believed that has nothing of the one before: see `isOther`. */
export const GLANCE = 20;
/** A page without a change for so long is settled. */
export const QUIET = 150;
/** The same for a form whose partner is still the one of the record before: inputs take their values one by one. */
export const LIVE_QUIET = 400;
/** A page that never rests is believed after this. */
export const CAP = 3_000;
/** A record that looks in every field like the one before is believed to be another one only after this. */
export const STALE_CAP = 10_000;

/** What identifies a record; null when the page gives no id. */
export function identityOf(reading: PageReading): string | null {
  if (reading.state !== 'record' || reading.record.id === null) return null;
  const { crm, kind, id } = reading.record;
  return `${crm} ${kind} ${id}`;
}

/** What a record shows, without what is taken from the address. */
const contentOf = ({ name, stage, amount, owner, partner, account, fields }: PageRecord): string =>
  JSON.stringify([name, stage, amount, owner, partner, account, fields.map((f) => [f.key, f.value])]);

/** The record that was shown under the address before. */
export type Former = PageReading & { state: 'record' };

/** Whether values stand in inputs, where they change without any mutation that an observer would see. */
export const isLive = (reading: PageReading): boolean => reading.state === 'record' && reading.record.editing;

/** True while the page still shows the former record under a new address. */
export function isStale(reading: PageReading, former: Former | null): boolean {
  if (!former || reading.state !== 'record') return false;
  const identity = identityOf(reading);
  if (identity !== null && identity === identityOf(former)) return false;
  return contentOf(reading.record) === contentOf(former.record);
}

/** Whether a page that showed the former record has another one’s name and partner by now: neither is left over. */
export const isOther = (reading: PageReading, former: Former | null): boolean =>
  reading.state === 'record' &&
  !!former &&
  reading.record.name !== former.record.name &&
  reading.record.partner?.name !== former.record.partner?.name;

export interface Look {
  reading: PageReading;
  /** The look before found the same. */
  same: boolean;
  /** Time since the last change of the page, or of what was read off it. */
  quiet: number;
  /** Time since the page began to settle. */
  elapsed: number;
}

/** True when the reading may be shown. */
export function isSettled({ reading, same, quiet, elapsed }: Look, former: Former | null): boolean {
  if (isStale(reading, former)) return elapsed >= STALE_CAP;
  if (elapsed >= CAP) return true;
  switch (reading.state) {
    case 'record': {
      const { partner } = reading.record;
      if (isLive(reading) && partner && partner.name === former?.record.partner?.name)
        return quiet >= LIVE_QUIET;
      // A record whose partner is already there gains nothing from waiting longer.
      const whole = partner !== null && reading.record.fields.every((field) => field.state !== 'pending');
      return (same && whole) || quiet >= QUIET;
    }
    case 'no-record':
      return quiet >= QUIET;
    default:
      // The address says record: give the page its time before saying otherwise.
      return false;
  }
}
