import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  currentState,
  dropTabState,
  getTabState,
  setTabState,
  type TabState,
  tabsWithState,
} from '@/lib/background/tab-state';

const shown: TabState = { url: 'https://crm.example.com/deals/7', reading: { state: 'no-record' } };
const pending = (url: string): TabState => ({ url, reading: { state: 'pending' } });

beforeEach(() => fakeBrowser.reset());

describe('tab state', () => {
  it('is kept per tab and dropped with it', async () => {
    await setTabState(7, shown);
    await setTabState(12, { ...shown, url: 'https://crm.example.com/deals/8' });
    await fakeBrowser.storage.session.set({ revision: 'x' });
    expect(await getTabState(7)).toEqual(shown);
    expect(await getTabState(1)).toBeNull();
    expect(await tabsWithState()).toEqual([7, 12]);
    await dropTabState(7);
    expect(await getTabState(7)).toBeNull();
    expect(await tabsWithState()).toEqual([12]);
  });

  it.each([
    ['https://crm.example.com/deals/7', shown],
    ['https://crm.example.com/deals/7#notes', shown],
    ['https://crm.example.com/deals/8', pending('https://crm.example.com/deals/8')],
    ['https://crm.example.com/deals/7?tab=2', pending('https://crm.example.com/deals/7?tab=2')],
    ['https://other.example.com/deals/7', null],
    ['http://crm.example.com/deals/7', null],
    [undefined, null],
  ])('on a tab that now shows %s', (url, state) => {
    expect(currentState(shown, url)).toEqual(state);
  });

  it('does not take two records of a hash-routed CRM for one', () => {
    const hash: TabState = { ...shown, url: 'https://crm.example.com/#/deals/7' };
    expect(currentState(hash, 'https://crm.example.com/#/deals/7')).toEqual(hash);
    expect(currentState(hash, 'https://crm.example.com/#/deals/8')).toEqual(
      pending('https://crm.example.com/#/deals/8'),
    );
  });

  it('knows nothing without a state', () => {
    expect(currentState(null, 'https://crm.example.com/')).toBeNull();
  });
});
