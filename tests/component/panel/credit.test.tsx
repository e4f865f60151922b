import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { Panel } from '@/components/panel/Panel';
import { embeddedPort } from '@/components/panel/port';
import { createPanelStore } from '@/components/panel/store';
import type { PanelView } from '@/lib/messaging/views';
import { credit } from '../fixtures/credit';
import { background, expectAccessible, failure, harness } from '../fixtures/harness';
import { NOW, views } from '../fixtures/views';

harness();

function open(view: PanelView, more: Parameters<typeof background>[0] = {}) {
  const server = background({
    'panel.load': () => view,
    'deal.credit': () => ({ state: 'credit', credit }),
    ...more,
  });
  const port = embeddedPort();
  return { server, ...render(<Panel store={createPanelStore(port)} port={port} now={() => NOW} />) };
}
const heading = () => screen.findByRole('heading', { name: 'Who should be credited' });

describe('who should be credited', () => {
  test('says who has the most, with each part and its range, largest first', async () => {
    const { container, server } = open(views.partner);
    expect(await screen.findByText('Northwind Resellers has the most, 60 % of the credit.')).toBeTruthy();
    const parties = within(screen.getByRole('list', { name: 'Credit by W-shaped' })).getAllByRole('listitem');
    expect(parties.map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^Northwind Resellers60\u00a0% €60.00.*60 – 100\u00a0% over the models$/),
      expect.stringMatching(/^Fabrikam.*30\u00a0% €30.00.*the same by every model$/),
      expect.stringMatching(/^Our own campaigns10\u00a0%/),
    ]);
    expect(screen.getByText(/W-shaped, version 1; touches of 180 days/)).toBeTruthy();
    // The panel never says which deal.
    expect(server.inputs('deal.credit')).toEqual([{}]);
    await expectAccessible(container);
  });

  test('shows every model beside the others, and why one refuses', async () => {
    open(views.partner);
    await userEvent.click(await screen.findByText('All models side by side'));
    const table = within(screen.getByRole('region', { name: 'Credit by model' })).getByRole('table');
    const cells = (name: RegExp) =>
      within(within(table).getByRole('row', { name }))
        .getAllByRole('cell')
        .map((cell) => cell.textContent);
    expect(cells(/First touch/)).toEqual(['100\u00a0%', '0\u00a0%', '0\u00a0%']);
    expect(cells(/W-shaped chosen/)).toEqual(['60\u00a0%', '30\u00a0%', '10\u00a0%']);
    expect(cells(/Markov/)[0]).toMatch(/needs 200 paths/);
  });

  test('lists three flips and the others on demand', async () => {
    open(views.partner);
    await heading();
    expect(await screen.findByText('Three changes it.')).toBeTruthy();
    expect(screen.queryByText('Four changes it.')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '1 more' }));
    expect(screen.getByText('Four changes it.')).toBeTruthy();
  });

  test('names file and row of every touch', async () => {
    open(views.partner);
    await userEvent.click(await screen.findByText('3 touches up to 20 Nov 2026'));
    expect(screen.getByText('touches.csv, row 9')).toBeTruthy();
  });

  test('says why there is nothing to say, and tries again after an error', async () => {
    const { server, unmount } = open(views['no-partner'], {
      'deal.credit': () => ({ state: 'none', why: 'This deal is not among the imported deals.' }),
    });
    expect(await screen.findByText('This deal is not among the imported deals.')).toBeTruthy();
    expect(server.inputs('deal.credit')).toHaveLength(1);
    unmount();
    const second = open(views.partner, { 'deal.credit': failure('failed', 'no memory') });
    const again = await screen.findByRole('button', { name: 'Try again' });
    expect(screen.getByText(/could not be worked out: no memory/)).toBeTruthy();
    second.server.change({ 'deal.credit': () => ({ state: 'credit', credit }) });
    await userEvent.click(again);
    expect(await screen.findByText(/has the most/)).toBeTruthy();
  });

  test('is for deals alone', async () => {
    const { server } = open({
      ...views.partner,
      record: { ...views.partner.record!, kind: 'lead' },
    } as PanelView);
    await screen.findByRole('table', { name: 'Scorecard' });
    expect(screen.queryByRole('heading', { name: 'Who should be credited' })).toBeNull();
    expect(server.inputs('deal.credit')).toEqual([]);
  });
});
