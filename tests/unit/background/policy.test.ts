import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { handlers } from '@/lib/background/handlers';
import { gated, watchPolicy } from '@/lib/background/policy';
import type { Input, RequestName } from '@/lib/messaging/messages';
import { protocol } from '@/lib/messaging/protocol';
import { answer } from '@/lib/messaging/server';
import { NO_POLICY } from '@/lib/policy/types';
import { database } from '@/lib/store/db';
import { putLimit } from '@/lib/store/limits';
import { getPolicy } from '@/lib/store/policy';
import { listSources } from '@/lib/store/sources';
import { installFakes } from './fake';
import { partnerRow, seed } from './seed';

const limit = { scope: 'global', kpi: 'refund-rate', warn: 0.05, fail: 0.1 };
const rule = {
  id: 'agency',
  objects: ['deal' as const],
  stages: [],
  partnerTypes: [],
  crms: [],
  fields: ['Agency'],
  why: 'asked by head office',
  enabled: true,
};

/** What an administrator set; the browser tells the worker of a change. */
let managed: Record<string, unknown>;

beforeEach(async () => {
  installFakes();
  await database().delete({ disableAutoOpen: false });
  await seed({}, [partnerRow('P-1', 'Northwind')]);
  managed = {};
  Object.assign(fakeBrowser.storage, { managed: { get: async () => managed } });
  watchPolicy();
});

const set = async (policy: Record<string, unknown>) => {
  managed = policy;
  await fakeBrowser.storage.onChanged.trigger({}, 'managed');
};
const ask = (name: RequestName, input: Input<RequestName>) =>
  answer(gated(handlers), name, input, {
    role: protocol[name].from[0]!,
    tabId: 1,
    url: 'https://crm.example.com/',
  });

describe('a policy', () => {
  it('holds as soon as the browser tells of it, and no longer than it stands', async () => {
    await set({ limits: [limit], off: ['teaching'] });
    await vi.waitFor(async () => expect((await getPolicy()).limits).toEqual([limit]));
    await set({});
    await vi.waitFor(async () => expect(await getPolicy()).toEqual(NO_POLICY));
  });

  it('is none where the browser has no managed storage, as Firefox says by an error', async () => {
    const get = vi.fn(async () => Promise.reject(new Error('Managed storage manifest not found')));
    Object.assign(fakeBrowser.storage, { managed: { get } });
    await fakeBrowser.storage.onChanged.trigger({}, 'managed');
    await vi.waitFor(() => expect(get).toHaveBeenCalled());
    expect(await getPolicy()).toEqual(NO_POLICY);
  });

  it('holds on where the browser cannot read it for once', async () => {
    await set({ limits: [limit] });
    await vi.waitFor(async () => expect((await getPolicy()).limits).toEqual([limit]));
    const heard = vi.spyOn(console, 'error').mockImplementation(() => {});
    const get = async () => Promise.reject(new Error('The disk cannot be read.'));
    Object.assign(fakeBrowser.storage, { managed: { get } });
    await fakeBrowser.storage.onChanged.trigger({}, 'managed');
    await vi.waitFor(() => expect(heard).toHaveBeenCalled());
    expect((await getPolicy()).limits).toEqual([limit]);
  });

  it('takes away sources in its name that it does not know, as a restored backup may bring them', async () => {
    const [url, name] = ['https://data.example.com/deals.csv', 'Deals'];
    const twice = { name, url: 'https://old.example.com/deals.csv', everyMinutes: 60 };
    await set({ sources: [twice, { name, url, everyMinutes: 60 }] });
    await vi.waitFor(async () => expect(await listSources()).toHaveLength(1));
    const [source] = await listSources();
    await database().sources.bulkPut([
      { ...source!, settings: { address: 'https://other.example.com/' } },
      { ...source!, id: 'policy:Other', name: 'Other' },
    ]);
    await ask('data.changed', {});
    await vi.waitFor(async () => {
      const now = await listSources();
      expect(now.map(({ id, settings }) => [id, settings.address])).toEqual([[`policy:${name}`, url]]);
    });
  });

  it('locks its limits at every level that they cover', async () => {
    await putLimit({ scope: 'partner:P-1', kpi: 'refund-rate', warn: 0.4, fail: 0.5 });
    await set({ limits: [limit] });
    await vi.waitFor(async () => expect((await getPolicy()).limits).toHaveLength(1));
    const listed = await ask('limits.list', { level: 'partner', id: 'P-1' });
    expect(listed).toMatchObject({ ok: true });
    const found = (listed as unknown as { value: { kpi: string }[] }).value.find(
      ({ kpi }) => kpi === 'refund-rate',
    );
    expect(found).toMatchObject({ effective: { warn: 0.05, fail: 0.1, from: 'global', by: 'policy' } });
    for (const scope of [{ level: 'global' }, { level: 'partner', id: 'P-1' }] as const)
      expect(await ask('limits.set', { ...scope, kpi: 'refund-rate', warn: 0.3, fail: 0.4 })).toMatchObject({
        error: { code: 'refused', message: expect.stringContaining('administrator') },
      });
  });

  it('locks its rules, over a person’s own of the same id', async () => {
    expect(await ask('rules.save', { ...rule, why: 'mine' })).toMatchObject({ ok: true });
    await set({ rules: [rule] });
    await vi.waitFor(async () => expect((await getPolicy()).rules).toHaveLength(1));
    const { value } = (await ask('rules.list', {})) as unknown as { value: { id: string }[] };
    expect(value.filter(({ id }) => id === 'agency')).toEqual([{ ...rule, locked: true }]);
    for (const [name, input] of [
      ['rules.save', { ...rule, enabled: false }],
      ['rules.delete', { id: 'agency' }],
    ] as const)
      expect(await ask(name, input)).toMatchObject({ error: { code: 'refused' } });
  });

  it('keeps the sources that it names, which nobody else can change', async () => {
    const source = { name: 'Head office', url: 'https://data.example.com/team.plpack', everyMinutes: 60 };
    const kept = async () =>
      (await listSources()).map(({ id, settings, everyMinutes }) => ({ id, settings, everyMinutes }));
    const id = 'policy:Head office';
    await set({ sources: [source] });
    await vi.waitFor(async () =>
      expect(await kept()).toEqual([{ id, settings: { address: source.url }, everyMinutes: 60 }]),
    );
    for (const [name, input] of [
      ['sources.remove', { id, facts: false }],
      ['sources.pause', { id, paused: true }],
    ] as const)
      expect(await ask(name, input)).toMatchObject({ error: { code: 'refused' } });
    await set({ sources: [{ ...source, everyMinutes: 120 }] });
    await vi.waitFor(async () => expect(await kept()).toMatchObject([{ everyMinutes: 120 }]));
    await set({ sources: [source], off: ['sources'] });
    await vi.waitFor(async () => expect(await kept()).toEqual([]));
    expect(await ask('sources.run', { id })).toMatchObject({
      error: { message: 'Your administrator switched this off.' },
    });
  });

  it('switches features off, and on again', async () => {
    const teach = () => ask('teach.start', { tabId: 1 });
    await set({ off: ['teaching'] });
    await vi.waitFor(async () =>
      expect(await teach()).toMatchObject({ error: { message: 'Your administrator switched this off.' } }),
    );
    await set({});
    await vi.waitFor(async () =>
      expect(await teach()).not.toMatchObject({
        error: { message: 'Your administrator switched this off.' },
      }),
    );
  });
});
