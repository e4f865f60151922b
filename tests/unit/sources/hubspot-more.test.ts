import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HubspotRecord, type HubspotServer, hubspot } from '../../servers/hubspot';
import { type Lab, lab, SECRET } from './fixtures';

const HOUR = 3_600_000;
let server: HubspotServer;
let one: Lab;

beforeEach(async () => {
  server = await hubspot(SECRET);
  one = await lab('hubspot', { address: server.origin });
});
afterEach(() => server.close());

type Properties = HubspotRecord['properties'];

function put(
  records: Map<string, HubspotRecord>,
  id: string,
  properties: Properties,
  modified = Date.now() - HOUR,
): void {
  records.set(id, { id, modified, properties });
}

const deal = (id: string, properties: Properties = {}) =>
  put(server.deals, id, {
    dealname: `Deal ${id}`,
    dealstage: 'closedwon',
    pipeline: 'default',
    createdate: '2026-03-01T08:00:00.000Z',
    partner: 'Northwind',
    ...properties,
  });

describe('HubSpot beside deals', () => {
  it('brings the stages that a deal was in, and takes them out with it', async () => {
    deal('1');
    server.history.set('1', [
      { value: 'closedwon', timestamp: '2026-05-04T09:00:00.000Z' },
      { value: 'gone-stage', timestamp: '2026-04-01T09:00:00.000Z' },
      { value: 'contractsent', timestamp: '2026-03-01T08:00:00.000Z' },
    ]);
    expect((await one.run()).source.trouble).toBeNull();
    const rows = await one.facts('stage_changes');
    expect(rows.map(({ deal, stage, entered }) => [deal, stage, entered]).sort()).toEqual([
      ['1', 'Closed Won', '2026-05-04'],
      ['1', 'Contract Sent', '2026-03-01'],
      ['1', 'gone-stage', '2026-04-01'],
    ]);
    server.deals.get('1')!.archived = true;
    await one.run({ now: () => Date.now() + 7 * HOUR });
    expect(await one.facts('stage_changes')).toEqual([]);
  });

  it('asks for histories of 50 deals at once', async () => {
    for (let i = 1; i <= 120; i++) {
      deal(String(i));
      server.history.set(String(i), [{ value: 'contractsent', timestamp: '2026-03-01T08:00:00.000Z' }]);
    }
    const { source } = await one.run();
    expect(source.trouble).toBeNull();
    expect(await one.facts('stage_changes')).toHaveLength(120);
  });

  it('brings the customer of a deal beside its partner', async () => {
    deal('1');
    server.associations.set('1', { company: '55', label: 'Primary' });
    put(server.companies, '55', { name: 'A customer' });
    await one.run();
    expect(await one.facts('deals')).toMatchObject([{ partner: 'Northwind', customer: 'A customer' }]);
  });

  it('brings contacts that name a partner as leads, and takes out one that no longer does', async () => {
    put(server.contacts, '7', {
      firstname: 'Kim',
      lastname: 'Example',
      referred_by: 'Northwind',
      createdate: '2026-02-01T09:00:00.000Z',
      hubspot_owner_assigneddate: '2026-02-01T09:30:00.000Z',
      hs_first_outreach_date: '2026-02-01T10:00:00.000Z',
      hs_lifecyclestage_marketingqualifiedlead_date: '2026-02-03T00:00:00.000Z',
      hs_lifecyclestage_salesqualifiedlead_date: null,
      hs_lead_status: 'OPEN_DEAL',
    });
    put(server.contacts, '8', { firstname: 'Not a lead', createdate: '2026-02-01T09:00:00.000Z' });
    expect((await one.run()).source.trouble).toBeNull();
    expect(await one.facts('leads')).toMatchObject([
      { lead: '7', name: 'Kim Example', partner: 'Northwind', mql: '2026-02-03', status: 'accepted' },
    ]);
    put(server.contacts, '7', { ...server.contacts.get('7')!.properties, referred_by: '' }, Date.now());
    await one.run();
    expect(await one.facts('leads')).toEqual([]);
  });

  it('brings tickets, and meetings with the partner of their deal', async () => {
    deal('1');
    put(server.tickets, '30', {
      subject: 'It broke',
      referred_by: 'Northwind',
      createdate: '2026-02-01T09:00:00.000Z',
      closed_date: '2026-02-02T09:00:00.000Z',
    });
    put(server.meetings, '40', {
      hs_meeting_start_time: '2026-02-01T09:00:00.000Z',
      hs_meeting_outcome: 'NO_SHOW',
      hs_activity_type: 'Product demo',
    });
    put(server.meetings, '41', { hs_meeting_start_time: '2026-02-01T09:00:00.000Z' });
    server.dealsOf.set('40', ['1']);
    const { run, source } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run.badCount).toBe(0);
    expect(await one.facts('tickets')).toMatchObject([
      { ticket: '30', partner: 'Northwind', subject: 'It broke' },
    ]);
    expect(await one.facts('meetings')).toMatchObject([
      { meeting: '40', deal: '1', kind: 'demo', outcome: 'no-show' },
    ]);
    server.tickets.get('30')!.archived = true;
    await one.run({ now: () => Date.now() + 7 * HOUR });
    expect(await one.facts('tickets')).toEqual([]);
  });

  it('brings what was given back of payments as refunds of their order', async () => {
    deal('1');
    const paid = (id: string, status: string, amount: string | null, ...orders: string[]) => {
      put(server.payments, id, {
        ...{ hs_latest_status: status, hs_refunds_amount: amount, hs_currency_code: 'EUR' },
      });
      server.ordersOf.set(id, orders);
    };
    paid('50', 'succeeded', null, '1');
    paid('51', 'refunded', '12.50', '2');
    paid('52', 'refunded', null, '3');
    paid('53', 'partially_refunded', '4', '4');
    // How much, or of which order, nobody knows.
    paid('54', 'partially_refunded', null, '5');
    paid('55', 'refunded', '9', '6', '7');
    paid('56', 'refunded', '9');
    const { source, run } = await one.run();
    expect([source.trouble, run.bad]).toEqual([null, []]);
    const rows = async () =>
      (await one.facts('refunds')).map(({ refund, order, amount }) => [refund, order, amount]);
    expect(await rows()).toEqual([
      ['51', '2', 1_250],
      ['52', '3', undefined],
      ['53', '4', 400],
    ]);
    // A refund fails, another one is made, one is corrected and a payment is deleted.
    paid('51', 'succeeded', null, '2');
    paid('50', 'refunded', '1', '1');
    paid('53', 'refunded', '8', '4');
    server.payments.get('52')!.archived = true;
    for (const id of ['50', '51', '53']) server.payments.get(id)!.modified = Date.now();
    await one.run({ now: () => Date.now() + 7 * HOUR });
    expect((await rows()).sort()).toEqual([
      ['50', '1', 100],
      ['53', '4', 800],
    ]);
  });

  it('goes on without what the token has no scope for, and says which', async () => {
    deal('1');
    for (const type of ['contacts', 'tickets', 'meetings', 'commerce_payments']) server.forbidden.add(type);
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(await one.deals()).toEqual(['1']);
    expect(run.bad.map(({ reason }) => reason).join(' ')).toMatch(
      /the scope tickets.*the scope crm\.objects\.commercepayments\.read/,
    );
    // Granted later on, they come.
    server.forbidden.clear();
    put(server.tickets, '30', { subject: 'It broke', createdate: '2026-02-01T09:00:00.000Z' });
    await one.run();
    expect(await one.facts('tickets')).toHaveLength(1);
  });

  it('reads nothing else where a person says so', async () => {
    const less = await lab('hubspot', { address: server.origin, more: 'deals' });
    deal('1');
    put(server.tickets, '30', { subject: 'It broke', createdate: '2026-02-01T09:00:00.000Z' });
    await less.run();
    expect(await less.deals()).toEqual(['1']);
    expect(server.asked.some(({ url }) => /contacts|tickets|meetings/.test(url.pathname))).toBe(false);
  });

  it('brings list price and cost of a deal from its line items, where they add up to its amount', async () => {
    deal('1', { amount: '180' });
    deal('2', { amount: '500' });
    deal('3', { amount: '90' });
    deal('4', { amount: '90' });
    const item = (id: string, of: string, properties: Properties = {}) => {
      put(server.lineItems, id, { quantity: '2', price: '50', amount: '90', ...properties });
      server.linesOf.set(of, [...(server.linesOf.get(of) ?? []), id]);
    };
    item('11', '1', { hs_cost_of_goods_sold: '30' });
    item('12', '1', { hs_cost_of_goods_sold: '25' });
    // One year of several.
    item('21', '2');
    item('31', '3', { hs_cost_of_goods_sold: null });
    // Gone between two requests.
    server.linesOf.set('4', ['99']);
    const { source, run } = await one.run();
    expect([source.trouble, run.bad]).toEqual([null, []]);
    const prices = (await one.facts('deals')).map((row) => [row.deal, row.list_amount, row.cost]);
    expect(prices).toEqual([
      ['1', 20_000, 11_000],
      ['2', undefined, undefined],
      ['3', 10_000, undefined],
      ['4', undefined, undefined],
    ]);
  });

  it('reads deals without line items where the token has no scope for them, and says so', async () => {
    server.forbidden.add('line_items');
    deal('1', { amount: '180' });
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run.bad).toEqual([
      { record: 'line items', reason: expect.stringContaining('crm.objects.line_items.read') },
    ]);
    expect(await one.deals()).toEqual(['1']);
  });

  it('brings orders net of tax and shipping, and takes out what was cancelled or deleted', async () => {
    const order = (id: string, properties: Properties = {}, modified?: number) =>
      put(
        server.orders,
        id,
        {
          ...{ referred_by: 'Northwind', hs_currency_code: 'EUR', hs_createdate: '2026-05-06T08:00:00.000Z' },
          ...{ hs_total_price: '259.00', hs_tax: '0.00', hs_shipping_cost: '5.00' },
          ...properties,
        },
        modified,
      );
    order('1', { hs_external_created_date: '2026-05-04T08:00:00.000Z' });
    order('2', { hs_external_order_status: 'Cancelled' });
    order('3', { hs_total_price: null });
    expect((await one.run()).source.trouble).toBeNull();
    const orders = await one.facts('orders');
    expect(orders).toMatchObject([
      { order: '1', partner: 'Northwind', ordered: '2026-05-04', amount: 25_400, currency: 'EUR' },
      { order: '3', ordered: '2026-05-06' },
    ]);
    expect(orders[1]).not.toHaveProperty('amount');
    order('1', { hs_external_order_status: 'voided' }, Date.now());
    server.orders.get('3')!.archived = true;
    await one.run({ now: () => Date.now() + 7 * HOUR });
    expect(await one.facts('orders')).toEqual([]);
  });
});
