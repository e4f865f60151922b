import type { KpiDefinition } from '@/lib/kpi/define';
import { database } from '@/lib/store/db';
import { toStored } from '@/lib/store/partners';
import { bumpRevision, putWorkspace } from '@/lib/store/settings';
import { encode, type Row, type Rows } from '../facts/build';

const base = {
  question: 'Does it win?',
  dimension: 'performance',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  weight: 1,
  gate: false,
  includes: 'Closed deals.',
  excludes: 'Open deals.',
  sourceOfRecord: 'CRM',
  cadence: 'monthly',
  owner: 'RevOps',
  version: 1,
  source: 'test',
} as const;

const closed = {
  table: 'deals',
  date: 'closed',
  where: { op: 'in', column: 'status', values: ['won', 'lost'] },
} as const;

/** Two KPIs: a share with a fixed limit, and a total without one. */
export const testKpis: readonly KpiDefinition[] = [
  {
    ...base,
    id: 'win-rate',
    code: 'K07',
    name: 'Win rate',
    unit: 'percent',
    direction: 'higher',
    minimum: { n: 10, of: 'closed deals' },
    limit: { basis: 'absolute', warn: 0.4, fail: 0.2 },
    formula: {
      kind: 'proportion',
      rows: closed,
      success: { op: 'in', column: 'status', values: ['won'] },
    },
  },
  {
    ...base,
    id: 'closed-deals',
    code: 'K99',
    name: 'Closed deals',
    unit: 'count',
    direction: 'info',
    minimum: { n: 1, of: 'deals' },
    limit: null,
    formula: { kind: 'count', rows: closed },
  },
];

/** Closed deals of a partner, one a week back from `before`, the first `won` of them won. */
export function deals(partner: string, count: number, won: number, before: string): Row[] {
  const day = Date.parse(before) / 86_400_000;
  return Array.from({ length: count }, (_, i) => ({
    deal: `${partner}-${i}`,
    partner,
    status: i < won ? 'won' : 'lost',
    created: day - 7 * i - 30,
    closed: day - 7 * i - 1,
  }));
}

export function partnerRow(id: string, name: string, more: object = {}) {
  return {
    id,
    name,
    type: 'reseller',
    tier: 'Gold',
    region: null,
    manager: null,
    domains: [],
    aliases: [],
    crmIds: [],
    codes: [],
    parent: null,
    ...more,
  };
}

/** Writes facts and a directory as an import would. */
export async function seed(tables: Rows, partners: ReturnType<typeof partnerRow>[]): Promise<void> {
  const db = database();
  const encoded = encode(tables);
  await db.chunks.bulkAdd([...encoded.chunks]);
  for (const { domain, values } of encoded.dictionaries) {
    if (values.length > 1) {
      await db.dictionaries.add({ domain, from: 1, importId: 1, text: values.slice(1).join('\0') });
    }
  }
  await db.partners.bulkPut(partners.map((partner) => toStored(partner, 'directory')));
  await putWorkspace({ timeZone: 'UTC', currency: 'EUR' });
  await bumpRevision();
}
