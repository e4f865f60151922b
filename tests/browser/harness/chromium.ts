import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Frame, type Page, type Worker } from 'playwright-core';
import { ensureBrowser } from '../../tools/browsers.mjs';
import { outputOf } from '../../tools/build.mjs';
import { until } from './until';

export interface ChromiumOptions {
  mode?: 'e2e' | 'production';
  /** What the profile does with cookies and storage of embedded frames. */
  thirdPartyCookies?: 'blocked' | 'allowed';
  headless?: boolean;
  viewport?: { width: number; height: number } | null;
  colorScheme?: 'light' | 'dark';
  /** Folder of a profile to open again, or to keep; a new one that goes with the browser when left out. */
  profile?: string;
  /** Folder of the extension, instead of the built one. */
  extension?: string;
}

/** Chromium with the built extension in a profile of its own. */
export interface ChromiumLens {
  context: BrowserContext;
  /** Origin of the extension's pages, e.g. `chrome-extension://abc`. */
  origin: string;
  /** The service worker, woken if need be. */
  worker(): Promise<Worker>;
  /** Stops the service worker as the browser does after half a minute without an event. */
  killWorker(): Promise<void>;
  newPage(url: string): Promise<Page>;
  /** Opens a page of the extension in a tab, e.g. `options.html#/import`. */
  open(path: string): Promise<Page>;
  /** Number of the browser's tab that shows the page. */
  tabId(page: Page): Promise<number>;
  /** Opens the popup as it would show for the page's tab. */
  popup(page: Page): Promise<Page>;
  /** The panel's frame in a CRM page, once it is there. */
  panel(page: Page): Promise<Frame>;
  close(): Promise<void>;
  /** Ends all of the browser's processes with SIGKILL, as a crash of the machine does. */
  kill(): Promise<void>;
}

/** Flags without which Chromium does not run, or does not run the same way, as root and without a network. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--window-size=1480,1000',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-search-engine-choice-screen',
  // The demo CRM is on this machine: a proxy of the environment must not get in between.
  '--proxy-bypass-list=<-loopback>;127.0.0.1;localhost',
];

/** Starts Chromium with the extension; `npm run build:e2e` must have been run. */
export async function startChromium(options: ChromiumOptions = {}): Promise<ChromiumLens> {
  const { mode = 'e2e', thirdPartyCookies = 'blocked', headless = true, colorScheme = 'light' } = options;
  const { viewport = { width: 1440, height: 1000 } } = options;
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'partner-lens-'));
  const preferences = join(profile, 'Default', 'Preferences');
  mkdirSync(join(profile, 'Default'), { recursive: true });
  const before = existsSync(preferences) ? JSON.parse(readFileSync(preferences, 'utf8')) : {};
  // 0 = allowed, 1 = third-party cookies and storage blocked.
  const cookies = { cookie_controls_mode: thirdPartyCookies === 'blocked' ? 1 : 0 };
  writeFileSync(preferences, JSON.stringify({ ...before, profile: { ...before.profile, ...cookies } }));
  const extension = options.extension ?? outputOf('chrome', mode);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await ensureBrowser('chromium'),
    headless,
    viewport,
    colorScheme,
    locale: 'en-GB',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...FLAGS,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  });
  // A machine that does much else at once makes nothing wrong.
  context.setDefaultTimeout(90_000);

  const running = () => context.serviceWorkers().find((one) => one.url().startsWith('chrome-extension://'));
  const first = running() ?? (await context.waitForEvent('serviceworker'));
  const origin = `chrome-extension://${new URL(first.url()).host}`;

  async function open(path: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${origin}/${path}`);
    return page;
  }

  async function worker(): Promise<Worker> {
    const alive = running();
    if (alive) {
      const answers = await alive.evaluate(() => true).catch(() => false);
      if (answers) return alive;
    }
    // A message from any page of the extension wakes it; one that nobody answers fails.
    const page = await open('panel.html');
    // @ts-expect-error chrome exists in pages of the extension
    await page.evaluate(() => chrome.runtime.sendMessage({}).catch(() => {}));
    const woken = await until('the service worker to wake', running);
    await page.close();
    return woken;
  }

  async function killWorker(): Promise<void> {
    const browser = context.browser();
    if (!browser) throw new Error('The browser is gone.');
    const session = await browser.newBrowserCDPSession();
    const targets = async () =>
      (await session.send('Target.getTargets')).targetInfos.filter(
        ({ type, url }) => type === 'service_worker' && url.startsWith(origin),
      );
    const old = running();
    // One that starts again at once, because something asks it, may go by the same name; the old one answers no more.
    const answers = () =>
      old &&
      Promise.race([
        old.evaluate(() => true).catch(() => false),
        new Promise<boolean>((done) => setTimeout(done, 2_000, false)),
      ]);
    await until('the service worker to stop', async () => {
      const left = await targets();
      // What is about to start may not hear it the first time; what is gone by now answers with an error.
      for (const { targetId } of left)
        await session.send('Target.closeTarget', { targetId }).catch(() => undefined);
      return left.length === 0 || !(await answers());
    });
    await session.detach();
  }

  async function tabId(page: Page): Promise<number> {
    const url = page.url();
    const id = await (await worker()).evaluate(async (wanted) => {
      // @ts-expect-error chrome exists in the service worker
      const tabs = (await chrome.tabs.query({})) as { id: number; url?: string }[];
      return tabs.find((tab) => tab.url === wanted)?.id ?? null;
    }, url);
    if (id === null) throw new Error(`No tab shows ${url}.`);
    return id;
  }

  return {
    context,
    origin,
    worker,
    killWorker,
    open,
    tabId,
    async newPage(url) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    popup: async (page) => open(`popup.html?tab=${await tabId(page)}`),
    panel: (page) =>
      until("the panel's frame", () => page.frames().find((frame) => frame.url() === `${origin}/panel.html`)),
    async close() {
      await context.close();
      if (!options.profile) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
    async kill() {
      const closed = new Promise((resolve) => context.once('close', resolve));
      killAll(profile);
      await closed;
    },
  };
}

/** Ends the browser that runs on a profile and every process below it, all stopped first so that none can act. */
function killAll(profile: string): void {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The name of the program, in brackets, may have blanks; the parent comes second behind it.
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return [{ pid: Number(name), parent, command }];
      } catch {
        return [];
      }
    });
  const family = new Set(
    processes.filter(({ command }) => command.includes(`--user-data-dir=${profile}`)).map(({ pid }) => pid),
  );
  for (let before = -1; family.size !== before; ) {
    before = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  if (family.size === 0) throw new Error(`No browser runs on ${profile}.`);
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const)
    for (const pid of family) {
      try {
        process.kill(pid, signal);
      } catch {
        // Gone already, with its parent.
      }
    }
}
