import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { announceChange } from '@/lib/background/changes';
import { handlers } from '@/lib/background/handlers';
import { refreshScorecards } from '@/lib/background/refresh';
import { getTabState, setTabState } from '@/lib/background/tab-state';
import type { PageReading, PageRecord } from '@/lib/crm/types';
import type { Input, Output, Reply, RequestName, SenderRole } from '@/lib/messaging/messages';
import { protocol } from '@/lib/messaging/protocol';
import { answer } from '@/lib/messaging/server';
import { REVISION_KEY } from '@/lib/messaging/watch';
import { database } from '@/lib/store/db';
import { getPartner } from '@/lib/store/partners';
import { noteSiteFields, setPartnerField } from '@/lib/store/sites';
import { installFakes, settled } from './fake';
import { deals, partnerRow, seed } from './seed';

vi.mock('@/lib/kpi/registry', async () => {
  const { testKpis } = await import('./seed');
  const findKpi = (id: string) => testKpis.find((kpi) => kpi.id === id);
  return { kpiDefinitions: testKpis, findKpi, kpiDefinition: findKpi };
});

const page = 'https://crm.example.com/deals/7';
const record: PageRecord = {
  crm: 'generic',
  kind: 'deal',
  id: '7',
  name: 'Contoso rollout',
  stage: 'Proposal',
  amount: null,
  owner: null,
  partner: { name: 'Northwind', id: null, field: 'Partner', basis: 'partner-field' },
  account: null,
  fields: [],
  confidence: 1,
  editing: false,
};
const reading = (change: Partial<PageRecord> = {}): PageReading => ({
  state: 'record',
  record: { ...record, ...change },
});
const naming = (name: string) =>
  reading({ partner: { name, id: null, field: 'Partner', basis: 'partner-field' } });

let fakes: ReturnType<typeof installFakes>;

