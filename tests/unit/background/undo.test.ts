import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { newKpi } from '@/components/options/kpis/editor/draft';
import { suggestionsFor } from '@/lib/background/detective';
import { loadEvidence } from '@/lib/background/evidence';
import { handlers } from '@/lib/background/handlers';
import type { PageReading } from '@/lib/crm/types';
import { analyseFile } from '@/lib/import/analyse';
import { textSource } from '@/lib/import/decode';
import { propose } from '@/lib/import/propose';
import { runImport } from '@/lib/import/run';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { Input, Output, RequestName } from '@/lib/messaging/messages';
import { protocol } from '@/lib/messaging/protocol';
import { answer } from '@/lib/messaging/server';
import { database } from '@/lib/store/db';
import { deleteImport } from '@/lib/store/imports';
import { saveKpi } from '@/lib/store/kpis';
import { allPartners, getPartner } from '@/lib/store/partners';
import { putWorkspace } from '@/lib/store/settings';
import { installFakes, settled } from './fake';

/** Undoing an import against a database in which it never was: whatever a person can look at must be the same. */

const NOW = new Date('2026-06-15T09:00:00Z');
const ORIGIN = 'https://crm.example.com';
const LIST = `${ORIGIN}/deals`;
const CONTEXT = { timeZone: 'UTC', currency: 'EUR' };

const day = (ago: number) => new Date(NOW.getTime() - ago * 86_400_000).toISOString().slice(0, 10);
const csv = (header: string, rows: string[]) => [header, ...rows].join('\n');

const DEALS = 'Deal ID,Deal Name,Partner,Customer ID,Stage,Create Date,Close Date,Amount';
const deals = (from: number, to: number, partner: (i: number) => string, won: (i: number) => boolean) =>
  csv(
    DEALS,
    Array.from({ length: to - from }, (_, k) => {
      const i = from + k;
      const stage = won(i) ? 'Closed Won' : 'Closed Lost';
      return `D-${i},Deal ${i},${partner(i)},C-${i},${stage},${day(420 - 3 * i)},${day(390 - 3 * i)},${1_000 + 37 * i}`;
    }),
  );
const leads = (from: number, to: number, partner: string) =>
  csv(
    'Lead ID,Partner,Customer ID,Created',
    Array.from(
      { length: to - from },
      (_, k) => `L-${from + k},${partner},C-${from + k},${day(500 - from - k)}`,
    ),
  );
const partners = (rows: string[]) => csv('Partner ID,Partner Name,Partner Type,Tier,Aliases', rows);

const half = (i: number) => i % 2 === 0;
const northwindFirst = (i: number) => (i < 60 ? 'Northwind' : 'Fabrikam');

/** What is there before, what is undone, and what comes later and says again what the undone import said. */
const FIRST: [string, string][] = [
  ['partners', partners(['P-1,Northwind,Reseller,Gold,', 'P-2,Fabrikam,Reseller,Silver,'])],
  ['deals', deals(0, 120, northwindFirst, half)],
  ['leads', leads(0, 30, 'Northwind')],
];
/** Rows that are new, rows of before with another outcome and partner, a partner that nobody had. */
const UNDONE: [string, string][] = [
  [
    'deals',
    deals(
      40,
      160,
      (i) => (i % 3 ? 'Fabrikam' : i % 2 ? 'Tailspin' : 'Northwind'),
      (i) => i % 5 === 0,
    ),
  ],
  ['leads', leads(20, 60, 'Fabrikam')],
  ['partners', partners(['P-2,Fabrikam,Referral,Platinum,Fab Works', 'P-3,Tailspin,Agency,Gold,'])],
];
const LATER: [string, string][] = [
  [
    'deals',
    deals(
      100,
      150,
      (i) => (i % 3 ? 'Fabrikam' : 'Northwind'),
      (i) => i % 5 === 0,
    ),
  ],
  ['leads', leads(25, 40, 'Fabrikam')],
];

async function load([table, text]: [string, string], at: string): Promise<number> {
  const source = textSource(`${table}.csv`, text);
  const analysis = await analyseFile(source);
  const { mapping } = propose(analysis, CONTEXT, table);
  return (await runImport([{ source, format: analysis.format }], mapping, { now: at })).id;
}
async function loadAll(files: [string, string][], at: string): Promise<number[]> {
  const ids: number[] = [];
  for (const file of files) ids.push(await load(file, at));
  return ids;
}

const lostShare: KpiDefinition = {
  ...newKpi([]),
  id: 'own-lost',
  name: 'Deals lost',
  direction: 'lower',
  limit: { basis: 'absolute', warn: 0.3, fail: 0.5 },
  formula: {
    kind: 'proportion',
    rows: { table: 'deals', date: 'closed' },
    success: { op: 'in', column: 'status', values: ['lost'] },
  },
};

async function ask<N extends RequestName>(name: N, input: Input<N>, role = protocol[name].from[0]!) {
  const reply = await answer(handlers, name, input, { role, tabId: 1, url: LIST });
  await settled();
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  return reply.value as Output<N>;
}

