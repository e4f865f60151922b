import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { WORDS } from '@/components/options/data/table-words';
import { resetScorecardRefresh } from '@/components/options/state/scorecards';
import { analyseFile } from '@/lib/import/analyse';
import { textSource } from '@/lib/import/decode';
import { propose } from '@/lib/import/propose';
import { runImport } from '@/lib/import/run';
import { database } from '@/lib/store/db';
import { readSecret, writeSecret } from '@/lib/store/secrets';
import { getWorkspace } from '@/lib/store/settings';
import { downloads } from '../fixtures/downloads';
import { background, expectAccessible } from '../fixtures/harness';
import { openAt, optionsHarness, storedPartner } from './page';

optionsHarness();
beforeEach(() => {
  const manifest = { manifest_version: 3, name: 'Partner Lens', version: '1.2.3' };
  fakeBrowser.runtime.getManifest = () => manifest as Browser.runtime.Manifest;
});

/** Scorecards that are computed at once. */
const refreshed: Parameters<typeof resetScorecardRefresh>[0] = async (queued) => {
  queued();
  return { ran: true, computed: 0 };
};

/** Grants that can be given back. @returns those that were */
function sitesGranted(origins: readonly string[]): string[] {
  const removed: string[] = [];
  const { permissions } = fakeBrowser as unknown as { permissions: Record<string, unknown> };
  permissions.getAll = async () => ({ origins: [...origins] });
  permissions.remove = async (given: { origins: string[] }) => {
    removed.push(...given.origins);
    return true;
  };
  return removed;
}

const restoreInput = () => screen.getByLabelText<HTMLInputElement>('Backup to restore');

