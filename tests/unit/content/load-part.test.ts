import { afterEach, expect, it, vi } from 'vitest';
import { type LoadPart, lacksWords } from '@/lib/content/load-part';
import type { Foreign } from '@/lib/crm/foreign';

const { partnerLensParts: parts } = globalThis as unknown as { partnerLensParts: Foreign };
afterEach(() => {
  parts.met = undefined;
  parts.japanese = undefined;
});

it('fetches words of foreign letters once such letters were met', async () => {
  const load = vi.fn(async () => {
    await null;
    parts.japanese = (text: string) => text.toLowerCase();
  });
  expect(lacksWords(load as unknown as LoadPart)).toBe(false);
  expect(load).not.toHaveBeenCalled();
  parts.met = true;
  // The page is read again while they are on their way.
  for (let look = 0; look < 3; look++) expect(lacksWords(load as unknown as LoadPart)).toBe(true);
  await vi.waitFor(() => expect(lacksWords(load as unknown as LoadPart)).toBe(false));
  expect(load).toHaveBeenCalledExactlyOnceWith('japanese');
});

it('reads the page as it can be read where they do not come', async () => {
  const load = vi.fn(async () => {
    throw new Error('no answer');
  });
  parts.met = true;
  expect(lacksWords(load as unknown as LoadPart)).toBe(true);
  await vi.waitFor(() => expect(lacksWords(load as unknown as LoadPart)).toBe(false));
});
