import { describe, expect, it } from 'vitest';
import type { Partner } from '@/lib/match/types';
import { resolvePartners } from '@/lib/store/facts';
import { partnerReader } from '@/lib/store/partner-reader';
import { addAlias, allPartners, getPartner, putPartners, savePartner, toStored } from '@/lib/store/partners';
import { absorbPlaceholders, addPlaceholders } from '@/lib/store/placeholders';
import { partnerIndex } from '@/lib/store/resolve';
import { getRevision } from '@/lib/store/settings';
import { freshDatabase } from './fixtures';

function partner(id: string, name: string, more: Partial<Partner> = {}): Partner {
  return {
    id,
    name,
    type: null,
    tier: null,
    region: null,
    manager: null,
    domains: [],
    aliases: [],
    crmIds: [],
    codes: [],
    parent: null,
    ...more,
  };
}

describe('partner look-ups', () => {
  it('find by folded name and alias, domain and CRM id', async () => {
    const db = freshDatabase();
    await putPartners(
      [
        toStored(
          partner('P1', 'Nordwind GmbH', {
            aliases: ['NW Software'],
            domains: ['nordwind.example'],
            crmIds: ['salesforce:001A', '42'],
          }),
          'directory',
        ),
        toStored(partner('P2', 'Südstern AG'), 'directory'),
      ],
      db,
    );
    expect((await partnerReader(db).byName('nordwind')).map((p) => p.id)).toEqual(['P1']);
    expect((await partnerReader(db).byName('nw software')).map((p) => p.id)).toEqual(['P1']);
    expect((await partnerReader(db).byName('sudstern')).map((p) => p.id)).toEqual(['P2']);
    expect((await partnerReader(db).byDomain('nordwind.example')).map((p) => p.id)).toEqual(['P1']);
    expect((await partnerReader(db).byAnyId(['salesforce:001A', '001A'])).map((p) => p.id)).toEqual(['P1']);
    expect(await partnerReader(db).byName('nobody')).toEqual([]);
  });

  it('keep the aliases that a person added apart', async () => {
    const db = freshDatabase();
    await putPartners([toStored(partner('P1', 'Nordwind'), 'directory')], db);
    const before = await getRevision(db);
    await addAlias('P1', '  Nord Wind Software ', db);
    const row = (await getPartner('P1', db))!;
    expect(row.aliases).toEqual(['Nord Wind Software']);
    expect(row.ownAliases).toEqual(['Nord Wind Software']);
    expect(row.foldedNames).toEqual(['nordwind', 'nord wind software']);
    expect(await getRevision(db)).toBe(before + 1);
    await expect(addAlias('P9', 'x', db)).rejects.toThrow('There is no partner "P9"');
  });

  it('save makes a fact-made partner one of the directory', async () => {
    const db = freshDatabase();
    await addPlaceholders(['Nordwind GmbH'], db);
    const [row] = await allPartners(db);
    expect(row).toMatchObject({ id: 'name:nordwind', origin: 'fact', name: 'Nordwind GmbH' });
    await savePartner({ ...partner(row!.id, row!.name), tier: 'Gold' }, db);
    expect(await getPartner('name:nordwind', db)).toMatchObject({ origin: 'manual', tier: 'Gold' });
  });
});

describe('who a raw name is', () => {
  const directory = [
    toStored(partner('P1', 'Nordwind GmbH', { crmIds: ['hubspot:77'] }), 'directory'),
    toStored(partner('P2', 'Südstern', { aliases: ['Southern Star Ltd'] }), 'directory'),
    toStored(partner('P3', 'Twin Co'), 'directory'),
    toStored(partner('P4', 'Twin Ltd'), 'directory'),
  ];
  const index = partnerIndex(directory);

  it.each([
    ['P1', 'P1'],
    ['hubspot:77', 'P1'],
    ['77', 'P1'],
    ['  NORDWIND  ', 'P1'],
    ['Sudstern AG', 'P2'],
    ['southern star', 'P2'],
    ['Somebody else', null],
    // Two partners fold alike: the name is that of neither.
    ['Twin Inc', null],
    ['Twin', null],
    // Written like one of them it is that one.
    ['TWIN  Ltd.', 'P4'],
  ])('%j is %j', (raw, id) => {
    expect(index.resolve(raw)).toBe(id);
  });

  it('prefers a directory row over the partner that only facts named', async () => {
    const db = freshDatabase();
    await addPlaceholders(['Nordwind', 'Nordwind GmbH', 'Else', '   '], db);
    expect((await allPartners(db)).map((p) => p.id)).toEqual(['name:else', 'name:nordwind']);
    await putPartners(directory, db);
    const all = await allPartners(db);
    const codes = resolvePartners(['', 'Nordwind', 'Else', 'Twin AG'], all);
    expect([...codes].map((i) => all[i]?.id ?? null)).toEqual([null, 'P1', 'name:else', null]);
    await absorbPlaceholders(db);
    expect((await allPartners(db)).map((p) => p.id)).toEqual(['P1', 'P2', 'P3', 'P4', 'name:else']);
  });

  it('gives a name of two partners a partner of its own, so that its facts are seen', async () => {
    const db = freshDatabase();
    await putPartners(directory, db);
    await addPlaceholders(['Twin Inc'], db);
    const index = partnerIndex(await allPartners(db));
    expect(index.resolve('Twin')).toBe('name:twin');
    expect(index.resolve('Twin Ltd')).toBe('P4');
    // It stays for the other spellings.
    await absorbPlaceholders(db);
    expect(await getPartner('name:twin', db)).toBeTruthy();
  });
});
