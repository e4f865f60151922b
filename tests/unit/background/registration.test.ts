import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { getTabState, setTabState } from '@/lib/background/tab-state';
import { installFakes, settled } from './fake';

const acme = 'https://crm.example.com/*';
const other = 'https://other.example.com/*';

/** Both scripts of a page, as they are registered. */
const scriptsOn = (...matches: string[]) => [
  { id: 'first', matches, js: ['/first.js'], runAt: 'document_start', persistAcrossSessions: true },
  {
    id: 'crm',
    matches,
    js: ['/content-scripts/crm.js'],
    runAt: 'document_idle',
    persistAcrossSessions: true,
  },
];

/** A fresh module is a fresh worker. */
async function startWorker() {
  vi.resetModules();
  const registration = await import('@/lib/background/registration');
  registration.watchPermissions();
  await settled();
}

describe('registration', () => {
  let fakes: ReturnType<typeof installFakes>;
  beforeEach(() => {
    fakes = installFakes({
      tabs: [
        { id: 1, url: 'https://crm.example.com/deals/7' },
        { id: 2, url: 'https://elsewhere.example.org/' },
        { id: 3, url: 'https://crm.example.com/deals/8', discarded: true },
        { id: 4, url: 'https://crm.example.com/error' },
        { id: 5, url: 'https://other.example.com/' },
      ],
    });
  });

  it('registers nothing without a site', async () => {
    await startWorker();
    expect(fakes.state.calls).toEqual([]);
  });

  it('registers a site when it is granted and enters its open tabs', async () => {
    await startWorker();
    fakes.grant(acme);
    await settled();
    expect(fakes.state.registered).toEqual(scriptsOn(acme));
    expect(fakes.state.injected).toEqual([1]);
  });

  it('adds a second site by an update and leaves the tabs of the first alone', async () => {
    await startWorker();
    fakes.grant(acme);
    await settled();
    fakes.grant(other);
    await settled();
    expect(fakes.state.calls).toEqual(['register', 'update']);
    expect(fakes.state.registered).toEqual(scriptsOn(acme, other));
    expect(fakes.state.injected).toEqual([1, 5]);
  });

  it('registers each script once when grants and starts come at the same moment', async () => {
    await startWorker();
    fakes.grant(acme);
    fakes.grant(other);
    fakeBrowser.runtime.onStartup.trigger();
    fakeBrowser.runtime.onInstalled.trigger({ reason: 'update' } as never);
    await settled();
    expect(fakes.state.registered).toEqual(scriptsOn(acme, other));
  });

  it('changes nothing when a restarted worker finds all as it should be', async () => {
    await startWorker();
    fakes.grant(acme);
    await settled();
    const before = fakes.state.calls.length;
    await startWorker();
    fakeBrowser.runtime.onStartup.trigger();
    await settled();
    expect(fakes.state.calls.slice(before)).toEqual([]);
  });

  it('repairs a registration that the browser lost, and enters the pages that loaded without it', async () => {
    fakes.state.origins.add(acme);
    await startWorker();
    expect(fakes.state.registered[0]?.matches).toEqual([acme]);
    expect(fakes.state.injected).toEqual([1]);
  });

  it('replaces what another build registered, though nothing tells of an update', async () => {
    fakes.state.origins.add(acme);
    fakes.state.registered.push({ id: 'crm', matches: [acme], js: ['old/crm.js'], runAt: 'document_start' });
    await startWorker();
    expect(fakes.state.registered).toEqual(scriptsOn(acme));
    expect(fakes.state.injected).toEqual([1]);
    // As the browser tells it: without the slash.
    for (const script of fakes.state.registered) script.js = script.js!.map((file) => file.slice(1));
    const before = fakes.state.calls.length;
    await startWorker();
    expect(fakes.state.calls.slice(before)).toEqual([]);
  });

  it('registers over one that the browser holds but does not tell of', async () => {
    fakes.state.origins.add(acme);
    fakes.state.registered.push({ id: 'crm', matches: [other] });
    const { scripting } = fakeBrowser as unknown as {
      scripting: { getRegisteredContentScripts(): Promise<unknown[]> };
    };
    scripting.getRegisteredContentScripts = async () => [];
    await startWorker();
    expect(fakes.state.registered).toEqual(scriptsOn(acme));
  });

  it('enters open tabs after an install or update', async () => {
    fakes.state.origins.add(acme);
    await startWorker();
    fakes.state.injected.length = 0;
    fakeBrowser.runtime.onInstalled.trigger({ reason: 'update' } as never);
    await settled();
    expect(fakes.state.injected).toEqual([1]);
  });

  it('unregisters with the last site, and forgets what its tabs showed', async () => {
    await startWorker();
    fakes.grant(acme);
    fakes.grant(other);
    await settled();
    await setTabState(1, { url: 'https://crm.example.com/deals/7', reading: { state: 'no-record' } });
    await setTabState(5, { url: 'https://other.example.com/', reading: { state: 'no-record' } });
    fakes.revoke(acme);
    await settled();
    expect(fakes.state.registered[0]?.matches).toEqual([other]);
    expect(await getTabState(1)).toBeNull();
    expect(await getTabState(5)).not.toBeNull();
    expect(fakes.state.commands).toEqual([{ tabId: 1, command: 'page.reread', input: {} }]);
    fakes.revoke(other);
    await settled();
    expect(fakes.state.registered).toEqual([]);
  });

  it('takes <all_urls> for both web schemes and leaves other schemes out', async () => {
    for (const origin of ['<all_urls>', 'file:///*', 'chrome://favicon/']) fakes.state.origins.add(origin);
    await startWorker();
    expect(fakes.state.registered[0]?.matches).toEqual(['http://*/*', 'https://*/*']);
  });

  it('goes on after a failure', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
    fakes.state.origins.add(acme);
    const { scripting } = fakeBrowser as unknown as {
      scripting: { registerContentScripts(): Promise<void> };
    };
    const register = scripting.registerContentScripts;
    scripting.registerContentScripts = () => Promise.reject(new Error('shutting down'));
    await startWorker();
    expect(silent).toHaveBeenCalledTimes(1);
    scripting.registerContentScripts = register;
    fakes.grant(other);
    await settled();
    expect(fakes.state.registered).toEqual(scriptsOn(acme, other));
    silent.mockRestore();
  });
});
