import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importFiles } from './harness/import-files';
import { createWorld, picturesOnFailure, type World } from './harness/world';

const csv = (name: string, ...lines: string[]) => ({
  name,
  bytes: new TextEncoder().encode(lines.join('\n')),
});

const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);

/** Deals of two partners that are one: both count for either when they are merged. */
const DEALS = csv(
  'deals.csv',
  'Deal ID,Partner,Stage,Create Date,Close Date,Amount',
  ...Array.from({ length: 60 }, (_, i) =>
    [`D${i}`, i % 2 ? 'P1' : 'P2', i % 3 ? 'Closed Won' : 'Closed Lost', day(120), day(20), 100 + i].join(
      ',',
    ),
  ),
);
const PARTNERS = csv(
  'partners.csv',
  'Partner ID,Company,Type,Domains',
  'P1,Nordwind GmbH,Reseller,nordwind.example',
  'P2,Nordwind Ltd.,Reseller,nordwind.example',
);

describe('two partners that are one, in Chromium', () => {
  let world: World;
  let options: Page;
  beforeAll(async () => {
    world = await createWorld({ empty: true });
    options = await world.lens.open('options.html#/import');
    await importFiles(options, [PARTNERS, DEALS]);
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  /** Deals behind a partner's win rate, as its page says. */
  async function closedDeals(id: string): Promise<string> {
    await options.goto(`${options.url().split('#')[0]}#/partners/${id}`);
    const row = options.getByRole('row', { name: /Win rate/ }).first();
    return (
      (await row
        .getByText(/^n \d+$/)
        .first()
        .textContent()) ?? ''
    );
  }

  it('have a win rate of 30 deals each', async () => {
    await expect.poll(() => closedDeals('P1')).toBe('n 30');
    await expect.poll(() => closedDeals('P2')).toBe('n 30');
  });

  it('are suggested, merged by one press, and one scorecard then has all 60', async () => {
    await options.goto(`${options.url().split('#')[0]}#/partners`);
    await options.getByText('1 pair of partners may be one partner').click();
    await options.getByRole('button', { name: 'Merge Nordwind Ltd. (P2) into Nordwind GmbH (P1)' }).click();
    await options.getByText('1 pair of partners may be one partner').waitFor({ state: 'detached' });
    await expect.poll(() => closedDeals('P1')).toBe('n 60');
    // The id of what was merged leads to the same page.
    await options.goto(`${options.url().split('#')[0]}#/partners/P2`);
    await options.getByRole('heading', { name: 'Nordwind GmbH' }).waitFor();
  });

  it('stay one when the directory comes again, and are two again by one press', async () => {
    await options.goto(`${options.url().split('#')[0]}#/import`);
    await options.reload();
    await importFiles(options, [PARTNERS]);
    await expect.poll(() => closedDeals('P1')).toBe('n 60');
    await options.getByRole('button', { name: 'Undo the merge of Nordwind Ltd.' }).click();
    await expect.poll(() => closedDeals('P1')).toBe('n 30');
    await expect.poll(() => closedDeals('P2')).toBe('n 30');
  });
});
