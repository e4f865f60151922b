import 'fake-indexeddb/auto';
import { screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readSiteAddress } from '@/components/ui/site-address';
import type { SitesFieldsView } from '@/lib/messaging/partner-views';
import { background, expectAccessible, failure } from '../fixtures/harness';
import { openAt, optionsHarness } from './page';

optionsHarness();

describe('readSiteAddress', () => {
  test.each([
    ['https://crm.example.com/deals/12?tab=1', 'https://crm.example.com', 'https://crm.example.com/*'],
    ['crm.example.com', 'https://crm.example.com', 'https://crm.example.com/*'],
    ['  HTTP://Localhost:8069/web ', 'http://localhost:8069', 'http://localhost/*'],
    ['https://münchen.example', 'https://xn--mnchen-3ya.example', 'https://xn--mnchen-3ya.example/*'],
  ])('%s', (typed, origin, pattern) => {
    expect(readSiteAddress(typed)).toEqual({ ok: true, origin, pattern });
  });

  test.each([
    '',
    'chrome://extensions',
    'file:///tmp/x',
    'https://*/',
    'https://addons.mozilla.org/x',
    'my crm',
    'https://',
  ])('refuses "%s" and says what to enter', (typed) => {
    const address = readSiteAddress(typed);
    expect(address.ok).toBe(false);
    expect(!address.ok && address.error).toMatch(/Enter|Copy/);
  });
});

const seenFields: SitesFieldsView = {
  fields: [
    {
      origin: 'https://crm.example.com',
      kind: 'deal',
      crm: 'generic',
      fields: [
        { key: 'reseller', label: 'Reseller' },
        { key: 'x_agency', label: 'Agency of record' },
      ],
      taken: 'Reseller',
      setting: { mode: 'auto' },
    },
  ],
  choices: [
    {
      origin: 'https://crm.example.com',
      text: 'fabrikam',
      written: 'Fabrikam',
      partner: { id: 'P-7', name: 'Fabrikam Ltd', type: 'reseller', tier: null, region: 'EMEA' },
    },
  ],
};

const noFields = () => ({ fields: [], choices: [] });

