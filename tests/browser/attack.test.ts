import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SeenRecord } from '@/lib/govern/types';
import { partnerLike } from '../generator/partners';
import { panelParts } from './harness/panel';
import { until } from './harness/until';
import { createWorld, picturesOnFailure, type World } from './harness/world';

/** Pages that want the figures, a flag, an alias, or the browser's time. */
describe('hostile pages', () => {
  let world: World;
  const star = partnerLike('star');
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  const shows = async (page: Page, name: string): Promise<Frame> => {
    const panel = await world.lens.panel(page);
    await expect.poll(() => panelParts(panel).partner.textContent()).toBe(name);
    return panel;
  };
  /** Asks the background as the options page does. */
  async function ask<T>(request: string, input: unknown): Promise<T> {
    const options = await world.lens.open('options.html');
    const reply = await options.evaluate(
      (message) =>
        // @ts-expect-error chrome exists in pages of the extension
        chrome.runtime.sendMessage(message) as Promise<{ value: unknown }>,
      { request, input },
    );
    await options.close();
    return reply.value as T;
  }
  const aliases = async () =>
    (await ask<{ partner: { aliases: string[] } }>('scorecard.get', { partnerId: star.id })).partner.aliases;
  const flags = async () => (await ask<SeenRecord[]>('worklist.list', {})).filter(({ flag }) => flag).length;

  /** What the panel draws in a document, once it knows whether it may; null before. */
  const drawn = (frame: Frame): Promise<number | null> =>
    frame
      .evaluate(async () => {
        const root = document.getElementById('root');
        // Its own question was there before this one.
        // @ts-expect-error chrome exists in pages of the extension
        await chrome.storage.local.get();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return document.readyState === 'complete' && root ? root.childElementCount : null;
      })
      .catch(() => null);

  /** A page of our making on a site that is enabled. */
  async function serve(html: string, path = '/opportunities/4711'): Promise<Page> {
    const page = await world.lens.context.newPage();
    const url = `${world.crm.url}/evil${path}`;
    await page.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
    await page.goto(url);
    return page;
  }
  const record = (partner: string, more = '') => `<!doctype html><title>Opportunity</title>
    <main><h1>Contoso rollout</h1><dl>
      <dt>Stage</dt><dd>Proposal</dd><dt>Amount</dt><dd>EUR 12,000</dd><dt>Owner</dt><dd>Sales desk</dd>
      <dt>Close date</dt><dd>2027-01-31</dd><dt>Partner</dt><dd>${partner}</dd>
    </dl>${more}</main>`;

  it('that replaced what scripts are made of see no figure and break nothing', async () => {
    const page = await world.lens.context.newPage();
    await page.addInitScript(() => {
      // The driver runs this in every frame, also where no page can: in ours.
      if (!location.protocol.startsWith('http')) return;
      const heard: string[] = [];
      Object.assign(window, { heard });
      const note = (value: unknown) => {
        if (typeof value === 'string' && heard.length < 200_000) heard.push(value.substring(0, 300));
      };
      const spy = (holder: object, name: string) => {
        const own = Object.getOwnPropertyDescriptor(holder, name);
        if (typeof own?.value !== 'function') return;
        const was = own.value as (...args: unknown[]) => unknown;
        Object.defineProperty(holder, name, {
          ...own,
          value: function (this: unknown, ...args: unknown[]) {
            note(typeof this === 'string' ? this : '');
            for (const arg of args) note(arg);
            return was.apply(this, args);
          },
        });
      };
      for (const name of ['trim', 'replace', 'split', 'slice']) spy(String.prototype, name);
      for (const name of ['get', 'set', 'has']) spy(Map.prototype, name);
      for (const name of ['querySelector', 'querySelectorAll', 'createElement'])
        spy(Document.prototype, name);
      for (const name of ['attachShadow', 'append', 'setAttribute', 'animate']) spy(Element.prototype, name);
      for (const name of ['postMessage', 'fetch']) spy(window, name);
      spy(JSON, 'parse');
      spy(JSON, 'stringify');
      // Whoever makes a root or watches the page through the page's own names is heard, and gets what it asked for open.
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function () {
        const root = attach.call(this, { mode: 'open' });
        heard.push('a root was made');
        return root;
      };
      window.MutationObserver = class extends MutationObserver {
        constructor(callback: MutationCallback) {
          super(callback);
          heard.push('an observer was made');
        }
      };
      Object.defineProperty(Object.prototype, 'partnerLensReader', {
        get: () => heard.push('a reader was asked for'),
      });
      Object.defineProperty(Array.prototype, 'toJSON', { value: undefined, configurable: true });
    });
    await page.goto(world.crm.at('/deals/D-0002'));
    const panel = await shows(page, star.name);
    const value = (await panelParts(panel).kpi('Win rate').getByRole('button').textContent())!;
    expect(value).toMatch(/\d/);
    // And once more, after it runs.
    await page.evaluate(() => {
      const broken = () => {
        throw new Error('No.');
      };
      Object.assign(Array.prototype, { map: broken, filter: broken, find: broken, includes: broken });
      Object.assign(Map.prototype, { get: broken, set: broken });
      Object.assign(String.prototype, { trim: broken, match: broken });
      Object.assign(Element.prototype, { closest: broken, matches: broken, animate: broken });
    });
    await page.evaluate(() => {
      document.body.replaceChildren();
      history.pushState(null, '', '/');
    });
    await until('the panel to go', async () => !(await panelParts(panel).landmark.isVisible()));
    // As one text: the driver cannot hand over a list any more.
    const all = await page.evaluate(() => (window as unknown as { heard: string[] }).heard.join('\n'));
    const heard = all.split('\n');
    expect(heard.length).toBeGreaterThan(0);
    const leaks = heard.filter(
      (text) =>
        text.includes(value) || /Win rate|extension:\/\/|a root was made|a reader was asked/.test(text),
    );
    expect(leaks).toEqual([]);
    await page.close();
  });

  it('that imitate thousands of records, with labels of a megabyte and markup in them, run nothing and are read on', async () => {
    const before = [await aliases(), await flags()];
    const page = await serve(record(star.name));
    await shows(page, star.name);
    await page.evaluate((name) => {
      (window as unknown as { fired: number }).fired = 0;
      const long = 'L'.repeat(1_000_000);
      const nasty = `<img src=x onerror="window.fired++"><script>window.fired++</script>`;
      const drawer = (i: number) => {
        const box = document.createElement('div');
        box.setAttribute('role', 'dialog');
        const title = document.createElement('h2');
        title.textContent = `Opportunity ${i} ${nasty}`;
        const list = document.createElement('dl');
        for (const [label, value] of [
          [i === 5 ? long : `Stage ${nasty}`, nasty],
          ['Partner', name],
          ['Deal registration no.', ''],
        ]) {
          const term = document.createElement('dt');
          term.textContent = label!;
          const text = document.createElement('dd');
          text.textContent = value!;
          list.append(term, text);
        }
        box.append(title, list);
        return box;
      };
      document.body.append(...Array.from({ length: 3_000 }, (_, i) => drawer(i)));
    }, star.name);
    // They go on coming and going.
    await page.evaluate(() => {
      window.setInterval(() => {
        const first = document.querySelector('[role=dialog]');
        if (first) document.body.append(first);
      }, 50);
    });
    // They go, and the page shows another record.
    const other = partnerLike('solid').name;
    await page.evaluate((name) => {
      for (const box of document.querySelectorAll('[role=dialog]')) box.remove();
      document.querySelector('h1')!.textContent = 'Fabrikam rollout';
      document.querySelector('main dd:last-of-type')!.textContent = name;
      history.pushState(null, '', '/evil/opportunities/4712');
    }, other);
    const panel = await shows(page, other);
    expect(await page.evaluate(() => (window as unknown as { fired: number }).fired)).toBe(0);
    await expect.poll(() => panel.locator('img, script:not([type=module])').count()).toBe(0);
    expect([await aliases(), await flags()]).toEqual(before);
    await page.close();
  });

  it('that call things as ours are called, or write themselves anew, are read; a window of the panel says nothing', async () => {
    const ours = ['Reader', 'Parts', 'Lists', 'Acts'].map((name) => `partnerLens${name}`);
    const named = [
      '<form id=browser><input id=a name=runtime></form><iframe name=chrome></iframe><iframe name=browser></iframe>',
      ...ours.map((name) => `<iframe name=${name}></iframe><form id=${name}><input name=overlay></form>`),
    ].join('');
    const within = record(star.name)
      .replace('<dl>', '<form><input name=children hidden><dl>')
      .replace('</dl>', '</dl></form>');
    const page = await serve(within.replace('Proposal', 'Proposal '.repeat(60)) + named);
    await shows(page, star.name);
    const other = partnerLike('solid');
    await page.evaluate(
      (html) => {
        document.open();
        document.write(html);
        document.close();
      },
      record(other.name).replace('Contoso', 'Fabrikam'),
    );
    await expect
      .poll(
        async () => {
          const panel = page.frames().find((frame) => frame.url().endsWith('/panel.html'));
          return (
            panel &&
            panelParts(panel)
              .partner.textContent({ timeout: 1_000 })
              .catch(() => null)
          );
        },
        { timeout: 30_000 },
      )
      .toBe(other.name);

    const address = `${world.lens.origin}/panel.html?tab=${await world.lens.tabId(page)}`;
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate((to) => void window.open(to), address),
    ]);
    await expect.poll(() => drawn(opened.mainFrame())).toBe(0);
    await opened.close();
    await page.close();
  });

  it('that make a frame of the panel get an empty one', async () => {
    const page = await serve(record('Nobody Frames Trading'));
    const panel = await world.lens.panel(page);
    await panelParts(panel).landmark.waitFor();
    const names = ['', 'panel-frame'];
    await page.evaluate(
      ([src, own]) => {
        for (const name of own) {
          const frame = document.createElement('iframe');
          document.body.append(Object.assign(frame, { src, name }));
        }
      },
      [`${world.lens.origin}/panel.html`, names] as const,
    );
    const made = () =>
      page.frames().filter((frame) => frame !== panel && frame.url().endsWith('/panel.html'));
    await expect.poll(() => Promise.all(made().map(drawn))).toEqual(names.map(() => 0));
    expect(await drawn(panel)).toBeGreaterThan(0);
    await page.close();
  });

  it('that flood it with messages, forged events and forged keys move nothing', async () => {
    const before = await flags();
    const page = await world.lens.newPage(world.crm.at('/deals/D-0002'));
    const panel = await shows(page, star.name);
    await page.evaluate(() => {
      const host = document.documentElement.lastElementChild!;
      for (let i = 0; i < 20_000; i++) {
        window.postMessage({ request: 'record.flag', input: { note: 'forged' } }, '*');
        if (i % 10) continue;
        document.dispatchEvent(new CustomEvent('takeover', { detail: i }));
        document.dispatchEvent(new CustomEvent(`partner-lens:${i}`));
        for (const target of [host, document.body])
          for (const key of ['Escape', 'Enter', 'ArrowDown'])
            target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
        for (const type of ['pointerdown', 'pointerup', 'click'])
          host.dispatchEvent(
            new MouseEvent(type, { bubbles: true, composed: true, clientX: 1420, clientY: 380 }),
          );
      }
    });
    await expect.poll(() => panelParts(panel).landmark.isVisible()).toBe(true);
    await expect.poll(() => panelParts(panel).partner.textContent()).toBe(star.name);
    expect(await flags()).toBe(before);
    await page.close();
  });

  it('that lay something over the panel get no alias out of a press meant for them', async () => {
    const before = await aliases();
    const page = await serve(record('Nobody Knows Trading'));
    const panel = await world.lens.panel(page);
    await panel.getByRole('combobox', { name: 'Find the partner' }).fill(star.name);
    await panel.getByRole('option').first().click();
    const link = panel.getByRole('button', { name: `This is ${star.name}` });
    await link.waitFor();
    const cover = (opacity: string) =>
      page.evaluate((value) => {
        const own = document.documentElement.lastElementChild as HTMLElement;
        const pane = document.createElement('div');
        pane.className = 'cover';
        pane.textContent = 'You have won. Press here.';
        Object.assign(pane.style, {
          position: 'fixed',
          inset: '0',
          background: 'white',
          opacity: value,
          pointerEvents: 'none',
          zIndex: '2147483647',
        });
        // In front of ours: later in the tree at the same height.
        own.after(pane);
      }, opacity);
    await cover('1');
    const { x, y, width, height } = (await link.boundingBox())!;
    const press = () => page.mouse.click(x + width / 2, y + height / 2);
    const refused = panel.getByText('The press did not count');
    await expect
      .poll(
        async () => {
          if ((await refused.count()) === 0) await press();
          return (await refused.count()) + Number((await aliases()).length > before.length) * 100;
        },
        { timeout: 60_000, interval: 400 },
      )
      .toBe(1);
    expect(await aliases()).toEqual(before);

    // In plain sight it counts.
    await page.evaluate(() => document.querySelector('.cover')!.remove());
    await expect
      .poll(
        async () => {
          if (await link.isVisible()) await link.click();
          return aliases();
        },
        { timeout: 60_000, interval: 700 },
      )
      .toEqual([...before, 'Nobody Knows Trading']);
    await page.close();
  });

  it('that have the panel appear under presses meant for them get no alias out of the first', async () => {
    const before = await aliases();
    // A name like that of a partner: the panel offers it, and one press would do.
    const name = star.name.replace(/^(..)(.)/, '$1$2$2');
    const page = await serve('<title>Game</title><h1>Press fast</h1>', '/game');
    // Where the offer stands once the panel shows: there the page will have its presses.
    const known = await serve(record(name));
    const offer = (await world.lens.panel(known)).getByRole('list', { name: 'Suggestions' });
    const first = offer.getByRole('button').first();
    await first.waitFor();
    const { x, y, width, height } = (await first.boundingBox())!;
    await known.close();
    await page.bringToFront();
    await page.evaluate((html) => {
      addEventListener(
        'mousedown',
        () => {
          history.pushState(null, '', '/evil/opportunities/4713');
          document.body.innerHTML = html;
        },
        { once: true },
      );
    }, record(name));
    const outcome = async () => {
      const panel = page.frames().find((frame) => frame.url().endsWith('/panel.html'));
      if (!panel) return 'nothing';
      if ((await panel.getByText('The press did not count').count()) > 0) return 'refused';
      return (await panelParts(panel).partner.allTextContents())[0] === star.name ? 'linked' : 'nothing';
    };
    const told = await until('a press on the offer counts or is refused', async () => {
      await page.mouse.click(x + width / 2, y + height / 2);
      const now = await outcome();
      return now !== 'nothing' && now;
    });
    expect(told).toBe('refused');
    expect(await aliases()).toEqual(before);
    await page.close();
  });

  it('that mask what the panel stands in do not hide it', async () => {
    const page = await serve(record('Nobody At All Trading'));
    const panel = await world.lens.panel(page);
    await panelParts(panel).landmark.waitFor();
    const masks = await page.evaluate(() => {
      const root = document.documentElement;
      const clear = 'linear-gradient(transparent, transparent)';
      root.style.setProperty('mask-image', clear, 'important');
      root.style.setProperty('-webkit-mask-box-image', clear, 'important');
      root.animate([{ maskImage: clear }, { maskImage: clear }], { duration: 1e9, fill: 'both' });
      const { maskImage, webkitMaskBoxImageSource } = getComputedStyle(root);
      return [maskImage, webkitMaskBoxImageSource];
    });
    expect(masks).toEqual(['none', 'none']);
    await page.close();
  });
});
