import fc from 'fast-check';
import { factTables } from '@/lib/facts/registry';
import type { ColumnDef } from '@/lib/facts/types';
import type { Cell, Row, Rows } from '../facts/build';
import { AS_OF } from './measure';

/** Any cell of a column; keys from small pools, so that rows of different tables meet. */
function cell(id: string, { kind, values, domain }: ColumnDef): fc.Arbitrary<Cell> {
  switch (kind) {
    case 'day':
      if (id === 'to' || id === 'expected_close') return fc.integer({ min: AS_OF - 30, max: AS_OF + 60 });
      // Deals reach their steps in the running quarter often enough for what happened before to be seen.
      if (id === 'qualified' || id === 'closed')
        return fc.oneof(
          fc.integer({ min: AS_OF - 420, max: AS_OF + 3 }),
          fc.integer({ min: AS_OF - 48, max: AS_OF - 1 }),
        );
      return fc.integer({ min: AS_OF - 420, max: AS_OF + 3 });
    case 'minute':
      return fc.integer({ min: (AS_OF - 200) * 1440, max: (AS_OF + 2) * 1440 });
    case 'money':
      if (id === 'target') return fc.integer({ min: 1, max: 10_000_000 });
      return fc.integer({ min: 0, max: 100_000 });
    case 'number':
      return id === 'severity' ? fc.constantFrom(1, 3, 9) : fc.integer({ min: 0, max: 10 });
    case 'flag':
      return id === 'test' ? fc.constantFrom(false, false, false, false, true) : fc.boolean();
    case 'category':
      if (domain === 'currency')
        return fc.constantFrom('EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'eur', 'USD');
      return fc.constantFrom(...(values ?? ['revenue', 'event', 'one', 'two']));
    default:
      if (domain === 'partner') return fc.constantFrom('p', 'q', 'r', 'unknown');
      return fc.integer({ min: 1, max: 12 }).map((n) => `${domain}-${n}`);
  }
}

/** Rows of every table, most of them about the same few partners, customers, deals and orders. */
export const anyRows: fc.Arbitrary<Rows> = fc.record(
  Object.fromEntries(
    Object.entries(factTables).map(([table, { columns, identity }]) => [
      table,
      fc
        .array(
          fc.record(
            Object.fromEntries(
              Object.entries(columns).map(([id, column]) => [
                id,
                column.required ? cell(id, column) : fc.option(cell(id, column), { nil: undefined, freq: 8 }),
              ]),
            ) as Record<string, fc.Arbitrary<Cell>>,
          ),
          { maxLength: 30 },
        )
        // Mostly rows of their own, named as others refer to them; some repeat and replace each other.
        .map((rows) =>
          rows.map((row, i): Row => {
            const [only, ...more] = identity;
            const name = `${columns[only!]!.domain}-${i + 1}`;
            return more.length === 0 && row[only!] !== undefined && i % 5 ? { ...row, [only!]: name } : row;
          }),
        ),
    ]),
  ) as Record<string, fc.Arbitrary<Row[]>>,
);
