import 'fake-indexeddb/auto';
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fingerprint } from '@/lib/import/decode';
import { listBegun, noteBegun } from '@/lib/store/begun';
import { database } from '@/lib/store/db';
import { beginStaging, listUnfinished, stageBlock } from '@/lib/store/staging';
import { background, expectAccessible } from '../fixtures/harness';
import { add, DEALS, importHarness, ready } from './import-page';
import { csv, heldFile } from './import-worker';
import { openAt } from './page';

importHarness();

const FILE = csv(
  'deals.csv',
  DEALS,
  'D1,One,Won,10,2026-01-05,Northwind',
  'D2,Two,Lost,20,2026-01-06,Contoso',
);

test('an import that did not finish is named, goes on with the same file, or is forgotten', async () => {
  background({ 'data.changed': () => null });
  const begin = async (name: string, sha256: string) => {
    const importId = await beginStaging({
      at: '2026-01-31T09:30:00.000Z',
      files: [{ name, bytes: 2_400_000, sha256 }],
      plan: { mapping: null, formats: [], timeZone: 'UTC', currency: 'EUR' },
      mark: '',
    });
    await stageBlock(importId, 0, {
      chunks: [],
      runs: [],
      rejects: [],
      repeats: { id: new Uint32Array(), sourceRow: new Int32Array(), sourceFile: new Uint8Array() },
      checkpoint: { record: 120_000, added: 120_000, changed: 0, unchanged: 0, rejected: 0 },
    });
  };
  await begin(FILE.name, await fingerprint(FILE));
  await begin('tickets.csv', 'another');
  const { container, user } = await openAt('#/import');
  const lost = await screen.findByText('The import of tickets.csv did not finish.');
  // Only the latest has rows to go on from.
  expect(lost.closest('[role="alert"]')?.textContent).toMatch(
    /Nothing of it counts.*2\.4 MB.*behind row 120,000/s,
  );
  const deals = await screen.findByText(`The import of ${FILE.name} did not finish.`);
  expect(deals.closest('[role="alert"]')?.textContent).not.toContain('behind row');
  await expectAccessible(container);

  await user.upload(screen.getByLabelText(`The file ${FILE.name} again`), FILE);
  const start = await ready();
  expect(await screen.findByText(/The file is in the list below: start its import/)).toBeTruthy();
  await user.click(start);
  await screen.findByRole('heading', { name: 'Imported' });
  await waitFor(() => expect(screen.queryByText(`The import of ${FILE.name} did not finish.`)).toBeNull());
  expect(await database().imports.count()).toBe(1);

  await user.click(await screen.findByRole('button', { name: 'Forget it' }));
  await waitFor(() => expect(screen.queryByText('The import of tickets.csv did not finish.')).toBeNull());
  expect(await listUnfinished()).toEqual([]);
});

const SECOND = csv('leads.csv', 'Lead ID,Partner,Created', 'L1,Northwind,2026-01-05');

/** A run of two files whose page ended in the first. */
async function cutOff() {
  const at = '2026-01-31T09:30:00.000Z';
  for (const file of [FILE, SECOND])
    await noteBegun([
      {
        sha256: await fingerprint(file),
        name: file.name,
        bytes: file.size,
        path: [],
        at,
        mapping: null,
        handle: null,
      },
    ]);
  await beginStaging({
    at,
    files: [{ name: FILE.name, bytes: FILE.size, sha256: await fingerprint(FILE) }],
    plan: { mapping: null, formats: [], timeZone: 'UTC', currency: 'EUR' },
    mark: '',
  });
}

test('a run of several files that was cut off goes on with all that it had still to import', async () => {
  background({ 'data.changed': () => null });
  await cutOff();
  const { container, user } = await openAt('#/import');
  const title = 'The import of deals.csv, leads.csv did not finish.';
  await screen.findByText(title);
  expect(screen.getAllByText(/did not finish/)).toHaveLength(1);
  expect(screen.getByRole('button', { name: 'Choose the files' })).toBeTruthy();
  await expectAccessible(container);
  await user.upload(screen.getByLabelText('The files deals.csv, leads.csv again'), [FILE, SECOND]);
  const start = await ready();
  expect(await screen.findByText(/The files are in the list below: start their import/)).toBeTruthy();
  await user.click(start);
  await screen.findByRole('heading', { name: 'Imported' });
  await waitFor(() => expect(screen.queryByText(title)).toBeNull());
  expect(await listBegun()).toEqual([]);
  expect(await listUnfinished()).toEqual([]);
});

test('what a run has still to import is known while it runs, with how it is read, and forgotten afterwards', async () => {
  background({ 'data.changed': () => null });
  const held = heldFile('deals.csv', DEALS, 'D1,One,Won,10,2026-01-05,Northwind');
  const { user } = await openAt('#/import');
  await add(user, held.file, SECOND);
  const start = await ready();
  held.hold();
  await user.click(start);
  await waitFor(async () => expect(await listBegun()).toHaveLength(2));
  const begun = await listBegun();
  expect(begun.map(({ name }) => name).sort()).toEqual(['deals.csv', 'leads.csv']);
  expect(begun[0]).toMatchObject({ path: [], handle: null, mapping: { table: expect.any(String) } });
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  held.release();
  await screen.findByRole('heading', { name: 'Cancelled' });
  await waitFor(async () => expect(await listBegun()).toEqual([]));
});

test('a run that was cut off is forgotten with all of its files', async () => {
  await cutOff();
  const { user } = await openAt('#/import');
  await user.click(await screen.findByRole('button', { name: 'Forget it' }));
  await waitFor(() => expect(screen.queryByText(/did not finish/)).toBeNull());
  expect(await listBegun()).toEqual([]);
  expect(await listUnfinished()).toEqual([]);
});
