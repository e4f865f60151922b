import { foldedCodes } from '../../match/codes';
import type { Migration } from '../db';
import type { StoredPartner } from '../types';

/** What people keep beside the facts: their own decisions about records, sites and definitions. */
export const migration: Migration = {
  version: 4,
  stores: {
    seen: 'key, lastSeen, origin',
    plans: 'scope',
    focus: 'scope',
    kpis: '[id+version], id',
    standings: 'kpi',
    partners: 'id, *foldedNames, *domains, *crmIds, *foldedCodes',
    siteFields: '[origin+kind], origin',
    siteChoices: '[origin+text], origin',
    lessons: 'id, origin',
  },
  upgrade: (transaction) =>
    transaction
      .table<StoredPartner>('partners')
      .toCollection()
      .modify((partner) => {
        partner.codes ??= [];
        partner.parent ??= null;
        partner.foldedCodes = foldedCodes(partner);
      }),
};
