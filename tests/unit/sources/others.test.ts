import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { allPartners } from '@/lib/store/partners';
import { espocrm } from '../../servers/espocrm';
import { odooServer } from '../../servers/odoo';
import { PARTNER, pipedrive } from '../../servers/pipedrive';
import type { TestServer } from '../../servers/server';
import { lab, SECRET } from './fixtures';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A moment in UTC as EspoCRM and Odoo write it. */
const written = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const later = (ms: number) => ({ now: () => Date.now() + ms });

const open: TestServer[] = [];
const opened = <S extends TestServer>(server: S): S => {
  open.push(server);
  return server;
};
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

describe.each([
  ['JSON-2', true, {}],
  ['JSON-RPC', false, { database: 'main', user: 'sam@example.com' }],
])('Odoo by %s', (_, json2, more) => {
  async function start() {
    const server = opened(await odooServer(SECRET, json2));
    const one = await lab('odoo', { address: server.origin, ...more });
    const lead = (id: number, part: object = {}, at = Date.now() - HOUR) =>
      server.leads.set(id, {
        id,
        write_date: written(at),
        create_date: '2026-03-01 23:30:00',
        name: `Lead ${id}`,
        active: true,
        stage_id: [1, 'New'],
        partner_id: [50, 'A customer'],
        partner_assigned_id: [60, 'Northwind Resellers'],
        user_id: [2, 'Sam Example'],
        company_currency: [1, 'EUR'],
        expected_revenue: 900.5,
        probability: 20,
        ...part,
      });
    return { server, one, lead };
  }

  it('brings opportunities, won and lost ones too, with the assigned partner and not the customer', async () => {
    const { one, lead } = await start();
    lead(1);
    lead(2, { stage_id: [4, 'Won'], date_closed: '2026-05-04 10:00:00', probability: 100 });
    lead(3, { active: false, probability: 0, partner_assigned_id: false });
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run).toMatchObject({ rows: 3, added: 3, rejected: 0, badCount: 0 });
    expect(await one.facts('deals')).toMatchObject([
      // Half past eleven at night in UTC is the next day in Berlin.
      {
        deal: '1',
        partner: 'Northwind Resellers',
        customer: 'A customer',
        status: 'open',
        created: '2026-03-02',
        amount: 90050,
      },
      { deal: '2', stage: 'Won', status: 'won', closed: '2026-05-04' },
      { deal: '3', status: 'lost' },
    ]);
    expect(source.required?.fields).toEqual([
      { object: 'deal', fields: ['Opportunity', 'name'], stages: [] },
      { object: 'deal', fields: ['Type', 'type'], stages: [] },
    ]);
  });

  it('pages, reads only changes, and finds deleted ones by a daily walk', async () => {
    const { server, one, lead } = await start();
    for (let id = 1; id <= 1200; id++) lead(id, {}, Date.now() - DAY);
    expect((await one.run()).run).toMatchObject({ added: 1200 });
    server.leads.delete(7);
    lead(8, { name: 'Renamed' }, Date.now());
    expect((await one.run(later(HOUR))).run).toMatchObject({ changed: 1, removed: 0 });
    expect((await one.run(later(25 * HOUR))).run).toMatchObject({ removed: 1 });
    const deals = await one.deals();
    expect(deals).toHaveLength(1199);
    expect(deals).not.toContain('7');
  });

  it('takes nothing out when most records are suddenly out of sight', async () => {
    const { server, one, lead } = await start();
    for (let id = 1; id <= 60; id++) lead(id);
    await one.run();
    server.leads.clear();
    const { source } = await one.run(later(25 * HOUR));
    expect(source.trouble?.message).toMatch(/60 of 60 deals are no longer there/);
    expect(await one.deals()).toHaveLength(60);
  });

  it('a revoked key pauses', async () => {
    const { server, one, lead } = await start();
    lead(1);
    await one.run();
    server.key = 'another';
    const { source } = await one.run();
    expect(source.trouble?.kind).toBe('credential');
    expect(JSON.stringify(source)).not.toContain(SECRET);
    expect(source.nextAt).toBeNull();
  });
});

it('an older Odoo says what it wants besides the key', async () => {
  const server = opened(await odooServer(SECRET, false));
  const { source } = await (await lab('odoo', { address: server.origin })).run();
  expect(source.trouble).toMatchObject({ kind: 'settings', message: expect.stringContaining('database') });
});

