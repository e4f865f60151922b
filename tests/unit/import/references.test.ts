import { describe, expect, it } from 'vitest';
import { analyseCsv, convertCsv, convertDirectory } from '@/lib/import/convert';
import { propose } from '@/lib/import/propose';
import { withoutReferences } from '@/lib/import/references';
import { CONTEXT, readable } from './fixtures';

describe('characters as web pages write them', () => {
  it.each([
    ['Smith &amp; Sons', 'Smith & Sons'],
    ['M&uuml;ller &#38; S&#xF6;hne', 'Müller & Söhne'],
    ['&lt;b&gt; &quot;x&quot; &#39;y&#39;', '<b> "x" \'y\''],
    // Once, as it was written once.
    ['A &amp;amp; B', 'A &amp; B'],
    ['AT&T', 'AT&T'],
    ['R&D; sales', 'R&D; sales'],
    ['a=1&copy=2', 'a=1&copy=2'],
    ['&nosuchname;', '&nosuchname;'],
  ])('%s is %s', (written, read) => expect(withoutReferences(written)).toBe(read));

  const DEALS = [
    'Deal ID,Partner,Deal name,Stage,Amount',
    'D1,Smith &amp; Sons,Pumps &#8211; phase 2,Won,10',
    'D2,Smith & Sons,Sensors,Lost,20',
    'D3,&nbsp;,"a ""quoted"" &lt;name&gt;",Won,30',
    '',
  ].join('\n');

  it('are read in columns of names that hold them, and this is said', async () => {
    const { proposal } = await analyseCsv(DEALS, CONTEXT);
    expect(proposal.notes.join(' ')).toContain(
      '“Partner” writes some characters as web pages do: “Smith &amp; Sons” is read as “Smith & Sons”.',
    );
    const { chunks, dictionaries, rejects } = await convertCsv(DEALS, {
      ...CONTEXT,
      mapping: proposal.mapping,
    });
    expect(rejects).toEqual([]);
    const rows = readable(chunks, dictionaries);
    expect(rows.map(({ partner }) => partner)).toEqual(['Smith & Sons', 'Smith & Sons', undefined]);
    expect(rows.map(({ name }) => name)).toEqual(['Pumps – phase 2', 'Sensors', 'a "quoted" <name>']);
  });

  it('stay where no cell of the column holds one', async () => {
    const text = 'Deal ID,Partner,Stage\nD1,AT&T,Won\nD2,R&D; sales,Won\n';
    const { proposal } = await analyseCsv(text, CONTEXT);
    expect(proposal.mapping.columns.some(({ html }) => html)).toBe(false);
    const { chunks, dictionaries } = await convertCsv(text, { ...CONTEXT, mapping: proposal.mapping });
    expect(readable(chunks, dictionaries).map(({ partner }) => partner)).toEqual(['AT&T', 'R&D; sales']);
  });

  it('are told by the file at hand, whatever the one before held', async () => {
    const { proposal } = await analyseCsv(DEALS, CONTEXT);
    const text = 'Deal ID,Partner,Deal name,Stage,Amount\nD9,Kadewerk,x,Won,1\n';
    const { analysis } = await analyseCsv(text, CONTEXT);
    const again = propose(analysis, CONTEXT, undefined, proposal.mapping);
    expect(again.mapping.columns.some(({ html }) => html)).toBe(false);
  });

  it('are read in a partner directory, before its lists are parted', async () => {
    const { entries } = await convertDirectory(
      'Partner ID,Partner Name,Partner Type,Aliases\nP1,Smith &amp; Sons,Reseller,S&amp;S;Smith\n',
      CONTEXT,
    );
    expect(entries).toMatchObject([{ name: 'Smith & Sons', aliases: ['S&S', 'Smith'] }]);
  });
});
