import { streamXlsxRows, writeXlsx } from 'hucre/xlsx';
import { analyseFile } from '@/lib/import/analyse';
import { bytesSource } from '@/lib/import/decode';
import { openPart } from '@/lib/import/formats/open';
import { EMPTY_STATE, importFacts } from '@/lib/import/pipeline';
import { propose } from '@/lib/import/propose';
import { Random } from '../generator/random';
import { race, report } from './timing';

const ROWS = 50_000;
const HEADER = [
  'Order ID',
  'Partner Name',
  'Customer ID',
  'Order Date',
  'Net Sales',
  'List Price',
  'Discount',
  'Currency',
];

/** Orders as a shop's workbook has them: texts shared, dates as days, prices as numbers. */
async function ordersWorkbook(): Promise<Uint8Array> {
  const random = new Random('xlsx');
  const rows: (string | number | Date)[][] = [HEADER];
  for (let i = 1; i <= ROWS; i++) {
    const list = random.int(1_000, 90_000) / 100;
    rows.push([
      `O-${i}`,
      `Partner ${random.int(1, 1_000)}`,
      `C-${random.int(1, ROWS)}`,
      new Date(Date.UTC(2024, 0, 1 + random.int(0, 729))),
      Math.round(list * 90) / 100,
      list,
      0.1,
      'EUR',
    ]);
  }
  return new Uint8Array(await writeXlsx({ sheets: [{ name: 'Orders', rows }] }));
}

/**
 * Our whole import of a workbook without the database (opening it, checking every cell, dictionaries, identity, content
 * hash) against a library that only reads its rows.
 */
export async function benchXlsx(rounds: number): Promise<void> {
  const bytes = await ordersWorkbook();
  const file = bytesSource('orders.xlsx', bytes);
  const context = { timeZone: 'UTC', currency: 'EUR' };
  const analysis = await analyseFile(await openPart(file, ['Orders']));
  const { mapping } = propose(analysis, context);
  const { timings, results } = await race(
    [
      {
        name: 'Partner Lens: workbook to checked columns',
        run: async () => {
          const source = await openPart(file, ['Orders']);
          return (await importFacts([{ source, format: analysis.format }], mapping, EMPTY_STATE, context))
            .added;
        },
      },
      {
        name: 'hucre streamXlsxRows: workbook to rows',
        run: async () => {
          let rows = -1;
          for await (const _ of streamXlsxRows(bytes)) rows++;
          return rows;
        },
      },
    ],
    rounds,
  );
  if (!results.every((count) => count === ROWS))
    throw new Error(`The readers disagree on the number of rows: ${results.join(', ')} of ${ROWS}.`);
  report(
    `XLSX, ${ROWS.toLocaleString('en')} rows of ${HEADER.length} columns, ${(bytes.length / 1e6).toFixed(1)} MB`,
    timings,
  );
}
