import { describe, expect, it } from 'vitest';
import { convertDirectory } from '@/lib/import/convert';
import { mergeDirectory } from '@/lib/import/partners';
import { toStored } from '@/lib/store/partners';
import type { StoredPartner } from '@/lib/store/types';
import { CONTEXT } from './fixtures';

async function merged(text: string, existing: readonly StoredPartner[] = []) {
  const read = await convertDirectory(text, CONTEXT);
  return { ...read, change: mergeDirectory(read.entries, existing) };
}

const DIRECTORY = `Partner ID,Partner Name,Partner Type,Tier,Region,Partner Manager,Website,Aliases,CRM IDs
P1,Nordwind GmbH,Resellers,Gold,DACH,Kim,https://www.nordwind.example/de; nw.example,NW; Nord-Wind,salesforce:001A|42
P2,Südstern,Managed Service Provider,,,,,,
P3,,,,,,,,
`;

describe('directory', () => {
  it('reads lists, types and domains', async () => {
    const { change, rejects, rowsRead, rejected } = await merged(DIRECTORY);
    expect([rowsRead, rejected]).toEqual([3, 1]);
    expect(rejects[0]).toMatchObject({ row: 3, column: 'Partner Name' });
    expect(change).toMatchObject({ added: 2, changed: 0, unchanged: 0, removed: [] });
    expect(change.partners[0]).toEqual({
      id: 'P1',
      name: 'Nordwind GmbH',
      type: 'reseller',
      tier: 'Gold',
      region: 'DACH',
      manager: 'Kim',
      domains: ['nordwind.example', 'nw.example'],
      aliases: ['NW', 'Nord-Wind'],
      crmIds: ['salesforce:001A', '42'],
      codes: [],
      parent: null,
      foldedNames: ['nordwind', 'nw', 'nord wind'],
      foldedCodes: [],
      origin: 'directory',
      ownAliases: [],
    });
    expect(change.partners[1]).toMatchObject({ type: 'Managed Service Provider', tier: null, aliases: [] });
  });

  it('changes nothing the second time', async () => {
    const { change } = await merged(DIRECTORY);
    const again = await merged(DIRECTORY, change.partners);
    expect(again.change).toEqual({ partners: [], removed: [], added: 0, changed: 0, unchanged: 2 });
  });

  it('keeps what the file does not speak of, and aliases of a person', async () => {
    const { change } = await merged(DIRECTORY);
    const before = change.partners.map((row) =>
      row.id === 'P1'
        ? { ...toStored({ ...row, aliases: [...row.aliases, 'Mine'] }, 'directory', ['Mine']) }
        : row,
    );
    const { change: next } = await merged(
      'Partner ID,Partner Name,Tier,Aliases\nP1,Nordwind GmbH,Silver,NW\n',
      before,
    );
    expect(next.partners).toHaveLength(1);
    expect(next.partners[0]).toMatchObject({
      tier: 'Silver',
      manager: 'Kim',
      domains: ['nordwind.example', 'nw.example'],
      aliases: ['NW', 'Mine'],
      ownAliases: ['Mine'],
    });
  });

  it('remembers the old name of a renamed partner, since facts still use it', async () => {
    const { change } = await merged(DIRECTORY);
    const { change: next } = await merged('Partner ID,Partner Name\nP2,Polaris\n', change.partners);
    expect(next.partners[0]).toMatchObject({
      name: 'Polaris',
      aliases: ['Südstern'],
      ownAliases: ['Südstern'],
    });
  });

  it('joins rows of one partner, so that agents can be grouped by their office', async () => {
    const { change } = await merged('Partner Name,Alias\nCentral,Ann\nCentral,Bo\nEast,Cy\nCentral,Ann\n');
    expect(change.partners.map(({ id, aliases }) => [id, aliases])).toEqual([
      ['name:central', ['Ann', 'Bo']],
      ['name:east', ['Cy']],
    ]);
    expect(change).toMatchObject({ added: 2, changed: 2, unchanged: 0 });
  });

  it('reads codes and the parent company; what a file does not say stays', async () => {
    const csv =
      'Partner ID,Partner Name,Referral codes,Parent account\nP1,Nordwind,NW10; nw-2026 |REG-7,Nordwind Holding\n';
    const { change } = await merged(csv);
    expect(change.partners[0]).toMatchObject({
      codes: ['NW10', 'nw-2026', 'REG-7'],
      parent: 'Nordwind Holding',
      foldedCodes: ['nw10', 'nw-2026', 'reg-7'],
    });
    const later = await merged('Partner ID,Partner Name,Tier\nP1,Nordwind,Gold\n', change.partners);
    expect(later.change.partners[0]).toMatchObject({ tier: 'Gold', codes: ['NW10', 'nw-2026', 'REG-7'] });
    const again = await merged(csv, change.partners);
    expect(again.change).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
  });

  it('takes the place of a stand-in with the same name', async () => {
    const manual = toStored(
      {
        id: 'name:nordwind',
        name: 'Nordwind',
        type: 'referral',
        tier: 'Silver',
        region: null,
        manager: null,
        domains: [],
        aliases: ['Mine'],
        crmIds: [],
        codes: [],
        parent: null,
      },
      'manual',
      ['Mine'],
    );
    const { change } = await merged('Partner ID,Partner Name,Tier\nP1,Nordwind GmbH,Gold\n', [manual]);
    expect(change.removed).toEqual(['name:nordwind']);
    expect(change.partners[0]).toMatchObject({ id: 'P1', tier: 'Gold', type: 'referral', aliases: ['Mine'] });
  });

  it('finds a known partner by alias without renaming it', async () => {
    const { change } = await merged(DIRECTORY);
    const { change: next } = await merged('Partner Name,Region\nNW,Nordics\n', change.partners);
    expect(next.partners[0]).toMatchObject({ id: 'P1', name: 'Nordwind GmbH', region: 'Nordics' });
  });

  it('without names takes the ids for them', async () => {
    const { change } = await merged('Seller ID,Zip\nabc,1\ndef,2\n');
    expect(change.partners.map(({ id, name }) => [id, name])).toEqual([
      ['abc', 'abc'],
      ['def', 'def'],
    ]);
  });
});