describe('data page', () => {
  test('shows what is stored, by table', async () => {
    background({});
    await database().partners.bulkPut([storedPartner({ id: 'a' }), storedPartner({ id: 'b' })]);
    const { container } = await openAt('#/data');
    const table = await screen.findByRole('table', { name: 'Storage by table' });
    const row = within(table).getByRole('row', { name: /Partner directory/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['2', expect.stringMatching(/bytes|kB/)]);
    await expectAccessible(container);
  });

  test('currency and time zone are saved and the scorecards asked for again', async () => {
    const bg = background({ 'data.changed': () => null });
    resetScorecardRefresh(refreshed);
    const { user } = await openAt('#/data');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Currency' }), 'JPY');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Time zone' }), 'Asia/Tokyo');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(bg.inputs('data.changed').length).toBeGreaterThan(0));
    expect(await getWorkspace()).toMatchObject({ currency: 'JPY', timeZone: 'Asia/Tokyo' });
    await waitFor(() =>
      expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true),
    );
  });

  test('currencies and rates are listed with their spans, and how long a rate holds is set', async () => {
    const bg = background({ 'data.changed': () => null });
    resetScorecardRefresh(refreshed);
    const load = async (text: string) => {
      const source = textSource('file.csv', text);
      const analysis = await analyseFile(source);
      const { mapping } = propose(analysis, { timeZone: 'UTC', currency: 'EUR' });
      await runImport([{ source, format: analysis.format }], mapping);
    };
    await load(
      'Deal ID,Partner,Stage,Create Date,Close Date,Amount,Currency\nD1,A,Won,2026-01-02,2026-03-05,10,USD\nD2,A,Won,2026-01-02,2026-03-05,10,EUR\nD3,A,Won,2026-01-02,2026-03-05,10,GBP\n',
    );
    await load('Date,USD,CHF\n2026-03-02,1.1,0.9\n2026-03-04,1.2,\n');
    const { container, user } = await openAt('#/data');
    const cells = (name: string) =>
      within(screen.getByRole('table', { name }))
        .getAllByRole('row')
        .slice(1)
        .map((row) => [...row.children].map((cell) => cell.textContent));
    await screen.findByRole('table', { name: 'Rates by pair of currencies' });
    expect(cells('Rates by pair of currencies')).toEqual([
      ['EUR/CHF', '1', '2 Mar 2026', '2 Mar 2026'],
      ['EUR/USD', '2', '2 Mar 2026', '4 Mar 2026'],
    ]);
    expect(cells('Currencies of the imported amounts').sort()).toEqual([
      ['EUR', '1', ''],
      ['GBP', '1', '1'],
      ['USD', '1', '0'],
    ]);
    await expectAccessible(container);
    const days = screen.getByRole('textbox', { name: 'A rate of exchange holds for' });
    await user.clear(days);
    await user.type(days, '4000');
    expect(screen.getByText('Enter a whole number of days from 0 to 366.')).toBeTruthy();
    await user.clear(days);
    await user.type(days, '0');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(bg.inputs('data.changed').length).toBeGreaterThan(0));
    expect(await getWorkspace()).toMatchObject({ rateDays: 0 });
    await waitFor(() =>
      expect(cells('Currencies of the imported amounts')).toContainEqual(['USD', '1', '1']),
    );
  });

  test('everything is erased only after the word was typed', async () => {
    const bg = background({ 'data.changed': () => null });
    resetScorecardRefresh(refreshed);
    await database().partners.put(storedPartner({ id: 'a' }));
    const { user } = await openAt('#/data');
    await user.click(screen.getByRole('button', { name: 'Erase everything…' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Erase everything?' }));
    await user.click(dialog.getByRole('button', { name: 'Erase everything' }));
    expect(dialog.getByText('Type “erase” to go on.')).toBeTruthy();
    expect(await database().partners.count()).toBe(1);
    await expectAccessible(screen.getByRole('dialog'));
    await writeSecret('feed', 'https://data.example.com', 'do-not-keep');
    await fakeBrowser.storage.local.set({ docked: true });
    await fakeBrowser.storage.session.set({ tab: 1 });
    const removed = sitesGranted(['https://crm.example.com/*', 'https://*.example.org/*']);
    await user.type(dialog.getByRole('textbox', { name: 'Type “erase” to confirm' }), 'Erase{Enter}');
    await waitFor(() => expect(bg.inputs('data.changed').length).toBeGreaterThan(0));
    expect(await database().partners.count()).toBe(0);
    expect(await readSecret('feed', 'https://data.example.com')).toBeNull();
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
    expect(removed).toEqual(['https://crm.example.com/*', 'https://*.example.org/*']);
    expect(await screen.findByText('Everything was erased.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('every table has a name that a person understands', () => {
    const names = database().tables.map(({ name }) => name);
    expect(names.filter((name) => !['chunks', ...Object.keys(WORDS)].includes(name))).toEqual([]);
    expect(Object.keys(WORDS).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('an encrypted backup is saved and restored, with its passphrase only', async () => {
    background({ 'data.changed': () => null });
    resetScorecardRefresh(refreshed);
    const saved = downloads();
    await database().partners.put(storedPartner({ id: 'a', name: 'Northwind' }));
    const { container, user } = await openAt('#/data');
    await user.click(await screen.findByRole('checkbox', { name: 'Encrypt it with a passphrase' }));
    await expectAccessible(container);
    await user.type(screen.getByLabelText('Passphrase'), 'short');
    await user.click(screen.getByRole('button', { name: 'Save a backup' }));
    expect(screen.getByText(/Take 10 characters or more/)).toBeTruthy();
    await user.type(screen.getByLabelText('Passphrase'), ' but longer');
    await user.type(screen.getByLabelText('Passphrase again'), 'short but longed');
    await user.click(screen.getByRole('button', { name: 'Save a backup' }));
    expect(screen.getByText('This is not the same as above.')).toBeTruthy();
    await user.type(screen.getByLabelText('Passphrase again'), '{Backspace}r');
    await user.click(screen.getByRole('button', { name: 'Save a backup' }));
    await screen.findByText(/^The backup was saved: /);
    expect(saved).toHaveLength(1);
    expect(saved[0]!.name).toMatch(/^partner-lens-\d{4}-\d\d-\d\d\.plbackup$/);
    expect(screen.getByLabelText<HTMLInputElement>('Passphrase').value).toBe('');

    await database().partners.clear();
    await database().partners.put(storedPartner({ id: 'b' }));
    const file = new File([await saved[0]!.content.arrayBuffer()], saved[0]!.name);
    await user.upload(restoreInput(), file);
    const dialog = within(await screen.findByRole('dialog', { name: 'Restore this backup?' }));
    expect(dialog.getByText(/1 partner, 0 imports, .*, encrypted\./)).toBeTruthy();
    await expectAccessible(screen.getByRole('dialog'));
    await user.type(dialog.getByLabelText('Passphrase'), 'short but wrong');
    await user.type(dialog.getByRole('textbox', { name: 'Type “restore” to confirm' }), 'restore');
    await user.click(dialog.getByRole('button', { name: 'Restore' }));
    await dialog.findByText(/This is not the passphrase/);
    expect((await database().partners.toArray()).map(({ id }) => id)).toEqual(['b']);
    await user.clear(dialog.getByLabelText('Passphrase'));
    await user.type(dialog.getByLabelText('Passphrase'), 'short but longer');
    await user.click(dialog.getByRole('button', { name: 'Restore' }));
    await screen.findByText(/^The backup of .* was restored\.$/);
    expect((await database().partners.toArray()).map(({ name }) => name)).toEqual(['Northwind']);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('what is no backup is refused before anything is asked', async () => {
    background({});
    await database().partners.put(storedPartner({ id: 'a' }));
    const { user } = await openAt('#/data');
    await screen.findByRole('button', { name: 'Restore a backup…' });
    await user.upload(restoreInput(), new File(['Deal,Partner\r\n'], 'deals.plbackup'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/no backup of Partner Lens/);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(await database().partners.count()).toBe(1);
  });
});
