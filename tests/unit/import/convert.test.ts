import { describe, expect, it } from 'vitest';
import { analyseCsv, type ConvertOptions, convertCsv } from '@/lib/import/convert';
import type { Mapping } from '@/lib/import/mapping';
import { preview } from '@/lib/import/preview';
import { CONTEXT, counts, readable } from './fixtures';

/** Converts with the proposed mapping, changed by `edit`. */
async function convert(
  text: string,
  options: Partial<ConvertOptions> = {},
  edit?: (mapping: Mapping) => void,
) {
  const { proposal } = await analyseCsv(text, { ...CONTEXT, ...options });
  const mapping = structuredClone(options.mapping ?? proposal.mapping);
  edit?.(mapping);
  const result = await convertCsv(text, { ...CONTEXT, ...options, mapping });
  const rows = readable(result.chunks, result.dictionaries);
  expect(result.rowsRead).toBe(result.added + result.changed + result.unchanged + result.rejected);
  return { ...result, rows };
}

const DEALS = `Deal ID,Deal Name,Partner,Account,Stage,Create Date,Close Date,Amount,Type
D1,First,Nordwind GmbH,Acme,Closed Won,2026-01-05,2026-02-28,1000.50,New Business
D2,Second,Südstern,Acme,Closed Lost,2026-01-06,2026-03-01,"2,000",Renewal
D3,Third,,Beta,3 - Proposal,2026-01-07,2026-06-30,,
`;

describe('deals', () => {
  it('may be called like what every object inherits', async () => {
    const odd = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    const lines = odd.map((name, i) => `D${i},${name},${name},${name},2026-01-05,10,${name},${name}`);
    const text = `Deal ID,Deal Name,Partner,Stage,Create Date,Amount,Currency,__proto__\n${lines.join('\n')}\n`;
    const { rows, rejects, added } = await convert(text, {}, (mapping) => {
      for (const column of mapping.columns) column.values = { x: 'EUR' };
    });
    expect([added, rejects.map(({ reason }) => reason)]).toEqual([
      0,
      odd.map(() => 'is no ISO 4217 currency code'),
    ]);
    expect(rows).toEqual([]);
    const plain = await convert(text.replaceAll(/,\w+,(\w+)$/gm, ',EUR,$1'));
    expect(plain.rows.map(({ name, partner, stage }) => [name, partner, stage])).toEqual(
      odd.map((name) => [name, name, name]),
    );
  });

  it('become columns, with the outcome read from the stage', async () => {
    const { rows, partnerNames, chunks } = await convert(DEALS);
    expect(rows).toEqual([
      {
        deal: 'D1',
        name: 'First',
        partner: 'Nordwind GmbH',
        customer: 'Acme',
        stage: 'Closed Won',
        status: 'won',
        created: '2026-01-05',
        closed: '2026-02-28',
        amount: 100050,
        type: 'new',
      },
      {
        deal: 'D2',
        name: 'Second',
        partner: 'Südstern',
        customer: 'Acme',
        stage: 'Closed Lost',
        status: 'lost',
        created: '2026-01-06',
        closed: '2026-03-01',
        amount: 200000,
        type: 'renewal',
      },
      {
        deal: 'D3',
        name: 'Third',
        customer: 'Beta',
        stage: '3 - Proposal',
        status: 'open',
        created: '2026-01-07',
        // The close date of an open deal is a forecast.
        expected_close: '2026-06-30',
      },
    ]);
    expect(partnerNames).toEqual(['Nordwind GmbH', 'Südstern']);
    expect([...chunks[0]!.sourceRow]).toEqual([1, 2, 3]);
    for (const values of Object.values(chunks[0]!.columns)) expect(values).toHaveLength(3);
  });

  it('won by a won date alone', async () => {
    const { rows } = await convert('Deal ID,Partner,Won Date\nD1,N,31-01-2026 10:00\nD2,N,\n');
    expect(rows).toEqual([
      { deal: 'D1', partner: 'N', closed: '2026-01-31', status: 'won' },
      { deal: 'D2', partner: 'N', status: 'open' },
    ]);
  });

  it('take further words for a status from the mapping, and for nothing', async () => {
    const text = 'Deal ID,Partner,Status\nD1,N,won\nD2,N,Paused\nD3,N,Zombie\nD4,N,won\nD5,N,Odd\nD6,N,won\n';
    const { rows, rejects } = await convert(text, {}, (mapping) => {
      mapping.columns.find(({ target }) => target === 'status')!.values = { Paused: 'open', Zombie: '' };
    });
    expect(rows.map((row) => row.status)).toEqual(['won', 'open', undefined, 'won', 'won']);
    expect(rejects).toEqual([
      {
        file: 'pasted.csv',
        row: 5,
        column: 'Status',
        value: 'Odd',
        reason: 'is none of open, won, lost: map it to one of them',
      },
    ]);
  });
});

