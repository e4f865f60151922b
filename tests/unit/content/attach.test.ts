// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BACK_OFF, keepAttached } from '@/lib/content/attach';

let life: AbortController;
beforeEach(() => {
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

describe('keepAttached', () => {
  it('puts the host back with growing pauses and gives up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const host = document.createElement('div');
    const onGiveUp = vi.fn();
    keepAttached(document, host, life.signal, onGiveUp);
    expect(host.isConnected).toBe(true);
    for (const pause of BACK_OFF) {
      host.remove();
      await vi.advanceTimersByTimeAsync(0);
      if (pause > 0) {
        await vi.advanceTimersByTimeAsync(pause - 1);
        expect(host.isConnected).toBe(false);
        await vi.advanceTimersByTimeAsync(1);
      }
      expect(host.isConnected).toBe(true);
    }
    expect(onGiveUp).not.toHaveBeenCalled();
    host.remove();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(host.isConnected).toBe(false);
    expect(onGiveUp).toHaveBeenCalledTimes(1);
  });

  it('puts the host back where the page has a new root, now or later', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const doc = document.implementation.createHTMLDocument();
    const host = doc.createElement('div');
    keepAttached(doc, host, life.signal, vi.fn());
    doc.documentElement.remove();
    doc.append(doc.createElement('html'));
    await vi.advanceTimersByTimeAsync(1);
    expect(host.parentNode).toBe(doc.documentElement);
    doc.documentElement.remove();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(host.isConnected).toBe(false);
    doc.append(doc.createElement('html'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(host.parentNode).toBe(doc.documentElement);
    // And in the new root it is watched as in the old.
    host.remove();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(host.parentNode).toBe(doc.documentElement);
  });

  it('takes the host back from a page that moves it, into a document of its own too', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const host = document.createElement('div');
    const elsewhere = document.implementation.createHTMLDocument();
    const onGiveUp = vi.fn();
    keepAttached(document, host, life.signal, onGiveUp);
    for (const place of [document.body, elsewhere.body, document.body]) {
      place.append(host);
      await vi.advanceTimersByTimeAsync(0);
      expect(host.parentNode).not.toBe(place);
      // Put there once more while it is away.
      place.append(host);
      await vi.advanceTimersByTimeAsync(4_000);
      expect(host.parentNode).toBe(document.documentElement);
    }
    for (let i = 0; i < 9 && onGiveUp.mock.calls.length === 0; i++) {
      document.body.append(host);
      await vi.advanceTimersByTimeAsync(20_000);
    }
    expect(onGiveUp).toHaveBeenCalledTimes(1);
    expect(host.isConnected).toBe(false);
  });

  it('forgives a page that let it be for a minute', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const host = document.createElement('div');
    const onGiveUp = vi.fn();
    keepAttached(document, host, life.signal, onGiveUp);
    for (let i = 0; i < 3 * BACK_OFF.length; i++) {
      await vi.advanceTimersByTimeAsync(61_000);
      host.remove();
      await vi.advanceTimersByTimeAsync(1);
      expect(host.isConnected).toBe(true);
    }
    expect(onGiveUp).not.toHaveBeenCalled();
  });
});
