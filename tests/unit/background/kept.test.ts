import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { forgetLost, lostData, noteKept } from '@/lib/background/kept';
import { loadView } from '@/lib/background/load-view';
import { database } from '@/lib/store/db';
import { eraseEverything } from '@/lib/store/erase';
import { deleteImport, listImports } from '@/lib/store/imports';
import { writeImport } from '@/lib/store/write';
import { outcome } from '../store/fixtures';
import { installFakes } from './fake';

const FIRST = Date.parse('2026-06-15T09:00:00Z');

const imported = async () => writeImport(await outcome(database(), { partnerNames: ['Nordwind'] }));
/** As a browser throws it away: nobody asked for it, and nothing else is touched. */
const lose = () => database().delete({ disableAutoOpen: false });

beforeEach(async () => {
  installFakes();
  await lose();
});

it('a database that the browser threw away is told, until there is data again or a person has read of it', async () => {
  await imported();
  await noteKept(FIRST);
  expect(await lostData()).toBeNull();

  await lose();
  await noteKept(FIRST + 1_000);
  const lost = { imports: 1, partners: 1, sources: 0, packs: 0, at: '2026-06-15T09:00:00.000Z' };
  expect(await lostData()).toMatchObject(lost);
  // The next starts find an empty database that is known by now.
  await noteKept(FIRST + 2_000);
  expect(await lostData()).toMatchObject(lost);
  const record = {
    crm: 'demo',
    kind: 'deal',
    id: 'D-1',
    url: 'https://crm.example.com/deals/D-1',
    name: 'Deal',
    stage: null,
    editing: false,
    partner: null,
    account: null,
    fields: [],
  };
  const state = { url: record.url, reading: { state: 'record', record } };
  expect(await loadView(1, state as never)).toMatchObject({ state: 'no-data', lost: lost.at });

  await imported();
  await noteKept(FIRST + 3_000);
  expect(await lostData()).toBeNull();

  await lose();
  await noteKept(FIRST + 4_000);
  await forgetLost();
  await noteKept(FIRST + 5_000);
  expect(await lostData()).toBeNull();
});

it('what a person took away is not lost', async () => {
  await imported();
  await noteKept(FIRST);
  const [last] = await listImports();
  await deleteImport(last!.id!);
  await noteKept(FIRST + 1_000);
  expect(await lostData()).toBeNull();

  await imported();
  await noteKept(FIRST + 2_000);
  await eraseEverything();
  await fakeBrowser.storage.local.clear();
  await noteKept(FIRST + 3_000);
  expect(await lostData()).toBeNull();
  // One that was empty before: there is nothing to tell.
  await lose();
  await noteKept(FIRST + 4_000);
  expect(await lostData()).toBeNull();
});