describe('bad rows', () => {
  it('are listed with row, column, value and reason; good ones stay', async () => {
    const text = `Deal ID,Partner,Stage,Create Date,Amount
D1,N,Won,31/01/2026,1
,N,Won,31/01/2026,2
D3,N,Won,31/02/2026,3
D4,N,Won,31/01/2026,many
D5,N,Won
D6,N,Won,31/01/2026,6,surplus
D7,N,Won,31/01/2026,7,,
D8,"N,Won,31/01/2026,8
D9,N,Won,not yet,x
D10,N,Won,31/01/2026,10
`;
    const { rows, rejects, rejected, rowsRead } = await convert(text);
    expect(rows.map((row) => row.deal)).toEqual(['D1', 'D7', 'D10']);
    expect([rowsRead, rejected]).toEqual([10, 7]);
    expect(rejects.map(({ row, column, value, reason }) => [row, column, value, reason])).toEqual([
      [2, 'Deal ID', '', 'is empty, and every row needs its Deal id'],
      [3, 'Create Date', '31/02/2026', 'is not a date that exists, written day/month/year'],
      [4, 'Amount', 'many', 'is not a number with a decimal point'],
      [5, '', 'D5,N,Won', 'has 3 cells where the header has 5'],
      [6, '', 'D6,N,Won,31/01/2026,6,surplus', 'has 6 cells where the header has 5'],
      [
        8,
        '',
        'D8,"N,Won,31/01/2026,8',
        'A quote opens in this row and does not close; the row ends at its first line end',
      ],
      [9, 'Create Date', 'not yet', 'is not a date that exists, written day/month/year'],
      [9, 'Amount', 'x', 'is not a number with a decimal point'],
    ]);
  });

  it('do not come from cells that say nothing, but from those that hide something', async () => {
    const cells = ['', '-', '—', 'n/a', 'N/A', '#N/A', 'null', 'None', '?', '#REF!', '###', '€'];
    const text = `Deal ID,Partner,Amount\n${cells.map((cell, i) => `D${i},N,${cell}`).join('\n')}\nX,N,1\n`;
    const { rows, rejects } = await convert(text, {}, (mapping) => {
      mapping.columns = mapping.columns.filter(({ target }) => target !== 'amount');
      mapping.columns.push({ source: 2, header: 'Amount', target: 'amount' });
    });
    expect(rows.filter((row) => row.amount === undefined)).toHaveLength(9);
    expect(rejects.map(({ value }) => value)).toEqual(['#REF!', '###', '€']);
  });

  it('leave the footer of a report out', async () => {
    const text = `${DEALS}"My report"\n"Copyright (c) Example Inc."\n\n"Confidential"\n`;
    const result = await convert(text);
    expect(counts(result)).toEqual([3, 3, 0, 0, 0]);
    expect(result.footer).toBe(3);
    // Lone cells between rows are no footer.
    const middle = await convert(`Deal ID,Partner\nD1,N\nlonely\nD2,N\n`);
    expect(counts(middle)).toEqual([3, 2, 0, 0, 1]);
  });

  it('may be all there is, and many', async () => {
    const text = `Deal ID,Partner,Stage\n${'lonely\n'.repeat(150_000)}`;
    const result = await convert(text);
    expect(counts(result)).toEqual([150_000, 0, 0, 0, 150_000]);
    expect(result.rejects).toHaveLength(150_000);
  });

  it('show duplicate headers by number', async () => {
    const { rejects } = await convert(
      'Deal ID,Partner,Amount,Amount\nD1,N,1,2\nD2,N,3,x\n',
      {},
      (mapping) => {
        mapping.columns.find(({ target }) => target === 'amount')!.source = 3;
      },
    );
    expect(rejects[0]).toMatchObject({ row: 2, column: 'Amount (2)', value: 'x' });
  });
});

