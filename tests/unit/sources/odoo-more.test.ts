import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { type OdooServer, odooServer } from '../../servers/odoo';
import { lab, SECRET } from './fixtures';

const HOUR = 3_600_000;
const written = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const later = (ms: number) => ({ now: () => Date.now() + ms });
const field = (type: string, relation?: string) => ({ string: type, type, relation });

/** Fields as Odoo 18 has them, those that the source asks for. */
const MODELS = {
  'calendar.event': {
    name: field('char'),
    active: field('boolean'),
    start: field('datetime'),
    start_date: field('date'),
    allday: field('boolean'),
    opportunity_id: field('many2one', 'crm.lead'),
    write_date: field('datetime'),
  },
  'helpdesk.ticket': {
    name: field('char'),
    partner_id: field('many2one', 'res.partner'),
    sale_order_id: field('many2one', 'sale.order'),
    create_date: field('datetime'),
    close_date: field('datetime'),
    write_date: field('datetime'),
  },
  'sale.order': {
    name: field('char'),
    state: field('selection'),
    date_order: field('datetime'),
    partner_id: field('many2one', 'res.partner'),
    currency_id: field('many2one', 'res.currency'),
    opportunity_id: field('many2one', 'crm.lead'),
    order_line: field('one2many', 'sale.order.line'),
    write_date: field('datetime'),
  },
  'sale.order.line': {
    order_id: field('many2one', 'sale.order'),
    display_type: field('selection'),
    is_downpayment: field('boolean'),
    product_uom_qty: field('float'),
    price_subtotal: field('monetary'),
    discount: field('float'),
    purchase_price: field('float'),
    write_date: field('datetime'),
  },
  'account.move': {
    move_type: field('selection'),
    state: field('selection'),
    invoice_origin: field('char'),
    invoice_date: field('date'),
    amount_untaxed: field('monetary'),
    currency_id: field('many2one', 'res.currency'),
    ref: field('char'),
    write_date: field('datetime'),
  },
};

/** Numbers are never false in Odoo, unlike everything else that is empty. */
const line = { product_uom_qty: 4, price_subtotal: 90, discount: 10, purchase_price: 15 };

let server: OdooServer;
afterEach(() => server.close());

