/** What an administrator sets for everyone, through the browser's managed storage. */
import type { FieldRule } from '../fields/types';
import type { StoredLimit } from '../store/types';

/** What can be switched off. */
export const FEATURES = ['teaching', 'list-badges', 'suggestions', 'packs', 'sources'] as const;
export type Feature = (typeof FEATURES)[number];

/** A source that every installation reads. Credentials are a person's own and never stand in a policy. */
export interface PolicySource {
  name: string;
  /** Address of a feed with CSV, NDJSON or a pack. */
  url: string;
  everyMinutes: number;
}

export interface Policy {
  limits: readonly StoredLimit[];
  rules: readonly FieldRule[];
  sources: readonly PolicySource[];
  /** Where any are named, packs of others are refused. */
  trustedSigners: readonly { name: string; fingerprint: string }[];
  off: readonly Feature[];
  /** Entries that were passed over and why, for whoever wrote them. */
  problems: readonly string[];
}

export const NO_POLICY: Policy = {
  limits: [],
  rules: [],
  sources: [],
  trustedSigners: [],
  off: [],
  problems: [],
};