describe('orders', () => {
  it('get cost and list price where the source has profit and discount only', async () => {
    const { rows } = await convert(
      'Order ID,Line ID,Partner,Order Date,Sales,Discount,Profit\nO1,1,N,2026-01-01,80.00,0.2,10.5\nO1,2,N,2026-01-01,5,1,\n',
    );
    expect(rows[0]).toMatchObject({
      amount: 8000,
      cost: 6950,
      profit: 1050,
      list_amount: 10000,
      discount: 0.2,
    });
    expect(rows[1]).not.toHaveProperty('list_amount');
    expect(rows[1]).not.toHaveProperty('cost');
  });

  it('know a discount in percent', async () => {
    const { rows } = await convert(
      'Order ID,Partner,Order Date,Sales,Discount %\nO1,N,2026-01-01,80,20\nO2,N,2026-01-01,80,5%\n',
    );
    expect(rows.map((row) => row.discount)).toEqual([0.2, 0.05]);
  });

  it('keep the currency of each row', async () => {
    const { rows } = await convert(
      'Order ID,Partner,Order Date,Sales,Currency\nO1,N,2026-01-01,1500,JPY\nO2,N,2026-01-01,1.5,kwd\nO3,N,2026-01-01,1.5,\nO4,N,2026-01-01,$2,$\nO5,N,2026-01-01,2,Euros\n',
    );
    expect(rows.map((row) => [row.currency, row.amount])).toEqual([
      ['JPY', 1500],
      ['KWD', 1500],
      [undefined, 150],
      ['USD', 200],
    ]);
  });

  it('refuse an amount in another currency than the rows are read in', async () => {
    const text =
      'Order ID,Partner,Order Date,Sales\nO1,N,2026-01-01,€1\nO2,N,2026-01-01,$2\nO3,N,2026-01-01,3\n';
    const { rows, rejects } = await convert(text, {}, (mapping) => {
      mapping.columns = mapping.columns.filter(({ target }) => target !== 'currency');
    });
    expect(rows.map((row) => row.order)).toEqual(['O1', 'O3']);
    expect(rejects[0]!.reason).toContain('is in USD, but the rows are read as EUR');
    const yen = await convert('Order ID,Partner,Order Date,Sales\nO1,N,2026-01-01,¥1500\n');
    expect(yen.rows[0]).toMatchObject({ currency: 'JPY', amount: 1500 });
  });
});

describe('refunds', () => {
  const HEADER = 'Refund ID,Order ID,Date,Refund Amount\n';
  const amounts = async (...cells: string[]) => {
    const rows = cells.map((cell, i) => `R${i},O${i},2026-01-31,${cell}\n`);
    const { proposal } = await analyseCsv(HEADER + rows.join(''), CONTEXT);
    const { chunks } = await convertCsv(HEADER + rows.join(''), { ...CONTEXT, mapping: proposal.mapping });
    return { read: [...chunks[0]!.columns.amount!], notes: proposal.notes };
  };

  it('that are below zero throughout are what was given back', async () => {
    const { read, notes } = await amounts('-12.50', '(3.00)', '0', '-1');
    expect(read).toEqual([1_250, 300, 0, 100]);
    expect(notes).toContainEqual(expect.stringContaining('below zero throughout'));
  });

  it('that are above zero but for a few keep their signs', async () => {
    const { read, notes } = await amounts('12.50', '-3.00');
    expect(read).toEqual([1_250, -300]);
    expect(notes.join()).not.toContain('below zero');
  });
});

describe('times', () => {
  it('without a zone are those of the workspace', async () => {
    const { rows } = await convert(
      'Lead ID,Partner,Created At\nL1,N,2026-01-15 10:00\nL2,N,2026-07-15T10:00:00\nL3,N,2026-07-15T10:00:00Z\nL4,N,2026-01-15\n',
      { table: 'leads' },
    );
    expect(rows.map((row) => row.created)).toEqual([
      '2026-01-15T09:00',
      '2026-07-15T08:00',
      '2026-07-15T10:00',
      '2026-01-14T23:00',
    ]);
  });

  it('in day columns do not move a date', async () => {
    const text =
      'Deal ID,Partner,Create Date\nD1,N,2026-01-15 23:30\nD2,N,2026-01-15\nD3,N,2026-01-15T23:30:00Z\n';
    const { rows } = await convert(text);
    expect(rows.map((row) => row.created)).toEqual(['2026-01-15', '2026-01-15', '2026-01-16']);
    const west = await convert(text, { timeZone: 'America/Los_Angeles' });
    expect(west.rows.map((row) => row.created)).toEqual(['2026-01-15', '2026-01-15', '2026-01-15']);
  });
});

