import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import { wilson } from '@/lib/stats/wilson';
import { runScore } from '@/tests/tools/score/run';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'partner-lens-score-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const run = (files: Record<string, string>, ...args: string[]) =>
  runScore(['--facts', folderOf(files), '--as-of', '2026-04-15', ...args]);

const FILES = {
  'partners.csv': 'id,name,type,tier\nP1,Alpha GmbH,reseller,gold\nP2,Beta Ltd,affiliate,\n',
  'deals.csv': [
    'deal,partner,created,closed,status,amount,sourced',
    ...Array.from({ length: 18 }, (_, i) => `W${i},Alpha,2026-01-10,2026-03-01,won,1000.25,yes`),
    ...Array.from({ length: 32 }, (_, i) => `L${i},P1,2026-01-10,2026-03-02,lost,10,yes`),
    'G1,Gamma Inc,2026-01-10,2026-03-02,won,1,no',
    '',
  ].join('\n'),
  'orders.csv': 'order,partner,ordered,amount\nO1,P2,2026-02-10,10.00\nO2,P2,2026-02-01,20.00\n',
  'refunds.csv': 'order,refunded,amount\nO2,2026-02-20,5\n',
};

describe('score', () => {
  it('prints every KPI, verdict, dimension and signal of every partner', async () => {
    const { json, errors, code } = await run(FILES);
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    const output = JSON.parse(json!);
    expect(output).toMatchObject({ asOf: '2026-04-15', currency: 'EUR', timeZone: 'UTC' });
    expect(output.partners.map(({ id }: { id: string }) => id)).toEqual(['P1', 'P2', 'Gamma Inc']);
    for (const partner of output.partners) {
      expect(partner.kpis.map(({ id }: { id: string }) => id)).toEqual(kpiDefinitions.map(({ id }) => id));
      expect(partner.verdicts.map(({ question }: { question: string }) => question)).toEqual([
        'working',
        'right-way',
      ]);
      expect(partner.dimensions).toHaveLength(5);
      expect(Array.isArray(partner.signals)).toBe(true);
    }
    const kpi = (partner: number, id: string) =>
      output.partners[partner].kpis.find((each: { id: string }) => each.id === id);
    expect(kpi(0, 'win-rate')).toMatchObject({
      code: 'K07',
      value: 0.36,
      unit: 'percent',
      n: 50,
      numerator: 18,
      denominator: 50,
      ...wilson(18, 50),
      immature: 0,
      state: 'provisional',
      limit: { warn: 0.85 * (19 / 51), fail: 0.7 * (19 / 51), from: 'default', relativeTo: 'programme' },
      window: { from: '2025-04-15', to: '2026-04-15' },
    });
    // Money in units of its currency, as it was written.
    expect(kpi(0, 'partner-sourced-revenue')).toMatchObject({
      value: 18_004.5,
      currency: 'EUR',
      numerator: 18_004.5,
    });
    expect(kpi(1, 'partner-sourced-revenue').value).toBe(30);
    // O1 is 64 days old, O2 73; its refund came after 19.
    expect(kpi(1, 'refund-rate')).toMatchObject({ value: 0.5, n: 2, state: 'insufficient' });
    expect(kpi(1, 'win-rate')).toMatchObject({ value: null, state: 'not-measured' });
    expect(output.programme.kpis).toHaveLength(kpiDefinitions.length);
  });

  it('takes an order that is there twice without a line once, as it was last', async () => {
    const orders = (lines: string) => ({ 'orders.csv': `order,line,partner,ordered,amount\n${lines}` });
    const revenue = async (files: Record<string, string>) => {
      const { json, errors } = await run(files, '--kpi', 'K01');
      expect(errors).toEqual([]);
      const { files: counts, partners } = JSON.parse(json!);
      return [counts[0].repeated, partners[0].kpis[0].value];
    };
    const twice =
      'O1,,P1,2026-03-01,100\nO2,,P1,2026-03-01,50\nO1,,P1,2026-03-01,100\nO1,,P1,2026-03-01,120\n';
    expect(await revenue(orders(twice))).toEqual([2, 170]);
    const withoutColumn = twice.replaceAll(',,', ',');
    expect(await revenue({ 'orders.csv': `order,partner,ordered,amount\n${withoutColumn}` })).toEqual([
      2, 170,
    ]);
    const lines = 'O1,1,P1,2026-03-01,100\nO1,2,P1,2026-03-01,100\nO1,2,P1,2026-03-01,120\n';
    expect(await revenue(orders(lines))).toEqual([1, 220]);
  });

  it('takes one partner and some KPIs by id, name or code', async () => {
    const { json } = await run(FILES, '--partner', 'alpha gmbh', '--kpi', 'K07', '--kpi', 'refund-rate');
    const output = JSON.parse(json!);
    expect(output.partners).toHaveLength(1);
    expect(output.partners[0].kpis.map(({ id }: { id: string }) => id)).toEqual(['win-rate', 'refund-rate']);
  });

  it('takes a code without its letter for all that have one, each once', async () => {
    const codes = async (...asked: string[]) => {
      const { json } = await run(FILES, ...asked.flatMap((code) => ['--kpi', code]));
      return JSON.parse(json!).partners[0].kpis.map(({ code }: { code: string }) => code);
    };
    expect(await codes('k34')).toEqual(['K34a', 'K34b']);
    // K07 is a KPI itself, K07b a variant of it.
    expect(await codes('K07', 'win-rate', 'K35b', 'K35')).toEqual(['K07', 'K35b', 'K35a']);
    expect((await run(FILES, '--kpi', 'K')).errors[0]).toContain('There is no KPI "K"');
  });

  it('reads instants in the workspace time zone', async () => {
    const leads = 'lead,partner,created,status\nL1,P1,2026-03-31 23:30,accepted\n';
    const count = async (...args: string[]) => {
      const { json } = await run(
        { ...FILES, 'leads.csv': leads },
        '--kpi',
        'sales-referrals',
        '--partner',
        'P1',
        ...args,
      );
      return JSON.parse(json!).partners[0].kpis[0].value;
    };
    expect(await count()).toBeNull();
    expect(await count('--time-zone', 'Asia/Tokyo')).toBeNull();
    const utc = { ...FILES, 'leads.csv': leads.replace('2026-03-31 23:30', '2026-03-31T23:30Z') };
    const { json } = await run(
      utc,
      '--kpi',
      'sales-referrals',
      '--partner',
      'P1',
      '--time-zone',
      'Europe/Berlin',
    );
    expect(JSON.parse(json!).partners[0].kpis[0].value).toBe(1);
  });

  it('lists bad rows with file, row and column, measures the others and fails', async () => {
    const bad = `${FILES['deals.csv']}B1,P1,2026-13-10,2026-03-01,won,1,yes\nB2,P1,2026-01-10,2026-03-01,maybe,1,yes\n`;
    const { json, errors, code } = await run({ ...FILES, 'deals.csv': bad });
    expect(code).toBe(1);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(/^deals\.csv: row 52, column "created": "2026-13-10" /);
    expect(errors[1]).toMatch(/^deals\.csv: row 53, column "status": "maybe" /);
    expect(JSON.parse(json!).partners[0].kpis.find(({ id }: { id: string }) => id === 'win-rate').n).toBe(50);
  });

  it.each([
    ['no folder', {}, [], /has no \.csv file/],
    ['an unknown table', { 'things.csv': 'a\n1\n' }, [], /things\.csv: there is no table "things"/],
    [
      'an unknown column',
      { 'deals.csv': 'deal,size\nD1,5\n' },
      [],
      /deals\.csv: "size" is no column of Deals/,
    ],
    [
      'a column that is there twice',
      { 'deals.csv': 'deal,amount,Amount\nD1,5,5\n' },
      [],
      /"amount" is there twice/,
    ],
    ['a missing column', { 'orders.csv': 'order,amount\nO1,5\n' }, [], /the column "ordered" is missing/],
    ['an empty file', { 'deals.csv': '' }, [], /deals\.csv is empty/],
    ['a file of empty lines', { 'deals.csv': '\n\n' }, [], /"deals\.csv" is empty: it has no header row/],
    [
      'a column without a header',
      { 'deals.csv': 'deal,partner,\nD1,P1,5\n' },
      [],
      /deals\.csv: column 3, which has no header, is no column of Deals/,
    ],
    [
      'a table that is no CSV',
      { ...FILES, 'orders.tsv': 'order\n' },
      [],
      /orders\.tsv is not read: write it as/,
    ],
    ['dates that may be two', { 'orders.csv': 'order,ordered\nO1,03/04/2026\n' }, [], /day or month first/],
    ['an unknown partner', FILES, ['--partner', 'nobody'], /no partner "nobody"/],
    ['an unknown KPI', FILES, ['--kpi', 'nothing'], /no KPI "nothing"/],
    ['the flag that is no KPI', FILES, ['--kpi', 'k69'], /K69 \(anomaly\) is no figure but a flag/],
    ['a bad date', FILES, ['--as-of', '15.04.2026'], /"15\.04\.2026" is not a date/],
    ['a bad time zone', FILES, ['--time-zone', 'Mars'], /no time zone "Mars"/],
    ['an unknown option', FILES, ['--nonsense'], /nonsense/],
  ])('says what is wrong with %s', async (_, files, args, message) => {
    const { json, errors, code } = await run(files, ...args);
    expect(json).toBeNull();
    expect(code).toBe(2);
    expect(errors.join('\n')).toMatch(message);
  });

  it('says so where a table is a folder', async () => {
    const folder = folderOf({ 'deals.csv': 'deal,partner\nA,P1\n' });
    mkdirSync(join(folder, 'orders.csv'));
    const { json, errors, code } = await runScore(['--facts', folder, '--as-of', '2026-04-15']);
    expect([json, code]).toEqual([null, 2]);
    expect(errors[0]).toMatch(/^orders\.csv cannot be read as a file/);
  });

  it('counts rows, repeats and rejects of each file', async () => {
    const { json } = await run({
      'partners.csv': 'id,name\nP1,Alpha\nP1,Alpha\nP2,Beta\n',
      // The last row of D1 holds; the second of D2 says the same; D3 is rejected.
      'deals.csv': [
        'deal,partner,closed,status',
        'D1,P1,2026-03-01,lost',
        'D2,P1,2026-03-01,won',
        'D1,P1,2026-03-01,won',
        'D2,P1,2026-03-01,won',
        'D3,P1,2026-02-30,won',
        '',
      ].join('\n'),
    });
    const { files, partners } = JSON.parse(json!);
    expect(files).toEqual([
      { file: 'deals.csv', rows: 5, repeated: 2, rejected: 1 },
      { file: 'partners.csv', rows: 3, repeated: 1, rejected: 0 },
    ]);
    expect(partners[0].kpis.find(({ id }: { id: string }) => id === 'win-rate')).toMatchObject({
      value: 1,
      n: 2,
    });
  });

  it('reads files as other programs write them: byte order mark, line ends, semicolons, empty last column', async () => {
    const plain = 'deal,partner,closed,status,amount\nD1,P1,2026-03-01,won,1000.5\nD2,P1,2026-03-02,lost,\n';
    const value = async (text: string) => {
      const { json, errors } = await run({ 'deals.csv': text }, '--kpi', 'win-rate-value');
      expect(errors).toEqual([]);
      return JSON.parse(json!).partners[0].kpis[0];
    };
    const expected = await value(plain);
    expect(expected).toMatchObject({ value: 1, n: 1, denominator: 1000.5, excluded: { 'no amount': 1 } });
    for (const text of [
      `\uFEFF${plain}`,
      plain.replaceAll('\n', '\r\n'),
      plain.replaceAll(',', ';').replace('1000.5', '1.000,50'),
      plain.replaceAll('\n', ',\n'),
      plain.replace('2026-03-01', '01.03.2026').replace('2026-03-02', '02.03.2026'),
    ])
      expect(await value(text)).toEqual(expected);
  });

  it('says of a partner without rows why nothing is measured', async () => {
    const { json, code } = await run({
      'partners.csv': 'id,name\nP1,Alpha\n',
      'deals.csv': 'deal,partner,closed\n',
    });
    expect(code).toBe(0);
    const { kpis } = JSON.parse(json!).partners[0];
    expect(kpis.find(({ id }: { id: string }) => id === 'win-rate')).toMatchObject({
      value: null,
      n: 0,
      state: 'not-measured',
      reason: expect.stringMatching(/Nothing was imported as "Deals"/),
      window: { from: '2025-04-15', to: '2026-04-15' },
    });
  });

  it.each([
    ['before all data', '2020-01-01', null, '2019-01-01'],
    ['on the last day of February', '2026-02-28', null, '2025-02-28'],
    ['on the last day of March', '2026-03-31', 0.36, '2025-03-31'],
  ])('ends windows before an as-of day %s', async (_, asOf, value, from) => {
    const { json, errors } = await run(FILES, '--as-of', asOf, '--partner', 'P1', '--kpi', 'K07');
    expect(errors).toEqual([]);
    expect(JSON.parse(json!).partners[0].kpis[0]).toMatchObject({ value, window: { from, to: asOf } });
  });

  it('says when the newest row is more than 14 days old, rows of after the as-of day aside', async () => {
    const files = {
      'deals.csv': 'deal,partner,created\na,P1,2026-03-31\nb,P1,2026-04-15\nc,P1,2026-05-01\n',
    };
    const signals = async (asOf: string): Promise<string[]> => {
      const { json } = await runScore(['--facts', folderOf(files), '--as-of', asOf]);
      return JSON.parse(json!).partners[0].signals.map(({ rule }: { rule: string }) => rule);
    };
    expect(await signals('2026-04-14')).not.toContain('stale-data');
    expect(await signals('2026-04-15')).toContain('stale-data');
    expect(await signals('2026-04-16')).not.toContain('stale-data');
  });

  it('says which options it needs', async () => {
    const { errors, code } = await runScore([]);
    expect(code).toBe(2);
    expect(errors[0]).toMatch(/Give --facts and --as-of/);
    expect((await runScore(['--help'])).json).toMatch(/npm run score/);
  });

  it('converts money by rates.csv, of either shape, to the currency that is asked for', async () => {
    const files = {
      'partners.csv': 'id,name\nP1,Alpha GmbH\n',
      'deals.csv':
        'deal,partner,created,closed,status,amount,currency,sourced\nD1,P1,2026-01-10,2026-03-01,won,110,USD,yes\nD2,P1,2026-01-10,2026-03-02,won,1500,JPY,yes\n',
    };
    const long = 'day,from,to,rate\n2026-02-27,EUR,USD,1.1\n2026-02-27,USD,JPY,150\n';
    const wide = 'Date, USD, JPY,\n2026-02-27,1.1,165,\n2026-04-01,9,9,\n';
    const revenue = async (more: Record<string, string>, ...args: string[]) => {
      const { json, errors } = await run({ ...files, ...more }, '--kpi', 'K01', ...args);
      expect(errors).toEqual([]);
      return JSON.parse(json!).partners[0].kpis[0];
    };
    for (const rates of [long, wide]) {
      const euros = await revenue({ 'rates.csv': rates });
      expect(euros).toMatchObject({ currency: 'EUR', n: 2 });
      expect(euros.value).toBeCloseTo(100 + 1500 / 165, 9);
      const dollars = await revenue({ 'rates.csv': rates }, '--currency', 'usd');
      expect(dollars.value).toBeCloseTo(110 + 10, 9);
    }
    const without = await revenue({});
    expect(without.value).toBeNull();
    expect(without.reason).toMatch(/no USD\/EUR rate for 2026-03-01/);
  });
});

