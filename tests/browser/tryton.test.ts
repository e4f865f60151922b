import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partnerLike } from '../generator/partners';
import { ensureTryton, TRYTON_ADVICE } from '../tools/tryton.mjs';
import { panelParts } from './harness/panel';
import { noteReports } from './harness/reports';
import { statusOf } from './harness/saved-pages';
import { decimal, startTryton, type Tryton } from './harness/tryton';
import { until } from './harness/until';
import { createWorld, picturesOnFailure, type World } from './harness/world';

const installed = ensureTryton();
if (!installed) it.skip(`skipped: ${TRYTON_ADVICE}`);

/** A CRM that nobody here wrote: Tryton's own server and web client, used by the extension as a person would. */
describe.skipIf(!installed)('Tryton', () => {
  let tryton: Tryton;
  let world: World;
  let page: Page;
  let control: Page;
  let tab: number;
  /** Party of the partner that the first opportunity has. */
  let reseller: number;
  const [first, second] = [partnerLike('star').name, partnerLike('discounting').name];

  beforeAll(async () => {
    tryton = await startTryton(installed!);
    const { create, company } = tryton;
    const category = await create('party.category', { name: 'Resellers' });
    reseller = await create('party.party', { name: first, categories: [['add', [category]]] });
    const other = await create('party.party', { name: second });
    const contoso = await create('party.party', { name: 'Contoso AG' });
    const fabrikam = await create('party.party', { name: 'Fabrikam Ltd' });
    const desk = await create('party.party', { name: 'Sales Desk' });
    const employee = await create('company.employee', { party: desk, company });
    const opportunity = (values: object) => create('sale.opportunity', { company, employee, ...values });
    await opportunity({
      party: contoso,
      partner: reseller,
      description: 'Contoso rollout',
      amount: decimal('48000.00'),
      state: 'opportunity',
    });
    await opportunity({ party: fabrikam, partner: other, description: 'Fabrikam renewal' });
    await opportunity({ party: fabrikam, description: 'Fabrikam licences' });
    await opportunity({ party: contoso, partner: reseller, description: 'Contoso training' });

    world = await createWorld();
    control = await world.lens.open('options.html');
    page = await world.lens.newPage(tryton.url);
    // Before the client knows the database, it takes no name.
    const database = () => page.locator('#database:visible').inputValue();
    await until('the client to know the database', async () => (await database()) === tryton.database);
    for (const [field, text] of [
      ['#login', tryton.user],
      ['input[type=password]', tryton.password],
    ] as const) {
      await page.locator(field).fill(text);
      await page.locator(field).press('Enter');
    }
    // A wizard greets the first user, in a tab that stays in the document.
    await page.locator('.tab-pane.active .tab-wizard').waitFor();
    await page.goto(address('sale.opportunity'));
    await page.locator('.tab-pane.active tr', { hasText: 'Contoso rollout' }).waitFor();
    tab = await world.lens.tabId(page);
  }, 600_000);
  afterAll(async () => {
    await world?.close();
    await tryton?.close();
  });
  beforeEach(({ task }) => picturesOnFailure(() => world.lens.context.pages(), task.name));

  const address = (model: string, id?: number) =>
    `${tryton.url}/#${tryton.database}/model/${model}${id ? `/${id}` : ''}`;
  const reading = async () => (await statusOf(control, tab)).reading;
  const record = async () => {
    const now = await reading();
    return now?.state === 'record' ? now.record : now?.state;
  };
  const shows = (expected: object) => expect.poll(record).toMatchObject(expected);
  const panelSays = async (text: string | RegExp) => {
    const { landmark } = panelParts(await world.lens.panel(page));
    await expect.poll(() => landmark.textContent()).toMatch(text);
  };
  const isHidden = async () => {
    const frame = await (await world.lens.panel(page)).frameElement();
    await expect.poll(() => frame.isVisible()).toBe(false);
  };
  const press = (button: string) => page.locator(`.tab-pane.active .btn-toolbar button#${button}`).click();

  it('says nothing about the list', async () => {
    await expect.poll(reading).toEqual({ state: 'no-record' });
    expect(page.frames().length).toBe(1);
  });

  it('reads an opportunity that is opened from the list', async () => {
    await page.locator('.tab-pane.active tr', { hasText: 'Contoso rollout' }).dblclick();
    await shows({
      crm: 'tryton',
      kind: 'deal',
      id: '1',
      name: 'Contoso rollout',
      stage: 'Opportunity',
      amount: '48,000.00',
      owner: 'Sales Desk',
      partner: { name: first, id: null, field: 'Partner', basis: 'partner-field' },
      account: { name: 'Contoso AG', id: null, domain: null },
      editing: true,
    });
    const now = await reading();
    const fields = now?.state === 'record' ? now.record.fields : [];
    const field = (key: string) => fields.find((one) => one.key === key);
    expect(field('party')).toMatchObject({ label: 'Party', value: 'Contoso AG', required: true });
    expect(field('partner')).toMatchObject({ label: 'Partner', value: first, required: false });
    expect(field('deal_registration')).toMatchObject({ label: 'Deal Registration', state: 'empty' });
    expect(field('start_date')).toMatchObject({ state: 'value' });
    await panelSays(first);
  });

  it('hears what is typed before it is saved', async ({ onTestFailed }) => {
    const registration = page.locator('.tab-pane.active input[name=deal_registration]');
    // Left as it is, the form would ask the next tests whether to save it.
    onTestFailed(async () => {
      await registration.fill('');
      await press('save');
    });
    await registration.fill('DR-2026-014');
    const value = async () => {
      const now = await reading();
      return now?.state === 'record' && now.record.fields.find((one) => one.key === 'deal_registration');
    };
    await expect.poll(value).toMatchObject({ value: 'DR-2026-014', state: 'value' });
    await registration.fill('');
    await press('save');
    await expect.poll(value).toMatchObject({ state: 'empty' });
  });

  it('follows the pager, and never puts one record beside the partner of another', async () => {
    const reported = await noteReports(control, tab);
    await press('next');
    await shows({
      id: '2',
      name: 'Fabrikam renewal',
      stage: 'Lead',
      amount: null,
      partner: { name: second },
    });
    await panelSays(second);
    await press('next');
    await shows({ id: '3', name: 'Fabrikam licences', partner: null, account: { name: 'Fabrikam Ltd' } });
    await panelSays(/no partner/i);
    await press('next');
    await shows({ id: '4', name: 'Contoso training', partner: { name: first } });
    for (const id of ['3', '2', '1']) {
      await press('previous');
      await shows({ id });
    }
    expect(new Set(await reported())).toEqual(
      new Set([
        `1 Contoso rollout: ${first}`,
        `2 Fabrikam renewal: ${second}`,
        '3 Fabrikam licences: none',
        `4 Contoso training: ${first}`,
      ]),
    );
  });

  it('reads the tab in front, not the others in the document', async () => {
    await page.goto(address('sale.opportunity', 2));
    const tabs = page.locator('#tabcontent > .tab-pane');
    await expect.poll(() => tabs.count()).toBe(3);
    await shows({ id: '2', name: 'Fabrikam renewal', partner: { name: second } });
    const heads = page.locator('#tablist a', { hasText: 'Sale Opportunity' });
    await heads.first().click();
    await shows({ id: '1', name: 'Contoso rollout', partner: { name: first } });
    await heads.last().click();
    await shows({ id: '2', name: 'Fabrikam renewal', partner: { name: second } });
    await panelSays(second);
  });

  it('hides on the list and on a new record', async () => {
    await press('switch_');
    await expect.poll(reading).toEqual({ state: 'no-record' });
    await isHidden();
    await press('new_');
    await page.locator('.tab-pane.active input[name=party]').waitFor();
    await expect.poll(reading).toEqual({ state: 'no-record' });
    await isHidden();
  });

  it('shows a partner on its own page', async () => {
    await page.goto(address('party.party', reseller));
    await shows({
      kind: 'partner',
      id: String(reseller),
      name: first,
      partner: { name: first, id: String(reseller), basis: 'self' },
    });
    await panelSays(first);
  });
});