describe('mapping', () => {
  it('takes the first source column that is not empty, then the constant', async () => {
    const text = 'Deal ID,Partner,Won time,Lost time\nD1,N,2026-01-01,\nD2,N,,2026-02-02\nD3,,,\n';
    const { rows } = await convert(text, {}, (mapping) => {
      mapping.columns = [
        { source: 0, header: 'Deal ID', target: 'deal' },
        { source: 1, header: 'Partner', target: 'partner' },
        { source: 2, header: 'Won time', target: 'closed', date: { order: 'ymd' } },
        { source: 3, header: 'Lost time', target: 'closed', date: { order: 'ymd' } },
        { source: 0, header: 'Deal ID', target: 'name' },
      ];
      mapping.constants = { partner: 'House', created: '2026-01-01', test: 'no' };
    });
    expect(
      rows.map(({ partner, closed, name, created, test }) => [partner, closed, name, created, test]),
    ).toEqual([
      ['N', '2026-01-01', 'D1', '2026-01-01', false],
      ['N', '2026-02-02', 'D2', '2026-01-01', false],
      ['House', undefined, 'D3', '2026-01-01', false],
    ]);
  });

  it('that does not fit is an error that says so', async () => {
    const { proposal } = await analyseCsv(DEALS, CONTEXT);
    const other = DEALS.replace('Amount', 'Volume');
    await expect(convertCsv(other, { ...CONTEXT, mapping: proposal.mapping })).rejects.toThrow(
      'Column 8 of "pasted.csv" is "Volume", but the mapping expects "Amount"',
    );
    await expect(convertCsv('Partner\nN\n', { ...CONTEXT, table: 'deals' })).rejects.toThrow(
      'Deals need Deal id: map a column to each.',
    );
    const constant = { ...proposal.mapping, constants: { created: 'soon' } };
    await expect(convertCsv(DEALS, { ...CONTEXT, mapping: constant })).rejects.toThrow(
      'The value "soon" for Created is not a date',
    );
    const unknown = { ...proposal.mapping, columns: [{ source: 0, header: 'Deal ID', target: 'colour' }] };
    await expect(convertCsv(DEALS, { ...CONTEXT, mapping: unknown })).rejects.toThrow('no column "colour"');
  });
});

describe('files without rows', () => {
  it('of 0 bytes or blanks alone are errors, with a header alone are fine', async () => {
    await expect(convertCsv('', CONTEXT)).rejects.toThrow('"pasted.csv" is empty (0 bytes)');
    await expect(convertCsv('\n\n  \n', CONTEXT)).rejects.toThrow('no header row');
    const result = await convert('Deal ID,Partner,Stage\n');
    expect(counts(result)).toEqual([0, 0, 0, 0, 0]);
    expect(result.chunks).toEqual([]);
  });
});

describe('preview', () => {
  it('shows the first rows as they will be kept, and what is wrong with them', async () => {
    const text = `${DEALS}D4,Fourth,N,Beta,Won,31.31.2026,,x,\n`;
    const { analysis, proposal } = await analyseCsv(text, CONTEXT);
    const { columns, rows } = await preview(analysis, proposal.mapping, CONTEXT);
    const at = (id: string) => columns.findIndex((column) => column.id === id);
    expect(columns[at('status')]).toEqual({ id: 'status', label: 'Status', derived: true });
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
    expect(rows[0]!.cells[at('amount')]).toBe('1000.50 EUR');
    expect(rows[1]!.cells[at('status')]).toBe('lost');
    expect(rows[2]!.cells[at('partner')]).toBe('');
    expect(rows[3]!.problems.map(({ column }) => column)).toEqual(['Create Date', 'Amount']);
  });

  it('shows times in the zone of the workspace', async () => {
    const { analysis, proposal } = await analyseCsv(
      'Lead ID,Partner,Created At\nL1,N,2026-07-15T10:00:00Z\n',
      { ...CONTEXT, table: 'leads' },
    );
    const { columns, rows } = await preview(analysis, proposal.mapping, CONTEXT);
    expect(rows[0]!.cells[columns.findIndex(({ id }) => id === 'created')]).toBe('2026-07-15 12:00');
  });

  it('shows a directory', async () => {
    const { analysis, proposal } = await analyseCsv(
      'Partner ID,Partner Name,Website\nP1,Nordwind,https://www.nordwind.example/de\nP2,,\n',
      CONTEXT,
    );
    const { columns, rows } = await preview(analysis, proposal.mapping, CONTEXT);
    expect(columns.map(({ id }) => id)).toEqual(['id', 'name', 'domains']);
    expect(rows[0]!.cells).toEqual(['P1', 'Nordwind', 'nordwind.example']);
    expect(rows[1]!.problems[0]!.column).toBe('Partner Name');
  });
});