/** Sends a message as the browser would deliver it. */
async function send<N extends RequestName>(
  name: N,
  input: Input<N>,
  role: SenderRole = protocol[name].from[0]!,
  tabId: number | null = 1,
): Promise<Reply<Output<N>>> {
  const reply = await answer(handlers, name, input, { role, tabId, url: page });
  await settled();
  return reply as Reply<Output<N>>;
}
async function ask<N extends RequestName>(...args: Parameters<typeof send<N>>): Promise<Output<N>> {
  const reply = await send(...args);
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.value;
}
const revision = async () => (await fakeBrowser.storage.session.get(REVISION_KEY))[REVISION_KEY];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-15T09:00:00Z') });
  fakes = installFakes({
    origins: ['https://crm.example.com/*'],
    tabs: [
      { id: 1, url: page },
      { id: 2, url: 'https://elsewhere.example.org/' },
      { id: 3, url: 'chrome://settings/' },
      { id: 4 },
    ],
  });
  await database().delete({ disableAutoOpen: false });
  await seed(
    { deals: [...deals('Northwind', 40, 30, '2026-06-15'), ...deals('Fabrikam', 40, 2, '2026-06-15')] },
    [
      partnerRow('P-1', 'Northwind'),
      partnerRow('P-2', 'Fabrikam', { type: 'referral' }),
      partnerRow('P-3', 'Twin', { crmIds: ['generic:901'] }),
      partnerRow('P-4', 'Twin', { region: 'EMEA' }),
      partnerRow('P-5', 'Quiet Partner'),
    ],
  );
  await refreshScorecards({ what: 'stale' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('there is a handler for every message, and no other', () => {
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(protocol).sort());
  for (const handle of Object.values(handlers)) expect(handle).toBeTypeOf('function');
});

describe('page.reader', () => {
  const files = async (url: string, hint: string | null = null) => {
    const executeScript = vi.fn(async () => []);
    (fakeBrowser as unknown as { scripting: object }).scripting = { executeScript };
    const reply = await answer(handlers, 'page.reader', { hint }, { role: 'content', tabId: 1, url });
    return reply.ok ? executeScript.mock.calls : reply.error.code;
  };

  it.each([
    ['https://crm.example.com/deals/7', '/readers/any.js'],
    ['https://acme.lightning.force.com/lightning/r/Opportunity/006/view', '/readers/salesforce.js'],
    ['https://app-eu1.hubspot.com/contacts/1/record/0-3/2', '/readers/hubspot.js'],
  ])('gives %s the reader %s', async (url, file) => {
    fakes.state.origins.add(`https://${new URL(url).hostname}/*`);
    expect(await files(url)).toEqual([[{ target: { tabId: 1, frameIds: [0] }, files: [file] }]]);
  });

  it.each([
    ['https://crm.example.com/deals/7', 'odoo', 'odoo'],
    ['https://crm.example.com/deals/7', 'suitecrm', 'suitecrm'],
    // The host decides where it is known, and a claim reaches no reader but those of CRMs on any host.
    ['https://app-eu1.hubspot.com/contacts/1/record/0-3/2', 'odoo', 'hubspot'],
    ['https://crm.example.com/deals/7', 'salesforce', 'any'],
    ['https://crm.example.com/deals/7', 'generic', 'any'],
    ['https://crm.example.com/deals/7', '../panel', 'any'],
  ])('%s that claims to be %s gets the reader %s', async (url, hint, reader) => {
    fakes.state.origins.add(`https://${new URL(url).hostname}/*`);
    const calls = (await files(url, hint)) as unknown as [{ files: string[] }][];
    expect(calls.map(([call]) => call.files)).toEqual([[`/readers/${reader}.js`]]);
  });

  it('gives nothing to a site that is not enabled', async () => {
    expect(await files('https://acme.lightning.force.com/')).toBe('refused');
  });
});

describe('page.read', () => {
  it('keeps the reading for its tab and answers the badge', async () => {
    const badge = await ask('page.read', { url: page, reading: reading() });
    expect(badge).toMatchObject({ show: true, partnerName: 'Northwind' });
    expect(Object.keys(badge).sort()).toEqual(['missing', 'partnerName', 'show', 'tone']);
    expect(await getTabState(1)).toEqual({ url: page, reading: reading() });
  });

  it('shows nothing of a record that was told of before the page settled', async () => {
    await ask('page.read', { url: page, reading: { state: 'pending' }, next: naming('Fabrikam') });
    expect(await getTabState(1)).toMatchObject({ url: page, reading: { state: 'pending' } });
    expect(await ask('panel.load', {})).toMatchObject({ state: 'pending' });
    // It became another one.
    expect(await ask('page.read', { url: page, reading: reading() })).toMatchObject({
      partnerName: 'Northwind',
    });
    expect(await ask('panel.load', {})).toMatchObject({ partner: { name: 'Northwind' } });
  });

  it('shows a panel that says what is wrong where what is stored cannot be read, and that can try again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const why = 'What is stored was written by a newer version.';
    const broken = vi.spyOn(database().rules, 'toArray').mockRejectedValue(new Error(why));
    expect(await ask('page.read', { url: page, reading: reading() })).toEqual({
      show: true,
      partnerName: null,
      missing: [],
      tone: 'neutral',
    });
    expect(await getTabState(1)).toEqual({ url: page, reading: reading() });
    await expect(ask('panel.load', {})).rejects.toThrow(why);
    // A page without a record stays as it is.
    expect(await ask('page.read', { url: page, reading: { state: 'pending' } })).toMatchObject({
      show: false,
    });
    await ask('page.read', { url: page, reading: reading() });
    broken.mockRestore();
    expect(await ask('panel.load', {})).toMatchObject({ partner: { name: 'Northwind' } });
  });

  it('tells a record by what is set for its site, also when that could not be read at first', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    await noteSiteFields({
      origin: 'https://crm.example.com',
      kind: 'deal',
      crm: 'generic',
      fields: [{ key: 'reseller', label: 'Reseller' }],
      taken: null,
    });
    await setPartnerField('https://crm.example.com', 'deal', { mode: 'none' });
    const broken = vi.spyOn(database().siteFields, 'get').mockRejectedValue(new Error('Not now.'));
    expect(await ask('page.read', { url: page, reading: reading() })).toMatchObject({ show: true });
    await expect(ask('panel.load', {})).rejects.toThrow('Not now.');
    broken.mockRestore();
    expect(await ask('panel.load', {})).toMatchObject({ state: 'no-partner' });
    // The badge follows.
    expect(fakes.state.commands).toContainEqual(expect.objectContaining({ command: 'page.reread' }));
    await ask('page.read', { url: page, reading: reading() });
    expect(await getTabState(1)).toEqual({ url: page, reading: reading({ partner: null }) });
  });

  it('looks a record up once for page and panel, and anew after a change', async () => {
    const count = vi.spyOn(database().scorecards, 'get');
    const shown = naming('Fabrikam');
    await ask('page.read', { url: page, reading: { state: 'pending' }, next: shown });
    await ask('page.read', { url: page, reading: shown });
    await ask('panel.load', {});
    expect(count).toHaveBeenCalledTimes(1);
    await ask('page.read', { url: page, reading: shown });
    await announceChange();
    await ask('panel.load', {});
    expect(count).toHaveBeenCalledTimes(3);
  });

  it('gives the panel what is foreseen, and names it once the page shows just that', async () => {
    const shown = naming('Fabrikam');
    await ask('page.read', { url: page, reading: { state: 'pending' }, next: shown });
    const coming = await ask('panel.foreseen', {});
    expect(coming).toMatchObject({ view: { tabId: 1, state: 'partner', partner: { name: 'Fabrikam' } } });
    expect(coming?.view).toHaveProperty('lists', false);
    expect((await getTabState(1))?.view).toBe(coming?.id);
    await ask('page.read', { url: page, reading: shown });
    expect(await getTabState(1)).toEqual({ url: page, reading: shown, view: coming?.id });
    // It is shown now, and nothing is ahead of it.
    expect(await ask('panel.foreseen', {})).toBeNull();
  });

  it('puts a view together ahead of time only for a panel that is there', async () => {
    const count = vi.spyOn(database().scorecards, 'get');
    const pending = { url: page, reading: { state: 'pending' } as const, next: naming('Fabrikam') };
    await ask('page.read', pending);
    expect(count).not.toHaveBeenCalled();
    await ask('panel.foreseen', {});
    expect(count).toHaveBeenCalledTimes(1);
    await ask('page.read', { url: page, reading: reading() });
    await ask('page.read', pending);
    expect(count).toHaveBeenCalledTimes(3);
  });

  it('names no view of another record, nor one that something changed under', async () => {
    await ask('page.read', { url: page, reading: { state: 'pending' }, next: naming('Fabrikam') });
    await ask('panel.foreseen', {});
    await ask('page.read', { url: page, reading: reading() });
    expect(await getTabState(1)).not.toHaveProperty('view');
    await ask('page.read', { url: page, reading: { state: 'pending' }, next: naming('Fabrikam') });
    await ask('panel.foreseen', {});
    await announceChange();
    await ask('page.read', { url: page, reading: naming('Fabrikam') });
    expect(await getTabState(1)).not.toHaveProperty('view');
  });

  it('foresees nothing for a page that shows nothing, another tab, or a site that was taken back', async () => {
    expect(await ask('panel.foreseen', {})).toBeNull();
    await ask('page.read', { url: page, reading: { state: 'pending' }, next: naming('Fabrikam') });
    expect(await ask('panel.foreseen', {}, 'panel', 2)).toBeNull();
    await ask('page.read', { url: page, reading: { state: 'pending' } });
    expect(await ask('panel.foreseen', {})).toBeNull();
    fakes.state.origins.clear();
    await ask('page.read', { url: page, reading: { state: 'pending' }, next: naming('Fabrikam') });
    expect(await ask('panel.foreseen', {})).toBeNull();
  });

  it('refuses an address of another site', async () => {
    const reply = await send('page.read', { url: 'https://other.example.com/', reading: reading() });
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(await getTabState(1)).toBeNull();
  });

  it('tells a script nothing once its site was taken back', async () => {
    await ask('page.read', { url: page, reading: reading() });
    fakes.state.origins.clear();
    expect(await ask('page.read', { url: page, reading: reading() })).toEqual({
      show: false,
      partnerName: null,
      missing: [],
      tone: 'neutral',
    });
    expect(await getTabState(1)).toBeNull();
  });

  it.each<PageReading>([{ state: 'no-record' }, { state: 'pending' }])('hides for $state', async (state) => {
    expect(await ask('page.read', { url: page, reading: state })).toMatchObject({ show: false });
    expect(await getTabState(1)).toEqual({ url: page, reading: state });
  });
});

