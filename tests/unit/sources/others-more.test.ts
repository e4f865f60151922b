import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { espocrm } from '../../servers/espocrm';
import { odooServer } from '../../servers/odoo';
import { PARTNER, pipedrive } from '../../servers/pipedrive';
import type { TestServer } from '../../servers/server';
import { lab, SECRET } from './fixtures';

const HOUR = 3_600_000;
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

describe('Odoo beside opportunities', () => {
  async function start() {
    const server = opened(await odooServer(SECRET, true));
    const one = await lab('odoo', { address: server.origin });
    const lead = (id: number, part: object = {}, at = Date.now() - HOUR) =>
      server.leads.set(id, {
        id,
        write_date: written(at),
        create_date: '2026-03-01 10:00:00',
        name: `Lead ${id}`,
        active: true,
        stage_id: [1, 'New'],
        partner_assigned_id: [60, 'Northwind'],
        expected_revenue: 0,
        probability: 20,
        ...part,
      });
    return { server, one, lead };
  }

  it('brings leads with the day they were assigned and became opportunities', async () => {
    const { server, one, lead } = await start();
    lead(1, { type: 'lead', date_open: '2026-03-01 11:00:00' });
    lead(2, { type: 'opportunity', date_conversion: '2026-03-05 09:00:00' });
    lead(3, { type: 'lead', active: false, probability: 0 });
    lead(4, { type: 'opportunity' });
    const { source } = await one.run();
    expect(source.trouble).toBeNull();
    expect(await one.deals()).toEqual(['2', '4']);
    expect(await one.facts('leads')).toMatchObject([
      { lead: '1', partner: 'Northwind', status: 'new' },
      { lead: '2', sql: '2026-03-05', status: 'accepted' },
      { lead: '3', status: 'rejected' },
    ]);
    // A lead that becomes an opportunity is a deal as well from then on; a deleted one is found by the daily walk.
    lead(1, { type: 'opportunity', date_conversion: '2026-04-01 09:00:00' }, Date.now());
    server.leads.delete(3);
    await one.run(later(25 * HOUR));
    expect(await one.deals()).toEqual(['1', '2', '4']);
    expect(await one.facts('leads')).toEqual([
      expect.objectContaining({ lead: '2' }),
      expect.objectContaining({ lead: '1', sql: '2026-04-01' }),
    ]);
  });

  it('brings when an opportunity entered its stage', async () => {
    const { one, lead } = await start();
    lead(1, { date_last_stage_update: '2026-03-02 09:00:00' });
    await one.run();
    lead(1, { stage_id: [4, 'Won'], date_last_stage_update: '2026-05-02 09:00:00' }, Date.now());
    await one.run();
    expect((await one.facts('stage_changes')).map(({ stage, entered }) => [stage, entered])).toEqual([
      ['New', '2026-03-02'],
      ['Won', '2026-05-02'],
    ]);
  });

  it('an Odoo that knows no conversions has leads all the same', async () => {
    const { server, one, lead } = await start();
    delete server.fields.date_conversion;
    lead(1, { type: 'lead' });
    expect((await one.run()).source.trouble).toBeNull();
    expect(await one.facts('leads')).toHaveLength(1);
  });
});

