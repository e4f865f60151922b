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
  let others: Promise<unknown>[] = [];
  await db.transaction('rw', db.chunks, async () => {
    for (let i = 0; i < 50; i++) {
      await db.chunks.count();
      if (i > 0) continue;
      others = [
        other.bases.bulkPut([{ partnerId: 'a' } as never]).then(() => said.push('second')),
        other.limits.count().then(() => said.push('read')),
      ];
    }
    said.push('first');
  });
  await Promise.all(others);
  expect(said).toEqual(['read', 'first', 'second']);
  other.close();
  await db.delete();
});
