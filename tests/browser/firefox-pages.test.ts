import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoCrm, startDemoCrm } from '../demo-crm/server';
import { crmData } from '../generator/crm';
import { sampleFiles } from '../generator/csv';
import { partnerLike } from '../generator/partners';
import { type FirefoxLens, startFirefox } from './harness/firefox';
import { importFilesInFirefox } from './harness/firefox-import';
import { until } from './harness/until';
import { sampleData } from './harness/world';

const aria = (name: string, role: string) => `::-p-aria([name="${name}"][role="${role}"])`;

/** What stands in pages, beside native dialogs, in the sidebar, and while a person teaches: in Firefox. */
describe('pages in Firefox', () => {
  const data = sampleData(0.1);
  const servers: DemoCrm[] = [];
  let lens: FirefoxLens;
  let options: Page;
  const serve = async (more: Omit<Parameters<typeof startDemoCrm>[0], 'data'> = {}) => {
    const server = await startDemoCrm({ ...more, data: crmData(data) });
    servers.push(server);
    return server;
  };
  beforeAll(async () => {
    const crm = await serve();
    lens = await startFirefox();
    options = await lens.open('options.html#/import', crm.url);
    await importFilesInFirefox(options, sampleFiles(data));
  });
  afterAll(async () => {
    await lens?.close();
    await Promise.all(servers.map((server) => server.close()));
  });

  const heading = (panel: Frame | Page) =>
    panel.$eval('h1', (element) => element.textContent ?? '').catch(() => '');
  /** Runs in the options page; as text, because test code that names `browser` gets the test runner's stand-in. */
  const extension = (code: string) => options.evaluate(code);
  const tabId = (url: string) =>
    extension(
      `browser.tabs.query({}).then((all) => all.find((tab) => tab.url === ${JSON.stringify(url)})?.id)`,
    ) as Promise<number>;
  const ask = (request: string, input: unknown) =>
    extension(`browser.runtime.sendMessage(${JSON.stringify({ request, input })})`) as Promise<{
      ok: boolean;
      value: unknown;
    }>;

  it('keeps note, open rows and dialog when a native modal dialog opens and closes', async () => {
    const crm = await serve({ nativeDialogs: true });
    const page = await lens.newPage(crm.at('/deals/D-0001'));
    await page.bringToFront();
    let panel = await lens.panel(page);
    await (await panel.waitForSelector('::-p-text(Flag this deal)'))!.click();
    const note = (await panel.waitForSelector('textarea'))!;
    await note.type('Half a note');
    const before = await heading(panel);
    expect(before).toBe(partnerLike('discounting').name);

    await page.locator(aria('Log a call', 'button')).click();
    const said = (await page.waitForSelector('dialog textarea'))!;
    await said.type('Half a sentence');
    const value = () =>
      panel
        .$eval('textarea', (one) => (one as HTMLTextAreaElement).value)
        .catch(() => 'the frame is loading');
    const follow = async () => {
      panel = await lens.panel(page);
      await expect.poll(value).toBe('Half a note');
      await expect.poll(() => heading(panel)).toBe(before);
    };
    await follow();
    // The panel can be used beside the open dialog, which keeps what was typed.
    await (await panel.waitForSelector('textarea'))!.click();
    await page.keyboard.press('End');
    await page.keyboard.type('!');
    await expect.poll(value).toBe('Half a note!');
    await expect
      .poll(() => page.$eval('dialog textarea', (one) => (one as HTMLTextAreaElement).value))
      .toBe('Half a sentence');
    await expect.poll(() => page.$eval('dialog', (one) => one.open)).toBe(true);

    await said.click();
    await page.keyboard.press('Escape');
    await until('the dialog to close', () =>
      page.$eval('html', () => !document.querySelector('dialog[open]')),
    );
    panel = await lens.panel(page);
    await expect.poll(value).toBe('Half a note!');
    await page.close();
  });

  it('leaves the page to its marks while the panel stands in the sidebar, and follows the tab there', async () => {
    const crm = await serve();
    const url = crm.at('/deals/D-0002');
    const page = await lens.newPage(url);
    await lens.panel(page);
    const inPage = () =>
      Promise.all(
        page
          .frames()
          .map((frame) => frame.evaluate(() => innerWidth > 0 && location.pathname).catch(() => '')),
      ).then((all) => all.includes('/panel.html'));
    await extension('browser.storage.local.set({ docked: true })');
    await expect.poll(inPage).toBe(false);

    const sidebar = await lens.open(`sidepanel.html?tab=${await tabId(url)}`, crm.url);
    await expect.poll(() => heading(sidebar)).toBe(partnerLike('star').name);
    await sidebar.locator(aria('Show in the page again', 'button')).click();
    await page.bringToFront();
    await expect.poll(inPage).toBe(true);
    await sidebar.close();
    await page.close();
  });

  it('gives a hostile page no figure and no answer', async () => {
    const crm = await serve();
    const page = await lens.browser.newPage();
    await page.evaluateOnNewDocument(() => {
      if (!location.protocol.startsWith('http')) return;
      const heard: string[] = [];
      Object.assign(window, { heard });
      const spy = (holder: object, name: string) => {
        const was = Reflect.get(holder, name) as (...args: unknown[]) => unknown;
        Reflect.set(holder, name, function (this: unknown, ...args: unknown[]) {
          for (const one of [this, ...args]) if (typeof one === 'string') heard.push(one.slice(0, 300));
          return was.apply(this, args);
        });
      };
      for (const name of ['trim', 'replace', 'split', 'slice']) spy(String.prototype, name);
      for (const name of ['get', 'set', 'has']) spy(Map.prototype, name);
      for (const name of ['createElement', 'querySelectorAll']) spy(Document.prototype, name);
      for (const name of ['attachShadow', 'setAttribute', 'animate']) spy(Element.prototype, name);
      spy(window, 'postMessage');
      spy(JSON, 'stringify');
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function () {
        heard.push('a root was made');
        return attach.call(this, { mode: 'open' });
      };
      // Names under which scripts of extensions find what they may do, and ours each other.
      addEventListener('DOMContentLoaded', () => {
        for (const name of ['browser', 'chrome', 'partnerLensReader', 'partnerLensParts']) {
          const frame = document.createElement('iframe');
          frame.name = name;
          document.body.append(frame);
        }
      });
    });
    await page.goto(crm.at('/deals/D-0002'), { waitUntil: 'domcontentloaded' });
    const panel = await lens.panel(page);
    await expect.poll(() => heading(panel)).toBe(partnerLike('star').name);
    const heard = (await page.evaluate(() => Reflect.get(window, 'heard') as string[])).join('\n');
    expect(heard).toContain('D-0002');
    expect(heard).not.toMatch(/Win rate|moz-extension|a root was made/);

    const worklist = async () => JSON.stringify((await ask('worklist.list', {})).value);
    await page.evaluate(() => {
      const host = document.documentElement.lastElementChild!;
      for (let i = 0; i < 2_000; i++) {
        window.postMessage({ request: 'record.flag', input: { note: 'forged' } }, '*');
        for (const type of ['pointerdown', 'pointerup', 'click'])
          host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
        for (const key of ['Escape', 'Enter', 'ArrowDown'])
          host.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      }
    });
    await expect.poll(() => heading(panel)).toBe(partnerLike('star').name);
    expect(await worklist()).not.toContain('forged');

    // A window and a frame of the panel, which any site may open, are empty.
    const address = `${lens.origin}/panel.html?tab=${await tabId(page.url())}`;
    const popup = new Promise<Page>((resolve) => page.once('popup', (one) => resolve(one!)));
    await page.evaluate((to) => {
      window.open(to);
      document.body.append(Object.assign(document.createElement('iframe'), { src: to, name: 'panel-frame' }));
    }, address);
    const opened = await popup;
    /** What is drawn in a document of that address, once it knows whether it may; as text, as above. */
    const drawn = (frame: Frame) =>
      frame
        .evaluate(
          `location.search && browser.storage.local.get().then(() => new Promise(requestAnimationFrame)).then(() =>
            document.readyState === 'complete' ? document.getElementById('root').childElementCount : null)`,
        )
        .catch(() => null);
    await expect
      .poll(async () => {
        const frames = await Promise.all([opened, page].flatMap((one) => one.frames()).map(drawn));
        return frames.filter((count) => typeof count === 'number');
      })
      .toEqual([0, 0]);
    await opened.close();
    await page.close();
  });

  it('is taught by keyboard and mouse, and reads the site from then on', async () => {
    const crm = await serve({
      foreign: () => ({
        labels: { name: 'Zweck', partner: 'Hausname', stage: 'Reife', amount: 'Rahmen', notes: 'Merk' },
        machineNames: true,
        order: ['name', 'stage', 'partner', 'amount', 'notes'],
      }),
    });
    const url = `${crm.url}/sache/D-0001`;
    const page = await lens.newPage(url);
    await page.bringToFront();
    expect((await ask('teach.start', { tabId: await tabId(url) })).ok).toBe(true);
    // The card takes the focus with what it shows; it is in a closed root.
    const host = () =>
      page.evaluate(() => document.activeElement === document.documentElement.lastElementChild);
    await until('the teaching card', host);
    const partner = (await page.$('section > div:nth-of-type(3) span:nth-of-type(2)'))!;
    const box = (await partner.boundingBox())!;
    const [x, y] = [box.x + 5, box.y + box.height / 2];
    // While a person points, a pane of glass lies over the page.
    const glass = () =>
      page.evaluate(
        (...at) => document.elementFromPoint(...at) === document.documentElement.lastElementChild,
        x,
        y,
      );
    // The kind, then the partner's own button. A card that is drawn anew under the keys may miss one.
    let keys: ('Tab' | 'Enter')[] = ['Tab', 'Tab', 'Enter'];
    await until('the pane over the page', async () => {
      for (const key of keys) await page.keyboard.press(key);
      keys = ['Tab', 'Enter'];
      return until('what the keys did', glass, 10_000).catch(() => false);
    });
    await page.mouse.click(x, y);
    await until('the page without its pane', async () => !(await glass()));
    // Five more fields, one to add, Leave; then the test on a second record.
    for (let step = 0; step < 8; step++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const draft = async () =>
      JSON.stringify(await extension('browser.storage.session.get(null)')).includes('"draft":{"kind"');
    await expect.poll(draft).toBe(true);
    await page.locator('a ::-p-text(weiter)').click();
    await until('the second record', () => page.url() !== url);
    // The card is taller once it shows what was found. "Save lesson" is its last control, at its lower right corner.
    const { height } = page.viewport()!;
    await until('the fields on the second record', () =>
      page.evaluate(
        (y) => document.elementFromPoint(30, y) === document.documentElement.lastElementChild,
        height - 205,
      ),
    );
    await page.mouse.click(12 + 380 - 16 - 30, height - 12 - 16 - 12 - 14);
    const lessons = async () => ((await ask('lessons.list', {})).value as unknown[]).length;
    await expect.poll(lessons).toBe(1);
    await page.goto(url);
    const panel = await lens.panel(page);
    await expect.poll(() => heading(panel)).toBe(partnerLike('discounting').name);
    await page.close();
  });
});
