import { describe, expect, it } from 'vitest';
import { assembleFacts } from '@/lib/facts/factset';
import { appendChunks, readChunks, tablesWithFacts } from '@/lib/store/chunks';
import {
  appendRun,
  dictionarySizes,
  dictionaryText,
  loadDictionaries,
  truncateDictionary,
} from '@/lib/store/dictionaries';
import { eraseEverything } from '@/lib/store/erase';
import { loadFacts } from '@/lib/store/facts';
import { allLimits, deleteLimits, limitsOf, putLimit } from '@/lib/store/limits';
import { getMapping, rememberMapping } from '@/lib/store/mappings';
import { allRules, clearRules, deleteRule, putRule } from '@/lib/store/rules';
import {
  deleteScorecards,
  getProgramme,
  getScorecard,
  putProgramme,
  putScorecards,
  scorecardBriefs,
} from '@/lib/store/scorecards';
import {
  bumpRevision,
  getRevision,
  getSetting,
  getWorkspace,
  putSetting,
  putWorkspace,
} from '@/lib/store/settings';
import type { StoredProgramme, StoredRule } from '@/lib/store/types';
import { storageUsage } from '@/lib/store/usage';
import { dealChunk, freshDatabase, storedCard } from './fixtures';

describe('chunks', () => {
  it('come back by table, in import order, with the columns that were asked for', async () => {
    const db = freshDatabase();
    await appendChunks(
      [dealChunk([{ id: 1, deal: 1, partner: 2, amount: 9 }], ['deal', 'partner', 'amount'], 2)],
      db,
    );
    await appendChunks([dealChunk([{ id: 2, deal: 3 }], ['deal'], 1)], db);
    await appendChunks([{ ...dealChunk([{ id: 1, deal: 1 }], ['deal'], 3), table: 'leads' }], db);
    const deals = await readChunks('deals', ['amount', 'stage'], db);
    expect(deals.map((chunk) => chunk.importId)).toEqual([1, 2]);
    expect(deals.map((chunk) => Object.keys(chunk.columns))).toEqual([[], ['amount']]);
    expect(deals[1]!.columns.amount).toEqual(Float64Array.of(9));
    expect(Object.keys((await readChunks('deals', undefined, db))[1]!.columns)).toEqual([
      'deal',
      'partner',
      'amount',
    ]);
    expect(await tablesWithFacts(db)).toEqual(['deals', 'leads']);
  });
});

describe('dictionaries', () => {
  it('are runs of codes in order', async () => {
    const db = freshDatabase();
    await appendRun({ domain: 'stage', from: 1, importId: 1, text: 'Won\0Lost' }, db);
    await appendRun({ domain: 'stage', from: 3, importId: 2, text: 'Open' }, db);
    await appendRun({ domain: 'stage2', from: 1, importId: 2, text: 'x' }, db);
    expect(await loadDictionaries(undefined, db)).toEqual({
      stage: { domain: 'stage', values: ['', 'Won', 'Lost', 'Open'] },
      stage2: { domain: 'stage2', values: ['', 'x'] },
    });
    expect(await loadDictionaries(['none'], db)).toEqual({ none: { domain: 'none', values: [''] } });
    expect(await dictionarySizes(db)).toEqual({ stage: 4, stage2: 2 });
    expect(await dictionaryText('stage', db)).toBe('Won\0Lost\0Open');
    expect(await dictionaryText('none', db)).toBeUndefined();
    await expect(appendRun({ domain: 'stage', from: 3, importId: 3, text: 'y' }, db)).rejects.toThrow(
      'changed during the import',
    );
    // Code 2 is in use: its run stays whole, the run behind it goes.
    await truncateDictionary('stage', 2, db);
    expect(await dictionarySizes(db)).toEqual({ stage: 3, stage2: 2 });
  });
});

describe('settings', () => {
  it('have defaults, are checked, and count revisions', async () => {
    const db = freshDatabase();
    expect(await getSetting('missing', 7, db)).toBe(7);
    await putSetting('missing', null, db);
    expect(await getSetting('missing', 7, db)).toBeNull();
    expect((await getWorkspace(db)).currency).toBe('EUR');
    await putWorkspace({ timeZone: 'Europe/Berlin', currency: 'CHF' }, db);
    expect(await getWorkspace(db)).toEqual({ timeZone: 'Europe/Berlin', currency: 'CHF' });
    expect(await getRevision(db)).toBe(1);
    await bumpRevision(db);
    await expect(putWorkspace({ timeZone: 'Mars/Base', currency: 'EUR' }, db)).rejects.toThrow('Mars/Base');
    await expect(putWorkspace({ timeZone: 'UTC', currency: 'Euro' }, db)).rejects.toThrow('Euro');
    expect(await getRevision(db)).toBe(2);
  });
});

describe('limits and rules', () => {
  it('are kept by scope and reset', async () => {
    const db = freshDatabase();
    await putLimit({ scope: 'global', kpi: 'a', warn: 1, fail: 2 }, db);
    await putLimit({ scope: 'tier:Gold', kpi: 'a', warn: 3, fail: 4 }, db);
    await putLimit({ scope: 'tier:Gold', kpi: 'b', warn: 5, fail: 6 }, db);
    await putLimit({ scope: 'tier:Gold', kpi: 'b', warn: 7, fail: 8 }, db);
    expect(await limitsOf('tier:Gold', db)).toHaveLength(2);
    await expect(putLimit({ scope: 'global', kpi: 'c', warn: Number.NaN, fail: 1 }, db)).rejects.toThrow(
      'two numbers',
    );
    await deleteLimits('tier:Gold', 'b', db);
    expect(await limitsOf('tier:Gold', db)).toEqual([{ scope: 'tier:Gold', kpi: 'a', warn: 3, fail: 4 }]);
    await deleteLimits('tier:Gold', null, db);
    expect((await allLimits(db)).map((limit) => limit.scope)).toEqual(['global']);

    const rule: StoredRule = {
      id: 'r1',
      objects: ['deal'],
      stages: [],
      partnerTypes: [],
      crms: [],
      fields: ['Partner'],
      why: 'needed',
      enabled: true,
    };
    await putRule(rule, db);
    await putRule({ ...rule, id: 'r2' }, db);
    await deleteRule('r1', db);
    expect((await allRules(db)).map(({ id }) => id)).toEqual(['r2']);
    await clearRules(db);
    expect(await allRules(db)).toEqual([]);
  });
});