describe('panel.load', () => {
  const load = () => ask('panel.load', {});

  it('shows the record of its own tab, whatever another tab shows', async () => {
    await setTabState(1, { url: page, reading: reading() });
    await setTabState(2, { url: page, reading: naming('Fabrikam') });
    const first = await load();
    expect(first).toMatchObject({
      tabId: 1,
      state: 'partner',
      partner: { id: 'P-1', name: 'Northwind' },
      basis: 'name',
      via: 'Partner',
      record: { name: 'Contoso rollout', kind: 'deal' },
      scorecard: { partnerId: 'P-1', stale: null },
    });
    expect(first.state === 'partner' && first.scorecard.kpis[0]).toMatchObject({
      kpi: 'win-rate',
      code: 'K07',
      name: 'Win rate',
      value: 0.75,
      grade: 'pass',
      minimum: { n: 10, of: 'closed deals' },
    });
    expect(first.state === 'partner' && first.partner).not.toHaveProperty('foldedNames');
    expect(await ask('panel.load', {}, 'panel', 2)).toMatchObject({ tabId: 2, partner: { id: 'P-2' } });
  });

  it('has a state for everything that can be', async () => {
    expect(await load()).toMatchObject({ state: 'no-record', record: null });
    const states: [PageReading, object][] = [
      [{ state: 'pending' }, { state: 'pending' }],
      [
        { state: 'unrecognised', crm: 'hubspot', why: 'x' },
        { state: 'unrecognised', crm: 'hubspot' },
      ],
      [naming('Quiet Partner'), { state: 'no-figures', partner: { id: 'P-5' } }],
      [reading({ partner: null }), { state: 'no-partner' }],
      [
        naming('Twin'),
        { state: 'ambiguous', name: 'Twin', candidates: [{ id: 'P-3' }, { id: 'P-4', name: 'Twin' }] },
      ],
      [
        naming('Northwynd'),
        { state: 'unknown-partner', name: 'Northwynd', suggestions: [{ id: 'P-1', name: 'Northwind' }] },
      ],
      [
        reading({ partner: { name: 'Twin', id: '901', field: 'Partner', basis: 'partner-field' } }),
        { state: 'no-figures', partner: { id: 'P-3' }, basis: 'id' },
      ],
    ];
    for (const [state, view] of states) {
      await setTabState(1, { url: page, reading: state });
      expect(await load()).toMatchObject(view);
    }
    await database().delete({ disableAutoOpen: false });
    await setTabState(1, { url: page, reading: reading() });
    expect(await load()).toMatchObject({ state: 'no-data', record: { name: 'Contoso rollout' } });
  });

  it('says when figures are older than they should be', async () => {
    await setTabState(1, { url: page, reading: reading() });
    vi.setSystemTime(new Date('2026-06-17T09:00:00Z'));
    const view = await load();
    expect(view.state === 'partner' && view.scorecard.stale).toMatch(/end with June 14, 2026; new ones/);
  });

  it('is refused outside a tab', async () => {
    expect(await send('panel.load', {}, 'panel', null)).toMatchObject({ error: { code: 'no-tab' } });
  });
});

