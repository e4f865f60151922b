import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { LensDatabase } from '@/lib/store/db';

it('transactions that write take turns, whichever tables they are about, and readers wait for none', async () => {
  const db = new LensDatabase('one-writer');
  // Another context has a connection of its own.
  const other = new LensDatabase('one-writer');
  await db.open();
  await other.open();
  const said: string[] = [];
  let reading: Promise<unknown> | undefined;
  const first = db.transaction('rw', db.chunks, async () => {
    for (let i = 0; i < 50; i++) {
      await db.chunks.count();
      if (i === 0) reading = other.limits.count().then(() => said.push('read'));
      if (i === 25) said.push('half');
    }
    said.push('first');
  });
  const second = other.bases.bulkPut([{ partnerId: 'a' } as never]).then(() => said.push('second'));
  await Promise.all([first, second]);
  await reading;
  expect(said.filter((word) => word !== 'read')).toEqual(['half', 'first', 'second']);
  expect(said.indexOf('read')).toBeLessThan(said.indexOf('first'));
  other.close();
  await db.delete();
});
