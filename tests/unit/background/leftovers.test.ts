import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { dropLeftovers } from '@/lib/background/leftovers';
import { database, LensDatabase } from '@/lib/store/db';
import { installFakes } from './fake';

beforeEach(() => {
  installFakes();
});

const names = async () => (await indexedDB.databases()).map(({ name }) => name);

it('a second database that a killed restore left goes at the next start of the browser', async () => {
  const name = `${database().name}-restore`;
  const left = new LensDatabase(name);
  await left.open();
  left.close();
  expect(await names()).toContain(name);
  await dropLeftovers();
  expect(await names()).not.toContain(name);
  // The worker wakes many times: a restore that goes on meanwhile keeps its database.
  await left.open();
  await dropLeftovers();
  expect(await names()).toContain(name);
  left.close();
  await fakeBrowser.storage.session.clear();
  await dropLeftovers();
  expect(await names()).not.toContain(name);
});
