import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { RequestError, request } from '@/lib/messaging/client';
import { onCommand, sendCommand } from '@/lib/messaging/commands';
import type { Handlers } from '@/lib/messaging/server';
import { serve } from '@/lib/messaging/server';
import { REVISION_KEY, tabKey, watchChanges } from '@/lib/messaging/watch';

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error) => (error instanceof RequestError ? error.code : `thrown: ${error}`),
  );

beforeEach(() => {
  fakeBrowser.reset();
  fakeBrowser.runtime.id = 'test-extension-id';
});
afterEach(() => vi.restoreAllMocks());

/** Delivers a message to the listeners as if `sender` had sent it. */
async function deliver(message: unknown, sender: object): Promise<unknown> {
  let answered: unknown = 'nothing';
  const done = new Promise((resolve) => {
    fakeBrowser.runtime.onMessage
      .trigger(message, { id: fakeBrowser.runtime.id, ...sender } as never, resolve)
      .then((kept) => {
        if (!kept.includes(true as never)) resolve('not ours');
      });
  });
  answered = await done;
  return answered;
}

describe('request', () => {
  it('gives the answer of the background', async () => {
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue({ ok: true, value: [1] } as never);
    expect(await request('sites.list', {})).toEqual([1]);
    expect(fakeBrowser.runtime.sendMessage).toHaveBeenCalledWith({ request: 'sites.list', input: {} });
  });

  it('throws the error of the background', async () => {
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue({
      ok: false,
      error: { code: 'refused', message: 'no' },
    } as never);
    expect(await code(request('sites.list', {}))).toBe('refused');
  });

  it.each([
    'Could not establish connection. Receiving end does not exist.',
    'The message port closed before a response was received.',
  ])('asks again once when the worker was restarting: %s', async (message) => {
    const send = vi
      .spyOn(fakeBrowser.runtime, 'sendMessage')
      .mockRejectedValueOnce(new Error(message))
      .mockResolvedValueOnce({ ok: true, value: [] } as never);
    expect(await request('sites.list', {})).toEqual([]);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('asks again once after silence, and then says so', async () => {
    const send = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue(undefined as never);
    expect(await code(request('sites.list', {}))).toBe('no-answer');
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('knows that the extension was updated, from the error or from the missing id', async () => {
    const send = vi
      .spyOn(fakeBrowser.runtime, 'sendMessage')
      .mockRejectedValue(new Error('Extension context invalidated.'));
    expect(await code(request('sites.list', {}))).toBe('updated');
    fakeBrowser.runtime.id = undefined as never;
    expect(await code(request('sites.list', {}))).toBe('updated');
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('does not repeat any other failure', async () => {
    const send = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockRejectedValue(new Error('too long'));
    expect(await code(request('sites.list', {}))).toBe('failed');
    expect(send).toHaveBeenCalledTimes(1);
  });
});

describe('serve', () => {
  const handlers = {
    'sites.list': async () => [{ origin: 'https://a.example.com', granted: true }],
    'panel.load': async (_input: unknown, asker: object) => asker,
  } as unknown as Handlers;

  it('answers an extension page', async () => {
    serve(handlers);
    const url = fakeBrowser.runtime.getURL('/popup.html');
    expect(await deliver({ request: 'sites.list', input: {} }, { url })).toEqual({
      ok: true,
      value: [{ origin: 'https://a.example.com', granted: true }],
    });
  });

  it('gives the handler the tab of the sender', async () => {
    serve(handlers);
    const url = fakeBrowser.runtime.getURL('/panel.html');
    expect(await deliver({ request: 'panel.load', input: {} }, { url, frameId: 4, tab: { id: 9 } })).toEqual({
      ok: true,
      value: { role: 'panel', tabId: 9, url },
    });
  });

  it('refuses a web page and another extension', async () => {
    serve(handlers);
    const request = { request: 'sites.list', input: {} };
    const web = { url: 'https://crm.example.com/', frameId: 0, tab: { id: 9 } };
    expect(await deliver(request, web)).toMatchObject({ ok: false, error: { code: 'refused' } });
    const other = { id: 'other', url: fakeBrowser.runtime.getURL('/popup.html') };
    expect(await deliver(request, other)).toMatchObject({ ok: false, error: { code: 'refused' } });
  });

  it('leaves messages that are not requests alone', async () => {
    serve(handlers);
    for (const message of [null, 'x', 3, { command: 'page.reread' }, []]) {
      expect(await deliver(message, { url: fakeBrowser.runtime.getURL('/popup.html') })).toBe('not ours');
    }
  });
});

describe('commands', () => {
  const jump = vi.fn(async () => ({ found: true }));
  const handlers = {
    'field.jump': jump,
    'field.fill': () => ({ filled: false }),
    'panel.collapse': () => null,
    'page.reread': () => null,
  };

  it('reaches the handler from the background alone', async () => {
    const life = new AbortController();
    onCommand(handlers, life.signal);
    const message = { command: 'field.jump', input: { key: 'a' } };
    expect(await deliver(message, {})).toEqual({ found: true });
    expect(jump).toHaveBeenCalledWith({ key: 'a' });
    expect(await deliver(message, { tab: { id: 1 } })).toBe('not ours');
    expect(await deliver(message, { id: 'other' })).toBe('not ours');
    expect(await deliver({ command: 'toString', input: {} }, {})).toBe('not ours');
    life.abort();
    expect(await deliver(message, {})).toBe('not ours');
  });

  it('says null when nobody listens in the tab', async () => {
    fakeBrowser.tabs.sendMessage = vi.fn(async () => {
      throw new Error('Receiving end does not exist.');
    }) as never;
    expect(await sendCommand(3, 'page.reread', {})).toBeNull();
    expect(fakeBrowser.tabs.sendMessage).toHaveBeenCalledWith(
      3,
      { command: 'page.reread', input: {} },
      { frameId: 0 },
    );
  });
});

describe('watchChanges', () => {
  it('calls back for shared data and for the own tab, until stopped', async () => {
    const seen = vi.fn();
    let tab: number | null = null;
    const stop = watchChanges(seen, () => tab);
    await fakeBrowser.storage.session.set({ [REVISION_KEY]: 1 });
    expect(seen).toHaveBeenCalledTimes(1);
    await fakeBrowser.storage.session.set({ [tabKey(5)]: { url: 'x' } });
    await fakeBrowser.storage.local.set({ [REVISION_KEY]: 1 });
    expect(seen).toHaveBeenCalledTimes(1);
    tab = 5;
    await fakeBrowser.storage.session.set({ [tabKey(5)]: { url: 'y' } });
    expect(seen).toHaveBeenCalledTimes(2);
    stop();
    await fakeBrowser.storage.session.set({ [REVISION_KEY]: 2 });
    expect(seen).toHaveBeenCalledTimes(2);
  });
});
