import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { bytesSource } from '@/lib/import/decode';
import { EMPTY_STATE, importFacts } from '@/lib/import/pipeline';
import { propose } from '@/lib/import/propose';
import { dayOf } from '../../generator/calendar';
import { sampleFiles } from '../../generator/csv';
import { FILES } from '../../generator/files';
import { generate } from '../../generator/generate';

const data = generate({ asOfDay: dayOf('2026-03-11'), scale: 0.05 });
const files = sampleFiles(data);
const CONTEXT = { timeZone: 'UTC', currency: 'EUR' };

/** The demo must need no help: what its files are is seen from the files alone. */
describe.each(files)('$name', ({ name, table, rows, bytes }) => {
  it('is recognised with every column, and read without a bad row', async () => {
    const source = bytesSource(name, bytes);
    const analysis = await analyseFile(source);
    const proposal = propose(analysis, CONTEXT);
    expect(proposal.mapping.table).toBe(table);
    const { headers } = FILES.find(({ file }) => file === name)!;
    const mapped = Object.fromEntries(proposal.mapping.columns.map(({ header, target }) => [header, target]));
    expect(proposal.questions).toEqual([]);
    expect(mapped).toMatchObject(
      Object.fromEntries(Object.entries(headers).map(([id, header]) => [header, id])),
    );
    if (table === 'partners') return;
    const result = await importFacts(
      [{ source, format: analysis.format }],
      proposal.mapping,
      EMPTY_STATE,
      CONTEXT,
    );
    expect(result.rejects.map(({ reason }) => reason)).toHaveLength(table === 'leads' ? 3 : 0);
    expect(result.added).toBe(table === 'leads' ? rows - 3 : rows);
  });
});
