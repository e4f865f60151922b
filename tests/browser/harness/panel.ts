import type { Frame, Locator, Page } from 'playwright-core';
import { until } from './until';

type Root = Frame | Page;

/** The parts of the panel by their accessible names, which are kept stable. */
export const panelParts = (root: Root) => {
  const landmark = root.getByRole('complementary', { name: 'Partner Lens' });
  return {
    landmark,
    partner: landmark.getByRole('heading', { level: 1 }),
    verdicts: landmark.getByRole('list', { name: 'Verdicts' }).getByRole('listitem'),
    missing: landmark.getByRole('list', { name: 'Missing fields' }),
    signals: landmark.getByRole('list', { name: 'Signals' }).getByRole('listitem'),
    scorecard: landmark.getByRole('table', { name: 'Scorecard' }),
    /** Row of a KPI by its name. */
    kpi: (name: string) =>
      landmark
        .getByRole('table', { name: 'Scorecard' })
        .getByRole('row')
        .filter({ has: root.getByRole('rowheader', { name, exact: true }) }),
  };
};

/** Text with every kind of space as one plain space: figures keep their unit with spaces that do not break. */
export const textOf = async (locator: Locator): Promise<string> =>
  ((await locator.textContent()) ?? '').replace(/\s+/g, ' ').trim();

/** Presses until it counts: in the panel, a press on what has only just appeared does not. */
export const pressUntil = (press: () => Promise<unknown>, counted: () => Promise<boolean>): Promise<true> =>
  until('the press to count', async () => {
    if (await counted()) return true;
    await press();
    return until('what it does', counted, 1_500);
  });
