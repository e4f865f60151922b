import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test, vi } from 'vitest';
import { ExportButton } from '@/components/ui/ExportButton';
import { KPI_COLUMNS, kpiCells } from '@/components/ui/export/kpi-cells';
import { scorecardDocument } from '@/components/ui/export/scorecard';
import type { ExportDocument } from '@/lib/export/document';
import type { KpiRow } from '@/lib/messaging/views';
import { downloads, exportAs } from '../fixtures/downloads';
import { expectAccessible, harness } from '../fixtures/harness';
import { kpi } from '../fixtures/kpis';
import { scorecard } from '../fixtures/scorecard';

harness();

const content: ExportDocument = {
  title: 'Refunds',
  about: [['As of', '2026-03-30']],
  tables: [{ title: 'Refunds', columns: ['Partner', 'n'], rows: [['=Contoso', 3]] }],
};

describe('ExportButton', () => {
  test('saves in each format, with the day and what the figures rest on', async () => {
    const saved = downloads();
    const { container } = render(<ExportButton what="the refunds" content={() => content} />);
    for (const format of ['CSV', 'Excel (XLSX)', 'JSON', 'Web page (HTML)']) {
      await exportAs('the refunds', format);
      await screen.findByText(`Saved as ${format}.`);
    }
    expect(saved.map(({ name }) => name.replace(/\d{4}-\d\d-\d\d/, 'DAY'))).toEqual([
      'Refunds DAY.csv',
      'Refunds DAY.xlsx',
      'Refunds DAY.json',
      'Refunds DAY.html',
    ]);
    expect(await saved[0]!.content.text()).toMatch(
      /^\ufeff?Partner,n,As of,Exported\r\n'=Contoso,3,2026-03-30,/,
    );
    const { sheets } = await readXlsx(new Uint8Array(await saved[1]!.content.arrayBuffer()));
    expect(sheets[0]!.rows[1]).toEqual(['=Contoso', 3]);
    expect(sheets[1]!.rows[1]).toEqual(['As of', '2026-03-30']);
    expect(JSON.parse(await saved[2]!.content.text())).toMatchObject({
      about: { 'As of': '2026-03-30', Exported: expect.stringMatching(/^\d{4}-/) },
      tables: [{ rows: [{ Partner: '=Contoso', n: 3 }] }],
    });
    expect(await saved[3]!.content.text()).toContain('<dt>As of</dt><dd>2026-03-30</dd>');
    await expectAccessible(container);
  });

  test('is worked by keyboard; Escape and another place close it', async () => {
    const user = userEvent.setup();
    render(
      <>
        <ExportButton what="the refunds" content={() => content} />
        <button type="button">Elsewhere</button>
      </>,
    );
    const button = screen.getByRole('button', { name: 'Export the refunds' });
    await user.tab();
    await user.keyboard('{Enter}');
    expect(button.getAttribute('aria-expanded')).toBe('true');
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'CSV' }));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('group')).toBeNull();
    expect(document.activeElement).toBe(button);
    await user.keyboard('{Enter}');
    await expectAccessible(document.body);
    await user.click(screen.getByRole('button', { name: 'Elsewhere' }));
    expect(screen.queryByRole('group')).toBeNull();
  });

  test('says why nothing was saved', async () => {
    const saved = vi.spyOn(URL, 'createObjectURL');
    render(
      <ExportButton
        what="the refunds"
        content={async () => {
          throw new Error('The database is closed.');
        }}
      />,
    );
    await exportAs('the refunds', 'JSON');
    expect((await screen.findByRole('alert')).textContent).toBe('The database is closed.');
    await waitFor(() => expect(screen.getByRole('button', { name: 'CSV' })).toBeTruthy());
    expect(saved).not.toHaveBeenCalled();
  });
});

describe('a figure that leaves', () => {
  const cells = (over: Partial<KpiRow>) => {
    const made = kpiCells(kpi({ kpi: 'win_rate', name: 'Win rate', ...over }));
    return Object.fromEntries(KPI_COLUMNS.map((column, i) => [column, made[i]]));
  };

  test('has its sample, interval, window and definition, in units that people type', () => {
    expect(
      cells({
        unit: 'percent',
        value: 0.155,
        n: 200,
        low: 0.11,
        high: 0.21,
        numerator: 31,
        denominator: 200,
        version: 3,
      }),
    ).toMatchObject({
      Value: 15.5,
      Unit: '%',
      n: 200,
      '95 % from': 11,
      '95 % to': 21,
      Numerator: 31,
      Denominator: 200,
      'Definition version': 3,
      'First day': expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      'Last day': expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(cells({ unit: 'currency', currency: 'JPY', value: 1200 })).toMatchObject({
      Value: 1200,
      Unit: 'JPY',
    });
    expect(cells({ unit: 'currency', currency: 'EUR', value: 1250 })).toMatchObject({
      Value: 12.5,
      Unit: 'EUR',
    });
  });

  test('is no rate where there are too few rows, and no zero where nothing was measured', () => {
    expect(
      cells({
        unit: 'percent',
        state: 'insufficient',
        value: 0.5,
        n: 4,
        low: 0.1,
        high: 0.9,
        numerator: 2,
        denominator: 4,
      }),
    ).toMatchObject({
      Value: null,
      '95 % from': null,
      '95 % to': null,
      Numerator: 2,
      Denominator: 4,
      State: 'too few',
    });
    expect(
      cells({ state: 'not-measured', value: null, n: 0, low: null, high: null, reason: 'no deals' }),
    ).toMatchObject({
      Value: null,
      State: 'not measured',
      Note: 'no deals',
    });
  });

  test('is one of a whole scorecard: every KPI, verdict, dimension and signal', () => {
    const card = scorecard;
    const made = scorecardDocument({ id: 'P1', name: 'Northwind', type: null, tier: null }, card);
    expect(made.tables.map(({ rows }) => rows.length)).toEqual([
      card.kpis.length,
      card.verdicts.length,
      card.dimensions.length,
      card.signals.length,
    ]);
    expect(Object.fromEntries(made.about)['As of']).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const { columns, rows } of made.tables)
      for (const row of rows) expect(row).toHaveLength(columns.length);
  });
});
