import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partnerLike } from '../generator/partners';
import { importFiles } from './harness/import-files';
import { pressUntil } from './harness/panel';
import { createWorld, picturesOnFailure, type World } from './harness/world';

/** A deal without a partner: who may have brought it, one key into the CRM's field, and the field that a person chose. */
describe('a deal without a partner', () => {
  let world: World;
  let page: Page;
  let panel: Frame;
  const { name } = partnerLike('star');
  const suggestions = () => panel.getByRole('list', { name: 'Suggested partners' });

  beforeAll(async () => {
    world = await createWorld();
    const day = new Date((world.data.options.asOfDay - 1) * 86_400_000).toISOString().slice(0, 10);
    const csv = `Touch ID,Partner,Deal ID,Date,Type\nT-900001,"${name}",D-0003,${day},call\n`;
    const options = await world.lens.open('options.html#/import');
    await importFiles(options, [{ name: 'touches-late.csv', bytes: new TextEncoder().encode(csv) }]);
    await options.close();
    page = await world.lens.newPage(world.crm.at('/deals/D-0003'));
    panel = await world.lens.panel(page);
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  it('has suggestions with evidence, and says how good such suggestions were', async () => {
    const first = suggestions().locator(':scope > li').first();
    await expect.poll(() => first.textContent()).toContain(name);
    const text = (await first.textContent()) ?? '';
    expect(text).toContain('They touched this deal.');
    expect(text).toMatch(
      /Of [\d,]+ past cases with .*touch of the partner on the deal.*, [\d,]+ were theirs/,
    );
    const [, probability] = /(\d+)\s%/.exec(text)!;
    expect(Number(probability)).toBeGreaterThan(30);
    await panel.getByText(/Checked on [\d,]+ past deals, each judged by all others alone/).waitFor();
  });

  it('puts a name into the CRM’s own field by one key, and saves nothing', async () => {
    const button = suggestions().getByRole('button', { name: `Put “${name}” into Partner` });
    await button.focus();
    await pressUntil(
      () => page.keyboard.press('Enter'),
      async () => page.url() === world.crm.at('/deals/D-0003/edit'),
    );
    await expect.poll(() => page.locator('[name="partner"]').inputValue()).toBe(name);
    expect(page.url()).toBe(world.crm.at('/deals/D-0003/edit'));
    await page.goto(world.crm.at('/deals/D-0003'));
    panel = await world.lens.panel(page);
    await panel.getByRole('heading', { name: 'No partner on this deal' }).waitFor();
  });

  it('takes the field that a person chooses for the site', async () => {
    const options = await world.lens.open('options.html#/sites');
    const choice = options.getByRole('combobox', { name: /^Partner field of a deal on/ });
    await choice.waitFor();
    await expect.poll(() => choice.getByRole('option').allTextContents()).toContain('Partner (partner)');
    await page.goto(world.crm.at('/deals/D-0002'));
    panel = await world.lens.panel(page);
    await panel.getByRole('heading', { name, level: 1 }).waitFor();
    await choice.selectOption('none');
    // Its contact's address still tells the partner; the partner field no longer does.
    await panel.getByText(/^matched by the domain /).waitFor();
    await choice.selectOption('auto');
    await panel.getByText('matched by the record linked in the field “Partner”').waitFor();
    await options.close();
  });
});
