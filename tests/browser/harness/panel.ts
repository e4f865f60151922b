import type { Frame, Page } from 'playwright-core';

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
