import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handlers } from '@/lib/background/handlers';
import { nextKey, onShortcut } from '@/lib/background/shortcuts';
import { forgetOldRecords } from '@/lib/background/visits';
import type { FieldState, PageReading } from '@/lib/crm/types';
import { stateOf } from '@/lib/govern/visit';
import type { Input, Output, Reply, RequestName, SenderRole } from '@/lib/messaging/messages';
import { protocol } from '@/lib/messaging/protocol';
import { answer } from '@/lib/messaging/server';
import { database } from '@/lib/store/db';
import { putSeenSettings } from '@/lib/store/seen';
import { installFakes, settled } from './fake';
import { partnerRow, seed } from './seed';

vi.mock('@/lib/kpi/registry', async () => {
  const { testKpis } = await import('./seed');
  const findKpi = (id: string) => testKpis.find((kpi) => kpi.id === id);
  return { kpiDefinitions: testKpis, findKpi, kpiDefinition: findKpi };
});

const page = 'https://crm.example.com/deals/7';
/** Key of the deal that stands there. */
const record = 'https://crm.example.com generic deal 7';
let fakes: ReturnType<typeof installFakes>;

async function send<N extends RequestName>(
  name: N,
  input: Input<N>,
  role: SenderRole = protocol[name].from[0]!,
  tabId: number | null = 1,
): Promise<Reply<Output<N>>> {
  const reply = await answer(handlers, name, input, { role, tabId, url: page });
  await settled();
  return reply as Reply<Output<N>>;
}
async function ask<N extends RequestName>(...args: Parameters<typeof send<N>>): Promise<Output<N>> {
  const reply = await send(...args);
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.value;
}

/** The deal with some fields in some state; the partner field is read as well. */
function deal(fields: Record<string, FieldState>, id = '7'): PageReading {
  return {
    state: 'record',
    record: {
      crm: 'generic',
      kind: 'deal',
      id,
      name: 'Contoso rollout',
      stage: 'Proposal',
      amount: null,
      owner: 'Desk one',
      partner:
        fields.Partner === 'value'
          ? { name: 'Northwind', id: null, field: 'Partner', basis: 'partner-field' }
          : null,
      account: null,
      fields: Object.entries(fields).map(([label, state]) => ({
        key: label.toLowerCase(),
        label,
        value: state === 'value' ? 'x' : '',
        state,
        required: false,
      })),
      confidence: 1,
      editing: false,
    },
  };
}
const read = (reading: PageReading, url = page) => ask('page.read', { url, reading }, 'content');
const list = () => ask('worklist.list', {});

/** The same as a form that was never saved. */
const newDeal = (fields: Record<string, FieldState>): PageReading => {
  const { record } = deal(fields) as PageReading & { state: 'record' };
  return { state: 'record', record: { ...record, id: null, editing: true } };
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-15T09:00:00Z') });
  fakes = installFakes({ origins: ['https://crm.example.com/*'], tabs: [{ id: 1, url: page }] });
  await database().delete({ disableAutoOpen: false });
  await seed({}, [partnerRow('P-1', 'Northwind', { type: 'referral' })]);
});
afterEach(() => vi.useRealTimers());

describe('records with missing partner fields', () => {
  it('are remembered, and resolved by a later visit that finds them filled', async () => {
    await read(deal({ Partner: 'empty', Stage: 'value' }));
    await vi.waitFor(async () => expect(await list()).toHaveLength(1));
    expect((await list())[0]).toMatchObject({ name: 'Contoso rollout', owner: 'Desk one', url: page });
    await read({ state: 'no-record' });
    vi.setSystemTime(new Date('2026-06-17T09:00:00Z'));
    await read(deal({ Partner: 'value', Stage: 'value' }));
    await vi.waitFor(async () =>
      expect((await list())[0]).toMatchObject({ resolved: '2026-06-17T09:00:00.000Z', partnerId: 'P-1' }),
    );
  });

  it('are not remembered where nothing is missing, nor where a person switched it off', async () => {
    await read(deal({ Partner: 'value' }));
    await putSeenSettings({ collect: false, keepDays: 30 });
    await read(deal({ Partner: 'empty' }));
    expect(await list()).toEqual([]);
  });

  it('are not remembered, nor flagged, before they were saved for the first time', async () => {
    await read(newDeal({ Partner: 'empty' }));
    expect((await ask('panel.load', {})).record).toMatchObject({ name: 'Contoso rollout', key: null });
    expect(await send('record.flag', { record, note: 'x' }, 'panel')).toMatchObject({
      error: { code: 'not-found' },
    });
    expect(await list()).toEqual([]);
  });

  it('are forgotten after the span that was set, by record and by site', async () => {
    await read(deal({ Partner: 'empty' }));
    await vi.waitFor(async () => expect(await list()).toHaveLength(1));
    await forgetOldRecords(Date.parse('2026-12-01T00:00:00Z'));
    expect(await list()).toHaveLength(1);
    await forgetOldRecords(Date.parse('2026-12-20T00:00:00Z'));
    expect(await list()).toEqual([]);
    await ask('record.flag', { record, note: 'look' }, 'panel');
    expect(await ask('worklist.forget', { origin: 'https://crm.example.com' })).toEqual({ forgotten: 1 });
    expect(await list()).toEqual([]);
  });
});

