import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { EvidenceView } from '@/components/ui/EvidenceView';
import { evidence } from '../fixtures/evidence';
import { expectAccessible, harness } from '../fixtures/harness';
import { kpi } from '../fixtures/kpis';

harness();

type Load = Parameters<typeof EvidenceView>[0]['load'];
const reads: Load = async (part, offset, limit) => evidence(part, offset, limit);

function open(load: Load = reads) {
  const asked = vi.fn(load);
  const onBack = vi.fn();
  const shown = render(
    <EvidenceView title="Win rate" backTo="Northwind Resellers" load={asked} onBack={onBack} />,
  );
  return { asked, onBack, ...shown };
}
const rows = () =>
  within(screen.getByRole('table', { name: 'Rows behind the number' }))
    .getAllByRole('row')
    .slice(1);

describe('EvidenceView', () => {
  test('has the heading at once, takes the focus there, then the value, the sentence and the definition', async () => {
    const { container } = open();
    const heading = screen.getByRole('heading', { level: 2 });
    expect(heading.textContent).toBe('Win rate');
    expect(document.activeElement).toBe(heading);
    await screen.findByText('36 %');
    expect(screen.getByText(/so this passes for certain/)).toBeTruthy();
    const terms = [...container.querySelectorAll('dt')].map((term) => term.textContent);
    expect(terms).toEqual([
      'Counts',
      'Formula',
      'Window',
      'Includes',
      'Leaves out',
      'Limit',
      'Source of record',
      'Definition',
    ]);
    expect(
      screen.getByText('open deals, test records, rows without a partner; here: test record (2)'),
    ).toBeTruthy();
    await expectAccessible(container);
  });

  test('rows carry file and row number and link to the record, but never run a script', async () => {
    open();
    await screen.findByRole('table', { name: 'Rows behind the number' });
    expect(rows()).toHaveLength(25);
    expect(rows()[0]!.textContent).toContain('deals.csv row 118');
    const link = within(rows()[0]!).getByRole('link', { name: 'Fabrikam pilot 1' });
    expect(link.getAttribute('href')).toBe('https://crm.example.com/deal/0');
    expect(link.getAttribute('rel')).toBe('noreferrer');
    expect(within(rows()[1]!).queryByRole('link')).toBeNull();
  });

  test('pages forward and back', async () => {
    const { asked } = open();
    await screen.findByText('1–25 of 50');
    await userEvent.click(screen.getByRole('button', { name: 'Next rows' }));
    await screen.findByText('26–50 of 50');
    expect(asked).toHaveBeenLastCalledWith('counted', 25, 25);
    expect((screen.getByRole('button', { name: 'Next rows' }) as HTMLButtonElement).disabled).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Previous rows' }));
    await screen.findByText('1–25 of 50');
  });

  test('the other parts say why a row was left out, or that there is none', async () => {
    open();
    await userEvent.click(await screen.findByRole('tab', { name: 'Left out 2' }));
    await screen.findByText('1–2 of 2');
    expect(rows()[0]!.textContent).toContain('test record');
    await userEvent.click(screen.getByRole('tab', { name: 'Not yet mature 0' }));
    await screen.findByText('Every row is old enough to count.');
  });

  test('copies every row of the part as CSV, not only the page', async () => {
    const written: string[] = [];
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void written.push(text));
    open();
    await userEvent.click(await screen.findByRole('button', { name: 'Copy as CSV' }));
    await screen.findByText('50 rows copied.');
    const lines = written[0]!.split('\r\n');
    expect(lines[0]).toBe('Deal,Outcome,Closed,Amount,File,Row,Link');
    expect(lines[1]).toBe(
      'Fabrikam pilot 1,won,14 Nov 2026,"€48,000",deals.csv,118,https://crm.example.com/deal/0',
    );
    expect(lines).toHaveLength(52);
  });

  test('a failed read says so and can be tried again', async () => {
    let fail = true;
    open(async (part, offset, limit) => {
      if (fail) throw new Error('The database is closed.');
      return evidence(part, offset, limit);
    });
    await screen.findByText('The database is closed.');
    fail = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('36 %');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('new figures are read again', async () => {
    const { asked, rerender } = open();
    await screen.findByText('36 %');
    rerender(
      <EvidenceView
        title="Win rate"
        backTo="Northwind Resellers"
        load={asked}
        onBack={() => {}}
        version="later"
      />,
    );
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
  });

  test('nothing measured is a dash with its reason, never a zero', async () => {
    const nothing = kpi({ kpi: 'no_show', name: 'No-show rate', state: 'not-measured', grade: null });
    const { container } = open(async (part) => ({
      ...evidence(part, 0, 0, 0),
      kpi: nothing,
      says: 'No meeting was imported for this partner.',
    }));
    await screen.findByText('No meeting was imported for this partner.');
    expect(screen.getByText('–')).toBeTruthy();
    expect(screen.getByText('No row counts here.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Copy as CSV' })).toBeNull();
    await expectAccessible(container);
  });

  test('back goes back', async () => {
    const { onBack } = open();
    await userEvent.click(screen.getByRole('button', { name: 'Back to Northwind Resellers' }));
    expect(onBack).toHaveBeenCalledTimes(1);
  });
});
