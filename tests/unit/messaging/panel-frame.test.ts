import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { isOurFrame, panelFrame } from '@/lib/messaging/panel-frame';

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation((path) => `chrome-extension://own${path}`);
});

it('gives all pages the same frame, also those that ask at once, and knows it by its name', async () => {
  const [one, other] = await Promise.all([panelFrame(), panelFrame()]);
  expect(other).toEqual(one);
  expect(await panelFrame()).toEqual(one);
  expect(await isOurFrame(one.name)).toBe(true);
  // What tells the page of requests, tells it of addresses.
  expect(one.src).toBe('chrome-extension://own/panel.html');
});

it.each(['', 'undefined', 'null', 'panel-frame', crypto.randomUUID()])(
  'takes no frame of a page for it: %j',
  async (name) => {
    expect(await isOurFrame(name)).toBe(false);
    await panelFrame();
    expect(await isOurFrame(name)).toBe(false);
  },
);
