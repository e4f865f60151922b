import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { handlers } from '@/lib/background/handlers';
import { listFile } from '@/lib/background/readers';
import type { ListCell, PageReading } from '@/lib/crm/types';
import type { Input, Output, Reply, RequestName, SenderRole } from '@/lib/messaging/messages';
import { protocol } from '@/lib/messaging/protocol';
import { answer } from '@/lib/messaging/server';
import type { ListRow } from '@/lib/messaging/views';
import { database } from '@/lib/store/db';
import { installFakes, settled } from './fake';
import { partnerRow, seed } from './seed';

vi.mock('@/lib/kpi/registry', async () => {
  const { testKpis } = await import('./seed');
  const findKpi = (id: string) => testKpis.find((kpi) => kpi.id === id);
  return { kpiDefinitions: testKpis, findKpi, kpiDefinition: findKpi };
});

const origin = 'https://crm.example.com';
const page = `${origin}/deals`;

async function send<N extends RequestName>(
  name: N,
  input: Input<N>,
  url = page,
  role: SenderRole = protocol[name].from[0]!,
): Promise<Reply<Output<N>>> {
  const reply = await answer(handlers, name, input, { role, tabId: 1, url });
  await settled();
  return reply as Reply<Output<N>>;
}
async function ask<N extends RequestName>(...args: Parameters<typeof send<N>>): Promise<Output<N>> {
  const reply = await send(...args);
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.value;
}

const cell = (label: string | null, text: string, href: string | null = null): ListCell => ({
  label,
  text,
  href,
});
const row = (id: string, ...cells: ListCell[]): ListRow => ({
  id,
  name: `Deal ${id}`,
  kind: 'deal',
  href: `${origin}/deals/${id}`,
  cells,
});
const badges = (...rows: ListRow[]) => ask('list.badges', { crm: 'generic', rows });
const switchOn = (on = true) => ask('sites.badges', { origin, on }, page, 'page');

/** A deal whose page shows these fields, empty. */
const deal = (id: string, ...empty: string[]): PageReading => ({
  state: 'record',
  record: {
    crm: 'generic',
    kind: 'deal',
    id,
    name: `Deal ${id}`,
    stage: 'Proposal',
    amount: null,
    owner: null,
    partner: { name: 'Northwind', id: null, field: 'Partner', basis: 'partner-field' },
    account: null,
    fields: empty.map((label) => ({ key: label, label, value: '', state: 'empty', required: false })),
    confidence: 1,
    editing: false,
  },
});

beforeEach(async () => {
  installFakes({ origins: [`${origin}/*`], tabs: [{ id: 1, url: page }] });
  await database().delete({ disableAutoOpen: false });
  await seed({}, [
    partnerRow('P-1', 'Northwind', { type: 'referral' }),
    partnerRow('P-2', 'Fabrikam', { aliases: ['Shared'] }),
    partnerRow('P-3', 'Contoso Channel', { aliases: ['Shared'] }),
  ]);
});

describe('badges on lists', () => {
  it('are off until a person switches them on, for one site', async () => {
    const refused = { ok: false, error: { code: 'refused' } };
    expect(await send('list.badges', { crm: 'generic', rows: [row('1')] })).toMatchObject(refused);
    expect(await send('list.script', {})).toMatchObject(refused);
    expect(await ask('page.read', { url: page, reading: { state: 'no-record' } })).not.toHaveProperty(
      'lists',
    );
    await switchOn();
    expect(await ask('page.read', { url: page, reading: { state: 'no-record' } })).toMatchObject({
      show: false,
      lists: true,
    });
    expect(await ask('popup.status', { tabId: 1 })).toMatchObject({ lists: true });
    const elsewhere = 'https://elsewhere.example.org/deals';
    expect(await send('list.script', {}, elsewhere)).toMatchObject(refused);
    await switchOn(false);
    expect(await send('list.script', {})).toMatchObject(refused);
  });

  it('cannot be switched by a page', async () => {
    expect(await send('sites.badges', { origin, on: true }, page, 'content')).toMatchObject({ ok: false });
    expect(await send('sites.badges', { origin: 'about:blank', on: true })).toMatchObject({
      error: { code: 'bad-input' },
    });
  });

  it('put the script for the site’s lists into the page that asks', async () => {
    await switchOn();
    const execute = vi.spyOn(fakeBrowser.scripting, 'executeScript');
    await ask('list.script', {});
    expect(execute).toHaveBeenCalledExactlyOnceWith({
      target: { tabId: 1, frameIds: [0] },
      files: ['/lists/any.js'],
    });
    expect(listFile(new URL('https://app.hubspot.com/contacts/1/objects/0-3/views/all/list'))).toBe(
      '/lists/hubspot.js',
    );
    expect(listFile(new URL('https://app.attio.com/acme/deals'))).toBe('/lists/any.js');
  });

  it('know the partner by its column, by a link to its record, or not at all', async () => {
    await switchOn();
    const tones = (
      await badges(
        row('1', cell('Partner', 'Northwind')),
        row('2', cell('Account', 'Acme'), cell(null, 'Fabrikam', `${origin}/partners/P-2`)),
        row('3', cell('Account', 'Northwind')),
        row('4', cell('Partner', 'Nobody at all')),
        row('5', cell('Partner', 'Shared')),
      )
    ).map(({ tone }) => tone);
    expect(tones).toEqual(['neutral', 'neutral', null, null, null]);
  });

  it('count required fields whose columns are empty, and none that the list does not show', async () => {
    await switchOn();
    expect(await badges(row('1', cell('Partner', '—')), row('2', cell('Account', 'Acme')))).toEqual([
      { tone: null, missing: 1, flagged: false, text: 'Partner Lens: 1 field missing' },
      { tone: null, missing: 0, flagged: false, text: '' },
    ]);
  });

  it('remember what was missing and flagged when the record was open, unless the list shows it filled', async () => {
    await switchOn();
    const url = `${origin}/deals/7`;
    await ask('page.read', { url, reading: deal('7', 'Referral code') }, url);
    await vi.waitFor(async () => expect(await ask('worklist.list', {})).toHaveLength(1));
    const partner = cell('Partner', 'Northwind');
    expect(await badges(row('7', partner), row('7'), row('8', partner))).toMatchObject([
      { tone: 'neutral', missing: 1, flagged: false },
      { tone: 'neutral', missing: 1, flagged: false },
      { tone: 'neutral', missing: 0, flagged: false },
    ]);
    expect(await badges(row('7', partner, cell('Referral code', 'NW-1')))).toMatchObject([{ missing: 0 }]);
    await ask('record.flag', { record: `${origin} generic deal 7`, note: 'Who brought it?' }, url, 'panel');
    expect(await badges(row('7', partner))).toMatchObject([
      {
        missing: 1,
        flagged: true,
        text: 'Partner: not yet sure, 1 field missing, flagged for the partner manager',
      },
    ]);
    const { key } = (await ask('worklist.list', {}, `${origin}/x`, 'page'))[0]!;
    await ask('worklist.close', { keys: [key], closed: true }, `${origin}/x`, 'page');
    expect(await badges(row('7', partner))).toMatchObject([{ missing: 0, flagged: false }]);
  });

  it('name no partner and no figure', async () => {
    await switchOn();
    const reply = await badges(row('1', cell('Partner', 'Northwind')));
    expect(Object.keys(reply[0]!)).toEqual(['tone', 'missing', 'flagged', 'text']);
  });
});