describe('panel actions', () => {
  it('sends a jump to the top frame of its own tab', async () => {
    fakes.state.answer = () => ({ found: true });
    expect(await ask('panel.jump', { key: 'reg' })).toEqual({ found: true });
    expect(fakes.state.commands).toEqual([{ tabId: 1, command: 'field.jump', input: { key: 'reg' } }]);
    expect(fakeBrowser.tabs.sendMessage).toHaveBeenCalledWith(1, expect.anything(), { frameId: 0 });
  });

  it('closes a panel that stands over the field', async () => {
    fakes.state.answer = () => ({ found: true, covered: true });
    expect(await ask('panel.jump', { key: 'reg' })).toEqual({ found: true });
    expect(fakes.state.commands).toEqual([
      { tabId: 1, command: 'field.jump', input: { key: 'reg' } },
      { tabId: 1, command: 'panel.collapse', input: { collapsed: true } },
    ]);
  });

  it('finds nothing where no script listens', async () => {
    expect(await ask('panel.jump', { key: 'reg' })).toEqual({ found: false });
  });

  it('collapses its own tab', async () => {
    fakes.state.answer = () => null;
    await ask('panel.collapse', { collapsed: true });
    expect(fakes.state.commands).toEqual([
      { tabId: 1, command: 'panel.collapse', input: { collapsed: true } },
    ]);
  });

  it('links the name on the record of its tab and shows it everywhere', async () => {
    fakes.state.answer = () => null;
    await setTabState(1, { url: page, reading: naming('NW Distribution') });
    await setTabState(2, { url: page, reading: { state: 'no-record' } });
    const before = await revision();
    await ask('panel.link', { partnerId: 'P-1', name: 'NW Distribution' });
    expect((await getPartner('P-1'))?.aliases).toEqual(['NW Distribution']);
    expect(await revision()).not.toBe(before);
    expect(await ask('panel.load', {})).toMatchObject({ state: 'partner', basis: 'alias' });
    const reread = fakes.state.commands.filter(({ command }) => command === 'page.reread');
    expect(new Set(reread.map(({ tabId }) => tabId))).toEqual(new Set([1, 2]));
  });

  it('links nothing without a name or without the partner', async () => {
    await setTabState(1, { url: page, reading: reading({ partner: null }) });
    const name = 'NW Distribution';
    const none = { error: { code: 'not-found' } };
    expect(await send('panel.link', { partnerId: 'P-1', name })).toMatchObject(none);
    await setTabState(1, { url: page, reading: reading() });
    expect(await send('panel.link', { partnerId: 'gone', name })).toMatchObject(none);
  });

  it('links no name that the person did not see', async () => {
    await setTabState(1, { url: page, reading: naming('Somebody Else') });
    expect(await send('panel.link', { partnerId: 'P-1', name: 'NW Distribution' })).toMatchObject({
      error: { code: 'not-found', message: expect.stringContaining('another partner now') },
    });
    expect((await getPartner('P-1'))?.aliases).toEqual([]);
  });
});

