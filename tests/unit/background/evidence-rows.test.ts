import { describe, expect, it } from 'vitest';
import { placeInWords } from '@/lib/background/evidence-parts';
import { labelsOf, neededToShow, type RawRow, shownColumns, showRows } from '@/lib/background/evidence-rows';
import { clockOf, parseIsoDay } from '@/lib/facts/time';
import { evidence, rowRates } from '@/lib/kpi/evidence';
import { findKpi, kpiDefinition } from '@/lib/kpi/registry';
import { buildFacts } from '../facts/build';

const facts = buildFacts({
  deals: [
    {
      deal: 'D-1',
      name: 'Contoso rollout',
      partner: 'Northwind',
      status: 'won',
      closed: '2026-05-02',
      amount: 120_050,
      currency: 'USD',
      sourced: true,
      link: 'https://crm.example.com/deals/1',
    },
    { deal: 'D-2', partner: 'Northwind', status: 'lost', closed: '2026-05-03', amount: 7 },
  ],
  tickets: [{ ticket: 'T-1', partner: 'Northwind', opened: '2026-05-03T22:30' }],
});
const workspace = { timeZone: 'Europe/Berlin', currency: 'EUR' };
const asOfDay = parseIsoDay('2026-06-01');
const style = {
  clock: clockOf('Europe/Berlin'),
  currency: 'EUR',
  rateOf: rowRates(facts, { asOfDay, workspace }),
  placeOf: (part: string) => placeInWords(part, findKpi),
  partnerOf: (ordinal: number) => facts.partners[ordinal]?.id ?? '',
};
const raw = (table: string, row: number, reason: string | null = null, part = ''): RawRow => ({
  part,
  table,
  row,
  importId: 3,
  file: 0,
  sourceRow: row + 1,
  reason,
  moneyDate: 'closed',
});
const file = (importId: number, index: number) => `file ${importId}.${index}`;

describe('evidence rows', () => {
  it('shows what names the row first, then its date, the money and what else the KPI read', () => {
    const read = new Set(['status', 'closed', 'test', 'partner', 'currency', 'amount']);
    expect(shownColumns('deals', read)).toEqual(['name', 'created', 'amount', 'status', 'closed', 'deal']);
    expect(shownColumns('tickets', new Set())[0]).toBe('ticket');
    expect(shownColumns('nothing', read)).toEqual([]);
  });

  it('asks the store for links, currencies and words besides', () => {
    const { columns, domains } = neededToShow({ deals: ['name', 'status'] });
    expect(columns.deals).toEqual(['name', 'status', 'link', 'currency']);
    expect(domains).toEqual(expect.arrayContaining(['deal-name', 'deal-status', 'link', 'currency']));
  });

  it('writes cells as people read them, and nothing for what is missing', () => {
    const shown = { deals: ['name', 'closed', 'amount', 'status', 'sourced'] };
    const columns = labelsOf(shown, [raw('deals', 0)]);
    expect(columns).toEqual(['Deal name', 'Closed', 'Amount', 'Status', 'Partner sourced']);
    const rows = showRows(
      facts,
      [raw('deals', 0), raw('deals', 1, 'no amount')],
      shown,
      columns,
      style,
      file,
    );
    expect(rows).toEqual([
      {
        file: 'file 3.0',
        row: 1,
        cells: ['Contoso rollout', '2026-05-02', '1,200.50\u00a0USD', 'won', 'yes'],
        link: 'https://crm.example.com/deals/1',
        reason: null,
      },
      {
        file: 'file 3.0',
        row: 2,
        cells: ['', '2026-05-03', '0.07\u00a0EUR', 'lost', ''],
        link: null,
        reason: 'no amount',
      },
    ]);
  });

  it('shows money as it came, what it was converted to, and at which rate of which day', () => {
    const deal = { partner: 'Northwind', status: 'won', sourced: true, created: '2026-04-01' };
    const converted = buildFacts({
      deals: [
        { ...deal, deal: 'D-1', closed: '2026-05-04', amount: 120_050, currency: 'USD' },
        { ...deal, deal: 'D-2', closed: '2026-05-04', amount: 1_500, currency: 'JPY' },
        { ...deal, deal: 'D-3', closed: '2026-05-04', amount: 700, currency: 'eur' },
      ],
      rates: [
        { day: '2026-05-01', from: 'USD', to: 'EUR', rate: 0.5 },
        { day: '2026-05-04', from: 'USD', to: 'JPY', rate: 150 },
      ],
    });
    const options = { asOfDay, workspace, resolve: findKpi };
    const found = evidence(converted, kpiDefinition('partner-sourced-revenue'), 0, options);
    const rows = showRows(
      converted,
      found.counted,
      { deals: ['deal', 'amount'] },
      ['Deal id', 'Amount'],
      { ...style, rateOf: rowRates(converted, options) },
      file,
    );
    expect(rows.map(({ cells }) => cells[1]!.replaceAll('\u00a0', ' '))).toEqual([
      '1,200.50 USD = 600.25 EUR at 0.5 (2026-05-01)',
      '1,500 JPY = 5.00 EUR at 0.00333333 (2026-05-01, through USD)',
      '7.00 EUR',
    ]);
    // What is shown makes the number.
    expect(found.measurement.value).toBeCloseTo(60_025 + 500 + 700, 9);
  });

  it('names the table where rows of several are shown, and keeps to the time zone', () => {
    const shown = { deals: ['name', 'closed'], tickets: ['ticket', 'opened'] };
    const columns = labelsOf(shown, [raw('deals', 0), raw('tickets', 0)]);
    expect(columns).toEqual(['Record', 'Table', 'Closed', 'Opened']);
    const rows = showRows(facts, [raw('deals', 0), raw('tickets', 0)], shown, columns, style, file);
    const cell = (row: number, label: string) => rows[row]!.cells[columns.indexOf(label)];
    expect(rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['Contoso rollout', 'Deals'],
      ['T-1', facts.table('tickets').definition.name],
    ]);
    expect(cell(1, facts.table('tickets').definition.columns.opened!.label)).toBe('2026-05-04 00:30');
    expect(cell(1, 'Closed')).toBe('');
  });

  it('says which place of the formula read a row where several did', () => {
    const shown = { deals: ['name', 'closed'] };
    const both = [raw('deals', 0, null, 'left'), raw('deals', 0, null, 'kpi:win-rate')];
    const columns = labelsOf(shown, both);
    expect(columns).toEqual(['Deal name', 'Part', 'Closed']);
    expect(showRows(facts, both, shown, columns, style, file).map(({ cells }) => cells[1])).toEqual([
      'first term',
      'Win rate',
    ]);
    expect(labelsOf({}, [])).toEqual([]);
  });

  it.each([
    ['', ''],
    ['events', 'events'],
    ['parts.wonToDate.of.1', 'won to date'],
    ['kpi:net-revenue.parts.sales.of.1', `${kpiDefinition('net-revenue').name}: sales`],
    ['kpi:unknown.exposure', 'unknown: counted over'],
  ])('calls the place %j %j', (part, words) => {
    expect(placeInWords(part, findKpi)).toBe(words);
  });
});
