import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DemoCrm, ForeignLook } from '../demo-crm/server';
import { partnerLike } from '../generator/partners';
import { panelParts } from './harness/panel';
import { until } from './harness/until';
import { createWorld, picturesOnFailure, type World } from './harness/world';

const LOOK: ForeignLook = {
  labels: { name: 'Zweck', partner: 'Hausname', stage: 'Reife', amount: 'Rahmen', notes: 'Merk' },
  machineNames: true,
  order: ['name', 'stage', 'partner', 'amount', 'notes'],
};
const OTHER_WORDS = { name: 'Fin', partner: 'Maison', stage: 'Degré', amount: 'Cadre', notes: 'Mot' };

/** Teaching a site that no reader knows, in a real browser. */
describe('a taught site', () => {
  let world: World;
  let crm: DemoCrm;
  let look = LOOK;
  beforeAll(async () => {
    world = await createWorld({ thirdPartyCookies: 'allowed' });
    crm = await world.serve({ foreign: () => look });
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  const shows = async (page: Page, name: string) => {
    const panel = await world.lens.panel(page);
    await expect.poll(() => panelParts(panel).partner.textContent()).toBe(name);
  };
  const press = async (page: Page, name: string) => {
    const popup = await world.lens.popup(page);
    await popup.getByRole('button', { name }).click();
    await page.bringToFront();
  };
  /** The card is in a closed root, so that it is used as a person without a mouse does: by its name in the tree. */
  const card = async (page: Page) => {
    const session = await page.context().newCDPSession(page);
    const nodes = async () => (await session.send('Accessibility.getFullAXTree')).nodes;
    const find = async (role: string, name: string | RegExp) =>
      (await nodes()).find((node) => {
        const called = String(node.name?.value ?? '');
        return node.role?.value === role && (typeof name === 'string' ? called === name : name.test(called));
      });
    return {
      async click(name: string) {
        const found = await until(`the button “${name}”`, () => find('button', name));
        await session.send('DOM.scrollIntoViewIfNeeded', { backendNodeId: found.backendDOMNodeId! });
        const { model } = await session.send('DOM.getBoxModel', { backendNodeId: found.backendDOMNodeId! });
        const [x, y, , , x2, y2] = model.content as [number, number, number, number, number, number];
        await page.mouse.click((x + x2) / 2, (y + y2) / 2);
      },
      has: async (role: string, name: string | RegExp) => Boolean(await find(role, name)),
      close: () => session.detach(),
    };
  };
  const see = (has: () => Promise<boolean>) => expect.poll(has).toBe(true);
  const lessonState = async () => {
    const options = await world.lens.open('options.html#/sites');
    const row = options.getByRole('table', { name: 'Lessons' }).getByRole('row').nth(1);
    const text = await row.textContent();
    await options.close();
    return text ?? '';
  };

  it('is taught on one record, tested on a second, and read from then on', async () => {
    const page = await world.lens.newPage(`${crm.url}/sache/D-0001`);
    await press(page, 'Teach this site');
    const teach = await card(page);
    await teach.click('Point at it: Partner');
    const noticed = () => page.locator('html').getAttribute('data-noticed');
    const before = await noticed();
    const house = page.locator('section > div').nth(2).locator('span').nth(1);
    await house.hover({ force: true });
    await house.click({ force: true });
    expect(await noticed()).toBe(before);
    await see(() => teach.has('button', 'Change: Partner'));

    // The stage by the keyboard alone.
    await teach.click('Point at it: Stage');
    for (let step = 0; step < 12 && !(await teach.has('StaticText', /^Reife: /)); step++)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await see(() => teach.has('button', 'Change: Stage'));
    await teach.click('Point at it: Name');
    await page.locator('section > div').nth(0).locator('span').nth(1).click({ force: true });
    await see(() => teach.has('button', 'Change: Name'));

    await teach.click('Test on a second record');
    await see(() => teach.has('heading', 'Open another deal'));
    await page.getByRole('link', { name: 'weiter' }).click();
    await see(() => teach.has('heading', 'Is this right?'));
    await teach.click('Save lesson');
    await see(() => teach.has('heading', 'Lesson saved'));
    await teach.click('Close');
    await shows(page, partnerLike('star').name);
    await page.goto(`${crm.url}/sache/D-0001`);
    await shows(page, partnerLike('discounting').name);
    await expect.poll(lessonState).toMatch(/deal.*Hausname.*holds/);
    await teach.close();
    await page.close();
  });

  it('holds in another order and other words, says what failed, and is repaired with one click', async () => {
    look = { ...LOOK, labels: OTHER_WORDS, order: [...LOOK.order].reverse() };
    const page = await world.lens.newPage(`${crm.url}/sache/D-0001`);
    await shows(page, partnerLike('discounting').name);
    await expect.poll(lessonState).toMatch(/degraded.*Hausname/);
    await press(page, 'Repair');
    const teach = await card(page);
    await see(() => teach.has('heading', 'Repaired'));
    await teach.click('Close');
    await page.reload();
    await shows(page, partnerLike('discounting').name);
    await expect.poll(lessonState).toMatch(/holds/);

    // Only the words of the repair are left to go by now.
    look = { ...look, machineNames: false, order: LOOK.order };
    await page.reload();
    await shows(page, partnerLike('discounting').name);
    await teach.close();
    await page.close();
  });

  it('is no longer recognised when nothing of it is left', async () => {
    look = { labels: { partner: 'Q', notes: 'W' }, machineNames: false, order: ['notes'] };
    const page = await world.lens.newPage(`${crm.url}/sache/D-0001`);
    const panel = await world.lens.panel(page);
    await expect.poll(() => panel.locator('body').textContent()).toMatch(/not recognised any more/);
    await expect.poll(lessonState).toMatch(/no longer recognised/);
    look = LOOK;
    await page.close();
  });
});