describe.each([
  ['JSON-2', true, {}],
  ['JSON-RPC', false, { database: 'main', user: 'sam@example.com' }],
])('Odoo beside leads, by %s', (_, json2, settings) => {
  async function start(models: readonly (keyof typeof MODELS)[] = Object.keys(MODELS) as never) {
    server = await odooServer(SECRET, json2);
    for (const model of models)
      server.models.set(model, { fields: { ...MODELS[model] }, records: new Map() });
    server.leads.set(1, {
      id: 1,
      write_date: written(Date.now() - HOUR),
      create_date: '2026-03-01 10:00:00',
      name: 'Deal',
      active: true,
      partner_assigned_id: [60, 'Northwind'],
      expected_revenue: 0,
      probability: 20,
    });
    return lab('odoo', { address: server.origin, ...settings });
  }
  const put = (model: keyof typeof MODELS, id: number, part: object, at = Date.now() - HOUR) =>
    server.models.get(model)!.records.set(id, { id, write_date: written(at), ...part });

  it('brings meetings of opportunities, and takes out what is none any more', async () => {
    const one = await start();
    const deal = { opportunity_id: [1, 'Deal'], start: '2026-03-04 14:30:00' };
    put('calendar.event', 1, { ...deal, name: 'Demo of the product' });
    put('calendar.event', 2, { ...deal, name: 'QBR', allday: true, start_date: '2026-03-05' });
    put('calendar.event', 3, { ...deal, name: 'Lunch', opportunity_id: false });
    put('calendar.event', 4, { ...deal, name: 'Archived', active: false });
    put('calendar.event', 5, { ...deal, name: 7 });
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run.bad).toMatchObject([{ record: '5', reason: expect.stringContaining('name') }]);
    // A planned meeting and one that took place look the same: nobody says what came of it.
    expect(await one.facts('meetings')).toEqual([
      { meeting: '1', deal: '1', scheduled: '2026-03-04T14:30', kind: 'demo' },
      // All day: midnight of the workspace's zone, which is Berlin's.
      { meeting: '2', deal: '1', scheduled: '2026-03-04T23:00', kind: 'planning' },
    ]);
    server.models.get('calendar.event')!.records.get(1)!.opportunity_id = false;
    await one.run(later(25 * HOUR));
    expect((await one.facts('meetings')).map(({ meeting }) => meeting)).toEqual(['2']);
  });

  it('brings confirmed orders by their lines, with the partner of their opportunity', async () => {
    const one = await start();
    const order = {
      state: 'sale',
      date_order: '2026-05-04 09:00:00',
      partner_id: [9, 'A customer'],
      currency_id: [1, 'EUR'],
      opportunity_id: [1, 'Deal'],
    };
    put('sale.order', 7, { ...order, name: 'S00007' });
    put('sale.order', 8, { ...order, name: 'S00008', state: 'draft' });
    put('sale.order', 9, { ...order, name: 'S00009', opportunity_id: false });
    put('sale.order.line', 1, { ...line, order_id: [7, 'S00007'] });
    put('sale.order.line', 2, { ...line, order_id: [7, 'S00007'], display_type: 'line_note' });
    put('sale.order.line', 3, { ...line, order_id: [7, 'S00007'], is_downpayment: true });
    put('sale.order.line', 4, { ...line, order_id: [8, 'S00008'] });
    put('sale.order.line', 5, { ...line, order_id: [9, 'S00009'], discount: 0, purchase_price: 0 });
    expect((await one.run()).source.trouble).toBeNull();
    const orders = await one.facts('orders');
    expect(orders).toEqual([
      expect.objectContaining({
        ...{
          order: 'S00007',
          line: '1',
          partner: 'Northwind',
          customer: 'A customer',
          ordered: '2026-05-04',
        },
        ...{ amount: 9_000, list_amount: 10_000, discount: 0.1, cost: 6_000, currency: 'EUR' },
      }),
      expect.objectContaining({ order: 'S00009', line: '5', amount: 9_000, list_amount: 9_000, discount: 0 }),
    ]);
    expect(orders[1]).not.toHaveProperty('partner');
    expect(orders[1]).not.toHaveProperty('cost');
    // A line alone changes; another order is cancelled; a third is deleted.
    put('sale.order.line', 1, { ...line, order_id: [7, 'S00007'], price_subtotal: 180 }, Date.now());
    put('sale.order', 9, { ...order, name: 'S00009', state: 'cancel' }, Date.now());
    await one.run(later(HOUR));
    expect((await one.facts('orders')).map(({ order: name, amount }) => [name, amount])).toEqual([
      ['S00007', 18_000],
    ]);
    server.models.get('sale.order')!.records.delete(7);
    await one.run(later(26 * HOUR));
    expect(await one.facts('orders')).toEqual([]);
  });

  it('reads orders with more lines than one answer has', async () => {
    const one = await start();
    put('sale.order', 7, { name: 'S00007', state: 'done', date_order: '2026-05-04 09:00:00' });
    for (let id = 1; id <= 1_200; id++) put('sale.order.line', id, { ...line, order_id: [7, 'S00007'] });
    expect((await one.run()).source.trouble).toBeNull();
    expect(await one.facts('orders')).toHaveLength(1_200);
  });

  it('brings posted credit notes as refunds of their orders, and takes out what is cancelled', async () => {
    const one = await start();
    const note = {
      move_type: 'out_refund',
      state: 'posted',
      invoice_origin: 'S00007',
      invoice_date: '2026-06-01',
      amount_untaxed: 45.5,
      currency_id: [1, 'EUR'],
    };
    put('account.move', 1, { ...note, ref: 'Damaged on the way' });
    put('account.move', 2, { ...note, state: 'draft' });
    put('account.move', 3, { ...note, move_type: 'out_invoice' });
    put('account.move', 4, { ...note, invoice_origin: false });
    put('account.move', 5, { ...note, invoice_origin: 'S00007, S00008' });
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(run.bad).toMatchObject([{ record: '5', reason: expect.stringContaining('S00007, S00008') }]);
    expect(await one.facts('refunds')).toEqual([
      {
        ...{ refund: '1', order: 'S00007', refunded: '2026-06-01', amount: 4_550, currency: 'EUR' },
        reason: 'Damaged on the way',
      },
    ]);
    put('account.move', 1, { ...note, state: 'cancel' }, Date.now());
    await one.run(later(HOUR));
    expect(await one.facts('refunds')).toEqual([]);
  });

  it('brings helpdesk tickets with their customer and order', async () => {
    const one = await start();
    const ticket = { create_date: '2026-05-04 09:15:00', partner_id: [9, 'A customer'] };
    put('helpdesk.ticket', 1, { ...ticket, name: 'It broke', sale_order_id: [7, 'S00007'] });
    put('helpdesk.ticket', 2, { ...ticket, close_date: '2026-05-05 09:15:00' });
    expect((await one.run()).source.trouble).toBeNull();
    expect(await one.facts('tickets')).toMatchObject([
      {
        ticket: '1',
        customer: 'A customer',
        order: 'S00007',
        opened: '2026-05-04T09:15',
        subject: 'It broke',
      },
      { ticket: '2', resolved: '2026-05-05T09:15' },
    ]);
    server.models.get('helpdesk.ticket')!.records.delete(2);
    await one.run(later(25 * HOUR));
    expect(await one.facts('tickets')).toHaveLength(1);
  });

  it('does without applications that are not installed, and names those that the key does not reach', async () => {
    const one = await start(['calendar.event', 'sale.order']);
    server.forbidden.add('sale.order').add('calendar.event');
    const { source, run } = await one.run();
    expect(source.trouble).toBeNull();
    expect(await one.deals()).toEqual(['1']);
    expect(run.bad.map(({ record }) => record)).toEqual([
      'meetings',
      'meetings that are there',
      'sales orders',
      'sales orders that are there',
    ]);
  });
});
