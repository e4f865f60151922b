import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runScore } from '@/tests/tools/score/run';

/** A figure worked out on paper from a few rows; the working stands in `why`. */
export interface ByHand {
  why: string;
  kpi: string;
  /** Table -> its lines, the header first. */
  tables: Readonly<Record<string, readonly string[]>>;
  asOf?: string;
  /** Further options of the command. */
  args?: readonly string[];
  /** Id as written in the files. */
  partner?: string;
  /** Fields of the printed KPI; numbers to nine digits. */
  gives: Readonly<Record<string, unknown>>;
}

/** `count` lines, each made of its number from 0. */
export const lines = (count: number, line: (i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => line(i));

/** To three digits, as tables give intervals. */
export const near = (value: number): unknown => expect.closeTo(value, 3);

const close = (expected: unknown): unknown => {
  if (typeof expected === 'number')
    return Number.isInteger(expected) ? expected : expect.closeTo(expected, 9);
  // A matcher is what it is.
  if (typeof expected !== 'object' || expected === null || 'asymmetricMatch' in expected) return expected;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(expected).map(([key, of]) => [key, close(of)])),
  );
};

/** The command's output for some tables, everything else left out. */
async function scored({
  tables,
  asOf = '2026-04-15',
  args = [],
  kpi,
  partner = 'P1',
}: Omit<ByHand, 'why' | 'gives'>) {
  const folder = mkdtempSync(join(tmpdir(), 'by-hand-'));
  try {
    for (const [table, rows] of Object.entries(tables))
      writeFileSync(join(folder, `${table}.csv`), `${rows.join('\n')}\n`);
    const { json, errors } = await runScore(['--facts', folder, '--as-of', asOf, '--kpi', kpi, ...args]);
    expect(errors).toEqual([]);
    const found = JSON.parse(json!).partners.find(({ id, name }: { id: string; name: string }) =>
      [id, name].includes(partner),
    );
    expect(found, `no partner ${partner}`).toBeDefined();
    return found.kpis[0];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One test for each case, through the command as it is used. */
export function worksOut(cases: readonly ByHand[]): void {
  it.each(cases.map((each) => [each.kpi, each.why, each] as const))(
    '%s: %s',
    async (_, __, { gives, ...asked }) => {
      const found = await scored(asked);
      for (const [field, expected] of Object.entries(gives))
        expect(found[field], field).toEqual(close(expected));
    },
  );
}
