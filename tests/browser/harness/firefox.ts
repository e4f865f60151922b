import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  /** Folder that files are saved to. */
  downloads: string;
  close(): Promise<void>;
}

const ID = 'partner-lens@example.com';

export interface FirefoxOptions {
  mode?: 'e2e' | 'production';
  /** What an administrator put into managed storage; none when left out. */
  managed?: Readonly<Record<string, unknown>>;
}

/** A home of its own, in which a manifest for managed storage is found as it is in a person's. */
function homeWith(folder: string, managed: FirefoxOptions['managed']): string {
  const manifests = join(folder, '.mozilla', 'managed-storage');
  mkdirSync(manifests, { recursive: true });
  const manifest = { name: ID, description: 'Policy of a test', type: 'storage', data: managed };
  writeFileSync(join(manifests, `${ID}.json`), JSON.stringify(manifest));
  return folder;
}

export async function startFirefox(options: FirefoxOptions = {}): Promise<FirefoxLens> {
  const { mode = 'e2e', managed } = options;
  const folder = mkdtempSync(join(tmpdir(), 'partner-lens-'));
  const [profile, downloads] = ['profile', 'downloads'].map((name) => join(folder, name));
  mkdirSync(profile!);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await ensureBrowser('firefox'),
    headless: true,
    userDataDir: profile!,
    ...(managed && { env: { ...process.env, HOME: homeWith(join(folder, 'home'), managed) } }),
    defaultViewport: { width: 1440, height: 1000 },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
      // Grants what a page asks for without the prompt, which no driver can press.
      'extensions.webextOptionalPermissionPrompts': false,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'network.proxy.type': 0,
      'app.update.disabledForTesting': true,
      'browser.shell.checkDefaultBrowser': false,
      'datareporting.policy.dataSubmissionEnabled': false,
    },
  });
  await browser.installExtension(outputOf('firefox', mode));
  const origin = `moz-extension://${UUID}`;
  const address = (frame: Frame) => frame.evaluate(() => location.href).catch(() => '');
  const tabAt = async (url: string) => {
    const page = await browser.newPage();
    page.setDefaultTimeout(90_000);
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return page;
  };

  return {
    browser,
    origin,
    downloads: downloads!,
    newPage: tabAt,
    async open(path, site) {
      // The driver may not go to an extension's address, but a web page may go to the one page that is exposed, and
      // from there it is the extension's own way.
      const page = await tabAt(site);
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
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
