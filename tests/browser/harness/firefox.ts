import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import { ensureBrowser } from '../../tools/browsers.mjs';
import { outputOf } from '../../tools/build.mjs';
import { until } from './until';

/** Id of the extension's pages, set before the start so that their address is known. */
const UUID = '6f1d2c3a-8b4e-4f60-9a71-2c5d8e9f0b13';

/** Firefox with the built extension, installed as a temporary add-on. */
export interface FirefoxLens {
  browser: Browser;
  /** e.g. `moz-extension://6f1d...` */
  origin: string;
  newPage(url: string): Promise<Page>;
  /** Opens a page of the extension in a tab, e.g. `options.html#/sites`; `site` is the address of any web page. */
  open(path: string, site: string): Promise<Page>;
  panel(page: Page): Promise<Frame>;
  close(): Promise<void>;
}

export async function startFirefox(options: { mode?: 'e2e' | 'production' } = {}): Promise<FirefoxLens> {
  const { mode = 'e2e' } = options;
  const profile = mkdtempSync(join(tmpdir(), 'partner-lens-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await ensureBrowser('firefox'),
    headless: true,
    userDataDir: profile,
    defaultViewport: { width: 1440, height: 1000 },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ 'partner-lens@example.com': UUID }),
      // Grants what a page asks for without the prompt, which no driver can press.
      'extensions.webextOptionalPermissionPrompts': false,
      'network.proxy.type': 0,
      'app.update.disabledForTesting': true,
      'browser.shell.checkDefaultBrowser': false,
      'datareporting.policy.dataSubmissionEnabled': false,
    },
  });
  await browser.installExtension(outputOf('firefox', mode));
  const origin = `moz-extension://${UUID}`;
  const address = (frame: Frame) => frame.evaluate(() => location.href).catch(() => '');

  return {
    browser,
    origin,
    async newPage(url) {
      const page = await browser.newPage();
      await page.goto(url, { waitUntil: 'domcontentloaded' });
      return page;
    },
    async open(path, site) {
      // The driver may not go to an extension's address, but a web page may go to the one page that is exposed, and
      // from there it is the extension's own way.
      const page = await browser.newPage();
      await page.goto(site, { waitUntil: 'domcontentloaded' });
      const go = async (to: string) => {
        await page.evaluate((url) => {
          setTimeout(() => location.assign(url));
        }, to);
        await until(to, async () => (await address(page.mainFrame())) === to);
      };
      await go(`${origin}/panel.html`);
      await go(`${origin}/${path}`);
      return page;
    },
    panel: (page) =>
      until("the panel's frame", async () => {
        // The driver shows about:blank as the address of such frames.
        for (const frame of page.frames())
          if ((await address(frame)) === `${origin}/panel.html`) return frame;
        return null;
      }),
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