describe('partner fields', () => {
  test('offers the fields that were seen, and says which is found by itself', async () => {
    const bg = background({
      'sites.list': () => [],
      'sites.fields': () => seenFields,
      'sites.partner-field': () => null,
    });
    const { container, user } = await openAt('#/sites');
    const choice = await screen.findByRole('combobox', {
      name: 'Partner field of a deal on https://crm.example.com',
    });
    expect(
      within(choice)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual([
      'Found by itself: Reseller',
      'No field of this site',
      'Agency of record (x_agency)',
      'Reseller (reseller)',
    ]);
    await expectAccessible(container);
    await user.selectOptions(choice, 'field:x_agency');
    expect(bg.inputs('sites.partner-field')).toEqual([
      { origin: 'https://crm.example.com', kind: 'deal', setting: { mode: 'field', key: 'x_agency' } },
    ]);
    expect(await screen.findByText(/partner field of each deal was set/)).toBeTruthy();
  });

  test('a choice can be taken back', async () => {
    const bg = background({
      'sites.list': () => [],
      'sites.fields': () => seenFields,
      'sites.forget-choice': () => null,
    });
    const { user } = await openAt('#/sites');
    const table = await screen.findByRole('table', { name: 'Choices' });
    expect(
      within(table).getByRole('row', { name: /Fabrikam Fabrikam Ltd ?Reseller · EMEA · P-7/ }),
    ).toBeTruthy();
    await user.click(within(table).getByRole('button', { name: /Forget what “Fabrikam” means/ }));
    expect(bg.inputs('sites.forget-choice')).toEqual([
      { origin: 'https://crm.example.com', text: 'fabrikam' },
    ]);
  });
});

describe('sites page', () => {
  const sites = [
    { origin: 'https://crm.example.com', granted: true, lists: false },
    { origin: 'https://old.example.com', granted: false, lists: true },
  ];

  test('lists the sites; removing one takes the permission back', async () => {
    const bg = background({ 'sites.fields': noFields, 'sites.list': () => sites });
    const remove = vi.spyOn(fakeBrowser.permissions, 'remove').mockResolvedValue(true as never);
    const { container, user } = await openAt('#/sites');
    const table = await screen.findByRole('table', { name: 'Enabled sites' });
    expect(within(table).getByRole('row', { name: /old\.example\.com.*taken back/ })).toBeTruthy();
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: 'Remove https://crm.example.com' }));
    bg.change({ 'sites.list': () => sites.slice(1) });
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove' }));
    expect(remove).toHaveBeenCalledWith({ origins: ['https://crm.example.com/*'] });
    await vi.waitFor(() => expect(within(table).queryByText('https://crm.example.com')).toBeNull());
    expect(screen.getByText(/crm\.example\.com was removed/)).toBeTruthy();
  });

  test('adding asks the browser for that host alone', async () => {
    background({ 'sites.fields': noFields, 'sites.list': () => [], 'sites.enable': () => null });
    const ask = vi.spyOn(fakeBrowser.permissions, 'request').mockResolvedValue(true as never);
    const { user } = await openAt('#/sites');
    expect(await screen.findByText('No site enabled yet')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Address of your CRM' }), 'crm.example.com/x{Enter}');
    expect(ask).toHaveBeenCalledExactlyOnceWith({ origins: ['https://crm.example.com/*'] });
    expect(await screen.findByText(/crm\.example\.com is enabled/)).toBeTruthy();
  });

  test('a wrong address and a refusal are said at the field', async () => {
    background({ 'sites.fields': noFields, 'sites.list': () => [] });
    const ask = vi.spyOn(fakeBrowser.permissions, 'request').mockResolvedValue(false as never);
    const { user } = await openAt('#/sites');
    const field = screen.getByRole('textbox', { name: 'Address of your CRM' });
    await user.type(field, 'chrome://flags{Enter}');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(ask).not.toHaveBeenCalled();
    await user.clear(field);
    await user.type(field, 'crm.example.com{Enter}');
    expect(await screen.findByText(/did not grant https:\/\/crm\.example\.com/)).toBeTruthy();
  });

  test('a failing background is an error with a way on', async () => {
    const bg = background({
      'sites.fields': noFields,
      'lessons.list': () => [],
      'sites.remembered': () => [],
      'sites.list': failure('failed', 'The registry is closed.'),
    });
    const { user } = await openAt('#/sites');
    expect((await screen.findByRole('alert')).textContent).toContain('The registry is closed.');
    bg.change({ 'sites.list': () => sites });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table', { name: 'Enabled sites' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('remembered visits', () => {
  const origin = 'https://crm.example.com';
  const enabled = [
    { origin, granted: true, lists: false },
    { origin: 'https://*.example.org', granted: true, lists: null },
  ];
  const kept = { origin, on: true, keepDays: 180, snapshots: 1_234, records: 56, waiting: true };
  const off = { origin, on: false, keepDays: 180, snapshots: 0, records: 0, waiting: false };

  test('are off at first, explained, and switched on for one host', async () => {
    const bg = background({
      'sites.fields': noFields,
      'sites.list': () => enabled,
      'sites.remembered': () => [],
      'sites.remember': () => null,
    });
    const { container, user } = await openAt('#/sites');
    const table = await screen.findByRole('table', { name: 'Remembered visits' });
    const choice = within(table).getByRole<HTMLInputElement>('checkbox', {
      name: `Remember visits on ${origin}`,
    });
    expect(choice.checked).toBe(false);
    // A pattern of several hosts is no site.
    expect(within(table).getAllByRole('checkbox')).toHaveLength(1);
    expect(screen.getByText(/Off until you switch it on/)).toBeTruthy();
    await expectAccessible(container);
    bg.change({ 'sites.remembered': () => [{ ...off, on: true }] });
    await user.click(choice);
    expect(bg.inputs('sites.remember')).toEqual([{ origin, on: true }]);
    await vi.waitFor(() => expect(within(table).getByRole<HTMLInputElement>('checkbox').checked).toBe(true));
  });

  test('say how much is kept, are taken in and forgotten by a press', async () => {
    const bg = background({
      'sites.fields': noFields,
      'sites.list': () => enabled,
      'sites.remembered': () => [kept],
      'sites.take-in': () => null,
      'sites.forget-visits': () => ({ forgotten: 1_234 }),
    });
    const { user } = await openAt('#/sites');
    const table = await screen.findByRole('table', { name: 'Remembered visits' });
    expect(within(table).getByText('1,234 in 56 records, some not in the figures yet')).toBeTruthy();
    bg.change({ 'sites.remembered': () => [{ ...kept, waiting: false }] });
    await user.click(within(table).getByRole('button', { name: `Take in now: ${origin}` }));
    expect(await screen.findByText(/is in the figures\./)).toBeTruthy();
    await user.click(within(table).getByRole('button', { name: `Forget visits to ${origin}` }));
    bg.change({ 'sites.remembered': () => [off] });
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Forget' }));
    expect(bg.inputs('sites.forget-visits')).toEqual([{ origin }]);
    expect(await within(table).findByText('nothing')).toBeTruthy();
  });

  test('are kept for another span, and a span that is none says so', async () => {
    const bg = background({
      'sites.fields': noFields,
      'sites.list': () => enabled,
      'sites.remembered': () => [kept],
      'sites.remember': () => null,
    });
    const { user } = await openAt('#/sites');
    const days = await screen.findByRole('textbox', { name: `Days that visits to ${origin} are kept` });
    await user.clear(days);
    await user.type(days, '0{Enter}');
    expect(screen.getByText('A whole number of days from 1 to 3650.')).toBeTruthy();
    await user.clear(days);
    await user.type(days, '90{Enter}');
    expect(bg.inputs('sites.remember')).toEqual([{ origin, keepDays: 90 }]);
  });

  test('a switch that could not be stored goes back and says why', async () => {
    background({
      'sites.fields': noFields,
      'sites.list': () => enabled,
      'sites.remembered': () => [off],
      'sites.remember': failure('failed', 'The disk is full.'),
    });
    const { user } = await openAt('#/sites');
    const choice = await screen.findByRole<HTMLInputElement>('checkbox', {
      name: `Remember visits on ${origin}`,
    });
    await user.click(choice);
    expect(await screen.findByText('The disk is full.')).toBeTruthy();
    expect(choice.checked).toBe(false);
  });
});
