// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { acts } from '@/lib/content/acts';
import { startPage } from '@/lib/content/app';
import { type LoadPart, parts } from '@/lib/content/load-part';
import { operate } from '@/lib/content/operate';
import { startOverlay } from '@/lib/content/overlay';
import type { PageReader } from '@/lib/crm/choose';
import type { PageReading } from '@/lib/crm/types';
import type { PageBadge } from '@/lib/messaging/views';

const record = (id: string, name: string): PageReading => ({
  state: 'record',
  record: {
    crm: 'test',
    kind: 'deal',
    id,
    name,
    stage: null,
    amount: null,
    owner: null,
    partner: { name: 'Northwind', id: null, field: 'Partner', basis: 'partner-field' },
    account: null,
    fields: [],
    confidence: 1,
    editing: false,
  },
});

let reading: PageReading;
let badge: PageBadge;
let asked: { request: string; input: { url: string; reading: PageReading } }[];
let shadow: ShadowRoot | null;
let loadPart: Mock & LoadPart;
const outlined: Element[] = [];

/** What stands in the page: nothing, the launcher, the open panel, or the notice. */
function overlay(): string {
  const root = shadow?.querySelector<HTMLElement>('.root');
  if (!root || root.hidden) return 'nothing';
  if (root.getAttribute('role') === 'status') return 'notice';
  const frame = root.querySelector('iframe');
  return frame && !frame.hidden ? 'panel' : 'launcher';
}
const launcher = () => shadow!.querySelector<HTMLButtonElement>('.launcher')!;

/** A command as the background sends it. */
async function command(name: string, input: object): Promise<unknown> {
  let answer: unknown;
  const sender = { id: fakeBrowser.runtime.id };
  await fakeBrowser.runtime.onMessage.trigger({ command: name, input }, sender as never, (value: unknown) => {
    answer = value;
  });
  await vi.advanceTimersByTimeAsync(1);
  return answer;
}

async function change(next: PageReading) {
  reading = next;
  document.querySelector('main')!.append(document.createElement('i'));
  await vi.advanceTimersByTimeAsync(1_000);
}

/** A newer script comes. */
async function leave() {
  const { takeover } = await fakeBrowser.storage.local.get('takeover');
  if (typeof takeover === 'string') document.dispatchEvent(new Event(takeover));
}

async function start() {
  const adapter = null;
  const reader: PageReader = {
    adapterFor: () => adapter,
    *read() {
      yield;
      return { adapter, reading };
    },
    placesOf: () => [],
    fieldOf: (_reading, key) => {
      const box = document.getElementById(key);
      return box ? { box, input: box } : undefined;
    },
  };
  await startPage(document, async () => reader, loadPart);
  await vi.advanceTimersByTimeAsync(1_000);
}

