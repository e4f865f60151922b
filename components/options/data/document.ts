import type { ExportDocument } from '@/lib/export/document';
import { isoDay } from '@/lib/facts/time';
import type { CurrencyUse, RateSpan } from '@/lib/kpi/currencies';
import type { TableUsage } from '@/lib/store/usage';
import { tableWords } from './table-words';

/** What is stored, by table. */
export function storageDocument(tables: readonly TableUsage[]): ExportDocument {
  return {
    title: 'Storage',
    about: [['Size', 'bytes of what is stored; what the browser adds is not in it']],
    tables: [
      {
        title: 'Tables',
        columns: ['Table', 'Rows', 'Size (bytes)', 'Size is'],
        rows: tables.map(({ table, rows, bytes, estimated }) => [
          tableWords(table),
          rows,
          bytes,
          estimated ? 'estimated from some rows' : 'exact',
        ]),
      },
    ],
  };
}

/** Currencies of the imported amounts, and the rates between them. */
export function ratesDocument(
  currency: string,
  uses: readonly CurrencyUse[],
  spans: readonly RateSpan[],
): ExportDocument {
  return {
    title: 'Currencies and rates',
    about: [['Converted to', currency]],
    tables: [
      {
        title: 'Currencies',
        columns: ['Currency', 'Rows', 'Without a rate'],
        rows: uses.map((use) => [use.currency, use.rows, use.currency === currency ? null : use.unconverted]),
      },
      {
        title: 'Rates',
        columns: ['From', 'To', 'Rates', 'First day', 'Last day'],
        rows: spans.map(({ from, to, rates, first, last }) => [from, to, rates, isoDay(first), isoDay(last)]),
      },
    ],
  };
}
