import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { analyseCsv } from '@/lib/import/convert';
import { textSource } from '@/lib/import/decode';
import { openPart } from '@/lib/import/formats/open';
import { propose } from '@/lib/import/propose';
import { CONTEXT } from './fixtures';

const notesOf = async (text: string) => (await analyseCsv(text, CONTEXT)).proposal.notes.join(' ');

describe('ids that a spreadsheet has shortened', () => {
  it('are named before they count as one', async () => {
    const rows = 'Deal ID,Partner,Amount\n1.23457E+12,N,1\n1.23457E+12,N,2\n17,N,3\n';
    expect(await notesOf(rows)).toContain(
      '“Deal ID” has ids that a spreadsheet has shortened, such as 1.23457E+12',
    );
  });

  it('are none where figures are written so, or ids only look alike', async () => {
    expect(await notesOf('Deal ID,Partner,Amount\n17,N,1.2E+03\n1E5,N,2\n')).not.toContain('shortened');
  });
});

describe('columns with one header', () => {
  it('are told apart by which one is read', async () => {
    const rows = (second: string) =>
      `Deal ID,Partner,Amount,Close Date,Close Date\n1,N,1,2026-01-05,${second}\n2,N,2,2026-02-05,${second}\n`;
    expect(await notesOf(rows('2026-03-05'))).toContain(
      '“Close Date” stands over several columns: column 4 is read, column 5 is not.',
    );
    expect(await notesOf(rows(''))).not.toContain('several columns');
  });
});

describe('records of an interface that writes cents', () => {
  const proposed = async (records: unknown[]) => {
    const file = textSource('list.json', JSON.stringify({ object: 'list', data: records }));
    const proposal = propose(await analyseFile(await openPart(file, [])), CONTEXT, 'refunds');
    return { targets: proposal.mapping.columns.map(({ target }) => target), notes: proposal.notes.join(' ') };
  };
  const refund = { id: 're_1', object: 'refund', amount: 1200, order_id: 'O1', currency: 'usd' };

  it('keep their amounts out, and say what to take instead', async () => {
    const { targets, notes } = await proposed([refund, { ...refund, id: 're_2' }]);
    expect(targets).not.toContain('amount');
    expect(notes).toContain('in cents');
  });

  it('are told by their ids', async () => {
    const { targets, notes } = await proposed([refund, { ...refund, id: '17' }]);
    expect(targets).toContain('amount');
    expect(notes).not.toContain('cents');
  });
});
