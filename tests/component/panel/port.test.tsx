import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followingPort } from '@/components/panel/port';
import { basisWords } from '@/components/panel/words';
import { currentTab } from '@/components/popup/tab';
import { evidence } from '../fixtures/evidence';
import { announce, background, harness } from '../fixtures/harness';
import { status } from '../fixtures/popup';
import { partner, views } from '../fixtures/views';

harness();

describe('the side panel', () => {
  test('looks over the shoulder of one tab', async () => {
    const server = background({
      'popup.status': () => status,
      'evidence.get': ({ part }) => evidence(part),
    });
    const port = followingPort(async () => 7);
    expect(port.embedded).toBe(false);
    expect(await port.load()).toEqual(views.partner);
    await port.evidence('win_rate', 'counted', 0, 25);
    expect(server.inputs('popup.status')).toEqual([{ tabId: 7 }]);
    expect(server.inputs('evidence.get')).toEqual([
      { kpi: 'win_rate', part: 'counted', offset: 0, limit: 25, partnerId: 'p-1' },
    ]);
    expect(server.inputs('panel.load')).toEqual([]);
  });

  test('has no record where nothing of the tab is known', async () => {
    background({ 'popup.status': () => ({ ...status, panel: null }) });
    expect(await followingPort(async () => 7).load()).toMatchObject({ state: 'no-record', tabId: 7 });
  });

  test('keeps the unknown name as an alias of the chosen partner', async () => {
    const server = background({
      'popup.status': () => ({ ...status, panel: views['unknown-partner'] }),
      'scorecard.get': () => ({ partner: { ...partner, aliases: ['NWR'] }, scorecard: null }),
      'partners.save': () => null,
    });
    const port = followingPort(async () => 7);
    await port.load();
    await port.link('p-1', 'Northwnd Ltd.');
    expect(server.inputs('partners.save')).toEqual([{ ...partner, aliases: ['NWR', 'Northwnd Ltd.'] }]);
  });

  test('shows the tab that is looked at, and lets go of its own place', async () => {
    const server = background({ 'popup.status': () => status });
    let active = 7;
    const port = followingPort(async () => active);
    const changed = vi.fn();
    const stop = port.watch(changed);
    await port.load();
    active = 8;
    await fakeBrowser.tabs.onActivated.trigger({ tabId: 8, windowId: 1 });
    expect(changed).toHaveBeenCalledTimes(1);
    await port.load();
    expect(server.inputs('popup.status')).toEqual([{ tabId: 7 }, { tabId: 8 }]);
    await announce('tab:8');
    expect(changed).toHaveBeenCalledTimes(2);
    stop();
    await fakeBrowser.tabs.onActivated.trigger({ tabId: 7, windowId: 1 });
    expect(changed).toHaveBeenCalledTimes(2);

    await fakeBrowser.storage.local.set({ docked: true });
    expect(port.dock?.docked).toBe(true);
    await port.dock?.change();
    expect(await fakeBrowser.storage.local.get('docked')).toEqual({ docked: false });
  });

  test('follows its tab', async () => {
    background({ 'popup.status': () => status });
    const port = followingPort(async () => 7);
    await port.load();
    const changed = vi.fn();
    const stop = port.watch(changed);
    await announce('tab:8');
    expect(changed).not.toHaveBeenCalled();
    await announce('tab:7');
    expect(changed).toHaveBeenCalledTimes(1);
    stop();
    await announce('tab:7');
    expect(changed).toHaveBeenCalledTimes(1);
  });
});

describe('currentTab', () => {
  test('the address may name the tab', async () => {
    expect(await currentTab('?tab=42')).toBe(42);
  });

  test('otherwise it is the active one of the window', async () => {
    fakeBrowser.tabs.query = vi.fn(async () => [{ id: 9 }]) as never;
    expect(await currentTab('')).toBe(9);
    expect(await currentTab('?tab=now')).toBe(9);
    expect(fakeBrowser.tabs.query).toHaveBeenCalledWith({ active: true, currentWindow: true });
  });

  test('no tab is an error that says what to do', async () => {
    fakeBrowser.tabs.query = vi.fn(async () => []) as never;
    await expect(currentTab('')).rejects.toThrow('Open the page first');
  });
});

describe('basisWords', () => {
  test.each([
    ['id', 'Partner', 'matched by the record linked in the field “Partner”'],
    ['id', '', 'this is the partner’s own record'],
    ['name', 'Partner', 'matched by the name in the field “Partner”'],
    ['name', 'Northwind Resellers', 'matched by the record’s name'],
    ['alias', 'Reseller', 'matched by another name, in the field “Reseller”'],
    ['domain', 'northwind.example.com', 'matched by the domain northwind.example.com'],
    ['domain', 'Website', 'matched by the domain in the field “Website”'],
    ['manual', '', 'chosen by a person on this site'],
    [
      'registration',
      'Deal reg',
      'the partner field names nobody; matched by the number in the field “Deal reg”',
    ],
    ['code', 'Coupon', 'the partner field names nobody; matched by the code in the field “Coupon”'],
    ['account', 'Northwind', 'the partner field names nobody; the account “Northwind” is this partner'],
  ] as const)('%s via “%s”', (basis, via, words) => {
    expect(basisWords(basis, via, 'Northwind Resellers')).toBe(words);
  });
});
