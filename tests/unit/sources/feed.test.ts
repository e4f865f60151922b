import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resultWords } from '@/components/options/sources/words';
import { analyseFile } from '@/lib/import/analyse';
import { textSource } from '@/lib/import/decode';
import { propose } from '@/lib/import/propose';
import { runImport } from '@/lib/import/run';
import { readPack, writePack } from '@/lib/packs/file';
import { installPack } from '@/lib/packs/install';
import { deleteImport, rejectedRows } from '@/lib/store/imports';
import { type Asked, type Reply, serve, type TestServer } from '../../servers/server';
import { CONTEXT } from '../import/fixtures';
import { textRow, workbookParts, zip } from '../import/formats/fixtures';
import { contents, header, signer } from '../packs/fixtures';
import { lab, SECRET } from './fixtures';

let server: TestServer;
let file: (asked: Asked) => Reply;
beforeEach(async () => {
  server = await serve((asked) => file(asked));
});
afterEach(() => server.close());

const CSV =
  'Deal ID,Partner,Stage,Create Date,Amount\nD1,Northwind,Closed Won,2026-01-05,100\nD2,Southwind,Open,2026-01-06,x\n';
const feed = (settings: object = {}, secret: string | null = null) =>
  lab('feed', { address: `${server.origin}/exports/deals.csv`, ...settings }, secret);

