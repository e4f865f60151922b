import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dealCredit, influence } from '@/lib/background/credit';
import { handle } from '@/lib/background/handlers/deal.credit';
import { setTabState } from '@/lib/background/tab-state';
import type { PageReading } from '@/lib/crm/types';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import type { Asker } from '@/lib/messaging/server';
import { database } from '@/lib/store/db';
import { getWorkspace, putWorkspace } from '@/lib/store/settings';
import { installFakes } from './fake';
import { partnerRow, seed } from './seed';

const DAY = '2026-11-21';

beforeEach(async () => {
  installFakes();
  vi.useFakeTimers({ now: new Date(`${DAY}T12:00:00Z`), toFake: ['Date'] });
  await seed(
    {
      deals: [
        {
          deal: 'D-1',
          name: 'Contoso rollout',
          partner: 'P-1',
          created: '2026-10-01',
          status: 'open',
          amount: 100_000,
        },
        {
          deal: 'D-2',
          partner: 'P-2',
          created: '2026-10-01',
          closed: '2026-11-02',
          status: 'won',
          amount: 900,
        },
        { deal: 'D-3', name: 'Untouched', created: '2026-10-01', status: 'open' },
      ],
      touches: [
        {
          touch: '1',
          partner: 'P-1',
          deal: 'D-1',
          at: '2026-09-10T09:00',
          channel: 'Webinar',
          campaign: 'Autumn',
        },
        { touch: '2', deal: 'D-1', at: '2026-10-20T09:00', channel: 'Newsletter' },
        { touch: '3', partner: 'P-2', deal: 'D-1', at: '2026-11-01T09:00' },
        { touch: '4', partner: 'P-2', deal: 'D-2', at: '2026-11-01T09:00' },
        { touch: '5', partner: 'P-1', deal: 'D-2', at: '2026-11-03T09:00' },
      ],
    },
    [partnerRow('P-1', 'Northwind'), partnerRow('P-2', 'Fabrikam')],
  );
});
afterEach(async () => {
  vi.useRealTimers();
  await database().delete();
  await database().open();
});

const record = (more: object): PageReading => ({
  state: 'record',
  record: {
    crm: 'generic',
    kind: 'deal',
    id: 'D-1',
    name: 'Contoso rollout',
    stage: null,
    amount: null,
    owner: null,
    partner: null,
    account: null,
    fields: [],
    confidence: 1,
    editing: false,
    ...more,
  },
});

describe('credit of a deal', () => {
  it('shows every model, the range, the touches and what would flip it', async () => {
    const answer = await dealCredit(['D-1'], null);
    if (answer.state !== 'credit') throw new Error(answer.why);
    const { credit } = answer;
    expect(credit.parties.map(({ name }) => name)).toEqual(['Our own campaigns', 'Northwind', 'Fabrikam']);
    expect(credit.models).toHaveLength(15);
    // First touch and opportunity created by the same one: 60, and 10 over the two others.
    expect(credit.models.find(({ id }) => id === 'w')!.parts).toEqual([7_143, 85_714, 7_143]);
    expect(credit.models.find(({ id }) => id === 'markov')!.refused).toMatch(/needs 200 paths/);
    expect(credit.range[1]).toEqual({ low: 0, high: 1 });
    expect(credit.verdict).toBe('Northwind has the most, 86 % of the credit.');
    expect(credit.touches.map(({ at, party, what, milestones }) => [at, party, what, milestones])).toEqual([
      ['2026-09-10 09:00', 1, 'Webinar · Autumn', ['first touch', 'opportunity created']],
      ['2026-10-20 09:00', 0, 'Newsletter', []],
      ['2026-11-01 09:00', 2, '', []],
    ]);
    expect(credit.flips).toContain(
      'Without the touch of Northwind on 10 Sept 2026, our own campaigns would have the most, 75 %.',
    );
    // A touch on the day that the opportunity was created would have brought it about.
    expect(credit.flips.find((flip) => flip.includes('one more touch of Fabrikam'))).toMatch(
      /^With one more touch of Fabrikam on \d+ \w+ 2026, (before|between|after) .* Fabrikam would have the most, \d+\u00a0%\.$/,
    );
  });

  it('counts touches of a closed deal up to its day', async () => {
    const answer = await dealCredit(['D-2'], null);
    expect(answer).toMatchObject({
      state: 'credit',
      credit: { day: '2026-11-02', verdict: 'Fabrikam alone touched this deal.', deal: { state: 'won' } },
    });
  });

  it('finds a deal by its name only where one deal has it', async () => {
    expect(await dealCredit(['other'], 'Contoso rollout')).toMatchObject({ state: 'credit' });
    expect(await dealCredit(['other'], 'Nobody’s')).toEqual({
      state: 'none',
      why: 'This deal is not among the imported deals.',
    });
    expect(await dealCredit(['D-3'], null)).toMatchObject({ state: 'none', why: /^No touch of this deal/ });
  });

  it('follows the model of the settings', async () => {
    const attribution = { ...DEFAULT_ATTRIBUTION, model: 'last' };
    await putWorkspace({ ...(await getWorkspace()), attribution });
    expect(await dealCredit(['D-1'], null)).toMatchObject({
      credit: { chosen: 'last', verdict: 'Fabrikam has the most, 100 % of the credit.' },
    });
    await expect(
      putWorkspace({ ...(await getWorkspace()), attribution: { ...attribution, lookbackDays: 0 } }),
    ).rejects.toThrow('lookback');
  });
});

describe('deal.credit', () => {
  const panel: Asker = { role: 'panel', tabId: 3 } as Asker;
  const page: Asker = { role: 'page', tabId: null } as Asker;

  it('gives a panel its own tab’s deal and no other', async () => {
    await setTabState(3, { url: 'https://crm.example.com/1', reading: record({}) });
    expect(await handle({}, panel)).toMatchObject({ state: 'credit', credit: { deal: { id: 'D-1' } } });
    await expect(handle({ dealId: 'D-2' }, panel)).rejects.toThrow('A panel cannot name a deal');
    await expect(handle({ tabId: 9 }, panel)).rejects.toThrow('A panel cannot name a deal');
    await setTabState(3, { url: 'https://crm.example.com/1', reading: record({ kind: 'lead' }) });
    await expect(handle({}, panel)).rejects.toThrow('no longer shows a deal');
  });

  it('lets a page name a deal or a tab, one of them', async () => {
    expect(await handle({ dealId: 'D-2' }, page)).toMatchObject({ credit: { deal: { id: 'D-2' } } });
    await setTabState(3, { url: 'https://crm.example.com/1', reading: record({}) });
    expect(await handle({ tabId: 3 }, page)).toMatchObject({ credit: { deal: { id: 'D-1' } } });
    await expect(handle({}, page)).rejects.toThrow('Say which deal');
    await expect(handle({ dealId: 'D-1', tabId: 3 }, page)).rejects.toThrow('Say which deal');
  });
});

describe('influence.report', () => {
  it('names partners, channels and campaigns', async () => {
    expect(await influence('new', 'quarter', true)).toMatchObject({
      window: { from: '2026-10-01', to: DAY },
      model: { id: 'w', version: 1 },
      total: { conversions: 1, amount: 900 },
      sources: [{ party: { partnerId: 'P-2', name: 'Fabrikam' }, campaign: '', attributed: 900 }],
    });
  });
});
