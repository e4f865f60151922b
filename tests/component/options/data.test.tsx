import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { resetScorecardRefresh } from '@/components/options/state/scorecards';
import { analyseFile } from '@/lib/import/analyse';
import { textSource } from '@/lib/import/decode';
import { propose } from '@/lib/import/propose';
import { runImport } from '@/lib/import/run';
import { database } from '@/lib/store/db';
import { getWorkspace } from '@/lib/store/settings';
import { background, expectAccessible } from '../fixtures/harness';
import { openAt, optionsHarness, storedPartner } from './page';

optionsHarness();

/** Scorecards that are computed at once. */
const refreshed: Parameters<typeof resetScorecardRefresh>[0] = async (queued) => {
  queued();
  return { ran: true, computed: 0 };
};

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
      ['EUR/CHF', '1', '2026-03-02', '2026-03-02'],
      ['EUR/USD', '2', '2026-03-02', '2026-03-04'],
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
    await user.type(dialog.getByRole('textbox', { name: 'Type “erase” to confirm' }), 'Erase{Enter}');
    await waitFor(() => expect(bg.inputs('data.changed').length).toBeGreaterThan(0));
    expect(await database().partners.count()).toBe(0);
    expect(await screen.findByText('Everything was erased.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
