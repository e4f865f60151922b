import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { bundled } from '../browser/harness/bundle';
import { ensureBrowser } from '../tools/browsers.mjs';

/**
 * Runs a benchmark's script in a page of a real Chromium with a profile of its own.
 * @param entry script that sets `globalThis.bench`
 * @param work gets a page with it, and can open more of other origins
 */
export async function inPage(
  entry: string,
  work: (page: Page, version: string, open: (origin: string) => Promise<Page>) => Promise<void>,
): Promise<void> {
  const code = await bundled(entry, 'es');
  const profile = mkdtempSync(join(tmpdir(), 'partner-lens-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await ensureBrowser('chromium'),
    headless: true,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    await context.route(/^http:\/\/\w+\.example\//, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: code })
        : route.fulfill({ contentType: 'text/html', body: '<script type="module" src="page.js"></script>' }),
    );
    const open = async (origin: string) => {
      const page = await context.newPage();
      await page.goto(`http://${origin}.example/`);
      await page.waitForFunction('globalThis.bench !== undefined');
      return page;
    };
    await work(await open('bench'), context.browser()?.version() ?? '', open);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
