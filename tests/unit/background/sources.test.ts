import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { handlers } from '@/lib/background/handlers';
import { rulesInForce, saveRule } from '@/lib/background/rules';
import { grantedPatterns, isGranted } from '@/lib/background/sites';
import { onSourceAlarm, scheduleSources, startRun } from '@/lib/background/sources';
import { answer } from '@/lib/messaging/server';
import type { SourceDraft } from '@/lib/messaging/source-views';
import { database } from '@/lib/store/db';
import { eraseEverything } from '@/lib/store/erase';
import { listImports } from '@/lib/store/imports';
import { readSecret } from '@/lib/store/secrets';
import { getSource, updateSource } from '@/lib/store/sources';
import { type HubspotServer, hubspot } from '../../servers/hubspot';
import { installFakes } from './fake';

const SECRET = 'pat-eu1-5Kq9-zebra-unicorn';
const page = { role: 'page' as const, tabId: null, url: '' };
const panel = { role: 'panel' as const, tabId: 1, url: '' };
let server: HubspotServer;
let fakes: ReturnType<typeof installFakes>;
const logged: string[] = [];

beforeEach(async () => {
  server = await hubspot(SECRET);
  fakes = installFakes({ origins: ['http://127.0.0.1/*'] });
  fakeBrowser.runtime.getPlatformInfo = vi.fn(async () => ({ os: 'linux', arch: 'x86-64' })) as never;
  fakeBrowser.permissions.remove = vi.fn(async ({ origins = [] }: { origins?: string[] }) => {
    for (const origin of origins) fakes.state.origins.delete(origin);
    return true;
  }) as never;
  await database().delete({ disableAutoOpen: false });
  await eraseEverything();
  logged.length = 0;
  for (const level of ['log', 'warn', 'error', 'info'] as const)
    vi.spyOn(console, level).mockImplementation((...parts) => void logged.push(parts.map(String).join(' ')));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
});

const draft = (part: Partial<SourceDraft> = {}): SourceDraft => ({
  id: 'S-1',
  kind: 'hubspot',
  name: 'HubSpot',
  settings: { address: server.origin },
  everyMinutes: 60,
  credential: SECRET,
  ...part,
});
const send = async (name: string, input: unknown, asker: typeof page | typeof panel = page) =>
  answer(handlers, name, input, asker);
/** Saves and waits until its run has ended. */
async function saved(part: Partial<SourceDraft> = {}) {
  expect(await send('sources.save', draft(part))).toEqual({ ok: true, value: null });
  await startRun('S-1');
  return (await getSource('S-1'))!;
}
function deal(id: string, partner = 'Northwind') {
  server.deals.set(id, {
    id,
    modified: Date.now() - 3_600_000,
    properties: {
      dealname: id,
      dealstage: 'closedwon',
      pipeline: 'default',
      createdate: '2026-03-01T08:00:00Z',
      partner,
    },
  });
}

