import type { Migration } from '../db';
import { briefOf } from '../scorecard-brief';
import type { StoredScorecard } from '../types';

/** The few values of a scorecard that lists show, as an index: read without reading the scorecards. */
export const migration: Migration = {
  version: 3,
  stores: { scorecards: 'partnerId, brief' },
  upgrade: (transaction) =>
    transaction
      .table<StoredScorecard & { brief?: unknown }>('scorecards')
      .toCollection()
      .modify((card) => {
        card.brief = briefOf(card);
      }),
};
