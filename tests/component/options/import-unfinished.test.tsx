import 'fake-indexeddb/auto';
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fingerprint } from '@/lib/import/decode';
import { database } from '@/lib/store/db';
import { beginStaging, listUnfinished, stageBlock } from '@/lib/store/staging';
import { background, expectAccessible } from '../fixtures/harness';
import { DEALS, importHarness, ready } from './import-page';
import { csv } from './import-worker';
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
