import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partnerLike } from '../generator/partners';
import { type ChromiumLens, startChromium } from './harness/chromium';
import { panelParts, textOf } from './harness/panel';
import { createWorld, picturesOnFailure, type World } from './harness/world';

const SIGNER = 'Team of Example';

describe('a scorecard pack', () => {
  let manager: World;
  let rep: ChromiumLens;
  let team: Page;
  let file: string;
  let fingerprint: string;
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  const star = partnerLike('star');
  beforeAll(async () => {
    [manager, rep] = await Promise.all([createWorld(), startChromium()]);
  });
  afterAll(async () => {
    await rep?.close();
    await manager?.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(({ task }) =>
    picturesOnFailure(() => [...manager.lens.context.pages(), ...rep.context.pages()], task.name),
  );

  const choose = (path: string) => team.getByLabel('Scorecard pack').setInputFiles(path);
  const dialog = () => team.getByRole('dialog');

  it('is made by a manager, of what they chose, and signed', async () => {
    const limits = await manager.lens.open('options.html#/limits');
    await limits.getByLabel('Warn limit of Refund rate', { exact: true }).fill('3.5');
    await limits.getByLabel('Fail limit of Refund rate', { exact: true }).fill('7');
    await limits.getByLabel('Fail limit of Refund rate', { exact: true }).press('Enter');
    await limits.getByText('The limits of Refund rate were saved.').waitFor();
    await limits.goto(`${manager.lens.origin}/options.html#/team`);
    await limits.getByLabel('Name of the pack').fill('Partner programme');
    await limits.getByLabel('Your name, as others see it').fill(SIGNER);
    fingerprint = await textOf(limits.getByRole('definition').filter({ hasText: /^(\w{4}-){7}\w{4}$/ }));
    const [download] = await Promise.all([
      limits.waitForEvent('download'),
      limits.getByRole('button', { name: 'Save the pack' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^partner-programme-\d{4}-\d\d-\d\d\.plpack$/);
    file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    await limits.close();
  });

  it('changed by a single byte is refused, and nothing of it is there', async () => {
    team = await rep.open('options.html#/team');
    const bytes = readFileSync(file);
    const place = bytes.indexOf('"warn":0.035');
    expect(place).toBeGreaterThan(0);
    bytes[place + '"warn":0.03'.length] = '9'.charCodeAt(0);
    const changed = join(folder, 'changed.plpack');
    writeFileSync(changed, bytes);
    await choose(changed);
    await dialog().getByText('The signature does not fit what the pack holds.').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).last().click();
    await expect.poll(() => team.getByRole('table', { name: 'Installed packs' }).count()).toBe(0);
  });

  it('is imported by a rep who has nothing else, once they have seen whose it is', async () => {
    await choose(file);
    await dialog().getByText(fingerprint).waitFor();
    await expect.poll(() => textOf(dialog())).toContain('This is the first pack of this signer.');
    const changes = dialog().getByRole('table', { name: 'What would change' });
    await expect
      .poll(() => textOf(changes.getByRole('row', { name: /^Scorecards/ })))
      .toMatch(/^Scorecards\d\d/);
    await dialog().getByRole('button', { name: 'Trust and import' }).click();
    await team.getByRole('table', { name: 'Installed packs' }).getByText(SIGNER).waitFor();
  });

  it('shows its scorecard beside a deal, with who computed it', async () => {
    const page = await rep.newPage(manager.crm.at('/deals/D-0002'));
    const panel = await rep.panel(page);
    const parts = panelParts(panel);
    await expect.poll(() => parts.partner.textContent()).toBe(star.name);
    const theirs = await manager.lens.newPage(manager.crm.at('/deals/D-0002'));
    const original = panelParts(await manager.lens.panel(theirs));
    await expect.poll(() => original.partner.textContent()).toBe(star.name);
    await expect.poll(() => textOf(parts.verdicts.first())).toBe(await textOf(original.verdicts.first()));
    await expect.poll(() => textOf(parts.landmark)).toContain(`Computed by ${SIGNER} as of`);
    await expect.poll(() => textOf(original.landmark)).not.toContain('Computed by');
    const refunds = parts.kpi('Refund rate');
    if ((await refunds.count()) === 0)
      await panel.getByRole('button', { name: /^Show all \d+ KPIs$/ }).click();
    await refunds.getByRole('button').click();
    await panel.getByRole('region').getByText('The rows are not on this machine.').waitFor();
    await expect.poll(() => textOf(parts.landmark)).toContain('set for all partners, by a pack');
    await page.close();
    await theirs.close();
  });

  it('goes again, and leaves nothing', async () => {
    await team.getByRole('button', { name: 'Remove the pack Partner programme' }).click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await team.getByText('what you set yourself holds as before').waitFor();
    await expect.poll(() => team.getByRole('table', { name: 'Installed packs' }).count()).toBe(0);
    const page = await rep.newPage(manager.crm.at('/deals/D-0002'));
    const panel = await rep.panel(page);
    await panel.getByText('No data yet').waitFor();
    await page.close();
  });
});