describe('limits', () => {
  const global = { level: 'global' } as const;

  it('lists what holds at a level', async () => {
    await ask('limits.set', { ...global, kpi: 'win-rate', warn: 0.5, fail: 0.3 });
    await ask('limits.set', { level: 'type', id: 'reseller', kpi: 'win-rate', warn: 0.6, fail: 0.3 });
    const of = async (scope: Input<'limits.list'>) => (await ask('limits.list', scope))[0];
    expect(await of(global)).toEqual({
      kpi: 'win-rate',
      code: 'K07',
      name: 'Win rate',
      dimension: 'performance',
      unit: 'percent',
      direction: 'higher',
      basis: 'absolute',
      default: { warn: 0.4, fail: 0.2 },
      own: { warn: 0.5, fail: 0.3 },
      effective: { warn: 0.5, fail: 0.3, from: 'global' },
    });
    expect(await of({ level: 'partner', id: 'P-1' })).toMatchObject({
      own: null,
      effective: { warn: 0.6, from: 'type' },
    });
    expect(await of({ level: 'tier', id: 'Gold' })).toMatchObject({ effective: { from: 'global' } });
    expect(await ask('limits.list', global)).toHaveLength(1);
  });

  it('shows a changed limit in the open panel and tells it', async () => {
    await setTabState(1, { url: page, reading: reading() });
    const before = await revision();
    await ask('limits.set', { ...global, kpi: 'win-rate', warn: 0.95, fail: 0.9 });
    expect(await revision()).not.toBe(before);
    const grade = async () => {
      const view = await ask('panel.load', {});
      return view.state === 'partner' ? view.scorecard.kpis[0]?.grade : view.state;
    };
    expect(await grade()).toBe('fail');
    await ask('limits.reset', { ...global, kpi: 'win-rate' });
    expect(await grade()).toBe('pass');
  });

  it.each([
    [{ kpi: 'nothing', warn: 1, fail: 1 }, 'not-found'],
    [{ kpi: 'win-rate', warn: 0.2, fail: 0.4 }, 'bad-input'],
    [{ kpi: 'win-rate', warn: 99, fail: 98 }, 'bad-input'],
    [{ kpi: 'closed-deals', warn: 2, fail: 1 }, 'bad-input'],
  ])('refuses %j', async (limit, code) => {
    expect(await send('limits.set', { ...global, ...limit })).toMatchObject({ error: { code } });
    expect(await database().limits.count()).toBe(0);
  });

  it('resets a whole level', async () => {
    await ask('limits.set', { level: 'tier', id: 'Gold', kpi: 'win-rate', warn: 0.5, fail: 0.3 });
    await ask('limits.reset', { level: 'tier', id: 'Gold', kpi: null });
    expect(await database().limits.count()).toBe(0);
  });
});

