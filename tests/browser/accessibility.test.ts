import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { panelParts } from './harness/panel';
import { createWorld, picturesOnFailure, type World } from './harness/world';

const SECTIONS = [
  'import',
  'sources',
  'partners',
  'partners/P-001',
  'partners/P-001/score:overall',
  'partners/P-001/score:quality',
  'partners/P-001/score:coverage',
  'worklist',
  'kpis',
  'kpis/win-rate',
  'kpis/win-rate/programme',
  'kpis/new',
  'focus',
  'influence',
  'experiments/cohorts',
  'experiments/integrations',
  'experiments/incrementality',
  'experiments/trust',
  'experiments/mix',
  'experiments/holdouts',
  'limits',
  'limits/partner/P-001/win-rate',
  'fields',
  'sites',
  'team',
  'data',
];

/** Dialogs of the options page: where they are, the button that opens them, and their name. */
const DIALOGS = [
  { section: 'sources', button: 'Add a source', name: 'New source' },
  { section: 'partners/P-001', button: 'Merge…', name: /^Merge / },
  { section: 'worklist', button: /^Details of /, name: /./ },
  { section: 'data', button: 'Erase everything…', name: 'Erase everything?' },
] as const;

/** Widths at which the page has one column: a phone's, and a window beside the CRM. */
const NARROW = [380, 640];

const SCHEMES = ['light', 'dark'] as const;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Does not hold for the panel: it is a landmark beside the page's own main content, and the entries of its list of
 * missing fields are named after the field alone, with the reason as their description.
 */
const PANEL_EXCEPTIONS = ['landmark-one-main', 'label-content-name-mismatch'];

/** Rules and standards that are looked at. */
const ALL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another colour scheme can change of a page that was looked at: nothing but colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Runs axe in a page or frame; what it finds as readable lines. */
async function violations(
  root: Page | Frame,
  exceptions: readonly string[] = [],
  runOnly = ALL,
): Promise<string[]> {
  // Sent as code to evaluate: the pages' own policy forbids inline scripts, and that stays so in the test.
  await root.evaluate(axeSource);
  const { violations: found } = await root.evaluate(async (only) => {
    const { axe } = window as unknown as {
      axe: { run(root: Document, options: object): Promise<AxeResults> };
    };
    return axe.run(document, { runOnly: only, resultTypes: ['violations'] });
  }, runOnly);
  const counting = found.filter(({ id }) => !exceptions.includes(id));
  return counting.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Waits until nothing is on its way: what is fades in, and is too faint until it has. */
const ready = (page: Page) =>
  page.waitForFunction(
    () =>
      document.querySelector('[aria-busy=true]') === null &&
      [...document.querySelectorAll('[role=status]')].every((el) => !el.textContent.startsWith('Loading')),
  );

/** Expects a page of its own to break no rule by light nor by dark: each load is by far the longest part of it. */
async function inBothSchemes(page: Page): Promise<void> {
  for (const [colorScheme, rules] of [
    ['light', ALL],
    ['dark', COLOURS],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => violations(page, [], [...rules]), { message: colorScheme }).toEqual([]);
  }
}

describe('accessibility in a real browser', () => {
  let world: World;
  let page: Page;
  beforeAll(async () => {
    world = await createWorld();
    page = await world.lens.newPage(world.crm.at('/deals/D-0001'));
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  describe.each(SCHEMES)('%s', (colorScheme) => {
    it('the panel in the CRM page', async () => {
      await page.emulateMedia({ colorScheme });
      const panel = await world.lens.panel(page);
      await panelParts(panel).scorecard.waitFor();
      const dark = await panel.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
      expect(dark).toBe(colorScheme === 'dark');
      await expect.poll(() => violations(panel, PANEL_EXCEPTIONS)).toEqual([]);
    });

    it('the evidence behind a value', async () => {
      const panel = await world.lens.panel(page);
      await panelParts(panel).kpi('Win rate').getByRole('button').click();
      await panel.getByRole('tab').first().waitFor();
      await expect.poll(() => panel.getByRole('row').count()).toBeGreaterThan(3);
      await expect.poll(() => violations(panel, PANEL_EXCEPTIONS)).toEqual([]);
      await panel.getByRole('tab').first().press('Escape');
      await panelParts(panel).scorecard.waitFor();
    });

    it('what the overall score is made of', async () => {
      const panel = await world.lens.panel(page);
      await panel.getByRole('button', { name: /of 100$/ }).click();
      await panel.getByRole('table', { name: 'Parts of the score' }).waitFor();
      await panel.getByText(/^Recomputed from these \d+ KPIs: .*, the same\.$/).waitFor();
      await expect.poll(() => violations(panel, PANEL_EXCEPTIONS)).toEqual([]);
      await panel.getByRole('heading', { level: 2, name: 'Overall score' }).press('Escape');
      await panelParts(panel).scorecard.waitFor();
    });

    it('the popup', async () => {
      const popup = await world.lens.popup(page);
      await popup.emulateMedia({ colorScheme });
      await popup.getByRole('combobox', { name: 'Find a partner' }).waitFor();
      await popup.getByRole('heading', { name: 'This page' }).waitFor();
      await expect.poll(() => violations(popup)).toEqual([]);
      await popup.close();
    });
  });

  it.each(SECTIONS)('the options page at #/%s', async (section) => {
    const options = await world.lens.open(`options.html#/${section}`);
    await options.getByRole('heading', { level: 1 }).waitFor();
    await ready(options);
    await inBothSchemes(options);
    const sideways: string[] = [];
    for (const width of NARROW) {
      await options.setViewportSize({ width, height: 900 });
      const over = await options.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) sideways.push(`at ${width} px: ${over} px`);
    }
    expect(sideways).toEqual([]);
    await options.close();
  });

  it.each(DIALOGS)('the dialog $name', async ({ section, button, name }) => {
    const options = await world.lens.open(`options.html#/${section}`);
    await options.getByRole('button', { name: button }).first().click();
    await options.getByRole('dialog', { name }).waitFor();
    await inBothSchemes(options);
    await options.close();
  });

  it('what is said stays to be read where motion is reduced', async () => {
    const options = await world.lens.open('options.html#/kpis/new');
    await options.emulateMedia({ reducedMotion: 'reduce' });
    await options.getByRole('button', { name: 'Save' }).click();
    const said = options.getByText(/^It was not saved/);
    await expect.poll(() => said.evaluate((el) => getComputedStyle(el).opacity)).toBe('1');
    const lasts = await said.evaluate((el) => Number.parseFloat(getComputedStyle(el).animationDuration));
    expect(lasts).toBeGreaterThan(1);
    await options.close();
  });
});
