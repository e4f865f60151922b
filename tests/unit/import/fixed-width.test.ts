import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { textSource } from '@/lib/import/decode';

const analyse = (text: string) => analyseFile(textSource('deals.txt', text));

describe('text without a delimiter', () => {
  it.each([
    [
      'names over columns',
      'Deal ID  Partner      Amount\nD1       Nordwind       1.50\nD2       Südwind, KG   12.50\n',
    ],
    [
      'a line below the names',
      'Deal ID   Partner          Stage\n-------   --------------   -----\nD1        Nordwind GmbH    Won\nD2        Süd Wind         Lost\n',
    ],
  ])('in columns of a fixed width is refused with what to do: %s', async (_, text) => {
    await expect(analyse(text)).rejects.toThrow(/columns of a fixed width.*save it as XLSX or CSV/);
  });

  it.each([
    ['names', 'Partner\nNordwind GmbH\nSüd Wind\nOst  Wind KG\n'],
    ['sentences', 'Note\nwe met  them twice\nthey   said no\nlater  perhaps, or not\n'],
  ])('that is one column of %s is read', async (_, text) => {
    expect((await analyse(text)).headers).toHaveLength(1);
  });
});