describe('weights', () => {
  const heavy = { performance: 40, quality: 30, trust: 10, operations: 10, network: 10 };
  const stamp = async () => (await ask('scorecard.get', { partnerId: 'P-1' })).scorecard?.weights;

  it('of a level score its partners anew at once, stamped with a version that never comes again', async () => {
    expect(await stamp()).toBeUndefined();
    await ask('weights.save', { level: 'global', dimensions: heavy });
    expect(await stamp()).toEqual({ dimensions: heavy, from: 'global', version: 1 });
    await ask('weights.save', { level: 'global', dimensions: null });
    expect(await stamp()).toBeUndefined();
    await ask('weights.save', { level: 'partner', id: 'P-1', dimensions: heavy });
    expect(await stamp()).toMatchObject({ from: 'partner', version: 3 });
    expect(await ask('weights.get', { level: 'partner', id: 'P-1' })).toMatchObject({
      dimensions: { own: heavy, from: 'partner', version: 3 },
      quality: { version: 0 },
    });
    expect(await ask('weights.get', { level: 'global' })).toMatchObject({
      dimensions: { own: null, from: 'default', version: 0 },
    });
  });

  it('out of balance are refused, and what holds stays', async () => {
    const uneven = { ...heavy, performance: 60, quality: 10 };
    const reply = await send('weights.save', { level: 'global', dimensions: uneven });
    expect(reply).toMatchObject({
      error: { code: 'bad-input', message: expect.stringMatching(/More than half/) },
    });
    const none = { retention: 50, margin: 50, support: 0, brand: 0 };
    expect(await send('weights.quality', { weights: none })).toMatchObject({ error: { code: 'bad-input' } });
    expect((await ask('weights.get', { level: 'global' })).dimensions.own).toBeNull();
  });

  it('of the quality score are kept with their version, and taken back', async () => {
    const weights = { retention: 40, margin: 20, support: 20, brand: 20 };
    await ask('weights.quality', { weights });
    expect((await ask('weights.get', { level: 'global' })).quality).toEqual({ weights, version: 1 });
    await ask('weights.quality', { weights: null });
    expect((await ask('weights.get', { level: 'global' })).quality).toMatchObject({ version: 0 });
  });
});

describe('required fields', () => {
  const empty = {
    key: 'reg',
    label: 'Deal registration no.',
    value: '',
    state: 'empty',
    required: false,
  } as const;
  const rule = {
    id: 'own.registration',
    objects: ['deal'] as const,
    stages: [],
    partnerTypes: ['referral'],
    crms: [],
    fields: ['Deal registration no.'],
    why: 'for referral partners',
    enabled: true,
  };
  const missing = async () => (await ask('panel.load', {})).missing;

  it('are asked for by the type of the matched partner, and shown to page and panel alike', async () => {
    await ask('rules.save', rule);
    const shown = { ...naming('Fabrikam') };
    if (shown.state === 'record') shown.record = { ...shown.record, stage: null, fields: [empty] };
    const badge = await ask('page.read', { url: page, reading: shown });
    expect(badge.missing).toEqual([{ key: 'reg', label: 'Deal registration no.' }]);
    expect(await missing()).toEqual([
      {
        key: 'reg',
        label: 'Deal registration no.',
        why: 'for referral partners',
        sources: ['rule'],
        prefill: null,
      },
    ]);
    await ask('rules.delete', { id: rule.id });
    expect(await missing()).toEqual([]);
  });

  it('come back after a reset: a built-in rule that was changed or removed', async () => {
    const built = await ask('rules.list', {});
    const [first, second] = built;
    await ask('rules.delete', { id: first!.id });
    await ask('rules.save', { ...second!, why: 'changed' });
    const own = await ask('rules.list', {});
    expect(own.map(({ id }) => id)).toEqual(built.slice(1).map(({ id }) => id));
    expect(own[0]).toMatchObject({ id: second!.id, why: 'changed' });
    await ask('rules.save', first!);
    expect((await ask('rules.list', {}))[0]).toEqual(first);
    await ask('rules.reset', {});
    expect(await ask('rules.list', {})).toEqual(built);
  });

  it('refuses a rule that says nothing', async () => {
    expect(await send('rules.save', { ...rule, objects: [] })).toMatchObject({
      error: { code: 'bad-input' },
    });
  });
});

