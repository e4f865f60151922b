import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { ChromiumLens } from '../browser/harness/chromium';
import { panelParts, textOf } from '../browser/harness/panel';

/** Sections of the options page that are worth a picture: hash route -> file name. */
const SECTIONS = {
  '#/import': 'options-import',
  '#/sources': 'options-sources',
  '#/partners': 'options-partners',
  '#/worklist': 'options-worklist',
  '#/kpis': 'options-kpis',
  '#/kpis/win-rate': 'options-kpi',
  '#/focus': 'options-scorecards',
  '#/influence': 'options-influence',
  '#/experiments/cohorts': 'options-cohorts',
  '#/experiments/incrementality': 'options-experiments',
  '#/limits': 'options-limits',
  '#/fields': 'options-fields',
  '#/sites': 'options-sites',
  '#/team': 'options-team',
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

/** Records that show the other states of the panel: route of the demo CRM -> file name. */
const STATES = {
  '/deals/D-0002': 'panel-all-well',
  '/deals/D-0003': 'panel-no-partner',
  '/deals/D-0004': 'panel-unknown-partner',
  '/deals/D-0005': 'panel-not-working',
  '/deals/D-0007': 'panel-too-early',
  '/deals/D-0011': 'panel-no-figures',
} as const;

/**
 * Saves pictures of panel, popup and options, light and dark.
 * @param deal the CRM page with the panel on it
 * @param addressOf address of a route of the demo CRM
 */
export async function takePictures(
  lens: ChromiumLens,
  deal: Page,
  addressOf: (route: string) => string,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const tab = await lens.tabId(deal);
  for (const colorScheme of ['light', 'dark'] as const) {
    const save = async (shown: Page | Locator, name: string) => {
      await shown.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    };
    await deal.emulateMedia({ colorScheme });
    await deal.bringToFront();
    await settled(deal);
    await save(deal, 'deal-with-panel');

    const page = await lens.context.newPage();
    await page.emulateMedia({ colorScheme });
    const { partner, scorecard, kpi } = panelParts(page);
    // The panel by itself, in full length.
    await page.setViewportSize({ width: 400, height: 1800 });
    await page.goto(`${lens.origin}/sidepanel.html?tab=${tab}`);
    await scorecard.waitFor();
    await settled(page);
    await save(page, 'panel');
    await page.setViewportSize({ width: 400, height: 900 });
    await kpi('Win rate').getByRole('button').click();
    await page.getByRole('tab').first().waitFor();
    await settled(page);
    await save(page, 'panel-evidence');

    await page.setViewportSize({ width: 380, height: 340 });
    await page.goto(`${lens.origin}/popup.html?tab=${tab}`);
    const found = page.getByRole('button', {
      name: await textOf(panelParts(await lens.panel(deal)).partner),
    });
    await found.waitFor();
    await settled(page);
    await save(page, 'popup');
    await page.setViewportSize({ width: 380, height: 600 });
    await found.click();
    await partner
      .or(page.getByRole('heading', { level: 1 }))
      .first()
      .waitFor();
    await settled(page);
    await save(page, 'popup-partner');

    await page.setViewportSize({ width: 1280, height: 900 });
    for (const [route, name] of Object.entries(SECTIONS)) {
      await page.goto(`${lens.origin}/options.html${route}`);
      await settled(page);
      await save(page, name);
    }

    for (const [route, name] of Object.entries(STATES)) {
      await page.goto(addressOf(route));
      const { landmark } = panelParts(await lens.panel(page));
      await landmark.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      await save(landmark, name);
    }
    await page.close();
  }
}
