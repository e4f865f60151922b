import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DemoCrm } from '../demo-crm/server';
import { partnerLike, UNKNOWN_PARTNER } from '../generator/partners';
import { panelParts, pressUntil } from './harness/panel';
import { noteReports } from './harness/reports';
import { createWorld, picturesOnFailure, type World } from './harness/world';

/** What the panel shows while a person walks through the CRM; storage of frames allowed. */
describe('navigation', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ thirdPartyCookies: 'allowed' });
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  const shows = async (page: Page, name: string) => {
    const panel = await world.lens.panel(page);
    await expect.poll(() => panelParts(panel).partner.textContent()).toBe(name);
  };
  /** Goes to a record as a click on a link would, without loading a document. */
  const visit = async (page: Page, crm: DemoCrm, route: string) => {
    await page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, crm.at(route));
  };

  it.each(['history', 'hash'] as const)('follows %s routing from deal to deal and back', async (routing) => {
    const crm = await world.serve({ routing });
    const page = await world.lens.newPage(crm.at('/deals/D-0001'));
    await shows(page, partnerLike('discounting').name);
    await visit(page, crm, '/deals/D-0002');
    await shows(page, partnerLike('star').name);
    await visit(page, crm, '/deals/D-0005');
    await shows(page, partnerLike('refunds').name);
    await page.goBack();
    await shows(page, partnerLike('star').name);
    await page.goBack();
    await shows(page, partnerLike('discounting').name);
    await page.close();
  });

  it('never shows the partner of the page before, however fast the pages change', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/D-0001'));
    await shows(page, partnerLike('discounting').name);
    const ids = ['D-0002', 'D-0005', 'D-0008', 'D-0010', 'D-0012', 'D-0002', 'D-0010'];
    for (const id of ids) await visit(page, world.crm, `/deals/${id}`);
    await shows(page, partnerLike('slow').name);
    // Answers of overtaken pages would arrive now; the panel must stay where it is.
    const panel = await world.lens.panel(page);
    const seen = await panel.evaluate(
      () =>
        new Promise<string[]>((done) => {
          const heading = () => document.querySelector('h1')?.textContent ?? '';
          const names = new Set([heading()]);
          const observer = new MutationObserver(() => names.add(heading()));
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
          setTimeout(() => {
            observer.disconnect();
            done([...names]);
          }, 1_000);
        }),
    );
    expect(seen).toEqual([partnerLike('slow').name]);
    await page.close();
  });

  it('waits for a record that loads slowly and reports no field as missing meanwhile', async () => {
    const crm = await world.serve({ slow: 1_500 });
    const page = await world.lens.newPage(crm.at('/deals/D-0002'));
    await shows(page, partnerLike('star').name);
    await expect.poll(async () => panelParts(await world.lens.panel(page)).missing.count()).toBe(0);
    await page.close();
  });

  it('follows a pager that changes nothing but the address and what the inputs hold', async () => {
    const crm = await world.serve({ pager: 250 });
    const page = await world.lens.newPage(crm.at('/deals/D-0001/edit'));
    await shows(page, partnerLike('discounting').name);
    const panel = await world.lens.panel(page);
    const control = await world.lens.open('options.html');
    const reported = await noteReports(control, await world.lens.tabId(page));
    const next = page.getByRole('button', { name: 'Next deal' });
    await next.click();
    await shows(page, partnerLike('star').name);
    await next.click();
    await expect.poll(() => panelParts(panel).landmark.textContent()).toMatch(/no partner/i);
    // Each deal with its own partner, and nothing in between.
    const partners = (await reported()).map((text) => text.replace(/ .*: /, ' '));
    expect(new Set(partners)).toEqual(new Set([`D-0002 ${partnerLike('star').name}`, 'D-0003 none']));
    await control.close();
    await page.close();
  });

  it('stays calm on a page that renders itself again and again', async () => {
    const crm = await world.serve({ rerender: 100 });
    const page = await world.lens.newPage(crm.at('/deals/D-0002'));
    await shows(page, partnerLike('star').name);
    const panel = await world.lens.panel(page);
    // Who should be credited is asked for after the rest: first everything is there.
    await panel.getByRole('heading', { name: 'Who should be credited' }).waitFor();
    await expect.poll(() => panel.getByText('Reading the touches of this deal').count()).toBe(0);
    const rerenders = await panel.evaluate(
      () =>
        new Promise<number>((done) => {
          let count = 0;
          const observer = new MutationObserver((list) => {
            count += list.length;
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
          setTimeout(() => done(count), 1_500);
        }),
    );
    expect(rerenders).toBe(0);
    await page.close();
  });

  it('tells the other states apart', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/D-0003'));
    const panel = await world.lens.panel(page);
    const { landmark } = panelParts(panel);
    await expect.poll(() => landmark.textContent()).toMatch(/no partner/i);
    await visit(page, world.crm, '/deals/D-0004');
    await expect.poll(() => landmark.textContent()).toContain(UNKNOWN_PARTNER);
    await visit(page, world.crm, '/deals/D-0011');
    await shows(page, partnerLike('unmeasured').name);
    await expect.poll(() => panelParts(panel).scorecard.count()).toBe(0);
    await page.close();
  });

  it('recognises an alias without a link, and a partner on its own page', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/D-0006'));
    await shows(page, partnerLike('solid').name);
    await visit(page, world.crm, `/partners/${partnerLike('star').id}`);
    await shows(page, partnerLike('star').name);
    await page.close();
  });

  it('shows nothing on lists and boards', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/D-0002'));
    await shows(page, partnerLike('star').name);
    await visit(page, world.crm, '/deals/board');
    const panel = await world.lens.panel(page);
    const frame = await panel.frameElement();
    await expect.poll(() => frame.isVisible()).toBe(false);
    await visit(page, world.crm, '/deals/D-0002');
    await expect.poll(() => frame.isVisible()).toBe(true);
    await page.close();
  });

  it('links an unknown name to a partner and remembers it', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/D-0004'));
    const panel = await world.lens.panel(page);
    await panel.getByRole('combobox').fill('umberf');
    await panel
      .getByRole('option', { name: /Umberfield/ })
      .first()
      .click();
    const link = panel.getByRole('button', { name: 'This is Umberfield Partners' });
    await pressUntil(
      () => link.click({ timeout: 1_000 }),
      async () => (await link.count()) === 0,
    );
    await shows(page, 'Umberfield Partners');
    await page.reload();
    await shows(page, 'Umberfield Partners');
    await page.close();
  });
});
