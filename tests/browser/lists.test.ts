import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PartnerHit } from '@/lib/messaging/views';
import type { DemoCrm } from '../demo-crm/server';
import { type CrmDeal, crmData } from '../generator/crm';
import { countQuestions, spokenBadges } from './harness/badges';
import { pressUntil } from './harness/panel';
import { createWorld, picturesOnFailure, type World } from './harness/world';

const WORDS: Record<PartnerHit['tone'], string> = {
  good: 'Partner: no problem',
  warn: 'Partner: partly in order',
  bad: 'Partner: problem',
  neutral: 'Partner: not yet sure',
};

describe('badges on lists and boards', () => {
  let world: World;
  let deals: CrmDeal[];
  let tones: Map<string, PartnerHit['tone']>;
  beforeAll(async () => {
    world = await createWorld();
    ({ deals } = crmData(world.data));
    const page = await world.lens.open('options.html');
    const hits = await page.evaluate(
      async () =>
        // @ts-expect-error chrome exists in pages of the extension
        (await chrome.runtime.sendMessage({ request: 'partners.search', input: { query: '', limit: 200 } }))
          .value as PartnerHit[],
    );
    tones = new Map(hits.map(({ id, tone }) => [id, tone]));
    await page.close();
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  /** Switches badges for the site of a page in the popup, as a person does. */
  async function choose(page: Page, on: boolean): Promise<void> {
    const popup = await world.lens.popup(page);
    await popup.getByRole('checkbox', { name: 'Badges on lists and boards' }).setChecked(on);
    await popup.close();
    await page.bringToFront();
  }
  async function listWith(crm: DemoCrm, route = '/deals'): Promise<Page> {
    const page = await world.lens.newPage(crm.at(route));
    await choose(page, true);
    return page;
  }
  const hosts = (page: Page) => page.locator(':is(td > a, strong) > span').count();
  /** Every box of the page's own elements. */
  const boxes = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('main *:not(:is(td > a, strong) > span)')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.tagName, x, y, width, height].join(' ');
      }),
    );
  /** Deals whose rows or cards are in view. */
  async function inView(page: Page): Promise<CrmDeal[]> {
    const ids = await page.evaluate(() => {
      const box = document.querySelector('.list-box')?.getBoundingClientRect();
      const bottom = Math.min(innerHeight, box?.bottom ?? innerHeight);
      return [...document.querySelectorAll<HTMLElement>('[data-row-id],[data-card-id]')]
        .filter((row) => {
          const { top, height } = row.getBoundingClientRect();
          return top + height / 2 < bottom && top + height / 2 > (box?.top ?? 0) + 44;
        })
        .map((row) => row.dataset.rowId ?? row.dataset.cardId ?? '');
    });
    return ids.flatMap((id) => deals.find((deal) => deal.id === id) ?? []);
  }
  /** What each deal's badge must say first; a partner without an id is matched by its name or not known at all. */
  const expected = (deal: CrmDeal): string | RegExp => {
    if (!deal.partner) return 'Partner Lens: 1 field missing';
    return deal.partner.id ? WORDS[tones.get(deal.partner.id) ?? 'neutral'] : /^(Partner: .*)?$/;
  };
  async function allRight(page: Page): Promise<number> {
    await expect
      .poll(async () => {
        const shown = await inView(page);
        const said = await spokenBadges(page, [...new Set(shown.map(({ name }) => name))]);
        return shown
          .filter((deal, i) => shown.findIndex(({ name }) => name === deal.name) === i)
          .flatMap((deal) => {
            const words = said.get(deal.name) ?? 'no link';
            const wanted = expected(deal);
            const right = typeof wanted === 'string' ? words.startsWith(wanted) : wanted.test(words);
            return right ? [] : [`${deal.id} says "${words}", not "${wanted}"`];
          });
      })
      .toEqual([]);
    return (await inView(page)).length;
  }

  it('shows none until they are switched on, moves nothing, and asks once for a screen', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals'));
    const popup = await world.lens.popup(page);
    await expect.poll(() => popup.getByText('No record is open here').count()).toBe(1);
    await popup.close();
    await expect.poll(() => hosts(page)).toBe(0);
    const before = await boxes(page);
    const asked = await countQuestions(await world.lens.worker());
    // News of figures that come in between are a reason of their own to ask: not each time, though.
    const screens: { questions: number; rows: number }[] = [];
    while (screens.length < 3 && screens.every(({ questions }) => questions !== 1)) {
      if (screens.length > 0) await choose(page, false);
      await expect.poll(() => hosts(page)).toBe(0);
      await asked();
      await choose(page, true);
      expect(await allRight(page)).toBeGreaterThan(10);
      expect(await boxes(page)).toEqual(before);
      screens.push(await asked());
    }
    const { questions, rows } = screens.at(-1)!;
    expect(questions).toBe(1);
    expect(rows).toBeGreaterThan(10);
    expect(rows).toBeLessThan(deals.length);

    await page.emulateMedia({ media: 'print' });
    const names = deals.map(({ name }) => name);
    expect([...(await spokenBadges(page, names)).values()].filter(Boolean)).toEqual([]);
    await page.emulateMedia({ media: 'screen' });
    await choose(page, false);
    await expect.poll(() => hosts(page)).toBe(0);
    await page.close();
  });

  it('tells the page nothing: no text, no attribute, no size', async () => {
    const page = await listWith(world.crm);
    await allRight(page);
    expect(
      await page.evaluate(() => {
        const all = [...document.querySelectorAll<HTMLElement>('td > a > span')];
        return [
          all.length > 0,
          ...new Set(
            all.map((one) => {
              const { width } = one.getBoundingClientRect();
              return `${one.textContent}|${one.shadowRoot}|${[...one.attributes].map(({ name }) => name)}|${width}`;
            }),
          ),
        ];
      }),
    ).toEqual([true, '|null||0']);
    await page.close();
  });

  it('follows rows that are used again for other records', async () => {
    const crm = await world.serve({ list: 'reused' });
    const page = await listWith(crm);
    await allRight(page);
    for (const top of [900, 1_800, 450, 0]) {
      // Ends only once no row that shows another record keeps the badge of its last one.
      await page.evaluate(
        (to) =>
          new Promise<void>((done) => {
            const box = document.querySelector('.list-box')!;
            const rows = [...document.querySelectorAll<HTMLElement>('[data-row-id]')];
            const old = rows.flatMap((row) => {
              const host = row.querySelector('td > a > span');
              return host ? [{ row, host, id: row.dataset.rowId }] : [];
            });
            box.scrollTop = to;
            const look = () => {
              const wrong = old.filter(({ row, host, id }) => row.dataset.rowId !== id && row.contains(host));
              const moved = old.some(({ row, id }) => row.dataset.rowId !== id);
              if (moved && wrong.length === 0) done();
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          }),
        top,
      );
      expect(await allRight(page)).toBeGreaterThan(5);
    }
    await page.close();
  });

  it('comes back on a list that renders itself again and again', async () => {
    const crm = await world.serve({ rerender: 1_000 });
    const page = await listWith(crm);
    await allRight(page);
    await page.evaluate(() => {
      (document.querySelector('table') as HTMLElement).dataset.old = '';
    });
    await expect.poll(() => page.locator('table[data-old]').count()).toBe(0);
    await expect.poll(() => hosts(page)).toBeGreaterThan(10);
    await allRight(page);
    await page.close();
  });

  it('marks the cards of a board, and nothing on a record', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/board'));
    await page.locator('.card').first().waitFor();
    const before = await boxes(page);
    await choose(page, true);
    expect(await allRight(page)).toBeGreaterThan(20);
    expect(await boxes(page)).toEqual(before);
    await page.locator('.card').first().click();
    await world.lens.panel(page);
    await expect.poll(() => page.locator('main span:empty').count()).toBe(0);
    await page.close();
  });

  it('counts what was missing when the record was open, and tells of a flag', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/D-0001'));
    const panel = await world.lens.panel(page);
    await panel.getByRole('button', { name: 'Deal registration no.' }).first().waitFor();
    const options = await world.lens.open('options.html');
    await options.evaluate(
      async (tabId) => {
        // @ts-expect-error chrome exists in pages of the extension
        const send = (request, input) => chrome.runtime.sendMessage({ request, input });
        const { key } = (await send('popup.status', { tabId })).value.panel.record;
        await send('record.flag', { tabId, record: key, note: 'Who registered it?' });
      },
      await world.lens.tabId(page),
    );
    await options.close();
    await page.goto(world.crm.at('/deals'));
    await choose(page, true);
    const deal = deals.find(({ id }) => id === 'D-0001')!;
    await expect
      .poll(async () => (await spokenBadges(page, [deal.name])).get(deal.name))
      .toMatch(/^Partner: .*, \d fields? missing, flagged for the partner manager$/);
    await page.close();
  });

  it.each(['the keyboard', 'a press'])(
    'opens the record of a row in the panel by %s, to flag it with a note',
    async (how) => {
      const page = await listWith(world.crm);
      await allRight(page);
      const deal = deals.find(({ id }) => id === (how === 'a press' ? 'D-0002' : 'D-0005'))!;
      const link = page.getByRole('link', { name: deal.name }).first();
      const { x, y } = (await link.boundingBox())!;
      // The badge hangs into the margin before the first line of the name, and comes after the row's link in the order of the keyboard.
      if (how === 'a press') await page.mouse.click(x - 6, y + 11);
      else {
        await link.focus();
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
      }
      const panel = await world.lens.panel(page);
      await expect
        .poll(() => panel.getByRole('heading', { level: 1 }).textContent())
        .toBe(deal.partner!.name);
      expect(page.url()).toBe(world.crm.at('/deals'));
      await panel.getByText('Read from the columns of this list.').waitFor();
      await panel.getByRole('button', { name: /^Flag this deal/ }).click();
      await panel.getByLabel('Note for the partner manager').fill(`Flagged by ${how}`);
      const flag = panel.getByRole('button', { name: 'Flag it' });
      await pressUntil(
        () => flag.click({ timeout: 1_000 }),
        async () => (await flag.count()) === 0,
      );
      await expect
        .poll(async () => (await spokenBadges(page, [deal.name])).get(deal.name))
        .toMatch(/flagged for the partner manager$/);
      const worklist = await world.lens.open('options.html#/worklist');
      await worklist.getByText(`Flagged by ${how}`).waitFor();
      await worklist.close();
      // The switch is in the panel too.
      if (how === 'the keyboard') {
        await panel.getByRole('button', { name: 'This site' }).click();
        await panel.getByRole('checkbox', { name: 'Badges on lists and boards' }).uncheck();
        await expect.poll(() => hosts(page)).toBe(0);
      }
      await page.close();
    },
  );
});