describe('a flag', () => {
  it('is put on the record of the panel’s own tab, whatever tab it names, shown, and taken back', async () => {
    await read(deal({ Partner: 'value' }));
    await ask('record.flag', { record, note: ' who brought it? ', tabId: 99 }, 'panel');
    expect((await list())[0]).toMatchObject({ flag: { note: 'who brought it?' }, gaps: [] });
    expect((await ask('panel.load', {})).flag).toMatchObject({ note: 'who brought it?' });
    await ask('record.flag', { record, note: null }, 'panel');
    expect((await ask('panel.load', {})).flag).toBeNull();
  });

  it('comes from a page only with a tab that shows a record', async () => {
    expect(await send('record.flag', { record, note: 'x' }, 'page', null)).toMatchObject({
      error: { code: 'no-tab' },
    });
    expect(await send('record.flag', { record, note: 'x', tabId: 1 }, 'page', null)).toMatchObject({
      error: { code: 'not-found' },
    });
    await read(deal({ Partner: 'empty' }));
    await ask('record.flag', { record, note: 'x', tabId: 1 }, 'page', null);
    expect(stateOf((await list())[0]!)).toBe('open');
    expect(await send('record.flag', { record, note: 'x' }, 'content')).toMatchObject({
      error: { code: 'refused' },
    });
  });

  it('is for the record that the note was written for, and for none that the page shows since', async () => {
    await read(deal({ Partner: 'value' }));
    const seen = (await ask('panel.load', {})).record!.key!;
    expect(seen).toBe(record);
    await read(deal({ Partner: 'value' }, '8'));
    const flagIt = { tabId: 1, record: seen, note: 'x' };
    for (const reply of [
      await send('record.flag', flagIt, 'panel'),
      await send('record.flag', flagIt, 'page', null),
    ])
      expect(reply).toMatchObject({
        error: { code: 'not-found', message: expect.stringContaining('another record') },
      });
    expect(await list()).toEqual([]);
  });

  it('survives being put aside and opens the record again', async () => {
    await read(deal({ Partner: 'empty' }));
    await ask('record.flag', { record, note: 'x' }, 'panel');
    const { key } = (await list())[0]!;
    await ask('worklist.close', { keys: [key], closed: true });
    expect(stateOf((await list())[0]!)).toBe('closed');
    // What left the worklist waits for nobody: the record may be flagged anew.
    expect((await ask('panel.load', {})).flag).toBeNull();
    await ask('worklist.note', { key, note: 'y' });
    expect((await list())[0]).toMatchObject({ flag: { note: 'y' } });
    expect(await send('worklist.note', { key: 'gone', note: 'y' })).toMatchObject({ ok: false });
  });
});

describe('a tracking plan', () => {
  it('asks for its fields on the partner’s deals, and only its own value is put in', async () => {
    const plan = { scope: 'type:referral', items: [{ fields: ['Referral code'], value: 'REF-204' }] };
    await ask('plans.save', plan);
    expect(await ask('plans.list', {})).toEqual([plan]);
    await read(deal({ Partner: 'value', 'Referral code': 'empty' }));
    const { missing } = await ask('panel.load', {});
    expect(missing).toMatchObject([
      { label: 'Referral code', sources: ['rule', 'plan'], prefill: 'REF-204' },
    ]);
    fakes.state.answer = () => ({ filled: true });
    expect(await ask('panel.fill', { key: 'referral code' })).toEqual({ filled: true });
    // The saved plan has pages read anew, sooner or later.
    expect(fakes.commands.filter(({ command }) => command === 'field.fill')).toEqual([
      { tabId: 1, command: 'field.fill', input: { key: 'referral code', value: 'REF-204' } },
    ]);
    expect(await send('panel.fill', { key: 'partner' })).toMatchObject({ error: { code: 'not-found' } });
    await ask('plans.save', { ...plan, items: [] });
    expect(await ask('plans.list', {})).toEqual([]);
    expect(await send('plans.save', { scope: 'everyone', items: [] })).toMatchObject({
      error: { code: 'bad-input' },
    });
  });
});

describe('shortcuts', () => {
  it('walk the missing fields round and round', () => {
    expect(nextKey(['a', 'b'], null, 1)).toBe('a');
    expect(nextKey(['a', 'b'], 'a', 1)).toBe('b');
    expect(nextKey(['a', 'b'], 'b', 1)).toBe('a');
    expect(nextKey(['a', 'b'], null, -1)).toBe('b');
    expect(nextKey(['a', 'b'], 'gone', 1)).toBe('a');
    expect(nextKey([], 'a', 1)).toBeNull();
  });

  it('bring the tab in front to its next missing field', async () => {
    await read(deal({ Partner: 'empty', Owner: 'empty' }));
    const tab = { id: 1, url: page };
    const keys = () =>
      fakes.commands.filter(({ command }) => command === 'field.jump').map(({ input }) => input);
    await onShortcut('next-missing-field', tab);
    await onShortcut('next-missing-field', tab);
    await onShortcut('something-else', tab);
    await onShortcut('previous-missing-field', tab);
    expect(keys()).toEqual([{ key: 'partner' }, { key: 'owner' }, { key: 'partner' }]);
  });
});