describe('an opened row', () => {
  const list = (url = page) => ask('page.read', { url, reading: { state: 'no-record' } }, url);
  const panel = () => ask('panel.load', {}, page, 'panel');
  const flag = (note: string | null) =>
    ask('record.flag', { record: `${origin} generic deal 7`, note }, page, 'panel');
  const openRow = (one: ListRow) => send('list.open', { crm: 'generic', row: one });

  it('is what the panel shows until the page shows something else', async () => {
    await switchOn();
    expect((await list()).show).toBe(false);
    await openRow(row('7', cell('Partner', 'Northwind'), cell('Stage', 'Proposal')));
    expect(await panel()).toMatchObject({
      state: 'no-figures',
      row: true,
      lists: true,
      partner: { id: 'P-1' },
      record: { name: 'Deal 7', stage: 'Proposal' },
    });
    expect(await list()).toMatchObject({ show: true, lists: true, missing: [] });
    expect((await list(`${page}?page=2`)).show).toBe(false);
    expect(await panel()).toMatchObject({ state: 'no-record' });
  });

  it('is flagged with a note, keeps what its own page said, and its badge says so', async () => {
    await switchOn();
    const url = `${origin}/deals/7`;
    await ask('page.read', { url, reading: deal('7', 'Referral code') }, url);
    await vi.waitFor(async () => expect(await ask('worklist.list', {})).toHaveLength(1));
    await list();
    const seen = row('7', cell('Partner', 'Northwind'));
    await openRow(seen);
    expect((await panel()).missing.map(({ label }) => label)).toEqual(['Referral code']);
    await flag('  Who registered it? ');
    const [kept, ...more] = await ask('worklist.list', {}, `${origin}/x`, 'page');
    expect(more).toEqual([]);
    expect(kept).toMatchObject({
      url,
      stage: 'Proposal',
      partnerId: 'P-1',
      flag: { note: 'Who registered it?' },
    });
    expect(kept!.gaps.map(({ label }) => label)).toEqual(['Referral code']);
    expect(await badges(seen)).toMatchObject([{ flagged: true, missing: 1 }]);
    await flag(null);
    expect(await badges(seen)).toMatchObject([{ flagged: false }]);
  });

  it('of a link that leads to another site is kept for the page that shows it', async () => {
    await switchOn();
    await list();
    await openRow({ ...row('7', cell('Partner', 'Northwind')), href: 'https://bank.example.com/deals/7' });
    await flag('Odd');
    const all = await ask('worklist.list', {}, page, 'page');
    expect(all.map((one) => [one.origin, one.url])).toEqual([[origin, page]]);
  });

  it('is refused where badges are off, and on a record', async () => {
    await list();
    expect(await openRow(row('7'))).toMatchObject({ ok: false, error: { code: 'refused' } });
    await switchOn();
    const url = `${origin}/deals/7`;
    await ask('page.read', { url, reading: deal('7') }, url);
    expect(await openRow(row('7'))).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('lets the panel switch the badges of its own site alone', async () => {
    await list();
    await ask('sites.badges', { on: true, origin: 'https://other.example.com' }, page, 'panel');
    expect((await panel()).lists).toBe(true);
    const site = `${origin}:8443`;
    expect(await send('list.badges', { crm: 'generic', rows: [] }, `${site}/deals`)).toMatchObject({
      ok: true,
    });
    expect(
      await send('list.badges', { crm: 'generic', rows: [] }, 'https://other.example.com/'),
    ).toMatchObject({
      ok: false,
    });
  });
});