describe('evidence.get', () => {
  const part = { kpi: 'win-rate', part: 'counted', offset: 0, limit: 5 } as const;

  it('shows the rows behind a number, with file and row', async () => {
    await database().imports.add({
      id: 1,
      at: '2026-06-15T08:00:00Z',
      files: [{ name: 'deals.csv', bytes: 1, sha256: '' }],
      table: 'deals',
      headerSignature: '',
      rowsRead: 80,
      added: 80,
      changed: 0,
      unchanged: 0,
      rejected: 0,
    });
    const view = await ask('evidence.get', { ...part, partnerId: 'P-1' }, 'page');
    expect(view).toMatchObject({
      kpi: { kpi: 'win-rate', value: 0.75, n: 40 },
      partner: { id: 'P-1', name: 'Northwind' },
      definition: { question: 'Does it win?', counts: 'closed deals', version: 1 },
      totals: { counted: 40, leftOut: 0, immature: 0 },
      part: 'counted',
      offset: 0,
    });
    expect(view.check).toEqual({ rows: 40, value: 0.75, same: true });
    expect(view.says).toMatch(
      /^30 of 40 closed deals\. With 95 % confidence between .* so this passes for certain\.$/,
    );
    expect(view.columns).toContain('Status');
    expect(view.rows).toHaveLength(5);
    expect(view.rows[0]).toMatchObject({ file: 'deals.csv', row: 1, reason: null });
    expect(view.rows[0]!.cells).toHaveLength(view.columns.length);
    expect(view.rows[0]!.cells[view.columns.indexOf('Status')]).toBe('won');
    expect(view.rows[0]!.cells[view.columns.indexOf('Closed')]).toBe('2026-06-14');
    const next = await ask('evidence.get', { ...part, partnerId: 'P-1', offset: 38 }, 'page');
    expect(next.rows.map(({ row }) => row)).toEqual([39, 40]);
  });

  it('gives a panel the partner of its record and nobody else', async () => {
    await setTabState(1, { url: page, reading: naming('Fabrikam') });
    expect(await ask('evidence.get', part, 'panel')).toMatchObject({ partner: { id: 'P-2' } });
    for (const whose of [{ partnerId: 'P-1' }, { programme: true as const }])
      expect(await send('evidence.get', { ...part, ...whose }, 'panel')).toMatchObject({
        error: { code: 'refused' },
      });
    await setTabState(1, { url: page, reading: { state: 'no-record' } });
    expect(await send('evidence.get', part, 'panel')).toMatchObject({ error: { code: 'not-found' } });
  });

  it.each([
    [{ ...part }, 'bad-input'],
    [{ ...part, partnerId: 'P-1', programme: true as const }, 'bad-input'],
    [{ ...part, partnerId: 'gone' }, 'not-found'],
    [{ ...part, partnerId: 'P-1', kpi: 'nothing' }, 'not-found'],
  ])('refuses %j', async (input, code) => {
    expect(await send('evidence.get', input, 'page')).toMatchObject({ error: { code } });
  });

  it('opens one month of the trend: its rows, its value, and no limit', async () => {
    const month = Date.UTC(2026, 4, 1) / 86_400_000;
    const view = await ask('evidence.get', { ...part, partnerId: 'P-1', month, limit: 50 }, 'page');
    expect(view).toMatchObject({
      month,
      kpi: { value: 1, n: 5, limit: null },
      check: { rows: 5, value: 1, same: true },
      totals: { counted: 5 },
      says: '5 of 5 closed deals. A month by itself gets no verdict.',
    });
    const before = await ask(
      'evidence.get',
      { ...part, partnerId: 'P-1', month: Date.UTC(2020, 4, 1) / 86_400_000 },
      'page',
    );
    expect(before).toMatchObject({ kpi: { value: null, n: 0, state: 'not-measured' }, rows: [] });
    expect(before.says).toBe('No rows in this window.');
    const days = view.rows.map(({ cells }) => cells[view.columns.indexOf('Closed')]);
    expect(days).toEqual(['2026-05-31', '2026-05-24', '2026-05-17', '2026-05-10', '2026-05-03']);
    // The whole number is as it was.
    const whole = await ask('evidence.get', { ...part, partnerId: 'P-1' }, 'page');
    expect(whole).toMatchObject({ kpi: { value: 0.75, n: 40 }, totals: { counted: 40 } });
    expect(whole).not.toHaveProperty('month');
  });

  it('opens the value of the whole programme: everybody’s rows, each with its partner, and no limit', async () => {
    const view = await ask('evidence.get', { ...part, programme: true, limit: 1000 }, 'page');
    expect(view).toMatchObject({
      partner: null,
      kpi: { kpi: 'win-rate', limit: null },
      check: { same: true },
    });
    expect(view.kpi.n).toBeGreaterThan(40);
    expect(view.says).toMatch(/; limits are for partners, not for the whole\.$/);
    expect(view.totals.counted).toBe(view.kpi.n);
    const names = new Set(view.rows.map(({ cells }) => cells[view.columns.indexOf('Partner')]));
    expect(names.size).toBeGreaterThan(1);
    expect([...names]).toContain('Northwind');
    expect(view.trend?.months.at(-1)?.n).toBeGreaterThan(5);
  });

  it.each([
    ['in the middle of a month', Date.UTC(2026, 4, 2)],
    ['of a month that is not over', Date.UTC(2026, 5, 1)],
  ])('refuses a day %s', async (_, at) => {
    const input = { ...part, partnerId: 'P-1', month: at / 86_400_000 };
    expect(await send('evidence.get', input, 'page')).toMatchObject({ error: { code: 'bad-input' } });
  });

  it('works for a partner without a row', async () => {
    expect(await ask('evidence.get', { ...part, partnerId: 'P-5' }, 'page')).toMatchObject({
      kpi: { state: 'not-measured' },
      rows: [],
      totals: { counted: 0 },
    });
  });
});

