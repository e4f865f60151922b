import type { Migration } from '../db';

/** What people keep beside the facts: their own decisions about records, sites and definitions. */
export const migration: Migration = {
  version: 4,
  stores: {
    seen: 'key, lastSeen, origin',
    plans: 'scope',
  },
};
