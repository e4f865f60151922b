import { afterEach, expect, it, vi } from 'vitest';
import { type LoadPart, lacksWords, loadPart, parts } from '@/lib/content/load-part';
import type { StartOverlay } from '@/lib/content/overlay';
import { request } from '@/lib/messaging/client';

vi.mock('@/lib/messaging/client', () => ({ request: vi.fn() }));
afterEach(() => {
  parts.met = undefined;
  parts.japanese = undefined;
  parts.near = undefined;
  parts.overlay = undefined;
  parts.frame = undefined;
  vi.mocked(request).mockReset();
});

it('fetches words of foreign letters once such letters were met', async () => {
  const load = vi.fn(async () => {
    await null;
    parts.japanese = (text: string) => text.toLowerCase();
  });
  expect(lacksWords(load as unknown as LoadPart)).toBe(false);
  expect(load).not.toHaveBeenCalled();
  parts.met = 'japanese';
  // The page is read again while they are on their way.
  for (let look = 0; look < 3; look++) expect(lacksWords(load as unknown as LoadPart)).toBe(true);
  await vi.waitFor(() => expect(lacksWords(load as unknown as LoadPart)).toBe(false));
  expect(load).toHaveBeenCalledExactlyOnceWith('japanese');
});

it('reads the page as it can be read where they do not come', async () => {
  const load = vi.fn(async () => {
    throw new Error('no answer');
  });
  parts.met = 'japanese';
  expect(lacksWords(load as unknown as LoadPart)).toBe(true);
  await vi.waitFor(() => expect(lacksWords(load as unknown as LoadPart)).toBe(false));
});

it('reads fields as they are where what reads more of them does not come', async () => {
  const load = vi.fn(async () => {
    throw new Error('no answer');
  });
  parts.met = 'near';
  expect(lacksWords(load as unknown as LoadPart)).toBe(true);
  await vi.waitFor(() => expect(lacksWords(load as unknown as LoadPart)).toBe(false));
  expect(load).toHaveBeenCalledExactlyOnceWith('near');
  const fields: never[] = [];
  expect(
    parts.near?.(
      fields,
      [],
      () => [],
      () => '',
    ),
  ).toBe(fields);
});

it('asks for the overlay again where an older script’s request brought it without what its frame is made with', async () => {
  const overlay = vi.fn() as unknown as StartOverlay;
  // The background answered the script that was there before; this one came between its two steps.
  parts.overlay = overlay;
  const frame = { src: 'chrome-extension://abc/panel.html', name: 'ours' };
  vi.mocked(request).mockImplementation(async () => {
    parts.frame = frame;
    return null as never;
  });
  expect(await loadPart('overlay')).toBe(overlay);
  expect(request).toHaveBeenCalledExactlyOnceWith('page.part', { name: 'overlay' });
  expect(parts.frame).toBe(frame);
  // With both here it asks no more.
  await loadPart('overlay');
  expect(request).toHaveBeenCalledOnce();
});