describe('sources in the background', () => {
  it('run when they are saved, and again by an alarm at the time that is due', async () => {
    deal('1');
    const before = Date.now();
    const source = await saved();
    expect(source.trouble).toBeNull();
    const alarm = await fakeBrowser.alarms.get('source:S-1');
    expect(alarm!.scheduledTime).toBe(source.nextAt);
    expect(source.nextAt! - before).toBeGreaterThan(59 * 60_000);
    deal('2');
    server.deals.get('2')!.modified = Date.now();
    expect(onSourceAlarm('source:S-1')).toBe(true);
    expect(onSourceAlarm('midnight')).toBe(false);
    await startRun('S-1');
    expect((await listImports()).map(({ added }) => added)).toEqual([1, 1]);
  });

  it('get their alarms back after a restart of the browser, and a run that was cut short goes on', async () => {
    await saved();
    await fakeBrowser.alarms.clear('source:S-1');
    await scheduleSources();
    expect(await fakeBrowser.alarms.get('source:S-1')).toBeTruthy();
    deal('1');
    const [run] = await database().sourceRuns.toArray();
    await updateSource('S-1', { run: { id: run!.id!, done: ['partners'] } });
    await scheduleSources();
    await startRun('S-1');
    expect((await getSource('S-1'))!.run).toBeNull();
    expect(await listImports()).toHaveLength(1);
  });

  it('do not wait for a day that a clock told wrongly', async () => {
    await saved();
    const far = Date.now() + 400 * 86_400_000;
    await updateSource('S-1', { nextAt: far });
    await fakeBrowser.alarms.create('source:S-1', { when: far });
    await scheduleSources();
    expect((await fakeBrowser.alarms.get('source:S-1'))!.scheduledTime).toBeLessThan(far);
  });

  it('paused ones stay quiet until they are resumed', async () => {
    await saved();
    await send('sources.pause', { id: 'S-1', paused: true });
    expect(await fakeBrowser.alarms.get('source:S-1')).toBeFalsy();
    await scheduleSources();
    expect(await fakeBrowser.alarms.get('source:S-1')).toBeFalsy();
    await send('sources.pause', { id: 'S-1', paused: false });
    await startRun('S-1');
    expect((await getSource('S-1'))!.nextAt).not.toBeNull();
  });

  it('ask for nothing without access to their host', async () => {
    fakes.state.origins.clear();
    const source = await saved();
    expect(source.trouble).toMatchObject({ kind: 'permission' });
    expect(source.nextAt).toBeNull();
    expect(server.asked).toEqual([]);
  });

  it('give their credential to nobody: answers, errors, logs and tables are free of it', async () => {
    const unheard = { token: 'x', text: `No token ${SECRET} (${btoa(SECRET)})` };
    server.token = unheard.token;
    server.faults.push((response) => {
      response.writeHead(401, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ message: unheard.text }));
    });
    await saved();
    const failed = await send(
      'sources.check',
      draft({ settings: { address: server.origin, partner: SECRET } }),
    );
    const said: unknown[] = [
      failed,
      await send('sources.list', {}),
      logged,
      await fakeBrowser.storage.local.get(),
    ];
    for (const table of database().tables) said.push(await table.toArray());
    const text = JSON.stringify(said);
    expect(text).toContain('No token •••');
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(btoa(SECRET));
    expect(await readSecret('S-1', server.origin)).toBe(SECRET);
  });

  it('keep a credential that is not entered again, and forget it when it is cleared or erased', async () => {
    await saved();
    await saved({ credential: undefined, name: 'Renamed' });
    expect(await readSecret('S-1', server.origin)).toBe(SECRET);
    await saved({ credential: null });
    expect(await readSecret('S-1', server.origin)).toBeNull();
    await saved();
    await eraseEverything();
    expect(await readSecret('S-1', server.origin)).toBeNull();
  });

  it('give a credential to no other host than the one it was entered for, whoever changed the address', async () => {
    await saved();
    const other = await hubspot(SECRET);
    const settings = { address: other.origin, partner: 'partner' };
    await send('sources.check', draft({ settings, credential: undefined }));
    await saved({ settings, credential: undefined });
    await updateSource('S-1', { settings, trouble: null });
    await startRun('S-1');
    expect(other.asked).toEqual([]);
    expect((await getSource('S-1'))!.trouble).toMatchObject({ kind: 'credential' });
    expect(await send('sources.list', {})).toMatchObject({ value: [{ hasCredential: false }] });
    // Back where it belongs.
    await saved({ credential: undefined });
    expect((await getSource('S-1'))!.trouble).toBeNull();
    await other.close();
  });

  it('answer no panel and no page of a CRM', async () => {
    for (const [name, input] of [
      ['sources.list', {}],
      ['sources.save', draft()],
      ['sources.run', { id: 'S-1' }],
    ] as const)
      expect(await send(name, input, panel)).toMatchObject({ ok: false, error: { code: 'refused' } });
  });

  it('leave with their facts, host and alarm', async () => {
    fakes.state.origins.clear();
    await send('sources.host', { pattern: 'http://127.0.0.1/*' });
    fakes.state.origins.add('http://127.0.0.1/*');
    deal('1');
    await saved();
    expect(await listImports()).toHaveLength(1);
    await send('sources.remove', { id: 'S-1', facts: true });
    expect(await listImports()).toEqual([]);
    expect(await getSource('S-1')).toBeUndefined();
    expect(await readSecret('S-1', server.origin)).toBeNull();
    expect([...fakes.state.origins]).toEqual([]);
    expect(await fakeBrowser.alarms.get('source:S-1')).toBeFalsy();
  });

  it('demand fields as rules, which a person can change', async () => {
    deal('1');
    await saved();
    const rules = (await rulesInForce()).filter(({ id }) => id.startsWith('source:'));
    expect(rules).toMatchObject([
      { fields: ['Deal name', 'dealname'], crms: ['hubspot'], why: 'HubSpot demands it', from: 'HubSpot' },
      { fields: ['Partner', 'partner'] },
    ]);
    const { from: _, locked: __, ...rule } = rules[0]!;
    await saveRule({ ...rule, enabled: false });
    expect((await rulesInForce()).find(({ id }) => id === rule.id)?.enabled).toBe(false);
  });
});

describe('the host of a source', () => {
  it('is no site until a person enables it', async () => {
    fakes.state.origins.clear();
    await send('sources.host', { pattern: 'https://crm.example.com/*' });
    fakes.grant('https://crm.example.com/*');
    const url = new URL('https://crm.example.com/deals/1');
    expect(await isGranted(url)).toBe(false);
    expect(await grantedPatterns()).toEqual([]);
    await send('sites.enable', { pattern: 'https://crm.example.com/*' });
    expect(await isGranted(url)).toBe(true);
    expect(new Set(fakes.state.registered.flatMap(({ matches }) => matches))).toEqual(
      new Set(['https://crm.example.com/*']),
    );
  });

  it('stays a site where it was one', async () => {
    fakes.state.origins.add('https://crm.example.com/*');
    await send('sources.host', { pattern: 'https://crm.example.com/*' });
    expect(await isGranted(new URL('https://crm.example.com/'))).toBe(true);
  });

  it('is a site below a wider one', async () => {
    fakes.state.origins.clear();
    await send('sources.host', { pattern: 'https://crm.example.com/*' });
    fakes.state.origins.add('https://crm.example.com/*').add('https://*.example.com/*');
    expect(await isGranted(new URL('https://crm.example.com/'))).toBe(true);
  });
});
