import Dexie from 'dexie';
import { describe, expect, it, vi } from 'vitest';
import { RequestError } from '@/lib/messaging/errors';
import type { RequestName, SenderRole } from '@/lib/messaging/messages';
import { protocol } from '@/lib/messaging/protocol';
import { type Asker, answer, type Handlers, MAX_INPUT } from '@/lib/messaging/server';
import { samples } from './samples';

/** Who may send what, written out a second time: a change of the table must be made here too. */
const allowed: Record<RequestName, SenderRole[]> = {
  'page.reader': ['content'],
  'page.part': ['content'],
  'page.read': ['content'],
  'list.script': ['content'],
  'list.badges': ['content'],
  'list.open': ['content'],
  'panel.load': ['panel'],
  'panel.foreseen': ['panel'],
  'panel.keep': ['panel'],
  'panel.kept': ['panel'],
  'panel.jump': ['panel'],
  'panel.fill': ['panel'],
  'record.flag': ['panel', 'page'],
  'worklist.list': ['page'],
  'worklist.close': ['page'],
  'worklist.note': ['page'],
  'worklist.forget': ['page'],
  'plans.list': ['page'],
  'plans.save': ['page'],
  'panel.collapse': ['panel'],
  'panel.link': ['panel'],
  'options.open': ['panel', 'page'],
  'partners.search': ['panel', 'page'],
  'evidence.get': ['panel', 'page'],
  'deal.credit': ['panel', 'page'],
  'deal.suggest': ['panel', 'page'],
  'partner.fill': ['panel', 'page'],
  'influence.report': ['page'],
  'popup.status': ['page'],
  'scorecard.get': ['page'],
  'limits.list': ['page'],
  'limits.set': ['page'],
  'limits.reset': ['page'],
  'focus.get': ['page'],
  'focus.save': ['page'],
  'focus.reset': ['page'],
  'weights.get': ['page'],
  'weights.save': ['page'],
  'weights.quality': ['page'],
  'partners.save': ['page'],
  'partners.merge': ['page'],
  'partners.unmerge': ['page'],
  'partners.apart': ['page'],
  'rules.list': ['page'],
  'rules.save': ['page'],
  'rules.delete': ['page'],
  'rules.reset': ['page'],
  'sites.list': ['page'],
  'sites.fields': ['page'],
  'sites.remember': ['page'],
  'sites.remembered': ['page'],
  'sites.take-in': ['page'],
  'sites.forget-visits': ['page'],
  'sites.partner-field': ['page'],
  'sites.forget-choice': ['page'],
  'sites.badges': ['panel', 'page'],
  'teach.start': ['panel', 'page'],
  'teach.state': ['content'],
  'teach.draft': ['content'],
  'teach.save': ['content'],
  'lessons.list': ['page'],
  'lessons.delete': ['page'],
  'lessons.import': ['page'],
  'sites.enable': ['page'],
  'sources.list': ['page'],
  'sources.host': ['page'],
  'sources.check': ['page'],
  'sources.save': ['page'],
  'sources.run': ['page'],
  'sources.pause': ['page'],
  'sources.remove': ['page'],
  'data.changed': ['page'],
};

const names = Object.keys(allowed) as RequestName[];
const roles: (SenderRole | null)[] = ['content', 'panel', 'page', null];
const asker = (role: SenderRole | null): Asker | null =>
  role && { role, tabId: 7, url: 'https://crm.example.com/' };

function spies() {
  const handlers = Object.fromEntries(names.map((name) => [name, vi.fn(async () => null)]));
  return handlers as unknown as Handlers & Record<RequestName, ReturnType<typeof vi.fn>>;
}

