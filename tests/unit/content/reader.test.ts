// @vitest-environment happy-dom
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
  expect(await loadReader(document)).toBe(reader);
  expect(fakeBrowser.runtime.sendMessage).toHaveBeenCalledExactlyOnceWith({
    request: 'page.reader',
    input: { hint: null },
  });
});

it('takes nothing that the page calls so for its reader', async () => {
  // As a window has its frames and elements: not a property of its own.
  const named = Object.create(Object.getPrototypeOf(globalThis), {
    partnerLensReader: { value: document.createElement('form'), writable: true, configurable: true },
  });
  const before = Object.getPrototypeOf(globalThis);
  Object.setPrototypeOf(globalThis, named);
  fakeBrowser.runtime.sendMessage = vi.fn(async () => {
    world.partnerLensReader = reader;
    return { ok: true, value: null };
  }) as never;
  try {
    expect(await loadReader(document)).toBe(reader);
  } finally {
    Object.setPrototypeOf(globalThis, before);
  }
});

it('asks again where that fails in passing', async () => {
  let asked = 0;
  fakeBrowser.runtime.sendMessage = vi.fn(async () => {
    if (++asked < 3) return { ok: false, error: { code: 'failed', message: 'Frame was removed.' } };
    world.partnerLensReader = reader;
    return { ok: true, value: null };
  }) as never;
  expect(await loadReader(document, [0, 0, 0])).toBe(reader);
  expect(asked).toBe(3);
});

it('fails when nothing was put there, and at once when it is refused', async () => {
  fakeBrowser.runtime.sendMessage = vi.fn(async () => ({ ok: true, value: null })) as never;
  await expect(loadReader(document, [0, 0])).rejects.toThrow('no reader');
  expect(fakeBrowser.runtime.sendMessage).toHaveBeenCalledTimes(3);
  fakeBrowser.runtime.sendMessage = vi.fn(async () => ({
    ok: false,
    error: { code: 'refused', message: 'not enabled' },
  })) as never;
  await expect(loadReader(document, [0, 0])).rejects.toThrow('not enabled');
  expect(fakeBrowser.runtime.sendMessage).toHaveBeenCalledTimes(1);
});

it('tells which CRM on a host of its own choosing the page claims to be', async () => {
  fakeBrowser.runtime.sendMessage = vi.fn(async () => {
    world.partnerLensReader = reader;
    return { ok: true, value: null };
  }) as never;
  document.body.innerHTML = '<div class="o_action_manager"></div>';
  await loadReader(document);
  document.body.innerHTML = '';
  expect(fakeBrowser.runtime.sendMessage).toHaveBeenCalledExactlyOnceWith({
    request: 'page.reader',
    input: { hint: 'odoo' },
  });
});
