import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partnerLike } from '../generator/partners';
import { panelParts } from './harness/panel';
import { until } from './harness/until';
import { createWorld, picturesOnFailure, type World } from './harness/world';

/** CRM pages that make it hard: strict headers, curious scripts, modal dialogs. */
describe('pages', () => {
  let world: World;
  const star = partnerLike('star');
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.close());
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  /** The panel once it shows the partner; asked for anew each time, since a frame that was taken out is another one after. */
  const open = async (page: Page) => {
    const shown = async () => {
      const panel = await world.lens.panel(page);
      return panelParts(panel)
        .partner.textContent({ timeout: 1_000 })
        .catch(() => null);
    };
    await expect.poll(shown).toBe(star.name);
    return world.lens.panel(page);
  };

  it.each([
    ["a content security policy of default-src 'none'", { csp: 'strict' as const }],
    ['cross-origin isolation', { isolated: true }],
    ['both', { csp: 'strict' as const, isolated: true }],
  ])('the panel opens under %s', async (_, options) => {
    const crm = await world.serve(options);
    const page = await world.lens.newPage(crm.at('/deals/D-0002'));
    const panel = await open(page);
    // Drawn after what stands above it.
    const rows = panelParts(panel).scorecard.getByRole('rowheader');
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(5);
    await page.close();
  });

  it('hides every figure and the panel itself from the scripts of the page', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/D-0002'));
    const panel = await open(page);
    const value = (await panelParts(panel).kpi('Win rate').getByRole('button').textContent())!;
    expect(value).toMatch(/\d/);
    const found = await page.evaluate((secret) => {
      const probe = {
        // Text in a closed shadow root can be found this way; text of another origin's frame cannot.
        find: (window as unknown as { find(text: string): boolean }).find(secret),
        kpi: (window as unknown as { find(text: string): boolean }).find('Win rate'),
        frames: window.length,
        iframes: document.querySelectorAll('iframe').length,
        html: document.documentElement.outerHTML.includes(secret),
        extension: /chrome-extension|moz-extension/.test(document.documentElement.outerHTML),
        resources: performance.getEntries().filter(({ name }) => name.includes('extension:')).length,
        selected: '',
      };
      const selection = getSelection()!;
      selection.removeAllRanges();
      selection.selectAllChildren(document.documentElement);
      selection.modify('extend', 'forward', 'documentboundary');
      probe.selected = selection.toString();
      selection.removeAllRanges();
      return { ...probe, selected: probe.selected.includes(secret) || probe.selected.includes('Win rate') };
    }, value);
    expect(found).toEqual({
      find: false,
      kpi: false,
      frames: 0,
      iframes: 0,
      html: false,
      extension: false,
      resources: 0,
      selected: false,
    });
    await page.close();
  });

  it('lets no page script ask the extension anything', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/D-0002'));
    await open(page);
    const id = new URL(world.lens.origin).host;
    const reached = await page.evaluate(
      (extension) =>
        new Promise<string>((done) => {
          const { chrome } = window as unknown as {
            chrome?: {
              runtime?: { sendMessage(id: string, message: unknown, reply: (answer: unknown) => void): void };
            };
          };
          if (!chrome?.runtime?.sendMessage) return done('no way in');
          chrome.runtime.sendMessage(extension, { request: 'panel.load', input: {} }, (answer) =>
            done(JSON.stringify(answer)),
          );
        }),
      id,
    );
    expect(reached).toBe('no way in');
    await page.close();
  });

  it('comes back when the page removes it, and gives up politely when the page insists', async () => {
    const page = await world.lens.newPage(world.crm.at('/deals/D-0002'));
    await open(page);
    const foreign = () => page.evaluate(() => document.documentElement.children.length);
    expect(await foreign()).toBe(3);
    await page.evaluate(() => document.documentElement.lastElementChild?.remove());
    await until('the host to come back', async () => (await foreign()) === 3);
    await open(page);
    await page.evaluate(() => {
      new MutationObserver(() => {
        while (document.documentElement.children.length > 2)
          document.documentElement.lastElementChild?.remove();
      }).observe(document.documentElement, { childList: true });
      document.documentElement.lastElementChild?.remove();
    });
    await until('the host to give up', async () => (await foreign()) === 2);
    // The page is still usable.
    await page.getByRole('link', { name: 'Board' }).click();
    await page.locator('main[data-view="board"]').waitFor();
    await page.close();
  });

  it.each([
    { what: 'a dialog of a component library', nativeDialogs: false },
    { what: 'a native modal dialog', nativeDialogs: true },
  ])('works beside $what without closing it or losing what was typed', async ({ nativeDialogs }) => {
    const crm = await world.serve({ nativeDialogs });
    const page = await world.lens.newPage(crm.at('/deals/D-0001'));
    const panel = await world.lens.panel(page);
    await panelParts(panel).scorecard.waitFor();
    await page.getByRole('button', { name: 'Log a call' }).click();
    const dialog = page.getByRole('dialog', { name: 'Log a call' });
    const said = dialog.getByLabel('What was said');
    await said.fill('Half a sentence');

    await panelParts(panel).kpi('Win rate').getByRole('button').click();
    await panel.getByRole('tab').first().waitFor();
    expect(await dialog.isVisible()).toBe(true);

    // The panel takes the focus, and Escape in it stays in it.
    await panel.getByRole('tab').first().focus();
    await page.keyboard.press('Escape');
    await panelParts(panel).scorecard.waitFor();
    expect(await dialog.isVisible()).toBe(true);

    // It can be typed into while the dialog is open.
    await panel.getByRole('button', { name: /^Flag this deal/ }).click();
    const note = panel.getByLabel('Note for the partner manager');
    await note.click();
    await page.keyboard.type('Ask about this');
    expect(await note.inputValue()).toBe('Ask about this');

    // Back to the dialog, whose Escape is its own again.
    await expect.poll(() => said.inputValue()).toBe('Half a sentence');
    await said.click();
    await page.keyboard.type('!');
    await expect.poll(() => said.inputValue()).toContain('!');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    // The panel is where it was, with what was typed into it.
    await note.click();
    await page.keyboard.type(' deal');
    await expect.poll(() => note.inputValue()).toBe('Ask about this deal');
    await page.close();
  });

  it('runs nowhere but on sites that are enabled', async () => {
    const registered = await (await world.lens.worker()).evaluate(async () => {
      // @ts-expect-error chrome exists in the service worker
      const scripts = await chrome.scripting.getRegisteredContentScripts();
      return scripts.flatMap(({ matches }: { matches: string[] }) => matches) as string[];
    });
    expect(new Set(registered)).toEqual(new Set(['http://*/*', 'https://*/*']));
  });
});
