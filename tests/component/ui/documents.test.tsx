import { describe, expect, test } from 'vitest';
import { ratesDocument, storageDocument } from '@/components/options/data/document';
import { plansDocument, rulesDocument } from '@/components/options/fields/document';
import { focusDocument } from '@/components/options/focus/document';
import { importsDocument } from '@/components/options/import/document';
import { versionsDocument } from '@/components/options/kpis/document';
import { partnerFieldsDocument, sitesDocument } from '@/components/options/sites/document';
import { sourcesDocument } from '@/components/options/sources/document';
import { packsDocument, signersDocument } from '@/components/options/team/document';
import { pageDocument } from '@/components/popup/page-document';
import { creditDocument } from '@/components/ui/export/credit';
import { historyDocument } from '@/components/ui/export/history';
import { monthsDocument } from '@/components/ui/export/months';
import type { ExportDocument } from '@/lib/export/document';
import { documentJson } from '@/lib/export/json';
import { kpiDefinition } from '@/lib/kpi/registry';
import { credit } from '../fixtures/credit';
import { kpis } from '../fixtures/kpis';

/** As a reader of the JSON finds it: a cell that no column names, or one that two name, would be lost. */
function read(content: ExportDocument) {
  for (const { columns, rows } of content.tables) {
    expect(new Set(columns).size).toBe(columns.length);
    for (const row of rows) expect(row).toHaveLength(columns.length);
  }
  return JSON.parse(documentJson(content)) as {
    about: Record<string, string>;
    tables: { title: string; rows: Record<string, unknown>[] }[];
  };
}

test('credit: every model and party, the refusal of one, what would change it and the touches', () => {
  const { about, tables } = read(creditDocument(credit));
  expect(about).toMatchObject({ 'As of': '2026-11-20', Currency: 'EUR', Amount: '100' });
  expect(about.Model).toMatch(/version \d+; touches of \d+ days/);
  const [models, range, touches] = tables;
  expect(models!.rows.find((row) => row.Model === 'First touch' && row['Share (%)'] === 100)).toMatchObject({
    Party: 'Northwind Resellers',
    'Part of the amount': 100,
    'Model version': 1,
  });
  expect(models!.rows.find((row) => row.Model === 'Markov removal effect')).toMatchObject({
    'Share (%)': null,
    Refused: expect.stringMatching(/./),
  });
  expect(models!.rows.filter((row) => row.Chosen === 'yes').length).toBeGreaterThan(0);
  expect(range!.rows).toHaveLength(credit.parties.length);
  expect(touches!.rows[0]).toMatchObject({ File: 'touches.csv', Row: 7, Milestones: 'first touch' });
});

test('seen history: one row a change, and how it is dated', () => {
  const step = { from: 'Open', to: null, before: '2026-11-01T09:00:00Z', at: '2026-11-03T09:00:00Z' };
  const { about, tables } = read(
    historyDocument('Rollout', {
      since: '2026-10-01T09:00:00Z',
      visits: 3,
      firstStage: null,
      stages: [step],
      amounts: [],
      discounts: [{ ...step, from: '0.05', to: '0.2' }],
      partners: [],
      owners: [],
      blanked: { field: 'Reseller', was: 'Northwind', until: step.before, since: step.at },
    }),
  );
  expect(about).toMatchObject({ Record: 'Rollout', 'Stage at the first visit': 'none shown' });
  expect(about.Emptied).toContain('Northwind');
  expect(tables[0]!.rows).toEqual([
    { What: 'Stage', From: 'Open', To: null, 'Last seen before': step.before, 'First seen': step.at },
    {
      What: 'Discount (share)',
      From: '0.05',
      To: '0.2',
      'Last seen before': step.before,
      'First seen': step.at,
    },
  ]);
});

test('months: values in the units that people type, with the limits and how far they are trusted', () => {
  const [kpi] = kpis;
  const { about, tables } = read(
    monthsDocument(kpi!, {
      months: [
        { day: 20_393, value: 0.25, n: 8 },
        { day: 20_424, value: null, n: 0 },
      ],
      limits: { lower: 0, upper: 0.5, mean: 0.25, trusted: false },
      shift: null,
      says: 'Within the noise.',
    }),
  );
  expect(about['Natural process limits']).toBe('0 to 50 around 25 (too few months to be trusted)');
  expect(tables[0]!.rows).toEqual([
    { Month: '2025-11', Value: 25, Unit: '%', n: 8 },
    { Month: '2025-12', Value: null, Unit: '%', n: 0 },
  ]);
});

