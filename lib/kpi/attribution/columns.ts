/** Columns that the ways to a conversion are read from, by table. */
export const PATH_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  touches: ['at', 'partner', 'deal', 'lead', 'party', 'channel', 'milestone', 'role'],
  deals: ['deal', 'partner', 'created', 'closed', 'status', 'stage', 'registered', 'sourced', 'test'],
  leads: ['lead', 'created', 'test'],
};
