import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { textSource } from '@/lib/import/decode';
import { foresee } from '@/lib/import/forecast';
import { propose } from '@/lib/import/propose';
import { runImport } from '@/lib/import/run';
import type { LensDatabase } from '@/lib/store/db';
import { putWorkspace } from '@/lib/store/settings';
import { freshDatabase, snapshot } from '../store/fixtures';
import { CONTEXT } from './fixtures';

const NOW = '2026-06-15T10:00:00Z';

async function file(text: string, table: string) {
  const source = textSource('file.csv', text);
  const analysis = await analyseFile(source);
  const { mapping } = propose(analysis, CONTEXT, table);
  return { files: [{ source, format: analysis.format }], mapping };
}

/** Says what an import would do, then does it. */
async function both(db: LensDatabase, text: string, table: string) {
  const { files, mapping } = await file(text, table);
  const before = await snapshot(db);
  const { kept, ...forecast } = await foresee(files, mapping, { now: NOW, db });
  expect(await snapshot(db)).toEqual(before);
  const { rowsRead, added, changed, unchanged, rejected, quality } = await runImport(files, mapping, {
    now: NOW,
    db,
  });
  return { forecast, kept, done: { rowsRead, added, changed, unchanged, rejected, quality } };
}

const deals = fc
  .array(
    fc.record({
      id: fc.integer({ min: 1, max: 6 }),
      partner: fc.constantFrom('Alpha', 'Beta', ''),
      amount: fc.constantFrom('1', '2', 'many'),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows) =>
    [
      'Deal ID,Partner,Amount,Stage',
      ...rows.map(({ id, partner, amount }) => `D${id},${partner},${amount},Won`),
    ].join('\n'),
  );

describe('what an import will change', () => {
  it('is what it changes then, whatever is stored, and asking writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deals, { minLength: 1, maxLength: 3 }), async (texts) => {
        const db = freshDatabase();
        await putWorkspace(CONTEXT, db);
        for (const text of texts) {
          const { forecast, done } = await both(db, text, 'deals');
          expect(forecast).toEqual(done);
          expect(done.added + done.changed + done.unchanged + done.rejected).toBe(done.rowsRead);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('names columns that rows keep because the files no longer have them', async () => {
    const db = freshDatabase();
    await putWorkspace(CONTEXT, db);
    const first = await both(db, 'Deal ID,Partner,Amount,Stage\nD1,Alpha,5,Won\n', 'deals');
    expect(first.kept).toEqual([]);
    const later = await both(db, 'Deal ID,Partner,Net value\nD1,Beta,6\n', 'deals');
    expect(later.kept).toEqual(expect.arrayContaining(['amount', 'stage']));
    const others = await both(db, 'Deal ID,Partner\nD2,Beta\n', 'deals');
    expect(others.kept).toEqual([]);
  });

  it('of a directory too', async () => {
    const db = freshDatabase();
    await putWorkspace(CONTEXT, db);
    const first = await both(db, 'Partner id,Partner name,Tier\nP1,Alpha,Gold\nP2,Beta,Silver\n', 'partners');
    expect(first.forecast).toMatchObject({ rowsRead: 2, added: 2 });
    const second = await both(
      db,
      'Partner id,Partner name,Tier\nP1,Alpha,Gold\nP2,Beta,Gold\nP3,Gamma,\n',
      'partners',
    );
    expect(second.forecast).toMatchObject({ rowsRead: 3, added: 1, changed: 1, unchanged: 1, rejected: 0 });
    const { added, changed, unchanged } = second.done;
    expect({ added, changed, unchanged }).toEqual({ added: 1, changed: 1, unchanged: 1 });
  });

  it('says why it cannot be imported, in the words of the import', async () => {
    const db = freshDatabase();
    await putWorkspace(CONTEXT, db);
    const { files, mapping } = await file('Partner,Amount\nAlpha,1\n', 'deals');
    await expect(foresee(files, mapping, { db })).rejects.toThrow('Deals need Deal id');
  });
});