describe('scorecards and mappings', () => {
  it('are stored, found and dropped', async () => {
    const db = freshDatabase();
    const card = storedCard('P1', 3);
    await putScorecards([card, { ...card, partnerId: 'P2' }], db);
    expect(await getScorecard('P1', db)).toEqual(card);
    await deleteScorecards('P1', db);
    expect(await scorecardBriefs(db)).toEqual([
      {
        partnerId: 'P2',
        working: 'yes',
        rightWay: 'unknown',
        coverage: 0.5,
        computedAt: '2026-11-21T09:00:00.000Z',
        revision: 3,
      },
    ]);
    await deleteScorecards(undefined, db);
    expect(await scorecardBriefs(db)).toEqual([]);

    const row = (kpi: string) => ({ kpi, revision: 1, measurement: { kpi } }) as StoredProgramme;
    await putProgramme([row('a'), row('b')], db);
    await putProgramme([row('c')], db);
    expect([...(await getProgramme(db)).keys()]).toEqual(['c']);

    const versionOf = async (mapping: unknown) =>
      (await rememberMapping({ headerSignature: 's', at: '2026-01-01' }, mapping, db)).version;
    expect([await versionOf({ table: 'deals' }), await versionOf({ table: 'deals' })]).toEqual([1, 1]);
    expect(await versionOf({ table: 'leads' })).toBe(2);
    expect((await getMapping('s', db))!.mapping).toEqual({ table: 'leads' });
  });
});

describe('usage and erasing', () => {
  it('count rows and bytes, and leave nothing', async () => {
    const db = freshDatabase();
    await appendChunks(
      [
        dealChunk(
          [
            { id: 1, deal: 1 },
            { id: 2, deal: 2 },
          ],
          ['deal'],
          1,
        ),
      ],
      db,
    );
    await appendRun({ domain: 'deal', from: 1, importId: 1, text: 'D1\0D2' }, db);
    const usage = await storageUsage(db);
    // Two rows of a code, an id, a hash, a source row and a source file: 4 + 4 + 8 + 4 + 1 bytes.
    expect(usage.find((entry) => entry.table === 'deals')).toEqual({ table: 'deals', rows: 2, bytes: 42 });
    expect(usage.find((entry) => entry.table === 'dictionaries')).toEqual({
      table: 'dictionaries',
      rows: 2,
      bytes: 5,
    });
    await eraseEverything(db);
    expect(await db.chunks.count()).toBe(0);
    expect(await storageUsage(db)).toEqual([]);
  });

  it('weighs some rows of a table that has thousands, and says so', async () => {
    const db = freshDatabase();
    const rows = Array.from({ length: 2_500 }, (_, i) => ({
      kpi: `kpi-${String(i).padStart(5, '0')}`,
      measurement: { n: 1 },
      revision: 1,
    }));
    await db.programme.bulkPut(rows as never);
    const few = freshDatabase();
    await few.programme.bulkPut(rows.slice(0, 500) as never);
    const [part] = await storageUsage(few);
    // Rows of one size weigh the same, however many are weighed.
    expect(await storageUsage(db)).toEqual([
      { table: 'programme', rows: 2_500, bytes: 5 * part!.bytes, estimated: true },
    ]);
    expect(part).not.toHaveProperty('estimated');
  });
});

describe('loadFacts', () => {
  it('gives columns, sizes and partners of one moment', async () => {
    const db = freshDatabase();
    await appendRun({ domain: 'partner', from: 1, importId: 1, text: 'Nordwind\0Nobody' }, db);
    await appendRun({ domain: 'deal', from: 1, importId: 1, text: 'D1\0D2\0D3' }, db);
    const { addPlaceholders } = await import('@/lib/store/placeholders');
    await addPlaceholders(['Nordwind'], db);
    await appendChunks(
      [
        dealChunk(
          [
            { id: 1, deal: 1, partner: 1, amount: 5 },
            { id: 2, deal: 2, partner: 2, amount: 6 },
          ],
          ['deal', 'partner', 'amount'],
          1,
        ),
      ],
      db,
    );
    const facts = await loadFacts({ tables: ['deals'], columns: { deals: ['amount'] }, domains: [] }, db);
    expect(Object.keys(facts.chunks[0]!.columns).sort()).toEqual(['amount', 'deal', 'partner']);
    expect(facts.loaded!.deals).toContain('amount');
    // Keys that are not shown are sized by the rows.
    expect(facts.dictionarySizes).toEqual({ partner: 3 });
    expect(assembleFacts(facts).size('deal')).toBe(3);
    expect(facts.dictionaries.map(({ domain }) => domain)).toEqual(['partner']);
    expect([...facts.partnerOfCode]).toEqual([-1, 0, -1]);
    expect(facts.partners[0]!.id).toBe('name:nordwind');
  });

  it('works on an empty database', async () => {
    const facts = await loadFacts({}, freshDatabase());
    expect(facts.chunks).toEqual([]);
    expect([...facts.partnerOfCode]).toEqual([-1]);
    expect(facts.revision).toBe(0);
  });
});
