import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { suggestionsFor } from '@/lib/background/detective';
import { handle as readHandler } from '@/lib/background/handlers/page.read';
import { handle as linkHandler } from '@/lib/background/handlers/panel.link';
import { handle as fillHandler } from '@/lib/background/handlers/partner.fill';
import { handle as listHandler } from '@/lib/background/handlers/sites.fields';
import { handle as choiceHandler } from '@/lib/background/handlers/sites.forget-choice';
import { handle as settingHandler } from '@/lib/background/handlers/sites.partner-field';
import { loadView } from '@/lib/background/load-view';
import { getTabState, setTabState } from '@/lib/background/tab-state';
import type { PageField, PageReading, PageRecord } from '@/lib/crm/types';
import type { Asker } from '@/lib/messaging/server';
import { database } from '@/lib/store/db';
import { putPlan } from '@/lib/store/plans';
import { installFakes } from './fake';
import { partnerRow, seed } from './seed';

const SITE = 'https://crm.example.com';
const URL_7 = `${SITE}/deals/7`;
const asker = { role: 'panel', tabId: 7, url: '' } as unknown as Asker;

const field = (key: string, label: string, value: string): PageField => ({
  key,
  label,
  value,
  state: value ? 'value' : 'empty',
  required: false,
});
const reading = (fields: PageField[], over: Partial<PageRecord> = {}): PageReading => ({
  state: 'record',
  record: {
    crm: 'generic',
    kind: 'deal',
    id: '7',
    name: 'Contoso rollout',
    stage: null,
    amount: null,
    owner: null,
    partner: null,
    account: { name: 'Contoso AG', id: null, domain: null },
    fields,
    confidence: 1,
    editing: false,
    ...over,
  },
});
const asked = (fields: PageField[], over: Partial<PageRecord> = {}) =>
  suggestionsFor({ url: URL_7, reading: reading(fields, over) });

/** Twelve customers whose first deal was preceded by a lead of Northwind; ten of those deals were Northwind's. */
const customers = Array.from({ length: 12 }, (_, i) => `C-${i}`);

let fakes: ReturnType<typeof installFakes>;

beforeEach(async () => {
  fakes = installFakes({ origins: [`${SITE}/*`] });
  vi.useFakeTimers({ now: new Date('2026-11-21T12:00:00Z'), toFake: ['Date'] });
  await seed(
    {
      deals: [
        ...customers.map((customer, i) => ({
          deal: `D-${i}`,
          name: `Deal ${i}`,
          customer,
          created: '2026-03-01',
          closed: '2026-04-01',
          status: 'won',
          ...(i < 10 ? { partner: 'P-1' } : {}),
        })),
        { deal: 'D-50', customer: 'C-50', partner: 'P-2', created: '2026-01-01', registration: 'REG-1' },
        { deal: 'D-7', name: 'Contoso rollout', customer: 'C-77', partner: 'P-2', created: '2026-10-01' },
      ],
      leads: [
        ...customers.map((customer, i) => ({
          lead: `L-${i}`,
          customer,
          partner: 'P-1',
          created: '2026-02-01T09:00',
        })),
        { lead: 'L-77', customer: 'C-77', partner: 'P-1', created: '2026-09-01T09:00' },
      ],
      customers: [{ customer: 'C-77', name: 'Contoso' }],
    },
    [
      partnerRow('P-1', 'Northwind', { domains: ['northwind.example'] }),
      partnerRow('P-2', 'Fabrikam', { codes: ['FAB10'] }),
      partnerRow('P-3', 'Tailspin Ltd'),
      partnerRow('P-4', 'Tailspin Inc'),
    ],
  );
});
afterEach(async () => {
  vi.useRealTimers();
  await database().delete();
  await database().open();
});

