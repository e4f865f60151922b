import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { openPart, partsOf } from '@/lib/import/formats/open';
import { propose } from '@/lib/import/propose';
import { tablesOf } from '@/lib/sources/tables';
import { CONTEXT } from '../fixtures';
import { fileOf, readTable, zip } from './fixtures';

const DEALS = [
  { dealId: 'D1', partner: 'Nordwind' },
  { dealId: 'D2', partner: 'Südstern' },
];
const PARTNERS = [{ name: 'Nordwind', tier: 'Gold' }];
const file = (value: unknown) => fileOf('export.json', JSON.stringify(value));
const places = async (value: unknown) => (await partsOf(file(value))).map(({ path }) => path);

describe('the list of records of a JSON file', () => {
  it.each<[string, unknown]>([
    ['two levels down', { data: { deals: { items: DEALS } } }],
    ['the only one, under its own name', { data: { deals: DEALS } }],
    ['of edges and nodes', { data: { deals: { edges: DEALS.map((node) => ({ node })), pageInfo: {} } } }],
    ['of nodes', { data: { organization: { opportunities: { nodes: DEALS, totalCount: 2 } } } }],
    ['of OData', { '@odata.context': 'x', value: DEALS }],
    ['of older OData', { d: { results: DEALS, __count: '2' } }],
    ['of hits', { took: 1, hits: { total: { value: 2 }, hits: DEALS.map((_source) => ({ _source })) } }],
    ['embedded', { _links: { self: [{ href: 'x' }] }, _embedded: { deals: DEALS } }],
    ['behind what says which columns there are', { columns: [{ name: 'a' }, { name: 'b' }], payload: DEALS }],
    ['behind warnings', { warnings: [{ code: 1 }], errors: [], data: { list: DEALS } }],
    ['beside an empty one', { deals: DEALS, partners: [] }],
    ['deep down', { a: { b: { c: { d: { e: DEALS } } } } }],
    [
      'of lists whose columns are named beside it',
      { columns: ['dealId', 'partner'], rows: DEALS.map(({ dealId, partner }) => [dealId, partner]) },
    ],
    [
      'of lists whose columns are described beside it',
      {
        result: {
          fields: [{ name: 'dealId', type: 'text' }, { name: 'partner' }],
          data: DEALS.map((deal) => Object.values(deal)),
        },
      },
    ],
  ])('%s', async (_, value) => {
    expect(await places(value)).toEqual([[]]);
    const { headers, rows } = await readTable(file(value));
    expect(headers).toEqual(['dealId', 'partner']);
    expect(Object.values(rows)).toEqual([
      ['D1', 'Nordwind'],
      ['D2', 'Südstern'],
    ]);
  });

  it('is asked for where there are several', async () => {
    const value = { exported: '2026-03-01', deals: DEALS, partners: PARTNERS };
    expect(await places(value)).toEqual([['deals'], ['partners']]);
    expect(await readTable(file(value), ['partners'])).toMatchObject({
      name: 'export.json › partners',
      headers: ['name', 'tier'],
      rows: { 1: ['Nordwind', 'Gold'] },
    });
    // Of two with one usual name neither is the one.
    const alike = { data: { deals: { edges: DEALS }, partners: { edges: PARTNERS } } };
    expect(await places(alike)).toEqual([['data › deals › edges'], ['data › partners › edges']]);
    const [deals, partners] = await Promise.all(
      ['deals', 'partners'].map(async (list) => analyseFile(await openPart(file(value), [list]))),
    );
    expect(deals!.sha256).not.toBe(partners!.sha256);
    await expect(openPart(file({ deals: DEALS }), ['partners'])).rejects.toThrow(
      '"export.json" no longer has the list “partners”. The file was changed: choose it again.',
    );
  });

  it('is each of several, where a source reads the file', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ deals: DEALS, partners: PARTNERS }));
    const tables = await tablesOf('feed.json', bytes);
    expect(tables.map(({ name }) => name)).toEqual(['feed.json › deals', 'feed.json › partners']);
  });

  it('is named where an archive has a file with several', async () => {
    const archive = fileOf(
      'a.zip',
      await zip({ 'x.json': JSON.stringify({ deals: DEALS, partners: PARTNERS }) }),
    );
    await expect(openPart(archive, ['x.json'])).rejects.toThrow('several lists: “deals” and “partners”');
  });

  it('is one record where lists are only part of it', async () => {
    const record = {
      id: 7,
      name: 'One',
      stage: 'Won',
      amount: 5,
      lines: [{ sku: 'a' }],
      people: [{ id: 1 }],
    };
    expect(await places(record)).toEqual([[]]);
    expect((await readTable(file(record))).rows[1]!.slice(0, 4)).toEqual(['7', 'One', 'Won', '5']);
  });

  it('says which others are not read', async () => {
    const value = { results: DEALS, partners: PARTNERS };
    const analysis = await analyseFile(await openPart(file(value), []));
    expect(propose(analysis, CONTEXT).notes).toContain(
      'Only the list under “results” is read. Also in the file, and not read: “partners”. Export a list that you need to a file of its own.',
    );
    const filler = 'x'.repeat(100);
    const many = Array.from({ length: 90_000 }, (_, i) => ({ dealId: `D${i}`, partner: filler }));
    const late = await analyseFile(await openPart(file({ deals: many, partners: many }), []));
    expect(late.rows).toBe(90_000);
    expect(late.notes?.join(' ')).toMatch(
      /^Behind the list under “deals” the file goes on, and that is not read \([\d,]+ KB or more\)/,
    );
  });

  it('says where it is empty', async () => {
    const source = await openPart(file({ data: { deals: { items: [] } } }), []);
    await expect(analyseFile(source)).rejects.toThrow(
      '"export.json" has no records: the list under “data › deals › items” is empty.',
    );
  });
});
