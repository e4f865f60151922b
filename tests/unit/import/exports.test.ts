import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyseCsv } from '@/lib/import/convert';
import { guessTables, matchHeaders } from '@/lib/import/headers';
import { knownExport, products } from '@/lib/import/known-exports';
import { importTable } from '@/lib/import/tables';
import { cases } from '../../fixtures/exports/headers';
import { CONTEXT } from './fixtures';

const split = (headers: string) => headers.split(',');

describe('standard exports', () => {
  it.each(cases.map((one, i) => [`${i + 1}. ${one.product}: ${one.headers.slice(0, 40)}…`, one] as const))(
    '%s',
    (_, { product, headers, table, columns }) => {
      const list = split(headers);
      const known = knownExport(list);
      expect(products[product]!.exports, `${headers} is not told as ${product}`).toContain(known?.format);
      expect(guessTables(list)[0]!.table).toBe(table);
      const matched = matchHeaders(list, importTable(table)).map(({ source, column }) => [
        column,
        list[source],
      ]);
      expect(Object.fromEntries(matched)).toEqual(columns);
    },
  );

  it('are one file a product, each with a case here', () => {
    const files = readdirSync('lib/import/exports').map((name) => name.replace(/\.ts$/, ''));
    expect(Object.keys(products).sort()).toEqual(files.sort());
    expect([...new Set(cases.map(({ product }) => product))].sort()).toEqual(files);
  });

  it('name columns that their table has, and values that the columns take', () => {
    for (const { exports } of Object.values(products))
      for (const { table: id, columns, patterns, constants, values, advice } of exports) {
        const table = importTable(id);
        for (const column of [columns, patterns, constants, values, advice].flatMap((part) =>
          Object.keys(part ?? {}),
        ))
          expect(Object.keys(table.columns), `${id}.${column}`).toContain(column);
        for (const [column, words] of Object.entries(values ?? {}))
          for (const means of Object.values(words)) expect(table.columns[column]!.values).toContain(means);
      }
  });

  it('bring what no column says, and the product’s own words', async () => {
    const text =
      'Record Id,Lead Owner,Company,Lead Status,Lead Source,Created Time,Partner\n' +
      '1,Ada,Nordwind GmbH,Junk Lead,Web,2026-01-02 10:00,Alpha\n2,Ada,Suedwind,Contacted,Web,2026-01-03 10:00,Alpha\n';
    const { proposal } = await analyseCsv(text, CONTEXT);
    expect(proposal.mapping.table).toBe('leads');
    expect(proposal.mapping.columns.find(({ target }) => target === 'status')?.values).toEqual({
      'Junk Lead': 'rejected',
      Contacted: 'accepted',
    });
    expect(proposal.questions).toEqual([]);
    expect(proposal.notes[0]).toBe('Recognised as an export: Zoho CRM leads.');

    const survey = await analyseCsv(
      'Respondent ID,Collector ID,End Date,Custom Data 1,How likely is it that you would recommend us?\n7,1,2026-02-01,Alpha,9\n',
      CONTEXT,
    );
    expect(survey.proposal.mapping).toMatchObject({ table: 'surveys', constants: { kind: 'nps' } });
    expect(survey.proposal.questions).toEqual([]);
  });
});