describe('EspoCRM', () => {
  async function start() {
    const server = opened(await espocrm(SECRET));
    const one = await lab('espocrm', { address: `${server.origin}/crm` });
    const opportunity = (n: number, part: object = {}, at = Date.now() - HOUR) => {
      const id = n.toString(16).padStart(17, '0');
      server.opportunities.set(id, {
        id,
        modifiedAt: written(at),
        createdAt: '2026-03-01 08:00:00',
        name: `Opportunity ${n}`,
        stage: 'Prospecting',
        amount: 900.5,
        amountCurrency: 'USD',
        closeDate: '2026-12-31',
        accountName: 'A customer',
        partnerId: 'abc',
        partnerName: 'Northwind Resellers',
        assignedUserName: 'Sam Example',
        ...part,
      });
      return id;
    };
    return { server, one, opportunity };
  }

  it('brings opportunities with the partner that a link of their own leads to', async () => {
    const { server, one, opportunity } = await start();
    const first = opportunity(1);
    opportunity(2, { stage: 'Closed Won', closeDate: '2026-05-04' });
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run).toMatchObject({ rows: 2, added: 2, rejected: 0 });
    expect(await one.facts('deals')).toMatchObject([
      {
        deal: first,
        partner: 'Northwind Resellers',
        status: 'open',
        expected_close: '2026-12-31',
        currency: 'USD',
        amount: 90050,
      },
      { status: 'won', closed: '2026-05-04' },
    ]);
    expect((await one.facts('deals'))[0]!.link).toBe(`${server.origin}/crm/#Opportunity/view/${first}`);
    expect(source.required?.fields.map(({ fields }) => fields[0])).toEqual(['name', 'amount']);
  });

  it('pages, reads only changes, and finds deleted ones', async () => {
    const { server, one, opportunity } = await start();
    for (let n = 1; n <= 450; n++) opportunity(n, {}, Date.now() - DAY);
    expect((await one.run()).run).toMatchObject({ added: 450 });
    server.opportunities.delete(opportunity(5));
    opportunity(6, { name: 'Renamed' }, Date.now());
    expect((await one.run(later(25 * HOUR))).run).toMatchObject({ changed: 1, removed: 1 });
    expect(await one.deals()).toHaveLength(449);
  });

  it('a record without what is needed is reported, and the walk goes on behind it', async () => {
    const { one, opportunity } = await start();
    for (let n = 1; n <= 250; n++) opportunity(n, n === 200 ? { stage: { en: 'Odd' } } : {});
    const { run } = await one.run();
    expect(run.bad).toMatchObject([{ reason: expect.stringContaining('stage') }]);
    expect(await one.deals()).toHaveLength(249);
  });
});

describe('Pipedrive', () => {
  async function start() {
    const server = opened(await pipedrive(SECRET));
    const one = await lab('pipedrive', { address: server.origin });
    server.organizations.set(9, 'A customer').set(17, 'Northwind Resellers');
    const deal = (id: number, part: object = {}, at = Date.now() - HOUR) =>
      server.deals.set(id, {
        id,
        title: `Deal ${id}`,
        owner_id: 1,
        value: 48000,
        currency: 'USD',
        org_id: 9,
        stage_id: 3,
        status: 'open',
        add_time: '2026-03-01T08:00:00Z',
        update_time: `${new Date(at).toISOString().slice(0, 19)}Z`,
        expected_close_date: '2026-12-31',
        is_deleted: false,
        is_archived: false,
        custom_fields: { [PARTNER]: 17 },
        ...part,
      });
    return { server, one, deal };
  }

  it('brings deals, archived ones too, with the organization that is their partner', async () => {
    const { one, deal } = await start();
    deal(1);
    deal(2, { status: 'won', won_time: '2026-05-04T10:00:00Z' });
    deal(3, { status: 'lost', lost_time: '2026-05-05T10:00:00Z', is_archived: true, custom_fields: {} });
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run).toMatchObject({ rejected: 0, badCount: 0 });
    expect(await one.facts('deals')).toMatchObject([
      {
        deal: '1',
        partner: 'Northwind Resellers',
        customer: 'A customer',
        stage: 'Proposal',
        owner: 'Sam Example',
        amount: 4800000,
      },
      { deal: '2', status: 'won', closed: '2026-05-04' },
      { deal: '3', status: 'lost', closed: '2026-05-05' },
    ]);
    expect(await allPartners(one.db)).toMatchObject([{ id: '17', name: 'Northwind Resellers' }]);
    expect(source.required?.fields).toEqual([
      { object: 'deal', fields: ['Title', 'title'], stages: [] },
      { object: 'deal', fields: ['Partner', PARTNER], stages: ['Proposal', 'Negotiation'] },
    ]);
  });

  it('takes the label of a choice for the partner', async () => {
    const { server, one, deal } = await start();
    server.fields = [
      {
        field_name: 'Partner',
        field_code: PARTNER,
        field_type: 'enum',
        options: [{ id: 17, label: 'Southwind' }],
      },
    ];
    deal(1);
    await one.run();
    expect(await one.facts('deals')).toMatchObject([{ partner: 'Southwind' }]);
  });

  it('pages, reads only changes, and takes deleted and merged deals out', async () => {
    const { server, one, deal } = await start();
    for (let id = 1; id <= 1100; id++) deal(id, {}, Date.now() - DAY);
    expect((await one.run()).run).toMatchObject({ added: 1101 });
    deal(5, { title: 'Renamed' }, Date.now());
    server.deals.get(7)!.is_deleted = true;
    expect((await one.run(later(7 * HOUR))).run).toMatchObject({ changed: 1, removed: 1 });
    expect(await one.deals()).toHaveLength(1099);
  });

  it('reads from the beginning where the service no longer knows its cursor', async () => {
    const { server, one, deal } = await start();
    for (let id = 1; id <= 1100; id++) deal(id);
    const stop = new AbortController();
    const asked = server.asked;
    const counting: typeof fetch = (...args) => {
      if (asked.filter(({ url }) => url.pathname === '/api/v2/deals').length === 1)
        stop.abort(new Error('stopped'));
      return fetch(...args);
    };
    await expect(one.run({ signal: stop.signal, fetch: counting })).rejects.toThrow('stopped');
    server.forgetful = true;
    const forgotten = await one.run();
    expect(forgotten.source.trouble?.kind).toBe('answer');
    server.forgetful = false;
    expect((await one.run()).source.trouble).toBeNull();
    expect(await one.deals()).toHaveLength(1100);
  });
});