it('has exactly the messages of the contract', () => {
  expect(Object.keys(protocol).sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
  it.each(roles)('from %s', async (role) => {
    const handlers = spies();
    const reply = await answer(handlers, name, samples[name], asker(role));
    if (role !== null && allowed[name].includes(role)) {
      expect(reply).toEqual({ ok: true, value: null });
      expect(handlers[name]).toHaveBeenCalledTimes(1);
      expect(handlers[name]).toHaveBeenCalledWith(samples[name], asker(role));
    } else {
      expect(reply).toMatchObject({ ok: false, error: { code: 'refused' } });
      expect(handlers[name]).not.toHaveBeenCalled();
    }
  });

  const sender = asker(allowed[name][0] ?? null);

  it('refuses a key that is not in its schema', async () => {
    const handlers = spies();
    const reply = await answer(handlers, name, { ...samples[name], surprise: 1 }, sender);
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(handlers[name]).not.toHaveBeenCalled();
  });

  it.each(Object.keys(samples[name]))('refuses a payload with a wrong "%s"', async (key) => {
    const handlers = spies();
    const reply = await answer(handlers, name, { ...samples[name], [key]: { wrong: true } }, sender);
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(handlers[name]).not.toHaveBeenCalled();
  });

  it.each([null, undefined, 3, 'x', []])('refuses %j as payload', async (payload) => {
    const handlers = spies();
    const reply = await answer(handlers, name, payload, sender);
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(handlers[name]).not.toHaveBeenCalled();
  });
});

describe('answer', () => {
  const page = asker('page');

  it.each(['nope', '', 'constructor', '__proto__', 'toString', 3, null, undefined, {}])(
    'an unknown name %j is an error, not a throw',
    async (name) => {
      expect(await answer(spies(), name, {}, page)).toMatchObject({
        ok: false,
        error: { code: 'unknown-message' },
      });
    },
  );

  it('refuses a payload beyond the size bound', async () => {
    const handlers = spies();
    const reply = await answer(handlers, 'partners.search', { query: 'x'.repeat(MAX_INPUT), limit: 1 }, page);
    expect(reply).toMatchObject({ ok: false, error: { code: 'too-large' } });
    expect(handlers['partners.search']).not.toHaveBeenCalled();
  });

  it('cuts what a page writes too long, and takes no half of an id', async () => {
    const handlers = spies();
    const { record } = (samples['page.read'].reading as { record: object }) ?? {};
    const long = 'x'.repeat(30_000);
    const fields = [{ key: long, label: long, value: long, state: 'value', required: false }];
    const reading = { state: 'record', record: { ...record, id: long, stage: long, name: long, fields } };
    const reply = await answer(
      handlers,
      'page.read',
      { url: samples['page.read'].url, reading },
      asker('content'),
    );
    expect(reply).toMatchObject({ ok: true });
    const [taken] = vi.mocked(handlers['page.read']).mock.lastCall!;
    const cut = (taken.reading as { record: Record<string, string> & { fields: Record<string, string>[] } })
      .record;
    expect([cut.id, cut.stage!.length, cut.name!.length]).toEqual([null, 500, 2_000]);
    const [field] = cut.fields;
    expect([field!.key!.length, field!.label!.length, field!.value!.length]).toEqual([300, 300, 20_000]);
  });

  it('refuses a payload that is not JSON', async () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(await answer(spies(), 'rules.list', loop, page)).toMatchObject({ error: { code: 'bad-input' } });
  });

  it.each([
    'https://evil.example.com',
    '//evil.example.com',
    'javascript:alert(1)',
    '/a b',
    '/a#b',
    '\\evil',
    '',
  ])('refuses %j as a route', async (route) => {
    expect(await answer(spies(), 'options.open', { route }, page)).toMatchObject({
      error: { code: 'bad-input' },
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '0.3', null])('refuses %j as a limit', async (warn) => {
    const input = { level: 'global', kpi: 'win-rate', warn, fail: 0.2 };
    expect(await answer(spies(), 'limits.set', input, page)).toMatchObject({ error: { code: 'bad-input' } });
  });

  it('refuses an id on the global level and its absence on the others', async () => {
    for (const input of [
      { level: 'global', id: 'x' },
      { level: 'type' },
      { level: 'tier' },
      { level: 'partner' },
    ]) {
      expect(await answer(spies(), 'limits.list', input, page)).toMatchObject({
        error: { code: 'bad-input' },
      });
    }
  });

  it('passes the code of a RequestError on and names any other failure', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
    const handlers = spies();
    handlers['sites.list'].mockRejectedValueOnce(new RequestError('not-found', 'Nothing there.'));
    expect(await answer(handlers, 'sites.list', {}, page)).toEqual({
      ok: false,
      error: { code: 'not-found', message: 'Nothing there.' },
    });
    expect(silent).not.toHaveBeenCalled();
    handlers['sites.list'].mockRejectedValueOnce(new TypeError('broken'));
    expect(await answer(handlers, 'sites.list', {}, page)).toEqual({
      ok: false,
      error: { code: 'failed', message: 'broken' },
    });
    expect(silent).toHaveBeenCalledTimes(1);
    // What kept the database from opening is said in its own words, without the name that the database puts first.
    handlers['sites.list'].mockRejectedValueOnce(
      new Dexie.DatabaseClosedError(new Error('Update the extension.')),
    );
    expect(await answer(handlers, 'sites.list', {}, page)).toEqual({
      ok: false,
      error: { code: 'failed', message: 'Update the extension.' },
    });
    silent.mockRestore();
  });

  it('answers the same in an engine that clones as in one that sends JSON', async () => {
    const handlers = spies();
    handlers['sites.list'].mockResolvedValueOnce([
      { at: new Date('2026-01-02T00:00:00Z'), n: Number.NaN, gone: undefined, map: new Map([[1, 2]]) },
    ]);
    expect(await answer(handlers, 'sites.list', {}, page)).toEqual({
      ok: true,
      value: [{ at: '2026-01-02T00:00:00.000Z', n: null, map: {} }],
    });
  });
});
