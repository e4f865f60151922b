import type { Migration } from '../db';

/** Primary keys and indexes only: a column that is not searched by needs no mention. */
export const migration: Migration = {
  version: 1,
  stores: {
    partners: 'id, *foldedNames, *domains, *crmIds',
    partnerHistory: '++key, importId, partnerId',
    chunks: '++key, table, importId',
    confirmations: '++key, importId, table',
    dictionaries: '[domain+from], domain, importId',
    imports: '++id, table',
    rejects: '++key, importId',
    mappings: 'signature',
    limits: '[scope+kpi], scope',
    scorecards: 'partnerId',
    programme: 'kpi',
    rules: 'id',
    settings: 'key',
  },
};
