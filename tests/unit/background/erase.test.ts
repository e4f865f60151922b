import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { endErasure, eraseAll } from '@/lib/background/erase';
import { lostData, noteKept } from '@/lib/background/kept';
import { database, LensDatabase } from '@/lib/store/db';
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
  ['before its first step', () => vi.spyOn(LensDatabase.prototype, 'delete')],
  ['between database and storage', () => vi.spyOn(fakeBrowser.runtime, 'getManifest')],
])(
  'one that was cut off %s is brought to its end by the next start, and nothing looks lost',
  async (_, step) => {
    const cut = step().mockImplementation(() => {
      throw new Error('killed');
    });
    await expect(eraseAll()).rejects.toThrow('killed');
    cut.mockRestore();
    vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({} as never);
    await endErasure();
    await noteKept(1);
    expect(await lostData()).toBeNull();
    const { local, ...rest } = await left();
    expect(rest).toEqual({ imports: 0, secrets: 0 });
    expect(Object.keys(local)).toEqual(['kept']);
  },
);

it('a start without one begun erases nothing', async () => {
  await endErasure();
  expect(await left()).toMatchObject({ imports: 1, secrets: 1 });
});
