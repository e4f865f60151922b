import { render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { BlankedNote, RecordHistory } from '@/components/panel/RecordHistory';
import { seenText } from '@/components/ui/state';
import type { RecordHistory as History } from '@/lib/govern/history';
import { expectAccessible, harness } from '../fixtures/harness';
import { NOW } from '../fixtures/views';

harness();

const at = (daysBack: number) => new Date(NOW.getTime() - daysBack * 86_400_000).toISOString();
const nothing: History = {
  since: at(9),
  visits: 1,
  firstStage: 'Discovery',
  stages: [],
  amounts: [],
  discounts: [],
  partners: [],
  owners: [],
  blanked: null,
};

describe('history of a record', () => {
  test('lists what changed, oldest first, dated by the visit that found it', async () => {
    const step = (from: string | null, to: string | null, days: number) => ({
      from,
      to,
      before: at(days + 1),
      at: at(days),
    });
    const history: History = {
      ...nothing,
      stages: [step('Discovery', 'Proposal', 5), step('Proposal', 'Closed Won', 1)],
      discounts: [step('0.05', '0.125', 5), step('0.125', '0.2', 1)],
      amounts: [step('1200.5 EUR', '1000 EUR', 1)],
      partners: [step('Northwind', null, 1)],
    };
    const { container } = render(<RecordHistory name="Rollout" history={history} now={NOW} />);
    const stages = within(screen.getByRole('list', { name: 'Stage' })).getAllByRole('listitem');
    expect(stages.map((item) => item.textContent)).toEqual([
      expect.stringContaining('Discovery → Proposal'),
      expect.stringContaining('Proposal → Closed Wonyesterday'),
    ]);
    expect(screen.getByRole('heading', { name: /Discount up from 5\s%\s?to 20\s% in 2 steps/ })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Amount' })).toBeTruthy();
    expect(screen.getByText(/^1,200\.5\sEUR → 1,000\sEUR$/)).toBeTruthy();
    expect(screen.getByText('Northwind → empty')).toBeTruthy();
    expect(screen.getByText(/dated by the visit that first found it/)).toBeTruthy();
    await expectAccessible(container);
  });

  test('says that nothing changed', () => {
    render(<RecordHistory name="Rollout" history={nothing} now={NOW} />);
    expect(screen.getByText(/Stage Discovery at the first visit\. Nothing has changed/)).toBeTruthy();
  });

  test('says whom an emptied partner field named, and nothing where none was', async () => {
    const blanked = { was: 'Northwind', field: 'Reseller', until: at(1), since: at(0) };
    const { container, rerender } = render(<BlankedNote history={{ ...nothing, blanked }} now={NOW} />);
    expect(screen.getByRole('note').textContent).toMatch(
      /^Reseller was Northwind until yesterday.*, now empty\.$/,
    );
    await expectAccessible(container);
    rerender(<BlankedNote history={nothing} now={NOW} />);
    expect(screen.queryByRole('note')).toBeNull();
  });
});

test('how much of a number rests on visited pages', () => {
  expect(seenText({ seen: { rows: 3, of: 1_200 } })).toBe(
    '3 of 1,200 rows come from pages that you visited: records nobody opened are not in it.',
  );
  expect(seenText({})).toBeNull();
});