describe('own KPIs and variants', () => {
  const own = {
    ...kpiDefinition('win-rate'),
    id: 'own-large',
    code: 'U1',
    name: 'Large deals won',
    version: 3,
    limit: { basis: 'absolute', warn: 0.4, fail: 0.3 },
    formula: {
      kind: 'proportion',
      rows: {
        table: 'deals',
        date: 'closed',
        where: {
          op: 'compare',
          is: '>=',
          left: { op: 'column', column: 'amount' },
          right: { op: 'number', value: 1_000 },
        },
      },
      success: { op: 'in', column: 'status', values: ['won'] },
    },
  } as const;
  const file = (kpi: object) => JSON.stringify({ partnerLensKpis: 1, kpis: [kpi] });
  const score = (kpi: object, ...args: string[]) => {
    const folder = folderOf(FILES);
    const path = join(folderOf({ 'own.json': file(kpi) }), 'own.json');
    return runScore(['--facts', folder, '--as-of', '2026-04-15', '--definitions', path, ...args]);
  };

  it('measures the KPIs of a file beside the built-in ones, and judges them', async () => {
    const { json, errors } = await score(own, '--partner', 'P1', '--kpi', 'U1');
    expect(errors).toEqual([]);
    const output = JSON.parse(json!);
    // 10.00 and more: all of them, since amounts are in minor units.
    expect(output.partners[0].kpis).toMatchObject([
      { id: 'own-large', version: 3, value: 0.36, n: 50, numerator: 18, grade: 'warn', limit: { warn: 0.4 } },
    ]);
  });

  it('says what is wrong with a file', async () => {
    expect((await score({ ...own, minimum: { n: 0, of: 'deals' } })).errors[0]).toMatch(
      /own\.json:\n"Large deals won": minimum: The minimum sample/,
    );
    expect((await score({ ...own, extra: 1 })).errors[0]).toContain('it has “extra”');
    const gone = await run(FILES, '--definitions', '/nowhere/own.json');
    expect(gone).toMatchObject({ code: 2, json: null });
  });

  it('puts a variant in the place of its standard KPI', async () => {
    const weighted = async (...args: string[]) => {
      const output = JSON.parse((await run(FILES, '--partner', 'P1', ...args)).json!);
      return output.partners[0].dimensions.find(
        ({ dimension }: { dimension: string }) => dimension === 'performance',
      );
    };
    const standard = await weighted();
    const chosen = await weighted('--variant', 'win-rate-value');
    expect(chosen.total).toBe(standard.total);
    expect((await run(FILES, '--variant', 'win-rate')).errors[0]).toContain('There is no variant "win-rate"');
  });
});
