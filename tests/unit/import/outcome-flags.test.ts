import { describe, expect, it } from 'vitest';
import { draftOf, setTarget } from '@/components/options/import/edit';
import { NO_FLAG } from '@/lib/facts/types';
import { analyseCsv, convertCsv } from '@/lib/import/convert';
import { outcomeOf } from '@/lib/import/outcome-flags';
import { CONTEXT, counts, readable } from './fixtures';

/** A file of deals; each row is what stands in the columns behind the first three. */
function deals(headers: string, rows: readonly string[]): string {
  const lines = rows.map((row, i) => `D${i + 1},Nordwind,${100 * (i + 1)},${row}`);
  return [`Deal ID,Partner,Amount,${headers}`, ...lines].join('\n');
}

/** Statuses as stored by deal, what is bad, and what is said and asked before. */
async function imported(text: string) {
  const { proposal } = await analyseCsv(text, CONTEXT);
  const result = await convertCsv(text, { ...CONTEXT, mapping: proposal.mapping });
  const rows = readable(result.chunks, result.dictionaries);
  return {
    table: result.table,
    statuses: Object.fromEntries(rows.map(({ deal, status }) => [deal, status ?? null])),
    bad: result.rejects.map(({ row, column, value, reason }) => ({ row, column, value, reason })),
    counts: counts(result),
    notes: proposal.notes.join(' '),
    questions: proposal.questions,
    rows,
  };
}

describe('flags of an outcome', () => {
  const cell = { y: 1, n: 0, '-': NO_FLAG };
  const of = (flags: Parameters<typeof outcomeOf>[0], cells: string) =>
    outcomeOf(
      flags,
      [...cells].map((c) => cell[c as 'y' | 'n' | '-']),
    );

  it.each([
    ['yy', 'won'],
    ['y-', 'won'],
    ['ny', 'lost'],
    ['nn', 'open'],
    ['-n', 'open'],
    ['-y', ''],
    ['n-', ''],
    ['--', ''],
    ['yn', { at: 0, other: 1 }],
  ])('won and closed %s: %j', (cells, status) => expect(of(['won', 'closed'], cells)).toEqual(status));

  it.each([
    ['yn', 'won'],
    ['ny', 'lost'],
    ['nn', 'open'],
    ['yy', { at: 0, other: 1 }],
  ])('won and lost %s: %j', (cells, status) => expect(of(['won', 'lost'], cells)).toEqual(status));

  it('read “open” the other way round, and closed without an end as a contradiction', () => {
    expect(of(['won', 'open'], 'nn')).toBe('lost');
    expect(of(['won', 'open'], 'yy')).toEqual({ at: 0, other: 1 });
    expect(of(['won', 'lost', 'closed'], 'nny')).toEqual({ at: 2, other: 0 });
    expect(of(['closed', 'open'], 'yy')).toEqual({ at: 1, other: 0 });
  });
});

