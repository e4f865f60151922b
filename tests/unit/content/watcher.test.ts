// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROBES } from '@/lib/content/pace';
import { CAP, GLANCE, STALE_CAP } from '@/lib/content/settle';
import { watchPage } from '@/lib/content/watcher';
import type { PageReading } from '@/lib/crm/types';
import { name, navigate, read, show, wait } from './watched-page';

let life: AbortController;
let reads: number;
let seen: { url: string; reading: PageReading }[];
/** Records that were told of before they were believed. */
let sighted: { url: string; reading: PageReading }[];
/** What a reading takes, ms. */
let cost: number;
/** Parts of a reading, each longer than a slice may be. */
let parts: number;
/** What the clock is ahead of the timers: time that went by in the middle of a task, ms. */
let ahead: number;
/** Parts that were read in one task with the part before. */
let together: number;
let turns: number;
/** A reading was made of two pages. */
let mixed: boolean;
let alive: boolean;
let onLost: ReturnType<typeof vi.fn<() => void>>;
const states = () => seen.map(({ reading }) => name(reading));

async function start() {
  watchPage({
    doc: document,
    *read() {
      reads++;
      const before = read();
      for (let part = 1; part < parts; part++) {
        ahead += 5;
        const before = turns;
        queueMicrotask(() => turns++);
        yield;
        if (turns === before) together++;
      }
      vi.advanceTimersByTime(cost);
      const after = read();
      mixed ||= JSON.stringify(before) !== JSON.stringify(after);
      return { reading: after };
    },
    places: () => [...document.querySelectorAll('main,form')],
    own: (node) => (node as HTMLElement).id === 'ours',
    onReading: (url, reading, next) => (next ? sighted : seen).push({ url, reading: next ?? reading }),
    alive: () => alive,
    onLost,
    signal: life.signal,
  });
}
beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'],
  });
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + ahead);
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work, 0));
  document.body.innerHTML = '<main></main>';
  history.replaceState(null, '', '#');
  life = new AbortController();
  reads = 0;
  cost = 0;
  parts = 1;
  ahead = 0;
  together = 0;
  turns = 0;
  mixed = false;
  seen = [];
  sighted = [];
  alive = true;
  onLost = vi.fn<() => void>();
});
afterEach(() => {
  life.abort();
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a reading in slices', () => {
  it('believes a record with nothing of the one before after a glance, and tells of it at once', async () => {
    show('Contoso|Northwind');
    await start();
    await wait(1_000);
    navigate('8');
    show('Fabrikam|Litware');
    await wait(1);
    expect(sighted.map(({ reading }) => name(reading))).toEqual(['Contoso', 'Fabrikam']);
    expect(states()).toEqual(['Contoso', 'pending']);
    await wait(GLANCE);
    expect(states()).toEqual(['Contoso', 'pending', 'Fabrikam']);
  });

  it('gives a record that keeps the partner of the one before its time', async () => {
    show('Contoso|Northwind');
    await start();
    await wait(1_000);
    navigate('8');
    show('Fabrikam|Northwind');
    await wait(GLANCE + 1);
    expect(states()).toEqual(['Contoso', 'pending']);
    show('Fabrikam|Litware');
    await wait(1_000);
    expect(states()).toEqual(['Contoso', 'pending', 'Fabrikam']);
    expect(seen.at(-1)?.reading).toMatchObject({ record: { partner: { name: 'Litware' } } });
  });

  it('lets the page in between, and shows the record all the same', async () => {
    history.replaceState(null, '', '#7');
    show('Contoso|Northwind');
    parts = 6;
    const main = document.querySelector('main')!;
    await start();
    await wait(1_000);
    expect(together).toBe(0);
    expect(states()).toEqual(['Contoso']);
    main.textContent = 'Contoso 2|Northwind';
    await wait(5_000);
    expect(states()).toEqual(['Contoso', 'Contoso 2']);
  });

  it('is thrown away when the page changed in between, and the next one is made in one go', async () => {
    history.replaceState(null, '', '#7');
    show('Contoso|Northwind');
    await start();
    await wait(500);
    parts = 4;
    show('Litware|Northwind');
    for (let ms = 0; reads < 2 && ms < 1_000; ms++) await wait(1);
    show('Fabrikam|Northwind');
    await wait(1_000);
    expect(states()).toEqual(['Contoso', 'Fabrikam']);
    expect(reads).toBe(3);
    expect(together).toBe(3);
    expect(mixed).toBe(false);
  });

  it('comes to an end on a page that never rests', async () => {
    history.replaceState(null, '', '#7');
    show('Contoso|Northwind');
    parts = 4;
    let count = 0;
    const page = setInterval(() => {
      document.querySelector('main')!.dataset.n = String(count++);
      document.querySelector('main')!.classList.toggle('busy');
    }, 1);
    await start();
    await wait(10_000);
    clearInterval(page);
    expect(states()).toEqual(['Contoso']);
  });
});

