import Dexie from 'dexie';
import { describe, expect, it } from 'vitest';
import { migrations } from '@/lib/store/db';
import { partnerReader } from '@/lib/store/partner-reader';
import { savePartner } from '@/lib/store/partners';
import { placeholder } from '@/lib/store/placeholders';
import { getScorecard, scorecardBriefs } from '@/lib/store/scorecards';
import { getRevision } from '@/lib/store/settings';
import { freshDatabase, storedCard } from './fixtures';

const files = Object.keys(import.meta.glob('../../../lib/store/migrations/*.ts'));

describe('migrations', () => {
  it('are one file a version, numbered without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1));
    expect(files.map((file) => file.split('/').at(-1)).sort()).toEqual(
      migrations.map(({ version }) => `v${version}.ts`).sort(),
    );
  });

  for (const { version } of migrations) {
    it(`a database of version ${version} opens with the newest schema and keeps its rows`, async () => {
      const old = freshDatabase(version);
      await old.table('settings').put({ key: 'kept', value: version });
      await old.table('limits').put({ scope: 'global', kpi: 'win_rate', warn: 0.3, fail: 0.2 });
      const { name } = old;
      old.close();
      const { LensDatabase } = await import('@/lib/store/db');
      const db = new LensDatabase(name);
      expect(await db.settings.get('kept')).toEqual({ key: 'kept', value: version });
      expect(await db.limits.count()).toBe(1);
      expect(db.verno).toBe(migrations.at(-1)!.version);
      db.close();
    });
  }

  it('refuse a database of a newer release, and change nothing of it', async () => {
    const old = freshDatabase();
    await old.table('settings').put({ key: 'kept', value: 1 });
    const { name } = old;
    old.close();
    const newest = migrations.at(-1)!.version;
    const newer = new Dexie(name);
    newer.version(newest + 1).stores({ settings: 'key', unknown: 'id' });
    await newer.table('unknown').put({ id: 1 });
    newer.close();

    const { LensDatabase } = await import('@/lib/store/db');
    const db = new LensDatabase(name);
    await expect(db.settings.put({ key: 'kept', value: 2 })).rejects.toThrow(
      new RegExp(
        `^ ?What is stored was written by a newer version of Partner Lens \\(data version ${newest + 1}; this one knows ${newest}\\)`,
      ),
    );
    db.close();
    await newer.open();
    expect(await newer.table('settings').get('kept')).toEqual({ key: 'kept', value: 1 });
    expect(await newer.table('unknown').count()).toBe(1);
    newer.close();
  });

  it('give partners that are there already their codes and parent, empty', async () => {
    const old = freshDatabase(3);
    const { codes: _, parent: __, foldedCodes: ___, ...row } = placeholder('Northwind GmbH');
    await old.table('partners').put(row);
    const { name } = old;
    old.close();
    const { LensDatabase } = await import('@/lib/store/db');
    const db = new LensDatabase(name);
    expect(await db.partners.toArray()).toEqual([placeholder('Northwind GmbH')]);
    await savePartner({ ...placeholder('Northwind GmbH'), codes: ['NW 10'] }, db);
    expect(await partnerReader(db).byCode('nw10')).toMatchObject([{ name: 'Northwind GmbH' }]);
    db.close();
  });

  it('give scorecards that are there already their place in the list', async () => {
    const old = freshDatabase(2);
    await old.table('scorecards').put(storedCard('P1', 7));
    const { name } = old;
    old.close();
    const { LensDatabase } = await import('@/lib/store/db');
    const db = new LensDatabase(name);
    expect(await scorecardBriefs(db)).toMatchObject([{ partnerId: 'P1', working: 'yes', revision: 7 }]);
    expect(await getScorecard('P1', db)).toEqual(storedCard('P1', 7));
    db.close();
  });

  it('let the revision go on: it counts less the imports on record', async () => {
    const old = freshDatabase(5);
    await old.table('settings').put({ key: 'revision', value: 9 });
    await old.table('imports').bulkAdd([{ table: 'deals' }, { table: 'deals' }]);
    const { name } = old;
    old.close();
    const { LensDatabase } = await import('@/lib/store/db');
    const db = new LensDatabase(name);
    expect(await getRevision(db)).toBe(9);
    db.close();
  });

  it('define every table that the repositories use', async () => {
    const db = freshDatabase();
    await db.open();
    for (const name of [
      'partners',
      'partnerHistory',
      'chunks',
      'confirmations',
      'dictionaries',
      'imports',
      'rejects',
      'mappings',
      'limits',
      'scorecards',
      'programme',
      'rules',
      'settings',
    ] as const)
      expect(await db[name].count()).toBe(0);
  });

  it('put no index on facts but the two that find and undo them', () => {
    const db = freshDatabase();
    expect(db.chunks.schema.indexes.map(({ name }) => name)).toEqual(['table', 'importId']);
  });
});
