import type { RecordKind } from '../crm/types';
import type { MissingSource } from '../fields/types';

/** Who says that a field is missing; `seen`: an earlier visit found it filled. */
export type GapSource = MissingSource | 'seen';

/** A required field that was empty when the record was seen. */
export interface SeenGap {
  key: string;
  label: string;
  why: string;
  sources: readonly GapSource[];
  /** ISO time of the visit that first found it empty. */
  since: string;
  /** ISO time of the visit that found it filled; null while it is not known to be. */
  filled: string | null;
}

/** A person's note to the partner manager. */
export interface Flag {
  note: string;
  /** ISO time. */
  at: string;
}

/** A record of a CRM that was flagged, or seen with required partner fields empty. Names and states, no field value. */
export interface SeenRecord {
  /** Site, CRM, kind and id of the record; see `recordKey`. */
  key: string;
  /** Origin of the CRM, e.g. `https://crm.example.com`. */
  origin: string;
  /** Address at which it was last seen. */
  url: string;
  crm: string;
  kind: RecordKind;
  name: string;
  stage: string | null;
  owner: string | null;
  /** Partner of the directory that it was matched to. */
  partnerId: string | null;
  /** Name of the partner as matched, or as the record writes it. */
  partnerName: string | null;
  firstSeen: string;
  lastSeen: string;
  gaps: readonly SeenGap[];
  flag: Flag | null;
  /** ISO time at which the last gap was found filled; null while there is one. */
  resolved: string | null;
  /** ISO time at which a person put it aside; a new gap opens it again. */
  closed: string | null;
}

/** `open` needs someone; `resolved` its fields were filled; `closed` a person put it aside. */
export type SeenState = 'open' | 'resolved' | 'closed';
