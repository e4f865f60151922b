import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteImport } from '@/lib/store/imports';
import { allPartners } from '@/lib/store/partners';
import { getSource } from '@/lib/store/sources';
import { type HubspotServer, hubspot } from '../../servers/hubspot';
import { halfJson, refuse } from '../../servers/server';
import { type Lab, lab, SECRET } from './fixtures';

const HOUR = 3_600_000;
let server: HubspotServer;
let one: Lab;

beforeEach(async () => {
  server = await hubspot(SECRET);
  one = await lab('hubspot', { address: server.origin });
});
afterEach(() => server.close());

function deal(id: number, properties: Record<string, string | null> = {}, modified = Date.now() - HOUR) {
  server.deals.set(String(id), {
    id: String(id),
    modified,
    properties: {
      dealname: `Deal ${id}`,
      amount: '1200.50',
      deal_currency_code: 'EUR',
      dealstage: 'closedwon',
      pipeline: 'default',
      dealtype: 'newbusiness',
      createdate: '2026-03-01T08:00:00.000Z',
      closedate: '2026-05-04T00:00:00.000Z',
      hubspot_owner_id: '7',
      partner: 'Northwind Resellers',
      ...properties,
    },
  });
}

describe('HubSpot', () => {
  it('brings deals with stage, outcome, owner and partner, and the partner companies as the directory', async () => {
    deal(101);
    deal(102, { dealstage: 'contractsent', amount: null });
    server.companies.set('900', {
      id: '900',
      modified: Date.now() - HOUR,
      properties: {
        name: 'Northwind Resellers',
        domain: 'northwind.example',
        type: 'PARTNER',
        country: 'Spain',
      },
    });
    server.companies.set('901', {
      id: '901',
      modified: 1,
      properties: { name: 'A customer', type: 'PROSPECT' },
    });
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run).toMatchObject({ rows: 3, added: 3, changed: 0, rejected: 0, badCount: 0 });
    expect(await one.facts('deals')).toMatchObject([
      {
        deal: '101',
        name: 'Deal 101',
        partner: 'Northwind Resellers',
        stage: 'Closed Won',
        status: 'won',
        created: '2026-03-01',
        closed: '2026-05-04',
        amount: 120050,
        type: 'new',
        owner: 'Sam Example',
      },
      { deal: '102', status: 'open', expected_close: '2026-05-04' },
    ]);
    const partners = await allPartners(one.db);
    expect(partners).toMatchObject([
      {
        id: '900',
        name: 'Northwind Resellers',
        domains: ['northwind.example'],
        region: 'Spain',
        crmIds: ['900'],
      },
    ]);
  });

  it('reads a thousand deals by pages, and later only what changed', async () => {
    for (let i = 1; i <= 1000; i++) deal(i);
    expect((await one.run()).run).toMatchObject({ rows: 1000, added: 1000 });
    expect(await one.deals()).toHaveLength(1000);
    deal(500, { dealname: 'Renamed' }, Date.now());
    deal(1001, {}, Date.now());
    expect((await one.run()).run).toMatchObject({ added: 1, changed: 1 });
    // By the server's clock an hour passes: nothing has to be read again.
    server.skew = HOUR;
    await one.run();
    server.skew = 2 * HOUR;
    expect((await one.run()).run).toMatchObject({ rows: 0, added: 0, changed: 0 });
  });

  it('misses no record when others change and move while it reads', async () => {
    for (let i = 1; i <= 650; i++) deal(i);
    // With each search the first unread and the last read records change, as busy people make them.
    server.meanwhile = (n) => {
      if (n <= 4)
        for (const id of [n * 3, 200 * n, 200 * n + 1])
          if (id <= 650) deal(id, { amount: String(n) }, Date.now());
      if (n === 3) deal(2000, {}, Date.now());
    };
    await one.run();
    server.meanwhile = null;
    await one.run();
    expect(await one.deals()).toHaveLength(651);
    const rows = await one.facts('deals');
    for (const row of rows)
      expect([row.deal, row.amount]).toEqual([
        row.deal,
        Number(server.deals.get(String(row.deal))!.properties.amount) * 100,
      ]);
  });

  it.each([
    ['hours ahead', 5 * HOUR, false],
    ['hours behind', -5 * HOUR, false],
    ['not told', 0, true],
  ])('goes by the server and not by our clock: the server is %s', async (_, skew, clockless) => {
    server.skew = skew;
    server.clockless = clockless;
    const there = () => Date.now() + skew;
    deal(1, {}, there() - HOUR);
    await one.run({ now: () => Date.UTC(2031, 0, 1) });
    deal(2, {}, there());
    await one.run({ now: () => Date.UTC(2031, 0, 2) });
    deal(3, {}, there());
    await one.run({ now: () => Date.UTC(2031, 0, 3) });
    expect(await one.deals()).toEqual(['1', '2', '3']);
  });

  it('takes deleted and merged deals out again, and undoing that brings them back', async () => {
    for (const id of [1, 2, 3]) deal(id);
    await one.run();
    server.deals.get('2')!.archived = true;
    server.deals.delete('3');
    deal(1, { hs_merged_object_ids: '3' }, Date.now());
    const { run } = await one.run({ now: () => Date.now() + 7 * HOUR });
    expect(run.removed).toBe(2);
    expect(await one.deals()).toEqual(['1']);
    await deleteImport(run.imports.at(-1)!, one.db);
    expect(await one.deals()).toEqual(['1', '2', '3']);
  });

  it('brings a restored deal back with its values', async () => {
    deal(1);
    deal(2);
    await one.run();
    server.deals.get('2')!.archived = true;
    await one.run({ now: () => Date.now() + 7 * HOUR });
    expect(await one.deals()).toEqual(['1']);
    server.deals.get('2')!.archived = false;
    server.deals.get('2')!.modified = Date.now();
    await one.run({ now: () => Date.now() + 14 * HOUR });
    expect(await one.facts('deals')).toMatchObject([
      { deal: '1' },
      { deal: '2', name: 'Deal 2', amount: 120050 },
    ]);
  });

  it('finds the partner by a label of the association where no property names it', async () => {
    server.properties = [{ name: 'dealname', label: 'Deal name' }];
    deal(1, { partner: null });
    deal(2, { partner: null });
    server.companies.set('900', { id: '900', modified: 1, properties: { name: 'Southwind' } });
    server.associations.set('1', { company: '900', label: 'Referral partner' });
    server.associations.set('2', { company: '900', label: null });
    await one.run();
    expect((await one.facts('deals')).map(({ partner }) => partner)).toEqual(['Southwind', undefined]);
  });

  it('says what a setting lacks: a property that the deals do not have', async () => {
    const wrong = await lab('hubspot', { address: server.origin, partner: 'reseller_x' });
    const { source } = await wrong.run();
    expect(source.trouble).toMatchObject({
      kind: 'settings',
      message: expect.stringContaining('"reseller_x"'),
    });
    expect(source.nextAt).toBeNull();
  });

  it('an expired token pauses and is not hammered', async () => {
    deal(1);
    server.token = 'another';
    const { source, run } = await one.run();
    expect(source.trouble).toMatchObject({ kind: 'credential' });
    expect(run.trouble?.message).toMatch(/enter a new one/i);
    expect(source.nextAt).toBeNull();
    expect(server.asked).toHaveLength(1);
    expect(one.waits).toEqual([]);
  });

  it('keeps what came before a storm of 429, and goes on from there', async () => {
    for (let i = 1; i <= 450; i++) deal(i);
    server.meanwhile = (n) => {
      // Companies are searched first, then deals page by page; the storm begins within the third page.
      if (n === 4)
        server.faults.push(...Array.from({ length: 20 }, () => refuse(429, { 'Retry-After': '2' })));
    };
    const { source } = await one.run();
    expect(source.trouble).toMatchObject({ kind: 'busy' });
    expect(one.waits).toEqual([2000, 2000, 2000]);
    expect(await one.deals()).toHaveLength(400);
    expect(source.nextAt).toBeGreaterThan(Date.now());
    server.faults.length = 0;
    server.asked.length = 0;
    expect((await one.run()).source.trouble).toBeNull();
    expect(await one.deals()).toHaveLength(450);
    // Only the last page of deals was left to read.
    expect(server.asked.filter(({ url }) => url.pathname.endsWith('/deals/search'))).toHaveLength(1);
  });

  it('leaves the service alone as long as it asks', async () => {
    server.faults.push(refuse(429, { 'Retry-After': '3600' }));
    const now = Date.now();
    const { source } = await one.run({ now: () => now });
    expect(server.asked).toHaveLength(1);
    expect(one.waits).toEqual([]);
    expect(source.nextAt).toBe(now + HOUR);
  });

  it('takes nothing from an answer that is cut off', async () => {
    deal(1);
    server.faults.push(halfJson);
    const { source } = await one.run();
    expect(source.trouble).toMatchObject({ kind: 'answer', message: expect.stringContaining('cut off') });
    expect(await one.deals()).toEqual([]);
    expect((await one.run()).source.trouble).toBeNull();
    expect(await one.deals()).toEqual(['1']);
  });

  it('reports a record of a surprising shape and reads the others', async () => {
    for (const id of [1, 2, 3]) deal(id);
    (server.deals.get('2')!.properties as Record<string, unknown>).amount = { value: 12, currency: 'EUR' };
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run).toMatchObject({
      badCount: 1,
      bad: [{ record: '2', reason: expect.stringContaining('amount') }],
    });
    expect(await one.deals()).toEqual(['1', '3']);
  });

  it('a run that is stopped goes on from its last page', async () => {
    for (let i = 1; i <= 650; i++) deal(i);
    const stop = new AbortController();
    server.meanwhile = (n) => n === 4 && stop.abort(new Error('the worker was stopped'));
    await expect(one.run({ signal: stop.signal })).rejects.toThrow('the worker was stopped');
    expect((await getSource(one.id, one.db))!.run).not.toBeNull();
    server.asked.length = 0;
    server.meanwhile = null;
    const { run } = await one.run();
    expect(run).toMatchObject({ rows: 650, added: 650 });
    expect(await one.deals()).toHaveLength(650);
    // Two pages of the deals were kept.
    expect(server.asked.filter(({ url }) => url.pathname.endsWith('/deals/search'))).toHaveLength(2);
  });

  it('hands on which fields HubSpot demands', async () => {
    deal(1);
    const { source } = await one.run();
    expect(source.required?.fields).toEqual([
      { object: 'deal', fields: ['Deal name', 'dealname'], stages: [] },
      { object: 'deal', fields: ['Partner', 'partner'], stages: [] },
    ]);
  });
});
