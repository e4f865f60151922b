import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partnerLike } from '../generator/partners';
import { panelParts } from './harness/panel';
import { createWorld, picturesOnFailure, type World } from './harness/world';

describe('a KPI of one’s own', () => {
  let world: World;
  let options: Page;
  const star = partnerLike('star');
  beforeAll(async () => {
    world = await createWorld();
    options = await world.lens.open('options.html#/kpis/new');
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  it('is built, measured while it is built, and stands in the panel with its rows', async () => {
    const form = options.getByRole('form', { name: 'Definition' });
    const preview = options.getByRole('complementary', { name: 'Preview' });
    await form.getByLabel('Name').fill('Large deals won');
    await form.getByLabel('Question').fill('What share of large deals does this partner win?');
    const rows = form.getByRole('group', { name: 'Rows', exact: true });
    await rows.getByRole('button', { name: 'Rows, where: add a condition' }).click();
    await rows.getByLabel('Rows, where: kind of condition').selectOption('compare');
    await rows.getByLabel('Rows, where, left side: kind').selectOption('column');
    await rows.getByLabel('Rows, where, left side: column').selectOption('amount');
    await rows.getByLabel('Rows, where: comparison').selectOption('>=');
    await rows.getByLabel('Rows, where, right side: number').fill('5000');
    await expect.poll(() => preview.textContent()).toMatch(/partners measured/);
    await expect.poll(() => preview.textContent()).toContain('“Amount” is at least');
    // Each figure of the draft opens its rows before anything is saved.
    await preview.getByTitle('Show the rows behind the whole programme’s value').click();
    const behind = options.getByRole('dialog', { name: 'Preview of the whole programme' });
    await expect.poll(() => behind.getByText(/^Recomputed from these/).textContent()).toMatch(/the same\.$/);
    await behind.getByRole('button', { name: 'Back to the draft' }).click();
    await behind.waitFor({ state: 'hidden' });
    await form.getByLabel('Limits', { exact: true }).selectOption('absolute');
    await form.getByLabel('Passes from').fill('30');
    await form.getByLabel('Fails below').fill('40');
    // What is wrong is said where it is, and nothing is stored.
    await expect.poll(() => form.textContent()).toContain('must not be above the warning limit');
    await form.getByLabel('Fails below').fill('20');
    await form.getByLabel('Weight').fill('1');
    await form.getByRole('button', { name: 'Save' }).click();
    await options.getByRole('heading', { level: 1, name: 'Large deals won' }).waitFor();
    await options.getByRole('table', { name: 'Large deals won by partner' }).waitFor();

    const page = await world.lens.newPage(world.crm.at('/deals/D-0002'));
    const panel = await world.lens.panel(page);
    await expect.poll(() => panelParts(panel).partner.textContent()).toBe(star.name);
    await panel.getByRole('button', { name: /^Show all \d+ KPIs$/ }).click();
    const number = panelParts(panel).kpi('Large deals won').getByRole('button');
    await number.click();
    await panel.getByRole('tab').first().waitFor();
    await expect.poll(() => panelParts(panel).landmark.textContent()).toContain('deals.csv');
    await page.close();
  });

  it('keeps its versions, and comes back after it was deleted', async () => {
    await options.getByRole('button', { name: 'Edit' }).click();
    await options.getByLabel('Length of the window').fill('24');
    await options.getByRole('button', { name: 'Save as a new version' }).click();
    await options.getByRole('row', { name: /^2 .*in force/ }).waitFor();
    await options.getByRole('button', { name: 'Delete' }).click();
    await options.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await options.getByRole('button', { name: 'Restore Large deals won' }).click();
    await options
      .getByRole('table', { name: 'KPI definitions' })
      .getByRole('link', { name: 'Large deals won' })
      .waitFor();
  });
});