describe('first reading', () => {
  it('shows a complete record after two equal looks, reading the quiet page once', async () => {
    history.replaceState(null, '', '#7');
    show('Contoso|Northwind');
    await start();
    await wait(110);
    expect(states()).toEqual(['Contoso']);
    expect(reads).toBe(1);
    await wait(60_000);
    expect(reads).toBe(1);
  });

  it('waits while the page is a skeleton, however quiet', async () => {
    history.replaceState(null, '', '#7');
    show('loading');
    await start();
    await wait(CAP - 200);
    expect(states()).toEqual([]);
    show('Contoso|Northwind');
    await wait(200);
    expect(states()).toEqual(['Contoso']);
  });

  it('does not call a page unrecognised before its time is over', async () => {
    show('broken');
    await start();
    await wait(CAP - 100);
    expect(states()).toEqual([]);
    await wait(300);
    expect(states()).toEqual(['unrecognised']);
  });
});

describe('navigation', () => {
  it('never shows the old record under the new address', async () => {
    history.replaceState(null, '', '#7');
    show('Contoso|Northwind');
    await start();
    await wait(200);
    navigate('8');
    await wait(5);
    expect(states()).toEqual(['Contoso', 'pending']);
    // The page takes longer than the ordinary cap to load the next record.
    await wait(CAP + 1_000);
    expect(states()).toEqual(['Contoso', 'pending']);
    show('Litware|Fabrikam');
    await wait(200);
    expect(states()).toEqual(['Contoso', 'pending', 'Litware']);
    expect(seen.at(-1)?.url).toContain('#8');
  });

  it('takes twins for two records in the end', async () => {
    history.replaceState(null, '', '#7');
    show('Contoso|Northwind');
    await start();
    await wait(200);
    navigate('8');
    await wait(STALE_CAP + 200);
    expect(states()).toEqual(['Contoso', 'pending', 'Contoso']);
  });

  it('goes back without taking the way back for stale', async () => {
    history.replaceState(null, '', '#7');
    show('Contoso|Northwind');
    await start();
    await wait(200);
    navigate('8');
    await wait(60);
    navigate('7');
    await wait(200);
    expect(states()).toEqual(['Contoso', 'pending', 'Contoso']);
  });

  it('keeps the record when only a part of the address changes', async () => {
    history.replaceState(null, '', '#7');
    show('Contoso|Northwind');
    await start();
    await wait(200);
    navigate('7?tab=notes');
    await wait(200);
    expect(states()).toEqual(['Contoso', 'Contoso']);
    expect(seen.map(({ url }) => url.split('#')[1])).toEqual(['7', '7?tab=notes']);
  });

  it('leaves the record for a list', async () => {
    history.replaceState(null, '', '#7');
    show('Contoso|Northwind');
    await start();
    await wait(200);
    navigate('deals');
    show('list');
    await wait(300);
    expect(states()).toEqual(['Contoso', 'pending', 'no-record']);
  });
});