/** A deal page that names no partner, of a customer that a lead may have brought. */
const unattributed = (customer: string): PageReading => ({
  state: 'record',
  record: {
    crm: 'generic',
    kind: 'deal',
    id: 'X-1',
    name: 'Contoso rollout',
    stage: 'Proposal',
    amount: null,
    owner: null,
    partner: null,
    account: { name: customer, id: customer, domain: null },
    fields: [{ key: 'partner', label: 'Partner', value: '', state: 'empty', required: false }],
    confidence: 1,
    editing: false,
  },
});

/** A context that has nothing in memory: what was computed for another database is not known to it. */
async function refresh(): Promise<void> {
  vi.resetModules();
  const { refreshScorecards } = await import('@/lib/background/refresh');
  expect((await refreshScorecards({ what: 'stale' }, NOW)).ran).toBe(true);
}

/** Everything that somebody can look at. Numbers of revisions and imports, and the time of computing, are not of it. */
async function everything() {
  const db = database();
  const everyone = (await allPartners()).sort((a, b) => (a.id < b.id ? -1 : 1));
  const standings = await db.standings.toArray();
  const row = (id: string, text: string) => ({
    id,
    name: `Deal ${id}`,
    kind: 'deal' as const,
    href: `${LIST}/${id}`,
    cells: [{ label: 'Partner', text, href: null }],
  });
  const evidence = [];
  for (const { id } of everyone.filter(({ id }) => id.startsWith('P-')))
    for (const kpi of ['win-rate', 'own-lost'])
      evidence.push(
        await loadEvidence(kpi, (await getPartner(id))!, { part: 'counted', offset: 0, limit: 500 }),
      );
  return {
    partners: everyone,
    // Their key for lists, `brief`, repeats what is in them.
    scorecards: (await db.scorecards.toArray()).map((card) => ({
      ...card,
      computedAt: null,
      revision: null,
      brief: null,
    })),
    // Own KPIs and the months of trends are in them too.
    bases: (await db.bases.toArray()).map(({ revision: _, ...basis }) => basis),
    programme: (await db.programme.toArray()).map(({ revision: _, ...entry }) => entry),
    standings: standings
      .map(({ kpi, partnerIds, figures }) => [
        kpi,
        partnerIds.map((id, i) => [id, ...figures.subarray(i * 7, i * 7 + 7)]).sort(),
      ])
      .sort(),
    evidence: evidence.map(({ rows, totals, check }) => ({
      totals,
      check,
      rows: rows.map((one) => JSON.stringify(one)).sort(),
    })),
    suggestions: [
      await suggestionsFor({ url: `${LIST}/X-1`, reading: unattributed('C-10') }),
      await suggestionsFor({ url: `${LIST}/X-1`, reading: unattributed('C-27') }),
      await suggestionsFor({ url: `${LIST}/X-1`, reading: unattributed('C-55') }),
    ],
    badges: await ask('list.badges', {
      crm: 'generic',
      rows: [row('1', 'Northwind'), row('2', 'Fabrikam'), row('3', 'Fab Works'), row('4', 'Tailspin')],
    }),
    worklist: await ask('worklist.list', {}),
  };
}

async function workspace(): Promise<void> {
  await database().delete({ disableAutoOpen: false });
  await putWorkspace(CONTEXT);
  await ask('sites.badges', { origin: ORIGIN, on: true }, 'page');
  await saveKpi(lostShare, NOW);
}

/** A visit leaves a record with a missing partner on the worklist. */
async function visit(): Promise<void> {
  vi.setSystemTime(NOW);
  await ask('page.read', { url: `${LIST}/X-1`, reading: unattributed('C-27') }, 'content');
  await vi.waitFor(async () => expect(await ask('worklist.list', {})).toHaveLength(1));
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  installFakes({ origins: [`${ORIGIN}/*`], tabs: [{ id: 1, url: LIST }] });
});

it('scorecards, own KPIs, trends, evidence, suggestions, badges and worklist are as if an undone import never was', async () => {
  await workspace();
  await loadAll(FIRST, '2026-06-01T08:00:00Z');
  const undone = await loadAll(UNDONE, '2026-06-02T08:00:00Z');
  await visit();
  await refresh();
  const between = await everything();
  for (const id of undone.reverse()) await deleteImport(id);
  await refresh();
  const after = await everything();

  await workspace();
  await loadAll(FIRST, '2026-06-01T08:00:00Z');
  await visit();
  await refresh();
  const never = await everything();
  expect(after).toEqual(never);
  // The undone import did show in each of them.
  for (const part of [
    'partners',
    'scorecards',
    'bases',
    'programme',
    'standings',
    'evidence',
    'suggestions',
    'badges',
  ] as const)
    expect(between[part], part).not.toEqual(never[part]);
});

it('rows that a later import says again stay as that one says them', async () => {
  await workspace();
  await loadAll(FIRST, '2026-06-01T08:00:00Z');
  const undone = await loadAll(UNDONE, '2026-06-02T08:00:00Z');
  await loadAll(LATER, '2026-06-03T08:00:00Z');
  await refresh();
  // Not the latest first: each in the order in which it came.
  for (const id of undone) await deleteImport(id);
  await refresh();
  const after = await everything();

  await workspace();
  await loadAll(FIRST, '2026-06-01T08:00:00Z');
  await loadAll(LATER, '2026-06-03T08:00:00Z');
  await refresh();
  expect(after).toEqual(await everything());
});
