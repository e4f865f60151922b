import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { analyseCsv, convertCsv } from '@/lib/import/convert';
import { bytesSource, textSource } from '@/lib/import/decode';
import { openPart } from '@/lib/import/formats/open';
import { preview } from '@/lib/import/preview';
import { CONTEXT, readable } from './fixtures';
import { textRow, workbook } from './formats/fixtures';

/** What files hide: each case once altered or dropped a row without a word. */
async function imported(source: Parameters<typeof convertCsv>[0]) {
  const { analysis, proposal } = await analyseCsv(source, CONTEXT);
  const result = await convertCsv(source, { ...CONTEXT, mapping: proposal.mapping });
  return {
    rows: readable(result.chunks, result.dictionaries),
    bad: result.rejects.map(({ row, column, value, reason }) => ({ row, column, value, reason })),
    notes: proposal.notes.join(' '),
    evidence: analysis.evidence,
    footer: result.footer,
  };
}

const HEADER = 'Deal ID,Partner,Stage\n';

describe('files that hide something', () => {
  it('mix seconds and milliseconds since 1970: each moment tells its unit', async () => {
    const lines = ['1767225600', '1769904000000', '1769904000', '1767225600000', '99999999999'];
    const text = `Deal ID,Partner,Close Date,Stage\n${lines.map((line, i) => `D${i},N,${line},Won`).join('\n')}`;
    const { rows, bad } = await imported(textSource('deals.csv', text));
    expect(rows.map(({ closed }) => closed)).toEqual([
      '2026-01-01',
      '2026-02-01',
      '2026-02-01',
      '2026-01-01',
    ]);
    expect(bad).toMatchObject([{ row: 5, column: 'Close Date', value: '99999999999' }]);
  });

  it('repeat the header in other letters', async () => {
    const text = `${HEADER}D1,N,Won\nDEAL ID,PARTNER,STAGE\nDeal-ID,partner,Stage\nD2,N,Won\n`;
    const { rows, bad } = await imported(textSource('deals.csv', text));
    expect(rows.map(({ deal }) => deal)).toEqual(['D1', 'D2']);
    expect(bad.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'repeats the header'],
      [3, 'repeats the header'],
    ]);
  });

  it('have a second table below the first', async () => {
    const other = 'belongs to another table, which begins in row 5: put that in a file or sheet of its own';
    const source = await openPart(
      await workbook([
        {
          name: 'Deals',
          rows:
            textRow(1, 'Deal ID', 'Partner', 'Stage') +
            textRow(2, 'D1', 'N', 'Won') +
            textRow(3, 'D2', 'N', 'Won') +
            textRow(5, 'Partner Name', 'Tier', 'Country') +
            textRow(6, 'Nordwind', 'Gold', 'DE'),
        },
      ]),
      ['Deals'],
    );
    const { rows, bad } = await imported(source);
    expect(rows.map(({ deal }) => deal)).toEqual(['D1', 'D2']);
    expect(bad.map(({ row, reason }) => [row, reason])).toEqual([
      [5, other],
      [6, other],
    ]);
    // A record behind an empty line is a record.
    const text = `${HEADER}D1,N,Won\n\nOwner,Nordwind,Won\nD3,N,Won\n`;
    expect((await imported(textSource('deals.csv', text))).rows).toHaveLength(3);
  });

  it('end with records that have another delimiter', async () => {
    const text = `${HEADER}D1,N,Won\nD2,N,Won\nD3;N;Won\n`;
    const { rows, bad, footer } = await imported(textSource('deals.csv', text));
    expect(rows).toHaveLength(2);
    expect(footer).toBe(0);
    expect(bad).toMatchObject([{ row: 3, value: 'D3;N;Won' }]);
  });

  it('have a column of formulas without results', async () => {
    const formula = (r: number) => `<c r="D${r}"><f>B${r}*2</f></c>`;
    const row = (r: number) => textRow(r, `D${r}`, 'N', 'Won').replace('</row>', `${formula(r)}</row>`);
    const file = await workbook([
      { name: 'Deals', rows: textRow(1, 'Deal ID', 'Partner', 'Stage', 'Amount') + row(2) + row(3) },
    ]);
    const { rows, bad, notes } = await imported(await openPart(file, ['Deals']));
    expect(rows).toEqual([]);
    expect(bad.map(({ row, column }) => [row, column])).toEqual([
      [2, 'Amount'],
      [3, 'Amount'],
    ]);
    expect(bad[0]!.reason).toContain('is a formula whose result the file does not hold');
    expect(notes).not.toContain('undefined');
  });

  it('have ids of which a spreadsheet kept fifteen digits', async () => {
    const ids = ['123456789012345000', '123456789012346000', '123456789012347000'];
    const text = HEADER + ids.map((id) => `${id},N,Won\n`).join('');
    expect((await imported(textSource('deals.csv', text))).notes).toContain(
      'has ids that a spreadsheet has shortened, such as 123456789012345000',
    );
    const whole = HEADER + ids.map((id) => `${id.replace(/0$/, '7')},N,Won\n`).join('');
    expect((await imported(textSource('deals.csv', whole))).notes).not.toContain('shortened');
  });

  it('are put together from two encodings', async () => {
    const encoder = new TextEncoder();
    const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
    const parts = [encoder.encode(`${HEADER}D1,Größe,Won\n`), latin('D2,Süd,Won\nD3,Öst,Won\n')];
    const bytes = new Uint8Array(parts.flatMap((part) => [...part]));
    const { evidence } = await analyseFile(bytesSource('deals.csv', bytes));
    expect(evidence.encoding).toContain('but 1 of the lines with such letters is UTF-8 and will be misread');
    const plain = await analyseFile(bytesSource('deals.csv', latin(`${HEADER}D1,Größe,Won\nD2,Süd,Won\n`)));
    expect(plain.evidence.encoding).not.toContain('misread');
  });

  it('number their rows in the preview as in the file', async () => {
    const source = await openPart(
      await workbook([
        {
          name: 'Deals',
          rows:
            textRow(2, 'Deal ID', 'Partner', 'Stage', 'Amount') +
            textRow(3, 'D1', 'N', 'Won', '5') +
            textRow(5, 'D2', 'N', 'Won', 'tbd') +
            textRow(6, 'D3', 'N', 'Won', '7'),
        },
      ]),
      ['Deals'],
    );
    const { analysis, proposal } = await analyseCsv(source, CONTEXT);
    const { rows } = await preview(analysis, proposal.mapping, CONTEXT);
    expect(rows.map(({ row, problems }) => [row, problems.length])).toEqual([
      [3, 0],
      [5, 1],
      [6, 0],
    ]);
  });
});
