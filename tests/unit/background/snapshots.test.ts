import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { handlers } from '@/lib/background/handlers';
import {
  forgetOldVisits,
  forgetVisitsElsewhere,
  noteSnapshot,
  onTakeIn,
  rememberedSites,
  TAKE_IN,
} from '@/lib/background/snapshots';
import { setTabState, type TabState } from '@/lib/background/tab-state';
import type { FieldState, PageRecord } from '@/lib/crm/types';
import type { Input, Output, RequestName } from '@/lib/messaging/messages';
import { answer } from '@/lib/messaging/server';
import type { PanelView } from '@/lib/messaging/views';
import { database } from '@/lib/store/db';
import { listImports } from '@/lib/store/imports';
import { allSeen } from '@/lib/store/seen';
import { snapshotsOn } from '@/lib/store/snapshots';
import { installFakes, settled } from './fake';
import { partnerRow, seed } from './seed';

vi.mock('@/lib/kpi/registry', async () => {
  const { testKpis } = await import('./seed');
  const findKpi = (id: string) => testKpis.find((kpi) => kpi.id === id);
  return { kpiDefinitions: testKpis, findKpi, kpiDefinition: findKpi };
});

const SITE = 'https://crm.example.com';
const url = `${SITE}/deals/7`;
const VIEW = { tabId: 1, missing: [], record: null, state: 'no-partner' } as PanelView;
let fakes: ReturnType<typeof installFakes>;

async function ask<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
  const reply = await answer(handlers, name, input, {
    role: 'page',
    tabId: null,
    url: 'chrome-extension://x',
  });
  await settled();
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.value as Output<N>;
}

function deal(part: Partial<PageRecord> = {}, partner: FieldState = 'value'): TabState {
  const named = { name: 'Northwind', id: null, field: 'Partner', basis: 'partner-field' } as const;
  const field = { key: 'partner', label: 'Partner', required: false, state: partner };
  return {
    url,
    reading: {
      state: 'record',
      record: {
        crm: 'generic',
        kind: 'deal',
        id: '7',
        name: 'Contoso rollout',
        stage: 'Proposal',
        amount: '€1,000',
        owner: 'Desk one',
        partner: partner === 'value' ? named : null,
        account: null,
        fields: [{ ...field, value: partner === 'value' ? 'Northwind' : '' }],
        confidence: 1,
        editing: false,
        ...part,
      },
    },
  };
}

/** A tab shows something, and shows what `meanwhile` leaves when its time is over. */
async function visit(
  state: TabState,
  before: TabState | null = null,
  meanwhile: () => Promise<void> = async () => {},
) {
  await setTabState(1, state);
  await noteSnapshot(1, state, before, VIEW, meanwhile);
}

const count = async () => (await snapshotsOn(SITE)).length;

beforeEach(async () => {
  fakes = installFakes({ origins: [`${SITE}/*`], tabs: [{ id: 1, url }] });
  await seed({}, [partnerRow('P1', 'Northwind')]);
});
afterEach(async () => {
  await settled();
  await database().delete({ disableAutoOpen: false });
});

describe('a visit', () => {
  it('leaves nothing until a person switches it on, and for an enabled site alone', async () => {
    await visit(deal());
    expect(await count()).toBe(0);
    await expect(ask('sites.remember', { origin: 'https://other.example.com', on: true })).rejects.toThrow(
      'not enabled',
    );
    await ask('sites.remember', { origin: SITE, on: true });
    await visit(deal());
    expect(await count()).toBe(1);
    await ask('sites.remember', { origin: SITE, on: false });
    await visit(deal({ stage: 'Closed Won' }));
    expect(await count()).toBe(1);
  });

  it('leaves nothing of a page that is loading or changes while it is looked at', async () => {
    await ask('sites.remember', { origin: SITE, on: true });
    await visit(deal({}, 'pending'));
    await visit(deal(), null, () => setTabState(1, deal({ stage: 'Typing' })));
    await visit(deal(), null, () => setTabState(1, { ...deal(), url: `${SITE}/deals/8` }));
    expect(await count()).toBe(0);
  });

  it('takes what stands in a form when it opens, never what is typed into it', async () => {
    await ask('sites.remember', { origin: SITE, on: true });
    const opened = deal({ editing: true });
    await visit(opened);
    await visit(deal({ editing: true, stage: 'Closed Won' }), opened);
    expect((await snapshotsOn(SITE)).map(({ values }) => values.stage)).toEqual(['Proposal']);
    // A new record that is being written has no id yet.
    await visit(deal({ editing: true, id: null }));
    expect(await count()).toBe(1);
  });

  it('puts a record whose partner field was emptied into the worklist', async () => {
    await ask('sites.remember', { origin: SITE, on: true });
    await visit(deal());
    await visit(deal({}, 'empty'));
    const [record] = await allSeen();
    expect(record!.gaps).toEqual([
      expect.objectContaining({ label: 'Partner', sources: ['seen'], filled: null }),
    ]);
    expect(record!.gaps[0]!.why).toMatch(/^named Northwind until \d{4}-\d\d-\d\d, now empty$/);
  });
});

describe('what was seen', () => {
  it('is taken into the figures by an alarm, and told with how much waits', async () => {
    await ask('sites.remember', { origin: SITE, on: true, keepDays: 90 });
    await visit(deal());
    expect(await fakeBrowser.alarms.get(TAKE_IN)).toBeTruthy();
    const told = { origin: SITE, on: true, keepDays: 90, snapshots: 1, records: 1 };
    expect(await rememberedSites()).toEqual([{ ...told, waiting: true }]);
    await fakeBrowser.alarms.clear(TAKE_IN);
    await onTakeIn();
    expect(await rememberedSites()).toEqual([{ ...told, waiting: false }]);
    const imports = (await listImports()).map(({ table, seenOn }) => [table, seenOn]).sort();
    // A built-in rule asks for the partner of a deal.
    expect(imports).toEqual([
      ['deals', SITE],
      ['field_checks', SITE],
    ]);
    expect(await fakeBrowser.alarms.get(TAKE_IN)).toBeFalsy();
  });

  it('is one import a table after a day of visits', async () => {
    await ask('sites.remember', { origin: SITE, on: true });
    for (const stage of ['Proposal', 'Negotiation', 'Closed Won']) {
      await visit(deal({ stage }));
      await ask('sites.take-in', { origin: SITE });
    }
    expect(await listImports()).toHaveLength(8);
    await forgetOldVisits(Date.now() + 86_400_000, 'UTC');
    expect((await listImports()).map(({ table }) => table).sort()).toEqual([
      'deals',
      'field_checks',
      'stage_changes',
    ]);
  });

  it('is forgotten by a press, and with its site', async () => {
    await ask('sites.remember', { origin: SITE, on: true });
    await visit(deal());
    await ask('sites.take-in', { origin: SITE });
    expect(await ask('sites.forget-visits', { origin: SITE })).toEqual({ forgotten: 1 });
    expect(await listImports()).toEqual([]);
    expect(await rememberedSites()).toMatchObject([{ on: true, snapshots: 0 }]);

    await visit(deal());
    await forgetVisitsElsewhere();
    expect(await count()).toBe(1);
    fakes.state.origins.clear();
    await forgetVisitsElsewhere();
    expect(await count()).toBe(0);
    expect(await rememberedSites()).toEqual([]);
  });
});