test('past imports: counts, and findings with their first rows', () => {
  const { tables } = read(
    importsDocument([
      {
        id: 4,
        at: '2026-11-01T09:00:00Z',
        files: [{ name: 'deals.csv', bytes: 10, sha256: 'ab' }],
        table: 'deals',
        headerSignature: '',
        rowsRead: 3,
        added: 2,
        changed: 0,
        unchanged: 0,
        rejected: 1,
        quality: {
          rows: 3,
          findings: [
            {
              kind: 'bad-date',
              column: 'closed',
              count: 1,
              rejected: true,
              first: [{ file: 'deals.csv', row: 3, value: 'soon' }],
            },
          ],
        },
      },
    ]),
  );
  expect(tables[0]!.rows).toMatchObject([
    { Files: 'deals.csv', Table: 'Deals', Added: 2, Rejected: 1, Findings: 1 },
  ]);
  expect(tables[1]!.rows).toMatchObject([
    { Import: 4, Rows: 1, Kept: 'no', 'First rows': 'deals.csv row 3: soon' },
  ]);
});

test('sources: their runs, and nothing of what they are set to', () => {
  const content = sourcesDocument([
    {
      id: 's-1',
      kind: 'feed',
      name: 'Deals feed',
      settings: { url: 'https://feeds.example.com/deals.csv?token=hush' },
      everyMinutes: 60,
      paused: false,
      trouble: null,
      nextAt: null,
      hasCredential: true,
      host: 'feeds.example.com',
      granted: true,
      running: false,
      required: 2,
      runs: [
        {
          id: 1,
          sourceId: 's-1',
          startedAt: '2026-11-01T09:00:00Z',
          endedAt: '2026-11-01T09:00:05Z',
          rows: 10,
          added: 10,
          changed: 0,
          unchanged: 0,
          rejected: 0,
          removed: 0,
          bad: [],
          badCount: 0,
          imports: [4],
          trouble: null,
        },
      ],
    },
  ]);
  const { tables } = read(content);
  expect(tables[0]!.rows).toMatchObject([
    { Source: 'Deals feed', Result: '10 rows came: 10 new', Added: 10 },
  ]);
  expect(tables[1]!.rows).toMatchObject([{ Host: 'feeds.example.com', 'Every (minutes)': 60 }]);
  expect(documentJson(content)).not.toContain('hush');
});

describe('what is set', () => {
  test('rules and plans: where they hold and who set them', () => {
    const rule = {
      id: 'r',
      objects: ['deal' as const],
      stages: [],
      partnerTypes: ['reseller'],
      crms: [],
      fields: ['Code', 'Coupon'],
      why: 'pays',
      enabled: false,
    };
    const [rules] = read(rulesDocument([{ ...rule, locked: true }])).tables;
    expect(rules!.rows).toMatchObject([
      {
        Field: 'Code',
        Or: 'Coupon',
        Stages: 'every',
        'Partner types': 'reseller',
        On: 'no',
        'Set by': 'administrator',
      },
    ]);
    const plan = { scope: 'partner:p-1', items: [{ fields: ['Code'], value: 'NW10' }] };
    const [plans] = read(plansDocument([plan], () => 'Northwind')).tables;
    expect(plans!.rows).toMatchObject([{ Partner: 'Northwind', Field: 'Code', Always: 'NW10', From: null }]);
  });

  test('the KPIs that scorecards show first, with the preset', () => {
    const definitions = [kpiDefinition('win-rate'), kpiDefinition('discount-rate')];
    const preset = { model: 'reseller', objective: 'revenue' as const, stage: 'grow' as const };
    const { about, tables } = read(
      focusDocument('all partners', ['win-rate'], preset, definitions, 'In balance.'),
    );
    expect(about.Preset).toBe('reseller, revenue, grow');
    expect(tables[0]!.rows.map((row) => [row.Id, row['Shown first']])).toEqual([
      ['win-rate', 'yes'],
      ['discount-rate', 'no'],
    ]);
  });

  test('storage in bytes; currencies with what has no rate, and none for the own one', () => {
    expect(read(storageDocument([{ table: 'deals', rows: 2, bytes: 64 }])).tables[0]!.rows).toEqual([
      { Table: 'Deals', Rows: 2, 'Size (bytes)': 64, 'Size is': 'exact' },
    ]);
    const uses = [
      { currency: 'EUR', rows: 5, unconverted: 0 },
      { currency: 'USD', rows: 2, unconverted: 1 },
    ];
    const spans = [{ from: 'EUR', to: 'USD', rates: 3, first: 20_393, last: 20_400 }];
    const [currencies, rates] = read(ratesDocument('EUR', uses, spans)).tables;
    expect(currencies!.rows.map((row) => row['Without a rate'])).toEqual([null, 1]);
    expect(rates!.rows).toMatchObject([{ From: 'EUR', 'First day': '2025-11-01' }]);
  });
});

