import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { EvidenceView } from '@/components/ui/EvidenceView';
import { downloads, exportAs } from '../fixtures/downloads';
import { evidence } from '../fixtures/evidence';
import { expectAccessible, harness } from '../fixtures/harness';
import { kpi } from '../fixtures/kpis';

harness();

const ROWS = 'counted, left out and not yet mature rows';

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
      'In figures',
      'Window',
      'Includes',
      'Leaves out',
      'Limit',
      'Source of record',
      'Definition',
    ]);
    expect(
      screen.getByText('Open deals, test records, rows without a partner. Here: test record (2).'),
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

  test('leads to its limit, but not from a month, nor where there is none to set', async () => {
    const onLimit = vi.fn();
    const { rerender, container } = render(
      <EvidenceView title="Win rate" backTo="Northwind" load={reads} onBack={() => {}} onLimit={onLimit} />,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
    expect(onLimit).toHaveBeenCalledOnce();
    await expectAccessible(container);
    const info: Load = async (part) => {
      const shown = evidence(part);
      return { ...shown, kpi: { ...shown.kpi, direction: 'info', limit: null } };
    };
    rerender(
      <EvidenceView title="Win rate" backTo="Northwind" load={info} onBack={() => {}} onLimit={onLimit} />,
    );
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Change' })).toBeNull());
    expect(screen.queryByRole('button', { name: 'Set' })).toBeNull();
  });

  test('pages forward and back', async () => {
    const { asked } = open();
    await screen.findByText('1–25 of 50');
    await userEvent.click(screen.getByRole('button', { name: 'Next rows' }));
    await screen.findByText('26–50 of 50');
    expect(asked).toHaveBeenLastCalledWith('counted', 25, 25, undefined);
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
    expect(lines[0]).toBe('Counts,Reason,Deal,Outcome,Closed,Amount,File,Row,Link');
    expect(lines[1]).toBe(
      'Counted,,Fabrikam pilot 1,won,14 Nov 2026,"€48,000",deals.csv,118,https://crm.example.com/deal/0',
    );
    expect(lines[2]!.endsWith(',deals.csv,119,')).toBe(true);
    expect(lines).toHaveLength(52);
  });

  test('saves the rows of all parts as one file, each with what it is to the number', async () => {
    const saved = downloads();
    const { asked } = open(async (part, offset, limit) => {
      // Pages end where they end, whatever was asked for.
      const page = evidence(part, offset, Math.min(limit, 20));
      if (part === 'counted') return page;
      const [first, ...others] = page.rows;
      return {
        ...page,
        columns: ['Outcome', 'Ticket'],
        rows: [{ ...first!, cells: ['lost', '=HYPERLINK("https://example.com")'] }, ...others],
      };
    });
    await exportAs(ROWS, 'CSV');
    await screen.findByText('Saved as CSV.');
    expect(
      asked.mock.calls.filter(([, , limit]) => limit === 1000).map(([part, offset]) => [part, offset]),
    ).toEqual([
      ['counted', 0],
      ['counted', 20],
      ['counted', 40],
      ['left-out', 0],
    ]);
    expect(saved[0]!.name).toMatch(/^Win rate, Northwind Resellers \d{4}-\d\d-\d\d\.csv$/);
    const lines = (await saved[0]!.content.text()).split('\r\n');
    expect(lines[0]!.replace('\ufeff', '')).toBe(
      'Counts,Reason,Deal,Outcome,Closed,Amount,Ticket,File,Row,Link,Partner,KPI,Definition version,Window,Value,State,n,95 % interval,Recomputed,Exported',
    );
    expect(lines[51]).toContain(
      `Left out,test record,,lost,,,"'=HYPERLINK(""https://example.com"")",deals.csv,118,https://crm.example.com/deal/0,Northwind Resellers,`,
    );
  });

  test('an export that fails half-way saves nothing and says why', async () => {
    const saved = vi.spyOn(URL, 'createObjectURL');
    open(async (part, offset, limit) => {
      if (limit === 1000 && offset > 0) throw new Error('The database is closed.');
      return evidence(part, offset, Math.min(limit, 25));
    });
    await exportAs(ROWS, 'CSV');
    await screen.findByText('The database is closed.');
    expect(saved).not.toHaveBeenCalled();
  });

  test('says that the rows make the number again, or that they do not', async () => {
    const { unmount } = open();
    await screen.findByText('Recomputed from these 50 rows: 36 %, the same.');
    expect(screen.queryByRole('alert')).toBeNull();
    unmount();
    open(async (part, offset, limit) => ({
      ...evidence(part, offset, limit),
      check: { rows: 50, value: 0.5, same: false },
    }));
    expect((await screen.findByRole('alert')).textContent?.replaceAll('\u00a0', ' ')).toContain(
      'from these 50 rows: 50 %, which is not what stands above',
    );
  });

  test('draws the months with limits, arrow and table', async () => {
    const values = [0.3, 0.32, null, 0.31, 0.3, 0.33, 0.31, 0.3, 0.6];
    const { container } = open(async (part, offset, limit) => ({
      ...evidence(part, offset, limit),
      trend: {
        months: values.map((value, i) => ({ day: 20_454 + 31 * i, value, n: value === null ? 0 : 10 })),
        limits: { mean: 0.34, lower: 0.2, upper: 0.5, trusted: false },
        shift: 'up',
        says: '8 months around 34 %.',
      },
    }));
    const trend = await screen.findByRole('region', { name: 'By month' });
    expect(within(trend).getByRole('img', { name: '8 months around 34 %.' })).toBeTruthy();
    expect(trend.textContent).toContain('▲ 8 months around 34 %.');
    await userEvent.click(within(trend).getByText('Months as a table'));
    const lines = within(within(trend).getByRole('table')).getAllByRole('row');
    expect(lines.map(({ textContent }) => textContent?.replaceAll('\u00a0', ' '))).toEqual([
      'MonthValuen',
      'Sept 202660 %10',
      'Aug 202630 %10',
      'Jul 202631 %10',
      'Jun 202633 %10',
      'May 202630 %10',
      'Apr 202631 %10',
      'Mar 2026–0',
      'Feb 202632 %10',
      'Jan 202630 %10',
    ]);
    // Two limits and the mean; no line over the month without a value: 8 points in two stretches have 6 between them.
    expect(trend.querySelectorAll('svg line')).toHaveLength(3 + 6);
    await expectAccessible(container);
  });

  test('a month opens its own rows, which page and save as its own', async () => {
    const asked: (number | undefined)[] = [];
    open(async (part, offset, limit, month) => {
      asked.push(month);
      return {
        ...evidence(part, offset, limit, month === undefined ? 50 : 30),
        ...(month === undefined ? {} : { month }),
        trend: {
          months: [20_454, 20_485].map((day) => ({ day, value: 0.3, n: 10 })),
          limits: null,
          shift: null,
          says: '2 months.',
        },
      };
    });
    await userEvent.click(await screen.findByText('Months as a table'));
    await userEvent.click(screen.getByRole('button', { name: 'Rows of Feb 2026' }));
    const heading = await screen.findByRole('heading', { name: /Win rate.* in Feb 2026/ });
    expect(document.activeElement).toBe(heading);
    await screen.findByText('1–25 of 30');
    expect(screen.getByText(/Feb 2026, one month of the trend/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Rows of Feb 2026', pressed: true })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Next rows' }));
    await screen.findByText('26–30 of 30');
    await userEvent.click(screen.getByRole('tab', { name: /Left out/ }));
    await screen.findByText('1–2 of 2');
    expect(asked).toEqual([undefined, 20_485, 20_485, 20_485]);
    await userEvent.click(screen.getByRole('button', { name: 'Show the whole window again' }));
    await screen.findByText('1–25 of 50');
    expect(asked.at(-1)).toBeUndefined();
    expect(screen.queryByRole('button', { name: 'Show the whole window again' })).toBeNull();
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