describe('EspoCRM beside opportunities', () => {
  async function start() {
    const server = opened(await espocrm(SECRET));
    const one = await lab('espocrm', { address: `${server.origin}/crm` });
    const put = (records: Map<string, { id: string; modifiedAt: string }>, n: number, part: object) => {
      const id = n.toString(16).padStart(17, '0');
      const modifiedAt = written(Date.now() - HOUR);
      records.set(id, { id, modifiedAt, ...part });
    };
    return { server, one, put };
  }

  it('brings leads and cases where a field of theirs leads to a partner', async () => {
    const { server, one, put } = await start();
    put(server.leads, 1, {
      name: 'Kim',
      status: 'In Process',
      createdAt: '2026-03-01 10:00:00',
      resellerName: 'Northwind',
    });
    put(server.cases, 2, { name: 'It broke', createdAt: '2026-03-01 10:00:00', resellerName: 'Northwind' });
    expect((await one.run()).source.trouble).toBeNull();
    expect(await one.facts('leads')).toEqual([]);
    expect(server.asked.some(({ url }) => /\/(Lead|Case)$/.test(url.pathname))).toBe(false);
    server.others = { reseller: { type: 'link' } };
    expect((await one.run(later(25 * HOUR))).source.trouble).toBeNull();
    expect(await one.facts('leads')).toMatchObject([
      { name: 'Kim', partner: 'Northwind', status: 'accepted' },
    ]);
    expect(await one.facts('tickets')).toMatchObject([{ subject: 'It broke', partner: 'Northwind' }]);
    server.cases.clear();
    await one.run(later(51 * HOUR));
    expect(await one.facts('tickets')).toEqual([]);
  });

  it('brings meetings and calls of opportunities, and takes each out when it is gone', async () => {
    const { server, one, put } = await start();
    const id = (n: number) => n.toString(16).padStart(17, '0');
    const talk = { dateStart: '2026-03-04 14:30:00', parentType: 'Opportunity', parentId: 'o1' };
    for (let n = 1; n <= 4; n++) put(server.meetings, n, { ...talk, name: 'Talk', status: 'Held' });
    put(server.meetings, 5, { ...talk, name: 'Demo', status: 'Held' });
    put(server.meetings, 6, { ...talk, name: 'QBR', status: 'Not Held' });
    put(server.meetings, 7, { ...talk, name: 'Talk', parentType: 'Account' });
    put(server.meetings, 8, { ...talk, name: 'Talk', status: 'Planned' });
    // The same ids, of other records.
    for (let n = 1; n <= 4; n++) put(server.calls, n, { ...talk, name: 'Call', status: 'Held' });
    const { source, run } = await one.run();
    expect([source.trouble, run.bad]).toEqual([null, []]);
    const rows = await one.facts('meetings');
    expect(rows.map(({ meeting, kind, outcome }) => [meeting, kind, outcome])).toEqual([
      ...[1, 2, 3, 4].map((n) => [`Meeting:${id(n)}`, 'other', 'held']),
      [`Meeting:${id(5)}`, 'demo', undefined],
      [`Meeting:${id(6)}`, 'planning', 'cancelled'],
      [`Meeting:${id(8)}`, 'other', undefined],
      ...[1, 2, 3, 4].map((n) => [`Call:${id(n)}`, 'other', 'held']),
    ]);
    expect(rows[0]).toMatchObject({ deal: 'o1', scheduled: '2026-03-04T14:30' });
    // The daily walks: one meeting and one call are gone, another is about an account now.
    server.meetings.delete(id(1));
    server.calls.delete(id(2));
    const other = server.meetings.get(id(3))!;
    other.parentType = 'Account';
    other.modifiedAt = written(Date.now());
    await one.run(later(25 * HOUR));
    expect((await one.facts('meetings')).map(({ meeting }) => meeting)).toEqual([
      ...[2, 4, 5, 6, 8].map((n) => `Meeting:${id(n)}`),
      ...[1, 3, 4].map((n) => `Call:${id(n)}`),
    ]);
  });

  it('an EspoCRM without meetings and calls has the rest all the same', async () => {
    const { server, one } = await start();
    server.talks = null;
    const { source, run } = await one.run();
    expect([source.trouble, run.bad]).toEqual([null, []]);
    expect(server.asked.some(({ url }) => /\/(Meeting|Call)$/.test(url.pathname))).toBe(false);
  });

  it('goes on without what the role does not read, and says so', async () => {
    const { server, one, put } = await start();
    server.others = { reseller: { type: 'link', required: true } };
    server.forbidden.add('Case');
    put(server.leads, 1, { name: 'Kim', createdAt: '2026-03-01 10:00:00', resellerName: 'Northwind' });
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run.bad[0]).toMatchObject({ record: 'cases', reason: expect.stringContaining('API user') });
    expect(await one.facts('leads')).toHaveLength(1);
    expect(source.required?.fields).toContainEqual({ object: 'lead', fields: ['reseller'], stages: [] });
  });
});

