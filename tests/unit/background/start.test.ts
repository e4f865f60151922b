import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { MIDNIGHT } from '@/lib/background/alarms';
import { refreshScorecards } from '@/lib/background/refresh';
import { startBackground } from '@/lib/background/start';
import { getTabState, setTabState } from '@/lib/background/tab-state';
import { REVISION_KEY } from '@/lib/messaging/watch';
import { database } from '@/lib/store/db';
import { getScorecard } from '@/lib/store/scorecards';
import { installFakes, settled } from './fake';
import { deals, partnerRow, seed } from './seed';

vi.mock('@/lib/kpi/registry', async () => {
  const { testKpis } = await import('./seed');
  const findKpi = (id: string) => testKpis.find((kpi) => kpi.id === id);
  return { kpiDefinitions: testKpis, findKpi, kpiDefinition: findKpi };
});

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-15T09:00:00Z') });
  installFakes();
  await database().delete({ disableAutoOpen: false });
  await seed({ deals: deals('Northwind', 40, 30, '2026-06-15') }, [partnerRow('P-1', 'Northwind')]);
});

// A run that still goes on would write into the database of the next test: this one comes after it.
afterEach(async () => {
  await refreshScorecards({ what: 'stale' });
  await settled();
});

describe('startBackground', () => {
  it('hears the message that woke the worker: every listener is there in the first turn', () => {
    startBackground();
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(true);
    expect(fakeBrowser.runtime.onInstalled.hasListeners()).toBe(true);
    expect(fakeBrowser.tabs.onRemoved.hasListeners()).toBe(true);
    expect(fakeBrowser.alarms.onAlarm.hasListeners()).toBe(true);
  });

  it('takes up what a stopped worker left undone, and sets the alarm', async () => {
    startBackground();
    await vi.waitFor(async () => expect(await getScorecard('P-1')).toBeDefined());
    const alarm = await fakeBrowser.alarms.get(MIDNIGHT);
    expect(new Date(alarm!.scheduledTime).toISOString()).toBe('2026-06-16T00:01:00.000Z');
  });

  it('moves the day at midnight and tells every view', async () => {
    startBackground();
    await vi.waitFor(async () => expect(await getScorecard('P-1')).toBeDefined());
    const { asOfDay } = (await getScorecard('P-1'))!;
    await settled();
    const before = await fakeBrowser.storage.session.get(REVISION_KEY);
    vi.setSystemTime(new Date('2026-06-16T00:01:00Z'));
    await fakeBrowser.alarms.onAlarm.trigger({ name: MIDNIGHT, scheduledTime: Date.now() } as never);
    await vi.waitFor(async () => expect((await getScorecard('P-1'))?.asOfDay).toBe(asOfDay + 1));
    await settled();
    expect(await fakeBrowser.storage.session.get(REVISION_KEY)).not.toEqual(before);
    const alarm = await fakeBrowser.alarms.get(MIDNIGHT);
    expect(new Date(alarm!.scheduledTime).toISOString()).toBe('2026-06-17T00:01:00.000Z');
  });

  it('forgets a tab with the tab', async () => {
    startBackground();
    await setTabState(7, { url: 'https://crm.example.com/', reading: { state: 'no-record' } });
    await fakeBrowser.tabs.onRemoved.trigger(7, { windowId: 1, isWindowClosing: false });
    await settled();
    expect(await getTabState(7)).toBeNull();
  });
});