describe('suggestions', () => {
  it('rest on past deals with the same evidence', async () => {
    const answer = await asked([field('partner', 'Partner', '')]);
    if (answer.state !== 'suggestions') throw new Error(answer.why);
    const [first, ...rest] = answer.suggestions;
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      partner: { id: 'P-1', name: 'Northwind' },
      evidence: ['They brought this customer as a lead.'],
      past: { n: 12, theirs: 10 },
      says: 'Of 12 past cases with an earlier lead of the partner, 10 were theirs.',
    });
    expect(first!.probability).toBeGreaterThan(0.7);
    expect(first!.probability).toBeLessThan(0.9);
    expect(answer.field).toEqual({ key: 'partner', label: 'Partner' });
    expect(answer.check!.deals).toBe(12);
  });

  it('never rest on the imported row of the deal itself', async () => {
    const answer = await asked([], { id: 'D-7' });
    expect(answer).toMatchObject({ suggestions: [{ partner: { id: 'P-1' } }] });
    expect(JSON.stringify(answer)).not.toContain('P-2');
  });

  it('know registrations, codes, agreed codes, domains and names, and say that their worth is not known', async () => {
    await putPlan({ scope: 'partner:P-3', items: [{ fields: ['Referral code'], value: 'TAIL-5' }] });
    const answer = await asked(
      [
        field('reg', 'Deal registration no.', 'reg-1'),
        field('ref', 'Referral code', 'tail-5'),
        field('mail', 'Contact e-mail', 'kim@northwind.example'),
        field('notes', 'Notes', 'Intro by Fabrikam'),
      ],
      { account: null },
    );
    if (answer.state !== 'suggestions') throw new Error(answer.why);
    const told = Object.fromEntries(
      answer.suggestions.map(({ partner, evidence, probability }) => [
        partner.id,
        [probability, ...evidence],
      ]),
    );
    expect(told).toEqual({
      'P-1': [null, 'An e-mail or web address on the record is at their domain.'],
      'P-2': [null, 'The registration number is theirs.', 'Their name stands in the record’s text.'],
      'P-3': [null, 'A code on the deal or on what led to it is theirs.'],
    });
    expect(answer.field).toBe(null);
  });

  it('are not made where the record names its partner, is no deal, or nothing is known', async () => {
    const partner = { name: 'X', id: null, field: 'Partner', basis: 'partner-field' as const };
    expect(await asked([], { partner })).toMatchObject({ state: 'none', why: /names its partner/ });
    expect(await asked([], { kind: 'contact' })).toMatchObject({ state: 'none' });
    expect(await asked([], { account: null })).toMatchObject({ state: 'none', why: /Nothing that is known/ });
  });
});

describe('the partner field of a site', () => {
  const fields = [field('reseller', 'Reseller', ''), field('x_agency', 'Agency of record', 'Fabrikam')];
  const report = () =>
    readHandler({ url: URL_7, reading: reading(fields) }, {
      role: 'content',
      tabId: 7,
      url: URL_7,
    } as unknown as Asker);

  it('is learned from the page by name, chosen, and used from then on', async () => {
    await report();
    await vi.waitFor(async () => expect((await listHandler({}, asker)).fields).toHaveLength(1));
    expect((await listHandler({}, asker)).fields[0]).toMatchObject({
      origin: SITE,
      kind: 'deal',
      fields: [
        { key: 'reseller', label: 'Reseller' },
        { key: 'x_agency', label: 'Agency of record' },
      ],
      setting: { mode: 'auto' },
    });
    expect(JSON.stringify(await database().siteFields.toArray())).not.toContain('Fabrikam');
    const setting = { mode: 'field', key: 'x_agency' } as const;
    await settingHandler({ origin: SITE, kind: 'deal', setting }, asker);
    await report();
    expect(await loadView(7, await getTabState(7))).toMatchObject({
      state: 'no-figures',
      partner: { id: 'P-2' },
      basis: 'name',
      via: 'Agency of record',
    });
    await expect(
      settingHandler({ origin: SITE, kind: 'deal', setting: { mode: 'field', key: 'never' } }, asker),
    ).rejects.toThrow(/was not seen on this site/);
  });

  it('takes a name only while it is empty', async () => {
    const state = { url: URL_7, reading: reading(fields) };
    await setTabState(7, state);
    fakes.state.answer = () => ({ filled: true });
    expect(await fillHandler({ partnerId: 'P-1' }, asker)).toEqual({ filled: true });
    expect(fakes.commands.filter(({ command }) => command === 'field.fill')).toEqual([
      { tabId: 7, command: 'field.fill', input: { key: 'reseller', value: 'Northwind' } },
    ]);
    await expect(fillHandler({ partnerId: 'nobody' }, asker)).rejects.toThrow(/no longer in the directory/);
    await setTabState(7, { url: URL_7, reading: reading([field('reseller', 'Reseller', 'Somebody')]) });
    await expect(fillHandler({ partnerId: 'P-1' }, asker)).rejects.toThrow(/no empty partner field/);
  });
});

it('an ambiguous name is asked for once a site, and the answer can be taken back', async () => {
  const partner = { name: 'Tailspin', id: null, field: 'Partner', basis: 'partner-field' as const };
  await setTabState(7, { url: URL_7, reading: reading([], { partner }) });
  const view = async (url = URL_7) => loadView(7, { url, reading: reading([], { partner }) });
  expect(await view()).toMatchObject({ state: 'ambiguous', name: 'Tailspin' });
  await expect(linkHandler({ partnerId: 'P-4', name: 'Other' }, asker)).rejects.toThrow('another partner');
  await linkHandler({ partnerId: 'P-4', name: 'Tailspin' }, asker);
  expect(await view()).toMatchObject({ partner: { id: 'P-4' }, basis: 'manual' });
  expect(await view('https://other.example.com/deals/7')).toMatchObject({ state: 'ambiguous' });
  const { choices } = await listHandler({}, asker);
  expect(choices).toEqual([
    {
      origin: SITE,
      text: 'tailspin',
      written: 'Tailspin',
      partner: { id: 'P-4', name: 'Tailspin Inc', type: 'reseller', tier: 'Gold', region: null },
    },
  ]);
  await choiceHandler({ origin: SITE, text: 'tailspin' }, asker);
  expect(await view()).toMatchObject({ state: 'ambiguous' });
});
