import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { textSource } from '@/lib/import/decode';
import { propose } from '@/lib/import/propose';
import type { QualityReport } from '@/lib/import/quality/report';
import { findingWords } from '@/lib/import/quality/words';
import { runImport } from '@/lib/import/run';
import { getImport } from '@/lib/store/imports';
import { putPartners, toStored } from '@/lib/store/partners';
import { putWorkspace } from '@/lib/store/settings';
import { partnerWith } from '../../fixtures/partner';
import { freshDatabase } from '../store/fixtures';
import { CONTEXT } from './fixtures';

/** What an import that is read again from the store says of its rows. */
async function quality(text: string, table: string, directory: string[] = []): Promise<QualityReport> {
  const db = freshDatabase();
  await putWorkspace(CONTEXT, db);
  await putPartners(
    directory.map((name) => toStored(partnerWith({ id: name, name }), 'directory')),
    db,
  );
  const source = textSource('file.csv', text);
  const analysis = await analyseFile(source);
  const { mapping } = propose(analysis, CONTEXT, table);
  const { id } = await runImport([{ source, format: analysis.format }], mapping, {
    now: '2026-06-15T10:00:00Z',
    db,
  });
  return (await getImport(id, db))!.quality!;
}

const brief = ({ findings }: QualityReport) =>
  findings.map(({ kind, column, count, rejected, first }) => [
    kind,
    column,
    count,
    ...(rejected ? ['left out'] : []),
    first.map(({ row }) => row).join(' '),
  ]);

describe('quality of an import', () => {
  it('says nothing of rows that are in order', async () => {
    const report = await quality(
      'Deal ID,Partner,Stage,Created,Closed,Amount\nD1,Alpha,Won,2026-01-02,2026-02-03,10\n',
      'deals',
      ['Alpha'],
    );
    expect(report).toEqual({ rows: 1, findings: [] });
  });

  it('lists each kind with its count and first rows', async () => {
    const report = await quality(
      [
        'Deal ID,Partner,Stage,Created,Closed,Amount,Currency,Type',
        'D1,Alpha,Won,2026-01-02,2026-02-03,10,EUR,New business',
        'D1,Alpha,Won,2026-01-02,2026-02-03,11,EUR,New business',
        'D2,Beta,Won,2026-03-02,2026-02-03,10,EUR,Renewal',
        'D3,,Frozen,2027-03-02,,10,EUR,Renewal',
        'D4,Beta,Frozen,1971-01-01,,-5,EUR,Renewal',
        'D5,Alpha,Won,2026-01-02,2026-02-03,10,ZZY,Renewal',
        'D6,Alpha,Won,2026-01-02,2026-02-03,10,EUR,Whatever',
        'D7,Alpha,Won,2026-13-45,2026-02-03,10,EUR,Renewal',
        'D8,Alpha,Won',
        '',
      ].join('\n'),
      'deals',
      ['Alpha'],
    );
    expect(report.rows).toBe(5);
    expect(brief(report)).toEqual(
      [
        ['shape', null, 1, 'left out', '9'],
        ['bad-date', 'created', 1, 'left out', '8'],
        ['currency', 'currency', 1, 'left out', '6'],
        ['unmapped', 'type', 1, 'left out', '7'],
        ['unknown-partner', 'partner', 2, '3'],
        ['unmapped', 'stage', 2, '4'],
        ['no-partner', 'partner', 1, '4'],
        ['future', 'created', 1, '4'],
        ['too-old', 'created', 1, '5'],
        ['negative', 'amount', 1, '5'],
        ['before-start', 'closed', 1, '3'],
        ['duplicate', null, 1, '2'],
      ].sort((a, b) => order(report, a) - order(report, b)),
    );
    const stage = report.findings.find(({ column }) => column === 'stage')!;
    expect(stage.values).toEqual([{ value: 'Frozen', count: 2 }]);
    expect(stage.first).toEqual([{ file: 'file.csv', row: 4, value: 'Frozen' }]);
    expect(findingWords(stage, 'deals')).toBe('Rows with a Stage of unknown meaning');
  });

  it('knows the scales of scores and shares', async () => {
    const scores = await quality(
      'Response id,Partner,Survey,Score,Answered\n1,A,nps,11,2026-01-02\n2,A,csat,0,2026-01-02\n3,A,nps,0,2026-01-02\n',
      'surveys',
    );
    expect(brief(scores)).toEqual([['out-of-range', 'score', 2, '1 2']]);
    // Without a directory nobody can be missing from it.
    expect(scores.findings.some(({ kind }) => kind === 'unknown-partner')).toBe(false);
    const orders = await quality(
      'Order,Partner,Date,Amount,Profit,Discount\nO1,A,2026-01-02,10,-3,150%\nO2,A,2026-01-02,-10,-3,50%\n',
      'orders',
    );
    expect(brief(orders)).toEqual([
      ['negative', 'amount', 1, '2'],
      ['out-of-range', 'discount', 1, '1'],
    ]);
  });
});

/** Findings of one count may come in any order among themselves. */
function order({ findings }: QualityReport, brief: unknown[]): number {
  return findings.findIndex(({ kind, column }) => kind === brief[0] && column === brief[1]);
}

describe('the report on a directory', () => {
  it('names what would lead to the wrong partner, or to none', async () => {
    const report = await quality(
      `Partner ID,Partner Name,Partner Type,Website,Referral code,Parent Company
P1,Northwind,Reseller,northwind.example,NW10,
P2,Northwind,Reseller,nw.example,NW20,Northwind
P3,Southwind,Conglomerate,northwind.example,nw 10,Nobody Ltd
P3,Southwind,,southwind.example,,
P4,Eastwind,Agency,,,Kept Inc
P5,,,,,
`,
      'partners',
      ['Kept Inc'],
    );
    expect(report.rows).toBe(5);
    const named = Object.fromEntries(
      report.findings.map(({ kind, column, count, rejected, first }) => [
        `${kind} ${column ?? ''}`.trim(),
        [count, rejected, first.map(({ row }) => row).join(' ')],
      ]),
    );
    expect(named).toEqual({
      'no-key name': [1, true, '6'],
      joined: [1, false, '4'],
      'unmapped type': [1, false, '3'],
      'shared name': [2, false, '1 2'],
      'shared domains': [2, false, '1 3'],
      'shared codes': [2, false, '1 3'],
      'unknown-parent parent': [1, false, '3'],
    });
    const shared = report.findings.find(({ column }) => column === 'domains')!;
    expect(shared.values).toEqual([{ value: 'northwind.example', count: 2 }]);
    expect(findingWords(shared, 'partners')).toMatch(/another partner has too/);
  });

  it('finds nothing in a clean one', async () => {
    const text = 'Partner ID,Partner Name,Partner Type\nP1,Northwind,Reseller\nP2,Southwind,Agency\n';
    expect(await quality(text, 'partners')).toEqual({ rows: 2, findings: [] });
  });
});