describe('deals whose status stands in columns of yes and no', () => {
  it.each([
    ['Is Won,Is Closed', 'true', 'false'],
    ['IsClosed,IsWon', '1', '0'],
    ['is_won,is_closed', '1.0', '0.0'],
    ['Closed Won,Closed', 'Yes', 'No'],
    ['Gewonnen,Geschlossen', 'ja', 'nein'],
    ['Gewonnen (J/N),Abgeschlossen (J/N)', 'J', 'N'],
    ['Gagné,Fermé', 'oui', 'non'],
    ['Ganado,Cerrado', 'sí', 'no'],
    ['Ganho,Fechado', 'sim', 'não'],
    ['Vinta,Chiusa', 'sì', 'no'],
    ['Won,Closed', 'x', ''],
    ['Deal - Is Won?,Deal - Is Closed?', 'Y', 'N'],
    ['Opportunity Won,Opportunity Closed', 'TRUE', 'FALSE'],
    ['受注フラグ,完了フラグ', 'はい', 'いいえ'],
  ])('%s with %s and %s', async (headers, yes, no) => {
    const turned = headers.startsWith('IsClosed');
    const row = (won: string, closed: string) =>
      `${turned ? closed : won},${turned ? won : closed},2026-03-01`;
    const text = deals(`${headers},Close Date`, [row(yes, yes), row(no, yes), row(no, no)]);
    const { table, statuses, bad, notes, questions, rows } = await imported(text);
    expect({ table, bad, questions }).toEqual({ table: 'deals', bad: [], questions: [] });
    expect(statuses).toEqual({ D1: 'won', D2: 'lost', D3: 'open' });
    expect(notes).toContain('Status follows from ');
    expect(notes).not.toContain('is not taken');
    // The day of an open deal is one that is expected.
    expect(rows.map(({ closed, expected_close }) => [closed, expected_close])).toEqual([
      ['2026-03-01', undefined],
      ['2026-03-01', undefined],
      [undefined, '2026-03-01'],
    ]);
  });

  it('list rows in which they contradict one another, and cells that are neither', async () => {
    const text = deals('Is Won,Is Closed', ['true,true', 'true,false', 'false,false', 'false,#REF!', ',']);
    const { statuses, bad, counts } = await imported(text);
    expect(statuses).toEqual({ D1: 'won', D3: 'open', D5: null });
    expect(counts).toEqual([5, 3, 0, 0, 2]);
    expect(bad).toEqual([
      {
        row: 2,
        column: 'Is Won',
        value: 'true',
        reason:
          'says that the deal is won, but “Is Closed” that it is not closed: make them agree in the file',
      },
      expect.objectContaining({ row: 4, column: 'Is Closed', value: '#REF!' }),
    ]);
  });

  it('go before the name of a stage, which tells the rest', async () => {
    const text = deals('Stage,Is Won,Is Closed', ['Signed,true,true', 'Shelved,false,true', 'Proposal,,']);
    expect((await imported(text)).statuses).toEqual({ D1: 'won', D2: 'lost', D3: 'open' });
    const lone = deals('Stage,Is Won', ['Signed,true', 'Closed Lost,false', 'Proposal,false']);
    const { statuses, questions } = await imported(lone);
    expect({ statuses, questions }).toEqual({
      statuses: { D1: 'won', D2: 'lost', D3: 'open' },
      questions: [],
    });
  });

  it('leave a column that says the status alone, and days', async () => {
    const text = deals('Status,Is Won', ['won,true', 'lost,false', 'open,true']);
    expect((await imported(text)).statuses).toEqual({ D1: 'won', D2: 'lost', D3: 'open' });
    const days = deals('Won Date', ['2026-01-31', '']);
    expect((await imported(days)).statuses).toEqual({ D1: 'won', D2: 'open' });
  });

  it.each([
    ['Gagnée', 'oui', 'non', 'won', null, 'are open or lost'],
    ['Verloren', 'ja', 'nein', 'lost', null, 'are open or won'],
    ['Is Closed', '1', '0', null, 'open', 'are won or lost'],
    ['Won', 'x', '', 'won', null, 'are open or lost'],
  ])('say what a lone “%s” leaves open', async (header, yes, no, one, other, left) => {
    const { statuses, notes, bad } = await imported(deals(header, [yes, no]));
    expect({ statuses, bad }).toEqual({ statuses: { D1: one, D2: other }, bad: [] });
    expect(notes).toContain(left);
  });

  it('say so once one of two is taken out by hand, and no more once it is back', async () => {
    const { analysis, proposal } = await analyseCsv(
      deals('Is Won,Is Closed', ['true,true', 'false,true', 'false,false']),
      CONTEXT,
    );
    const alone = setTarget(draftOf(proposal), analysis, 4, null);
    expect(alone.notes.join(' ')).toContain('but not whether the others are open or lost');
    const again = setTarget(alone, analysis, 4, 'status');
    expect(again.notes.join(' ')).toContain('Status follows from “Is Won” and “Is Closed”');
    expect(again.mapping.columns.filter(({ target }) => target === 'status')).toMatchObject([
      { outcome: 'won' },
      { outcome: 'closed' },
    ]);
  });
});
