import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { endErasure, eraseAll } from '@/lib/background/erase';
import { lostData, noteKept } from '@/lib/background/kept';
import { database, LensDatabase } from '@/lib/store/db';
import { eraseEverything } from '@/lib/store/erase';
import { listImports } from '@/lib/store/imports';
import { originsOfSecrets, writeSecret } from '@/lib/store/secrets';
import { writeImport } from '@/lib/store/write';
import { outcome } from '../store/fixtures';
import { installFakes } from './fake';

beforeEach(async () => {
  installFakes();
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({} as never);
  await database().delete({ disableAutoOpen: false });
  await writeImport(await outcome(database(), { partnerNames: ['Nordwind'] }));
  await writeSecret('s', 'https://crm.example.com', 'pat-zebra-unicorn');
  await noteKept(0);
});

const left = async () => ({
  imports: (await listImports()).length,
  secrets: (await originsOfSecrets()).size,
  local: await fakeBrowser.storage.local.get(null),
});
const NOTHING = { imports: 0, secrets: 0, local: {} };

it('leaves nothing behind', async () => {
  await eraseAll();
  expect(await left()).toEqual(NOTHING);
});

it.each([
  ['before its first step', async () => {}],
  ['between database and storage', () => eraseEverything()],
])(
  'one that was cut off %s is brought to its end by the next start, and nothing looks lost',
  async (_, done) => {
    await fakeBrowser.storage.local.set({ erasing: true });
    await done();
    await endErasure();
    await noteKept(1);
    expect(await lostData()).toBeNull();
    const { local, ...rest } = await left();
    expect(rest).toEqual({ imports: 0, secrets: 0 });
    expect(Object.keys(local)).toEqual(['kept']);
  },
);

it('one that failed is told, and no later start erases what came after it', async () => {
  const failing = vi.spyOn(LensDatabase.prototype, 'delete').mockRejectedValue(new Error('blocked'));
  await expect(eraseAll()).rejects.toThrow('blocked');
  failing.mockRestore();
  await endErasure();
  expect((await left()).imports).toBe(1);
});

it('a start without one begun erases nothing', async () => {
  await endErasure();
  expect(await left()).toMatchObject({ imports: 1, secrets: 1 });
});
