import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertDirectory } from '@/lib/import/convert';
import { mergeDirectory } from '@/lib/import/partners';
import type { LensDatabase } from '@/lib/store/db';
import { loadFacts } from '@/lib/store/facts';
import { deleteImport } from '@/lib/store/imports';
import { partnerReader } from '@/lib/store/partner-reader';
import { allPartners, getPartner } from '@/lib/store/partners';
import { allVerdicts, keepApart, mergePartners, unmergePartner } from '@/lib/store/verdicts';
import { writeImport } from '@/lib/store/write';
import { CONTEXT } from '../import/fixtures';
import { dealChunk, freshDatabase, outcome, snapshot } from './fixtures';

const AT = '2026-02-01T10:00:00.000Z';
const DIRECTORY =
  'Partner id,Partner name,Domains,CRM ids,Codes,Aliases\n' +
  'P1,Nordwind GmbH,nordwind.example,sf:1,NW10,\nP2,Nordwind Ltd.,nordwind.test,sf:2,NW20,Windnord\nP3,Suedstern,sued.example,sf:3,,\nP4,Suedstern Nord,sued.test,,,\n';
const NAMES = ['P1', 'Nordwind', 'Nordwind Ltd.', 'Windnord', 'sf:2', 'Suedstern', 'Nordwnd', 'P4'];

async function importDirectory(db: LensDatabase, text = DIRECTORY): Promise<number> {
  const { entries } = await convertDirectory(text, CONTEXT);
  return writeImport(
    await outcome(db, { table: 'partners', directory: (existing) => mergeDirectory(entries, existing) }),
    undefined,
    db,
  );
}

async function importDeals(db: LensDatabase): Promise<number> {
  const rows = NAMES.map((_, i) => ({ id: i + 1, deal: i + 1, partner: i + 1 }));
  return writeImport(
    await outcome(db, {
      chunks: [dealChunk(rows, ['deal', 'partner'])],
      runs: [
        { domain: 'deal', from: 1, text: NAMES.map((_, i) => `D${i}`).join('\0') },
        { domain: 'partner', from: 1, text: NAMES.join('\0') },
      ],
      partnerNames: NAMES,
    }),
    undefined,
    db,
  );
}

/** Whose each name on a deal is. */
async function owners(db: LensDatabase): Promise<Record<string, string | null>> {
  const { partners, partnerOfCode } = await loadFacts({}, db);
  return Object.fromEntries(NAMES.map((name, i) => [name, partners[partnerOfCode[i + 1]!]?.id ?? null]));
}

async function filled(): Promise<LensDatabase> {
  const db = freshDatabase();
  await importDirectory(db);
  await importDeals(db);
  return db;
}

const merge = (db: LensDatabase, from: string, into: string) =>
  mergePartners({ from, into, because: ['they have the same name'], at: AT }, db);

