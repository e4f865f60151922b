import type { Migration } from '../db';

/** What scorecards were judged from, apart from them: a list of scorecards does not read it. */
export const migration: Migration = {
  version: 2,
  stores: { bases: 'partnerId' },
};