describe('feed', () => {
  it('imports the file, bad rows listed, and undo takes it back', async () => {
    file = () => ({ body: CSV });
    const one = await feed();
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run).toMatchObject({ rows: 2, added: 1, rejected: 1 });
    expect(await one.facts('deals')).toMatchObject([{ deal: 'D1', partner: 'Northwind', amount: 10000 }]);
    const [importId] = run.imports;
    expect(await rejectedRows(importId!, 0, 9, one.db)).toMatchObject([
      { row: 2, column: 'Amount', value: 'x' },
    ]);
    expect((await one.db.imports.get(importId!))!.files[0]!.name).toBe(`Our CRM, run ${run.id}: deals.csv`);
    await deleteImport(importId!, one.db);
    expect(await one.facts('deals')).toEqual([]);
  });

  it('is called as its address ends, also where that is no UTF-8', async () => {
    file = () => ({ body: CSV });
    const one = await lab('feed', { address: `${server.origin}/exports/caf%E9.csv` });
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect((await one.db.imports.get(run.imports[0]!))!.files[0]!.name).toMatch(/caf%E9\.csv$/);
  });

  it('reads a table whatever it is said to be', async () => {
    file = () => ({ body: CSV, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    const { source, run } = await (await feed()).run();
    expect([source.trouble, run.rows]).toEqual([null, 2]);
  });

  it.each([
    ['long', '"'.padEnd(5_000, 'x')],
    ['beyond ASCII', '"\u00e9"'],
  ])('keeps no mark that could not be sent back: one that is %s', async (_, ETag) => {
    file = () => ({ body: CSV, headers: { ETag } });
    const one = await feed();
    await one.run();
    expect((await one.run()).run).toMatchObject({ rows: 2, unchanged: 1, trouble: null });
    expect(server.asked[1]!.headers).not.toHaveProperty('if-none-match');
  });

  it('asks only for what changed since', async () => {
    let etag = '"a"';
    file = ({ headers }) =>
      headers['if-none-match'] === etag
        ? { status: 304 }
        : { body: CSV, headers: { ETag: etag, 'Last-Modified': 'Sun, 22 Nov 2026 04:00:00 GMT' } };
    const one = await feed();
    await one.run();
    expect((await one.run()).run).toMatchObject({ rows: 0, imports: [], trouble: null });
    expect(server.asked[1]!.headers).toMatchObject({
      'if-none-match': '"a"',
      'if-modified-since': 'Sun, 22 Nov 2026 04:00:00 GMT',
    });
    etag = '"b"';
    expect((await one.run()).run).toMatchObject({ rows: 2, unchanged: 1 });
  });

  it('reads a record in each line', async () => {
    file = () => ({
      body: '{"deal_id":"D1","partner":"Northwind","created_date":"2026-01-05","amount":12.5}\n{"deal_id":"D2","partner":"Northwind","created_date":"2026-01-06","amount":1}\n',
      headers: { 'Content-Type': 'application/x-ndjson' },
    });
    const one = await lab('feed', { address: `${server.origin}/deals.ndjson` }, null);
    const { source } = await one.run();
    expect(source.trouble).toBeNull();
    expect(await one.facts('deals')).toMatchObject([
      { deal: 'D1', amount: 1250 },
      { deal: 'D2', amount: 100 },
    ]);
  });

  it.each([
    ['a token', {}, SECRET, `Bearer ${SECRET}`],
    [
      'user and password',
      { access: 'basic' },
      'sam:p:ß',
      `Basic ${Buffer.from('sam:p:ß').toString('base64')}`,
    ],
  ])('sends %s', async (_, settings, secret, header) => {
    file = ({ headers }) => (headers.authorization === header ? { body: CSV } : { status: 401 });
    expect((await (await feed(settings, secret)).run()).source.trouble).toBeNull();
    expect((await (await feed(settings, 'an:other one')).run()).source.trouble?.kind).toBe('credential');
  });

  it('reads the sheets of a workbook; what is no table of ours is left out and named', async () => {
    const deals = [
      textRow(1, 'Deal ID', 'Partner', 'Stage', 'Create Date', 'Amount'),
      textRow(2, 'D1', 'Northwind', 'Closed Won', '2026-01-05', '100'),
    ];
    const notes = [textRow(1, 'Remark', 'By'), textRow(2, 'made by hand', 'Sam')];
    const parts = workbookParts([
      { name: 'Notes', rows: notes.join('') },
      { name: 'Deals', rows: deals.join('') },
    ]);
    const body = await zip(parts);
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    file = () => ({ body, headers: { 'Content-Type': type } });
    const one = await lab('feed', { address: `${server.origin}/exports/latest` }, null);
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run).toMatchObject({ rows: 1, added: 1, badCount: 1 });
    expect(run.bad[0]!.record).toBe('latest.xlsx › Notes');
    expect(await one.facts('deals')).toMatchObject([{ deal: 'D1', amount: 10000 }]);
    expect((await one.db.imports.get(run.imports[0]!))!.files[0]!.name).toMatch(/latest\.xlsx › Deals$/);
  });

  it('reads the tables of an archive, partners first', async () => {
    const body = await zip({
      'deals.csv': CSV,
      'more/leads.json': '[{"lead_id":"L1","partner":"Northwind","created_date":"2026-01-05"}]',
      'partners.csv': 'Partner ID,Partner Name,Tier\nP1,Northwind,Gold\n',
    });
    file = () => ({ body });
    const one = await lab('feed', { address: `${server.origin}/all.zip` }, null);
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    const imports = await one.db.imports.bulkGet(run.imports);
    expect(imports.map((record) => record!.table)).toEqual(['partners', 'deals', 'leads']);
    expect(await one.db.partners.toArray()).toMatchObject([{ id: 'P1', tier: 'Gold' }]);
  });

  it('asks a person where the columns leave a question, and goes on once it is answered', async () => {
    const unclear = 'Deal ID,Partner,Create Date,Amount\nD1,Northwind,03/04/2026,100\n';
    file = () => ({ body: unclear, headers: { ETag: '"a"' } });
    const one = await feed();
    const { source } = await one.run();
    expect(source.trouble).toMatchObject({
      kind: 'settings',
      message: expect.stringContaining('Import page'),
    });
    expect(await one.facts('deals')).toEqual([]);
    const byHand = textSource('deals.csv', unclear);
    const analysis = await analyseFile(byHand);
    const { mapping } = propose(analysis, CONTEXT);
    const date = mapping.columns.find(({ target }) => target === 'created')!;
    date.date = { order: 'dmy' };
    await runImport([{ source: byHand, format: analysis.format }], mapping, { db: one.db });
    const again = await one.run();
    expect(again.source.trouble).toBeNull();
    expect(again.run).toMatchObject({ rows: 1, unchanged: 1 });
    expect(await one.facts('deals')).toMatchObject([{ created: '2026-04-03' }]);
  });

  it.each([
    ['a login page', { body: '<html>', headers: { 'Content-Type': 'text/html' } }, /web page/],
    ['nothing', { body: '' }, /empty file/],
    ['a broken workbook', { body: 'PK\u0003\u0004 and so on' }, /archive|damaged/],
    ['a PDF', { body: '%PDF-1.7 and so on' }, /is a PDF/],
    ['a redirect', { status: 302, headers: { Location: 'https://example.com/' } }, /redirects/],
    ['no file', { status: 404 }, /nothing at this address/],
  ])('says what is wrong with %s, and changes nothing', async (_, reply, words) => {
    file = () => ({ body: CSV });
    const one = await feed();
    await one.run();
    const before = await one.facts('deals');
    file = () => reply;
    const { source } = await one.run();
    expect(source.trouble?.message).toMatch(words);
    expect(server.asked).toHaveLength(2);
    expect(await one.facts('deals')).toEqual(before);
  });

  it('a pack is installed once its signer is trusted, and each run says which edition came', async () => {
    const one = await lab('feed', { address: `${server.origin}/team.pack` }, null);
    const dana = await signer();
    const edition = (sequence: number) =>
      writePack({ header: header(dana.publicKey, { sequence }), contents }, dana.privateKey);
    let bytes = await edition(1);
    file = () => ({ body: bytes });
    const first = await one.run();
    expect(first.source.trouble?.message).toMatch(
      /compare the fingerprint with them\. Then run the source again\.$/,
    );
    await installPack(await readPack(bytes), undefined, one.db);
    expect(resultWords((await one.run()).run)).toBe('nothing new');
    bytes = await edition(2);
    const { run, source } = await one.run();
    expect(source.trouble).toBeNull();
    expect(resultWords(run)).toBe('edition 2 of “Partner programme” installed');
    expect(resultWords((await one.run()).run)).toBe('nothing new');
  });

  it('a tampered or unknown pack is refused with the reason', async () => {
    file = () => ({ body: '{"format":"partner-lens-pack","version":1,"header":{}}' });
    const { source } = await (await lab('feed', { address: `${server.origin}/team.pack` }, null)).run();
    expect(source.trouble?.message).toBeTruthy();
    expect(source.nextAt).toBeNull();
  });
});
