import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { loadReader } from '@/lib/content/reader';

const world = globalThis as { partnerLensReader?: unknown };
const reader = { adapterFor: () => null };

beforeEach(() => {
  fakeBrowser.reset();
  fakeBrowser.runtime.id = 'test-extension-id';
});
afterEach(() => {
  delete world.partnerLensReader;
});

it('asks the background once and takes what it put beside the script', async () => {
  fakeBrowser.runtime.sendMessage = vi.fn(async () => {
    world.partnerLensReader = reader;
    return { ok: true, value: null };
  }) as never;
  expect(await loadReader()).toBe(reader);
  expect(await loadReader()).toBe(reader);
  expect(fakeBrowser.runtime.sendMessage).toHaveBeenCalledExactlyOnceWith({
    request: 'page.reader',
    input: {},
  });
});

it('fails when nothing was put there', async () => {
  fakeBrowser.runtime.sendMessage = vi.fn(async () => ({ ok: true, value: null })) as never;
  await expect(loadReader()).rejects.toThrow('did not load');
  fakeBrowser.runtime.sendMessage = vi.fn(async () => ({
    ok: false,
    error: { code: 'refused', message: 'not enabled' },
  })) as never;
  await expect(loadReader()).rejects.toThrow('not enabled');
});
