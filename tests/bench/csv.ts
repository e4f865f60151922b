import { csvParseRows } from 'd3-dsv';
import { inferSchema, initParser } from 'udsv';
import { analyseFile } from '@/lib/import/analyse';
import { bytesSource } from '@/lib/import/decode';
import { EMPTY_STATE, importFacts } from '@/lib/import/pipeline';
import { propose } from '@/lib/import/propose';
import { isoDay } from '../generator/calendar';
import { Random } from '../generator/random';
import { race, report } from './timing';

/** Orders as a shop exports them; `quoted` puts names with commas and quotes into every row. */
function ordersCsv(rows: number, quoted: boolean): string {
  const random = new Random(`csv ${quoted}`);
  const lines = ['Order ID,Partner Name,Customer ID,Order Date,Net Sales,List Price,Discount,Currency'];
  for (let i = 1; i <= rows; i++) {
    const list = random.int(1_000, 90_000) / 100;
    const partner = `Partner ${random.int(1, 1_000)}`;
    lines.push(
      [
        `O-${i}`,
        quoted ? `"${partner}, ""Ltd"""` : partner,
        `C-${random.int(1, rows)}`,
        isoDay(20_000 + random.int(0, 729)),
        (list * 0.9).toFixed(2),
        list.toFixed(2),
        '0.1',
        'EUR',
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Our whole import without the database (checking every cell, dictionaries, identity, content hash) against parsers
 * that only split text, and get it decoded.
 */
export async function benchCsv(rows: number, rounds: number): Promise<void> {
  for (const quoted of [false, true]) {
    const text = ordersCsv(rows, quoted);
    const source = bytesSource('orders.csv', new TextEncoder().encode(text));
    const context = { timeZone: 'UTC', currency: 'EUR' };
    const analysis = await analyseFile(source);
    const { mapping } = propose(analysis, context);
    const header = text.slice(0, text.indexOf('\n') + 1);
    const { timings, results } = await race(
      [
        {
          name: 'Partner Lens: bytes to checked columns',
          run: async () =>
            (await importFacts([{ source, format: analysis.format }], mapping, EMPTY_STATE, context)).added,
        },
        { name: 'd3-dsv csvParseRows: text to strings', run: () => csvParseRows(text).length - 1 },
        {
          name: 'udsv stringArrs: text to strings',
          run: () => initParser(inferSchema(text)).stringArrs(text).length,
        },
        {
          name: 'udsv typedCols: text to typed values',
          run: () => initParser(inferSchema(text)).typedCols(text)[0]!.length,
        },
      ],
      rounds,
    );
    if (!results.every((count) => count === rows))
      throw new Error(`The parsers disagree on the number of rows: ${results.join(', ')} of ${rows}.`);
    report(
      `CSV, ${rows.toLocaleString('en')} rows of ${header.split(',').length} columns, ${(source.size / 1e6).toFixed(0)} MB, ${quoted ? 'quoted' : 'plain'}`,
      timings,
    );
  }
}