describe('a merge', () => {
  it('makes every name, id and code of one count for the other, and writes no fact', async () => {
    const db = await filled();
    // Both are called Nordwind: before, the name was neither's and stood for itself.
    expect(await owners(db)).toMatchObject({ Nordwind: 'name:nordwind', Windnord: 'P2', 'sf:2': 'P2' });
    const facts = await db.chunks.toArray();
    const cells = await db.dictionaries.toArray();
    const rows = (await db.partners.toArray()).filter(({ origin }) => origin === 'directory');
    await merge(db, 'P2', 'P1');
    expect(await owners(db)).toMatchObject({
      P1: 'P1',
      Nordwind: 'P1',
      'Nordwind Ltd.': 'P1',
      Windnord: 'P1',
      'sf:2': 'P1',
      Suedstern: 'P3',
    });
    expect(await db.chunks.toArray()).toEqual(facts);
    expect(await db.dictionaries.toArray()).toEqual(cells);
    expect((await db.partners.toArray()).filter(({ origin }) => origin === 'directory')).toEqual(rows);
    for (const found of [
      await partnerReader(db).byName('nordwind'),
      await partnerReader(db).byName('windnord'),
      await partnerReader(db).byDomain('nordwind.test'),
      await partnerReader(db).byCode('nw20'),
      await partnerReader(db).byAnyId(['sf:2']),
      [await getPartner('P2', db)],
    ])
      expect(found.map((one) => one?.id)).toEqual(['P1']);
    const [head] = (await allPartners(db)).filter(({ id }) => ['P1', 'P2'].includes(id));
    expect(head).toMatchObject({
      id: 'P1',
      aliases: ['Nordwind Ltd.', 'Windnord'],
      domains: ['nordwind.example', 'nordwind.test'],
      codes: ['NW10', 'NW20'],
    });
  });

  it('of a name that only rows have holds, though nothing else knows it', async () => {
    const db = await filled();
    await merge(db, 'name:nordwnd', 'P1');
    expect(await owners(db)).toMatchObject({ Nordwnd: 'P1' });
    expect((await getPartner('name:nordwnd', db))?.id).toBe('P1');
    // Partners that only rows name are made anew when an import is undone.
    const more = await importDirectory(db, 'Partner id,Partner name\nP7,Elsewhere\n');
    await deleteImport(more, db);
    expect(await owners(db)).toMatchObject({ Nordwnd: 'P1' });
  });

  it('stays when the directory comes again, and when it is undone and comes again', async () => {
    const db = await filled();
    await merge(db, 'P2', 'P1');
    const whose = await owners(db);
    const second = await importDirectory(db);
    expect(await owners(db)).toEqual(whose);
    await deleteImport(second, db);
    expect(await owners(db)).toEqual(whose);
    await deleteImport(1, db);
    // Without the directory nobody is P1: the names stand for themselves.
    expect(await owners(db)).toMatchObject({ Windnord: 'name:windnord' });
    await importDirectory(db);
    expect(await owners(db)).toEqual(whose);
  });

  it('leads on through others, and each is taken back alone', async () => {
    const db = await filled();
    await merge(db, 'P3', 'P4');
    await merge(db, 'P4', 'P1');
    expect(await owners(db)).toMatchObject({ Suedstern: 'P1', P4: 'P1' });
    await unmergePartner('P4', AT, db);
    expect(await owners(db)).toMatchObject({ Suedstern: 'P4', P4: 'P4' });
    await unmergePartner('P3', AT, db);
    expect(await owners(db)).toMatchObject({ Suedstern: 'P3' });
    expect((await allVerdicts(db)).map(({ endedAt }) => endedAt)).toEqual([AT, AT]);
  });

  it('is refused where it makes no sense, and nothing is written', async () => {
    const db = await filled();
    await expect(merge(db, 'P1', 'P1')).rejects.toThrow('counts for');
    await expect(merge(db, 'P9', 'P1')).rejects.toThrow('There is no partner "P9"');
    await merge(db, 'P2', 'P1');
    await expect(merge(db, 'P2', 'P3')).rejects.toThrow('merged into another partner already');
    await expect(merge(db, 'P1', 'P2')).rejects.toThrow('counts for');
    await expect(unmergePartner('P3', AT, db)).rejects.toThrow('not merged');
    expect(await allVerdicts(db)).toHaveLength(1);
  });

  it('drops the scorecard of what was merged, and ends a word that they are two', async () => {
    const db = await filled();
    await keepApart({ from: 'P1', into: 'P2', because: [], at: AT }, db);
    await merge(db, 'P2', 'P1');
    expect((await allVerdicts(db)).map(({ kind, endedAt }) => [kind, endedAt])).toEqual([
      ['two', AT],
      ['one', null],
    ]);
  });

  it('taken back leaves everything but the history as it was, whatever was merged in whatever order', async () => {
    const ids = ['P1', 'P2', 'P3', 'P4', 'name:nordwnd', 'name:nordwind'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)), { minLength: 1, maxLength: 4 }),
        async (pairs) => {
          const db = await filled();
          const strip = async () => {
            const {
              settings: _s,
              'settings keys': _k,
              verdicts: _v,
              'verdicts keys': _vk,
              ...rest
            } = await snapshot(db);
            return { rest, owners: await owners(db), partners: await allPartners(db) };
          };
          const before = await strip();
          const done: string[] = [];
          for (const [from, into] of pairs)
            await merge(db, from, into).then(
              () => done.push(from),
              () => undefined,
            );
          for (const from of done.reverse()) await unmergePartner(from, AT, db);
          expect(await strip()).toEqual(before);
        },
      ),
      { numRuns: 25 },
    );
  });
});