beforeEach(() => {
  vi.stubGlobal('partnerLensActs', acts);
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'],
  });
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work, 0));
  fakeBrowser.reset();
  fakeBrowser.runtime.id = 'test-extension-id';
  const { happyDOM } = window as unknown as { happyDOM: { settings: { enableIframePageLoading: boolean } } };
  happyDOM.settings.enableIframePageLoading = true;
  parts.frame = { src: 'about:blank', name: 'ours' };
  document.body.innerHTML = '<main><input id="reg"><input id="role"></main>';
  reading = record('7', 'Contoso');
  badge = {
    show: true,
    partnerName: 'Northwind',
    missing: [
      { key: 'reg', label: 'Registration' },
      { key: 'role', label: 'Role' },
    ],
    tone: 'bad',
  };
  asked = [];
  loadPart = vi.fn(async (name: string) => (name === 'overlay' ? startOverlay : operate)) as typeof loadPart;
  fakeBrowser.runtime.sendMessage = vi.fn(async (message: (typeof asked)[number]) => {
    asked.push(message);
    const pending = message.input.reading.state === 'pending';
    return { ok: true, value: pending ? { ...badge, show: false, missing: [] } : badge };
  }) as never;
  outlined.length = 0;
  shadow = null;
  const attachShadow = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element) {
    shadow = attachShadow.call(this, { mode: 'open' });
    return shadow;
  });
  Element.prototype.animate = function (this: Element) {
    outlined.push(this);
    return { cancel: () => outlined.splice(outlined.indexOf(this), 1) } as unknown as Animation;
  };
  Element.prototype.scrollIntoView = () => {};
  Element.prototype.getClientRects = () => [{}] as unknown as DOMRectList;
});
afterEach(async () => {
  await leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the content script', () => {
  it('reports the record and shows the panel with the missing fields marked', async () => {
    await start();
    expect(asked).toEqual([
      { request: 'page.read', input: { url: location.href, reading: { state: 'pending' }, next: reading } },
      { request: 'page.read', input: { url: location.href, reading } },
    ]);
    expect(overlay()).toBe('panel');
    expect(outlined.map((element) => element.id)).toEqual(['reg', 'role']);
  });

  it('puts no word about the partner into the page', async () => {
    await start();
    const everything = document.documentElement.outerHTML + shadow!.innerHTML;
    expect(everything).not.toContain('Northwind');
    expect(shadow!.textContent).not.toMatch(/bad|good|warn/);
  });

  it('stays away from pages that are not shown, and adds nothing to them', async () => {
    badge = { ...badge, show: false, missing: [] };
    reading = { state: 'no-record' };
    await start();
    expect(asked).toHaveLength(1);
    expect(overlay()).toBe('nothing');
    expect(shadow).toBeNull();
    expect(loadPart).not.toHaveBeenCalled();
    expect(document.documentElement.children).toHaveLength(2);
  });

  it('asks for what shows a record once, and again where it did not come', async () => {
    const gone = () => Promise.reject(new Error('no-answer'));
    // While the page settles, and again with the background's answer.
    loadPart.mockImplementationOnce(gone).mockImplementationOnce(gone);
    await start();
    expect(overlay()).toBe('nothing');
    await change(record('7', 'Contoso 2'));
    expect(overlay()).toBe('panel');
    await change(record('7', 'Contoso 3'));
    expect(loadPart).toHaveBeenCalledTimes(3);
  });

  it('keeps the panel between two records, without marks of the old one', async () => {
    await start();
    history.pushState(null, '', '/deals/8');
    reading = { state: 'pending' };
    window.dispatchEvent(new Event('popstate'));
    await vi.advanceTimersByTimeAsync(100);
    expect(asked.at(-1)?.input.reading).toEqual({ state: 'pending' });
    expect(overlay()).toBe('panel');
    expect(outlined).toEqual([]);
    badge = { ...badge, missing: [{ key: 'role', label: 'Role' }] };
    await change(record('8', 'Litware'));
    expect(asked.at(-1)?.input.reading).toEqual(record('8', 'Litware'));
    expect(outlined.map((element) => element.id)).toEqual(['role']);
  });

  it('hides on the way to a list', async () => {
    await start();
    badge = { ...badge, show: false, missing: [] };
    await change({ state: 'no-record' });
    expect(overlay()).toBe('nothing');
    expect(outlined).toEqual([]);
  });

  it('remembers per site that it was collapsed', async () => {
    await fakeBrowser.storage.local.set({
      [`place:${location.origin}`]: { side: 'left', y: 0.5, collapsed: true },
    });
    await start();
    expect(overlay()).toBe('launcher');
    expect(shadow!.querySelector<HTMLElement>('.root')?.dataset.side).toBe('left');
    expect(launcher().textContent).toBe('2 missing');
    await command('panel.collapse', { collapsed: false });
    expect(overlay()).toBe('panel');
    const stored = await fakeBrowser.storage.local.get(`place:${location.origin}`);
    expect(Object.values(stored)).toEqual([{ side: 'left', y: 0.5, collapsed: false }]);
  });

  it('leaves the page its marks alone while the panel is in the side panel', async () => {
    badge = { ...badge, docked: true };
    await start();
    expect(overlay()).toBe('nothing');
    expect(outlined.length).toBeGreaterThan(0);
    badge = { ...badge, docked: false };
    await command('page.reread', {});
    expect(overlay()).toBe('panel');
    badge = { ...badge, docked: true };
    await command('page.reread', {});
    expect(overlay()).not.toBe('panel');
  });

  it('obeys the background: jump, reread', async () => {
    await start();
    expect(await command('field.jump', { key: 'role' })).toEqual({ found: true });
    expect(document.activeElement?.id).toBe('role');
    expect(await command('field.jump', { key: 'nothing' })).toEqual({ found: false });
    badge = { ...badge, missing: [] };
    await command('page.reread', {});
    expect(asked).toHaveLength(3);
    expect(outlined.map((element) => element.id)).toEqual(['role']);
  });

  it('says that the extension was updated when it can no longer be reached', async () => {
    await start();
    fakeBrowser.runtime.sendMessage = vi.fn(async () => {
      throw new Error('Extension context invalidated.');
    }) as never;
    await change(record('7', 'Contoso 2'));
    expect(overlay()).toBe('notice');
    expect(outlined).toEqual([]);
  });

  it('notices on a resting page, too', async () => {
    await start();
    fakeBrowser.runtime.id = undefined as never;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(overlay()).toBe('notice');
  });

  it('prints the record without marks', async () => {
    await start();
    window.dispatchEvent(new Event('beforeprint'));
    expect(outlined).toEqual([]);
    window.dispatchEvent(new Event('afterprint'));
    expect(outlined).toHaveLength(2);
  });

  it('notices a missing extension at the next change of the page', async () => {
    await start();
    fakeBrowser.runtime.id = undefined as never;
    await change(record('7', 'Contoso 2'));
    expect(overlay()).toBe('notice');
    expect(asked).toHaveLength(2);
  });

  it('does nothing on a page whose reader does not come', async () => {
    await startPage(document, () => Promise.reject(new Error('refused')), loadPart);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toEqual([]);
    expect(document.documentElement.children).toHaveLength(2);
  });

  it('makes room for a newer script without a trace', async () => {
    await start();
    await leave();
    expect(document.documentElement.children).toHaveLength(2);
    expect(outlined).toEqual([]);
    expect(await command('field.jump', { key: 'role' })).toBeUndefined();
  });

  it('takes the place of an older script, and of no other installation', async () => {
    await start();
    const older = shadow!.host;
    document.dispatchEvent(new Event('takeover'));
    expect(older.isConnected).toBe(true);
    await start();
    expect(older.isConnected).toBe(false);
    expect(shadow!.host.isConnected).toBe(true);
    expect(document.documentElement.children).toHaveLength(3);
  });

  it('hides when the background fails', async () => {
    await start();
    fakeBrowser.runtime.sendMessage = vi.fn(async () => ({
      ok: false,
      error: { code: 'failed', message: 'x' },
    })) as never;
    await change(record('7', 'Contoso 2'));
    expect(overlay()).toBe('nothing');
  });
});
