import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ChromiumLens } from '../browser/harness/chromium';

/** Sections of the options page that are worth a picture: hash route -> file name. */
const SECTIONS = {
  '#/import': 'options-import',
  '#/partners': 'options-partners',
  '#/kpis': 'options-kpis',
  '#/limits': 'options-limits',
  '#/fields': 'options-fields',
  '#/sites': 'options-sites',
  '#/data': 'options-data',
} as const;

/** Waits until a page has its content and nothing moves. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy=true]') === null &&
      document.getAnimations().every((animation) => animation.playState !== 'running'),
  );
}

/**
 * Saves pictures of panel, popup and options, light and dark.
 * @param deal the CRM page with the panel on it
 */
export async function takePictures(lens: ChromiumLens, deal: Page, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const tab = await lens.tabId(deal);
  for (const colorScheme of ['light', 'dark'] as const) {
    const save = async (page: Page, name: string, fullPage = false) => {
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), fullPage });
    };
    await deal.emulateMedia({ colorScheme });
    await deal.bringToFront();
    await settled(deal);
    await save(deal, 'deal-with-panel');

    const page = await lens.context.newPage();
    await page.emulateMedia({ colorScheme });
    // The panel by itself, in full length.
    await page.setViewportSize({ width: 400, height: 900 });
    await page.goto(`${lens.origin}/panel.html?tab=${tab}`);
    await page.getByRole('table', { name: 'Scorecard' }).waitFor();
    await settled(page);
    await page.setViewportSize({ width: 400, height: 1700 });
    await save(page, 'panel');

    await page.setViewportSize({ width: 420, height: 600 });
    await page.goto(`${lens.origin}/popup.html?tab=${tab}`);
    await settled(page);
    await save(page, 'popup', true);

    await page.setViewportSize({ width: 1280, height: 900 });
    for (const [route, name] of Object.entries(SECTIONS)) {
      await page.goto(`${lens.origin}/options.html${route}`);
      await settled(page);
      await save(page, name);
    }
    await page.close();
  }
}
