import { describe, expect, it } from 'vitest';
import { analyseCsv, convertCsv } from '@/lib/import/convert';
import { headerZone, zoneWords } from '@/lib/import/header-zone';
import { CONTEXT, readable } from './fixtures';

describe('headerZone', () => {
  it.each([
    ['Created (UTC)', 0],
    ['Created [gmt]', 0],
    ['created_at_utc', 0],
    ['Close Date (GMT+2)', 120],
    ['Close Date (UTC-05:30)', -330],
    ['Close Date [Europe/Berlin]', 'Europe/Berlin'],
    ['Close Date', null],
    ['Close Date (dd/mm/yyyy)', null],
    ['Customer (new/old)', null],
    ['Created (EST)', null],
  ])('%s: %s', (header, zone) => expect(headerZone(header)).toBe(zone));

  it('is told as people write it', () => {
    expect([0, 120, -330, 'Europe/Berlin'].map(zoneWords)).toEqual([
      'UTC',
      'UTC+02:00',
      'UTC−05:30',
      'Europe/Berlin',
    ]);
  });
});

describe('dates of a column whose header names a zone', () => {
  /** The days of orders in a workspace of New York. */
  async function days(header: string, cells: readonly string[]) {
    const lines = cells.map((cell, i) => `O${i},Nordwind,5,${cell}`);
    const text = [`Order ID,Partner,Sales,${header}`, ...lines].join('\n');
    const context = { ...CONTEXT, timeZone: 'America/New_York' };
    const { proposal } = await analyseCsv(text, context);
    const result = await convertCsv(text, { ...context, mapping: proposal.mapping });
    return readable(result.chunks, result.dictionaries).map(({ ordered }) => ordered);
  }

  it('are the days that they were in the workspace', async () => {
    const cells = ['2026-03-01 02:30', '2026-03-01 12:00', '2026-03-02', '2026-03-01T02:30:00+00:00'];
    const plain = await days('Order Date', cells);
    const utc = await days('Order Date (UTC)', cells);
    const berlin = await days('Order Date [Europe/Berlin]', cells);
    // A time without a zone is the workspace's own; 02:30 in UTC was the evening before in New York.
    expect(plain[0]).toBe(plain[1]);
    expect(Number(utc[0])).toBe(Number(plain[0]) - 1);
    expect(Number(berlin[0])).toBe(Number(plain[0]) - 1);
    // By day, without a time, and with a zone of its own nothing is different.
    for (const at of [1, 2, 3]) expect([utc[at], berlin[at]]).toEqual([plain[at], plain[at]]);
  });
});