describe('popup and options', () => {
  it.each([
    [1, { origin: 'https://crm.example.com', site: 'enabled' }],
    [2, { origin: 'https://elsewhere.example.org', site: 'disabled', reading: null, panel: null }],
    [3, { origin: null, site: 'blocked' }],
    [4, { origin: null, site: 'blocked' }],
    [99, { origin: null, site: 'blocked' }],
  ])('knows tab %i', async (tabId, status) => {
    expect(await ask('popup.status', { tabId })).toMatchObject(status);
  });

  it('shows what the panel shows, and nothing of the page before', async () => {
    await setTabState(1, { url: page, reading: reading() });
    expect(await ask('popup.status', { tabId: 1 })).toMatchObject({
      reading: { state: 'record' },
      panel: { state: 'partner', tabId: 1, partner: { id: 'P-1' } },
    });
    fakes.state.tabs[0]!.url = 'https://crm.example.com/deals/8';
    expect(await ask('popup.status', { tabId: 1 })).toMatchObject({
      reading: { state: 'pending' },
      panel: { state: 'pending' },
    });
  });

  it('finds partners with their tone, and the first ones for nothing typed', async () => {
    expect(await ask('partners.search', { query: 'nrothwind', limit: 5 }, 'page')).toMatchObject([
      { id: 'P-1', name: 'Northwind', type: 'reseller', tier: 'Gold' },
    ]);
    const all = await ask('partners.search', { query: '', limit: 2 }, 'page');
    expect(all.map(({ name }) => name)).toEqual(['Fabrikam', 'Northwind']);
  });

  it('saves a partner, and search knows it at once', async () => {
    await ask('partners.save', partnerRow('P-9', 'Zenith Agency'));
    expect(await ask('partners.search', { query: 'zenit', limit: 5 }, 'page')).toMatchObject([{ id: 'P-9' }]);
    expect((await getPartner('P-9'))?.origin).toBe('manual');
  });

  it('gives a scorecard, null without figures, and an error for nobody', async () => {
    expect(await ask('scorecard.get', { partnerId: 'P-1' })).toMatchObject({
      partner: { name: 'Northwind' },
      scorecard: { partnerId: 'P-1' },
    });
    expect(await ask('scorecard.get', { partnerId: 'P-5' })).toMatchObject({ scorecard: null });
    expect(await send('scorecard.get', { partnerId: 'x' })).toMatchObject({ error: { code: 'not-found' } });
  });

  it('lists enabled sites', async () => {
    expect(await ask('sites.list', {})).toEqual([
      { origin: 'https://crm.example.com', granted: true, lists: false },
    ]);
  });

  it('computes figures after an import and tells every view twice: changed, and done', async () => {
    const seen: unknown[] = [];
    fakeBrowser.storage.onChanged.addListener((changes: Record<string, unknown>) => {
      if (REVISION_KEY in changes) seen.push(changes[REVISION_KEY]);
    });
    await database().chunks.clear();
    await database().dictionaries.clear();
    await seed({ deals: deals('Quiet Partner', 20, 20, '2026-06-15') }, []);
    await ask('data.changed', {});
    await vi.waitFor(async () => {
      expect(await ask('scorecard.get', { partnerId: 'P-5' })).toMatchObject({
        scorecard: { partnerId: 'P-5', stale: null },
      });
    });
    expect(seen.length).toBeGreaterThanOrEqual(2);
  });

  it('opens one options tab and moves it', async () => {
    const options = fakeBrowser.runtime.getURL('/options.html');
    fakeBrowser.tabs.create = vi.fn() as never;
    fakeBrowser.tabs.update = vi.fn() as never;
    fakeBrowser.windows.update = vi.fn() as never;
    fakeBrowser.tabs.query = vi.fn(async () => []) as never;
    await ask('options.open', { route: '/partners/P-1' });
    expect(fakeBrowser.tabs.create).toHaveBeenCalledWith({ url: `${options}#/partners/P-1` });
    fakeBrowser.tabs.query = vi.fn(async () => [{ id: 8, windowId: 2, url: `${options}#/data` }]) as never;
    await ask('options.open', { route: '/limits' });
    expect(fakeBrowser.tabs.update).toHaveBeenCalledWith(8, { url: `${options}#/limits`, active: true });
    expect(fakeBrowser.windows.update).toHaveBeenCalledWith(2, { focused: true });
    expect(fakeBrowser.tabs.create).toHaveBeenCalledTimes(1);
  });
});
