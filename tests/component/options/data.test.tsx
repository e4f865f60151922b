import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { database } from '@/lib/store/db';
import { getWorkspace } from '@/lib/store/settings';
import { background, expectAccessible } from '../fixtures/harness';
import { openAt, optionsHarness, storedPartner } from './page';

optionsHarness();

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
    const { user } = await openAt('#/data');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Currency' }), 'JPY');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Time zone' }), 'Asia/Tokyo');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(bg.inputs('data.changed')).toHaveLength(1));
    expect(await getWorkspace()).toMatchObject({ currency: 'JPY', timeZone: 'Asia/Tokyo' });
    await waitFor(() =>
      expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true),
    );
  });

  test('everything is erased only after the word was typed', async () => {
    const bg = background({ 'data.changed': () => null });
    await database().partners.put(storedPartner({ id: 'a' }));
    const { user } = await openAt('#/data');
    await user.click(screen.getByRole('button', { name: 'Erase everything…' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Erase everything?' }));
    await user.click(dialog.getByRole('button', { name: 'Erase everything' }));
    expect(dialog.getByText('Type “erase” to go on.')).toBeTruthy();
    expect(await database().partners.count()).toBe(1);
    await expectAccessible(screen.getByRole('dialog'));
    await user.type(dialog.getByRole('textbox', { name: 'Type “erase” to confirm' }), 'Erase{Enter}');
    await waitFor(() => expect(bg.inputs('data.changed')).toHaveLength(1));
    expect(await database().partners.count()).toBe(0);
    expect(await screen.findByText('Everything was erased.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