describe('a form whose inputs take the next values without a mutation', () => {
  const fill = (values: Record<string, string>) => {
    for (const [key, value] of Object.entries(values))
      document.querySelector<HTMLInputElement>(`form input[name=${key}]`)!.value = value;
  };
  const partners = () =>
    seen.map(({ reading }) =>
      reading.state === 'record' ? `${reading.record.name}: ${reading.record.partner?.name}` : reading.state,
    );

  beforeEach(async () => {
    history.replaceState(null, '', '#7');
    document.body.innerHTML = '<main></main><form><input name="name"><input name="partner"></form>';
    fill({ name: 'Contoso', partner: 'Northwind' });
    await start();
    await wait(5_000);
    expect(partners()).toEqual(['Contoso: Northwind']);
  });

  it('waits for the next record at its address, and shows nothing of the one before', async () => {
    navigate('8');
    await wait(700);
    expect(partners()).toEqual(['Contoso: Northwind', 'pending']);
    fill({ name: 'Litware', partner: 'Fabrikam' });
    await wait(300);
    expect(partners()).toEqual(['Contoso: Northwind', 'pending', 'Litware: Fabrikam']);
  });

  it('never puts the partner of the record before beside the name of the next', async () => {
    navigate('8');
    await wait(100);
    fill({ name: 'Litware' });
    await wait(200);
    fill({ partner: 'Fabrikam' });
    await wait(1_000);
    expect(partners()).toEqual(['Contoso: Northwind', 'pending', 'Litware: Fabrikam']);
  });

  it('shows the next record of the same partner', async () => {
    navigate('8');
    fill({ name: 'Litware' });
    await wait(1_000);
    expect(partners()).toEqual(['Contoso: Northwind', 'pending', 'Litware: Northwind']);
  });

  it('sees a value that comes late', async () => {
    navigate('8');
    fill({ name: 'Litware', partner: '' });
    await wait(700);
    expect(partners().at(-1)).toBe('Litware: undefined');
    fill({ partner: 'Fabrikam' });
    await wait(2_000);
    expect(partners().at(-1)).toBe('Litware: Fabrikam');
  });

  it('sees what a choice put into it after the page had come to rest', async () => {
    document.querySelector('form')!.setAttribute('class', 'dirty');
    await wait(300);
    fill({ partner: 'Fabrikam' });
    await wait(500);
    expect(partners().at(-1)).toBe('Contoso: Fabrikam');
  });

  it('is not read for ever', async () => {
    reads = 0;
    await wait(60_000);
    expect(reads).toBe(0);
  });
});

describe('a shown record', () => {
  beforeEach(async () => {
    history.replaceState(null, '', '#7');
    show('Contoso|Northwind');
    await start();
    await wait(200);
    reads = 0;
  });

  it('reads once after a burst of changes', async () => {
    for (let i = 0; i < 500; i++) {
      document.body.append(document.createElement('p'));
      if (i % 100 === 0) await wait(1);
    }
    show('Contoso 2|Northwind');
    await wait(400);
    expect(states()).toEqual(['Contoso', 'Contoso 2']);
    expect(reads).toBeLessThanOrEqual(2);
  });

  it('ignores changes of the own overlay', async () => {
    const ours = document.createElement('div');
    ours.id = 'ours';
    document.documentElement.append(ours);
    await wait(1_000);
    ours.setAttribute('class', 'x');
    ours.remove();
    await wait(1_000);
    expect(reads).toBe(0);
  });

  it('hears typing', async () => {
    const input = document.createElement('input');
    input.name = 'stage';
    document.body.append(input);
    await wait(400);
    input.value = 'Proposal';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await wait(400);
    const { reading } = seen.at(-1)!;
    expect(reading.state === 'record' && reading.record.fields).toMatchObject([{ value: 'Proposal' }]);
  });

  it('does not follow a short refresh, but a lasting disappearance', async () => {
    show('loading');
    await wait(300);
    show('Contoso|Northwind');
    await wait(300);
    expect(states()).toEqual(['Contoso']);
    show('list');
    await wait(600);
    expect(states()).toEqual(['Contoso', 'no-record']);
  });

  it('stops when the extension is gone', async () => {
    alive = false;
    show('Contoso 2|Northwind');
    await wait(500);
    expect(onLost).toHaveBeenCalledTimes(1);
    show('Contoso 3|Northwind');
    await wait(5_000);
    expect(onLost).toHaveBeenCalledTimes(1);
    expect(states()).toEqual(['Contoso']);
  });

  it('stops with its signal', async () => {
    life.abort();
    show('Contoso 2|Northwind');
    await wait(5_000);
    expect(reads).toBe(0);
  });
});