describe('Pipedrive beside deals', () => {
  it('brings leads that name a partner, page by page', async () => {
    const server = opened(await pipedrive(SECRET));
    const one = await lab('pipedrive', { address: server.origin });
    server.organizations.set(9, 'A customer').set(17, 'Northwind');
    server.leads = Array.from({ length: 700 }, (_, i) => ({
      id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      title: `Lead ${i}`,
      add_time: '2026-03-01T08:00:00.000Z',
      organization_id: 9,
      source_name: 'Manually created',
      ...(i % 2 ? { [PARTNER]: 17 } : {}),
    }));
    expect((await one.run()).source.trouble).toBeNull();
    const leads = await one.facts('leads');
    expect(leads).toHaveLength(350);
    expect(leads[0]).toMatchObject({ partner: 'Northwind', customer: 'A customer', status: 'new' });
    // A lead that became a deal is no longer listed; it came all the same.
    server.leads.length = 0;
    await one.run(later(7 * HOUR));
    expect(await one.facts('leads')).toHaveLength(350);
  });

  it('brings when a deal entered its stage, and takes that out with it', async () => {
    const server = opened(await pipedrive(SECRET));
    const one = await lab('pipedrive', { address: server.origin });
    const deal = { id: 1, title: 'Deal', stage_id: 3, status: 'open', add_time: '2026-03-01T08:00:00Z' };
    const put = (part: object) =>
      server.deals.set(1, { ...deal, update_time: new Date().toISOString(), ...part });
    put({ stage_change_time: '2026-03-04T08:00:00Z' });
    await one.run();
    expect(await one.facts('stage_changes')).toMatchObject([
      { deal: '1', stage: 'Proposal', entered: '2026-03-04' },
    ]);
    put({ is_deleted: true });
    await one.run(later(7 * HOUR));
    expect(await one.facts('stage_changes')).toEqual([]);
  });

  it('brings meetings and calls of deals, and takes out what became something else or was deleted', async () => {
    const server = opened(await pipedrive(SECRET));
    const one = await lab('pipedrive', { address: server.origin });
    const put = (id: number, part: object, at = Date.now() - HOUR) =>
      server.activities.set(id, {
        id,
        type: 'meeting',
        subject: 'Talk',
        deal_id: 1,
        due_date: '2026-03-04',
        due_time: '14:30:00',
        done: true,
        update_time: new Date(at).toISOString(),
        ...part,
      });
    server.deals.set(1, {
      ...{ id: 1, title: 'Deal', stage_id: 3, status: 'open', add_time: '2026-03-01T08:00:00Z' },
      update_time: new Date().toISOString(),
    });
    put(1, {});
    put(2, { type: 'call', done: false, due_time: null });
    put(3, { subject: 'Demo of the product' });
    put(4, { type: 'task' });
    put(5, { type: 'email' });
    put(6, { deal_id: null });
    put(7, { type: 'qbr', subject: 'Joint planning' });
    put(8, { due_date: null });
    put(9, { deal_id: 'none' });
    for (let id = 10; id < 700; id++) put(id, { type: 'lunch' });
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run.bad).toEqual([expect.objectContaining({ record: '9' })]);
    const meetings = await one.facts('meetings');
    expect(meetings).toHaveLength(694);
    expect(meetings.slice(0, 4)).toEqual([
      { meeting: '1', deal: '1', scheduled: '2026-03-04T14:30', kind: 'other', outcome: 'held' },
      expect.objectContaining({ meeting: '2', kind: 'other' }),
      // Nobody says whether the prospect came.
      { meeting: '3', deal: '1', scheduled: '2026-03-04T14:30', kind: 'demo' },
      expect.objectContaining({ meeting: '7', kind: 'planning', outcome: 'held' }),
    ]);
    expect(meetings[1]).not.toHaveProperty('outcome');
    put(1, { type: 'task' }, Date.now());
    for (let id = 10; id < 300; id++) server.activities.delete(id);
    await one.run(later(25 * HOUR));
    const left = (await one.facts('meetings')).map(({ meeting }) => meeting);
    expect(left.slice(0, 4)).toEqual(['2', '3', '7', '300']);
    expect(left).toHaveLength(403);
  });

  it('brings the list price of a deal from its products, where they add up to its value', async () => {
    const server = opened(await pipedrive(SECRET));
    const one = await lab('pipedrive', { address: server.origin });
    for (let id = 1; id <= 250; id++) {
      server.deals.set(id, {
        ...{ id, title: 'Deal', stage_id: 3, status: 'open', add_time: '2026-03-01T08:00:00Z', value: 90 },
        update_time: new Date(Date.now() - HOUR).toISOString(),
      });
      server.products.push(
        { id: 2 * id, deal_id: id, item_price: 50, quantity: 2, sum: id === 7 ? 30 : 90, is_enabled: true },
        { id: 2 * id + 1, deal_id: id, item_price: 10, quantity: 2, sum: 20, is_enabled: false },
      );
    }
    expect((await one.run()).source.trouble).toBeNull();
    const listed = (await one.facts('deals')).filter((row) => row.list_amount === 10_000);
    expect(listed).toHaveLength(249);
    expect(listed.some(({ deal }) => deal === '7')).toBe(false);
    // A token without products has the deals all the same.
    server.forbidden.add('/api/v2/deals/products');
    server.deals.get(7)!.update_time = new Date().toISOString();
    expect((await one.run()).source.trouble).toBeNull();
  });

  it('brings the cost of a deal where each of its products has one in the currency of its line', async () => {
    const server = opened(await pipedrive(SECRET));
    const one = await lab('pipedrive', { address: server.origin });
    const line = (deal: number, product: number, more: Record<string, unknown> = {}) =>
      server.products.push({
        ...{ id: server.products.length + 1, deal_id: deal, product_id: product, currency: 'EUR' },
        ...{ item_price: 50, quantity: 2, sum: 90, is_enabled: true, ...more },
      });
    for (let id = 1; id <= 250; id++) {
      server.deals.set(id, {
        ...{ id, title: 'Deal', stage_id: 3, status: 'open', add_time: '2026-03-01T08:00:00Z', value: 90 },
        ...{ currency: 'EUR', update_time: new Date(Date.now() - HOUR).toISOString() },
      });
      server.kept.push({ id: 1_000 + id, prices: [{ currency: 'EUR', price: 50, cost: 20 }] });
      if (id > 5) line(id, 1_000 + id);
    }
    server.kept.push({ id: 1, prices: [{ currency: 'USD', price: 50, cost: 20 }] });
    server.kept.push({ id: 2, prices: [{ currency: 'EUR', price: 50, cost: 0 }] });
    line(1, 1);
    line(2, 2);
    line(3, 3);
    line(4, 1_004, { product_variation_id: 9 });
    line(5, 1_005, { sum: 60 });
    line(5, 2, { sum: 30 });
    expect((await one.run()).source.trouble).toBeNull();
    const costs = async () =>
      new Map((await one.facts('deals')).map(({ deal, cost }) => [Number(deal), cost]));
    const found = await costs();
    expect([...found].filter(([, cost]) => cost === 4_000)).toHaveLength(245);
    for (const deal of [1, 2, 3, 4, 5]) expect(found.get(deal), `deal ${deal}`).toBeUndefined();
    // A token without the products themselves has the list prices all the same.
    server.forbidden.add('/api/v2/products');
    server.deals.get(7)!.update_time = new Date().toISOString();
    server.deals.get(7)!.title = 'Renamed';
    expect((await one.run()).source.trouble).toBeNull();
    const seven = (await one.facts('deals')).find(({ deal }) => deal === '7')!;
    expect(seven).toMatchObject({ name: 'Renamed', list_amount: 10_000 });
  });

  it('goes on without activities where the token does not reach them', async () => {
    const server = opened(await pipedrive(SECRET));
    const one = await lab('pipedrive', { address: server.origin });
    server.forbidden.add('/api/v2/activities');
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run.bad[0]).toMatchObject({
      record: 'meetings and calls',
      reason: expect.stringContaining('activities'),
    });
  });
});
