import type { Migration } from '../db';

export const migration: Migration = {
  version: 6,
  stores: {},
  async upgrade(transaction) {
    // The revision is now what is kept less the imports on record: it must not fall behind that of stored scorecards.
    const settings = transaction.table<{ key: string; value: number }, string>('settings');
    const kept = (await settings.get('revision'))?.value ?? 0;
    const imports = await transaction.table('imports').count();
    if (imports > 0) await settings.put({ key: 'revision', value: kept + imports });
  },
};