describe('a shown record on a page whose reading is dear', () => {
  /** Changes something away from the record every 100 ms. */
  const storm = async (ms: number) => {
    const rows = document.querySelector('table')!;
    for (let passed = 0; passed < ms; passed += 100) {
      rows.firstElementChild!.setAttribute('class', `row-${passed}`);
      await wait(100);
    }
  };

  beforeEach(async () => {
    history.replaceState(null, '', '#7');
    document.body.innerHTML = '<section><main></main></section><aside><table><tr></tr></table></aside>';
    show('Contoso|Northwind');
    cost = 10;
    await start();
    await wait(10_000);
    reads = 0;
  });

  it('is not read again for what changes elsewhere within ten seconds', async () => {
    await storm(10_000);
    expect(reads).toBe(0);
    await storm(15_000);
    expect(reads).toBe(1);
  });

  it('is read as soon as it changes itself, however busy the rest is', async () => {
    await storm(2_000);
    show('Contoso 2|Northwind');
    await storm(1_000);
    expect(states().at(-1)).toBe('Contoso 2');
  });

  it('is read when it is drawn anew', async () => {
    document.querySelector('section')!.innerHTML = '<main>Contoso 2|Northwind</main>';
    await wait(1_000);
    expect(states().at(-1)).toBe('Contoso 2');
  });

  it('is read when the user pressed something and something changed', async () => {
    await storm(2_000);
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await storm(1_000);
    expect(reads).toBe(1);
  });

  it('is read ever more rarely while its own changes mean nothing', async () => {
    const main = document.querySelector('main')!;
    for (let passed = 0; passed < 10_000; passed += 100) {
      main.setAttribute('class', `state-${passed}`);
      await wait(100);
    }
    expect(reads).toBeGreaterThan(2);
    expect(reads).toBeLessThan(6);
  });
});

describe('a page without a record', () => {
  beforeEach(async () => {
    show('list');
    await start();
    await wait(300 + PROBES.at(-1)! + 1_000);
    expect(states()).toEqual(['no-record']);
    reads = 0;
  });

  it('is not read however much it changes', async () => {
    for (let i = 0; i < 100; i++) {
      document.querySelector('main')!.append(document.createElement('i'));
      await wait(100);
    }
    expect(reads).toBe(0);
  });

  it('notices a drawer that opens slowly after a click', async () => {
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await wait(700);
    show('Contoso|Northwind');
    await wait(700);
    expect(states()).toEqual(['no-record', 'Contoso']);
  });

  it('notices a drawer that is filled long after a click has changed the address', async () => {
    cost = 10;
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    navigate('8');
    // The page has settled without a record meanwhile.
    await wait(1_500);
    show('Contoso|Northwind');
    await wait(2_500);
    expect(states().at(-1)).toBe('Contoso');
  });

  it('notices a dialog put into the body', async () => {
    show('Contoso|Northwind');
    document.body.append(document.createElement('dialog'));
    await wait(500);
    expect(states()).toEqual(['no-record', 'Contoso']);
  });

  it('is read ever more rarely while the body changes for nothing', async () => {
    for (let passed = 0; passed < 60_000; passed += 500) {
      document.body.append(document.createElement('i'));
      await wait(500);
    }
    expect(reads).toBeLessThan(30);
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    show('Contoso|Northwind');
    await wait(700);
    expect(states()).toEqual(['no-record', 'Contoso']);
  });

  it('does not read after a click that changes nothing', async () => {
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await wait(20_000);
    expect(reads).toBe(0);
  });
});