test('what is seen on a page: its fields with their states', () => {
  const { about, tables } = read(
    pageDocument(
      'https://crm.example.com',
      [
        ['name', 'Rollout'],
        ['owner', null],
      ],
      [{ key: 'code', label: 'Code', value: '', state: 'empty', required: true }],
    ),
  );
  expect(about).toMatchObject({ Site: 'https://crm.example.com', name: 'Rollout', owner: 'none' });
  expect(tables[0]!.rows).toEqual([
    { Field: 'Code', Key: 'code', Value: '', State: 'empty', 'Required by the CRM': 'yes' },
  ]);
});

test('packs and signers: who signed what, and how much each brings', () => {
  const pack = {
    id: 'k1',
    name: 'Partner programme',
    signer: 'Crew',
    fingerprint: 'AAAA-BBBB',
    sequence: 3,
    digest: 'ab12',
    made: '2026-11-01T09:00:00.000Z',
    installed: '2026-11-02T09:00:00.000Z',
    counts: { limits: 12 },
    ids: {},
  };
  expect(read(packsDocument([pack])).tables[0]!.rows[0]).toMatchObject({
    Pack: 'Partner programme',
    Edition: 3,
    'Signed by': 'Crew',
    Limits: 12,
    // It brings none: no zero of anything.
    'Tracking plans': null,
  });
  const signer = { fingerprint: 'AAAA-BBBB', name: 'Crew', trusted: '2026-11-02T09:00:00.000Z' };
  expect(read(signersDocument([signer])).tables[0]!.rows).toEqual([
    { Signer: 'Crew', 'Fingerprint of the key': 'AAAA-BBBB', 'Trusted since': signer.trusted },
  ]);
});

test('sites: access and badges; partner fields: what names the partner and who said so', () => {
  const origin = 'https://crm.example.com';
  const sites = [
    { origin, granted: true, lists: true },
    { origin: 'https://*.example.com', granted: false, lists: null },
  ];
  expect(read(sitesDocument(sites)).tables[0]!.rows.map(({ Access }) => Access)).toEqual([
    'granted',
    'taken back in the browser',
  ]);
  const row = { origin, crm: 'generic', fields: [{ key: 'p', label: 'Reseller' }], taken: 'Partner' };
  const { tables } = read(
    partnerFieldsDocument({
      fields: [
        { ...row, kind: 'deal', setting: { mode: 'auto' } },
        { ...row, kind: 'lead', setting: { mode: 'field', key: 'p' } },
        { ...row, kind: 'account', setting: { mode: 'none' } },
      ],
      choices: [
        { origin, text: 'acme', written: 'ACME', partner: null },
        {
          origin,
          text: 'acme',
          written: 'Acme',
          partner: { id: 'P-1', name: 'Acme', type: null, tier: null, region: null },
        },
      ],
    }),
  );
  expect(tables[0]!.rows.map((one) => [one['Partner field'], one['Set by']])).toEqual([
    ['Partner', 'found by itself'],
    ['Reseller', 'a person'],
    ['no field of this site', 'a person'],
  ]);
  expect(tables[1]!.rows).toEqual([
    { Site: origin, 'On the record': 'ACME', Partner: null, 'Partner number': null },
    { Site: origin, 'On the record': 'Acme', Partner: 'Acme', 'Partner number': 'P-1' },
  ]);
});

test('versions of an own KPI: the one in force, and each definition whole', () => {
  const definition = kpiDefinition('win-rate');
  const at = '2026-11-02T09:00:00.000Z';
  const version = (number: number) => ({
    id: 'own',
    version: number,
    at,
    definition: { ...definition, version: number },
    deletedAt: null,
  });
  const { rows } = read(versionsDocument([version(2), version(1)])).tables[0]!;
  expect(rows.map((one) => [one.Version, one['In force']])).toEqual([
    [2, 'yes'],
    [1, null],
  ]);
  expect(JSON.parse(String(rows[1]!.Definition))).toEqual(
    JSON.parse(JSON.stringify({ ...definition, version: 1 })),
  );
});
