import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Popup } from '@/components/popup/Popup';
import { topKpis } from '@/components/popup/top';
import type { LimitView } from '@/lib/messaging/views';
import { evidence } from '../fixtures/evidence';
import { announce, background, expectAccessible, failure, harness, untrusted } from '../fixtures/harness';
import { kpis } from '../fixtures/kpis';
import { limits, status } from '../fixtures/popup';
import { scorecard } from '../fixtures/scorecard';
import { hits, partner, views } from '../fixtures/views';

harness();

type Answers = Parameters<typeof background>[0];

function open(more: Answers = {}) {
  const server = background({
    'popup.status': () => status,
    'partners.search': ({ query }) =>
      hits.filter((hit) => hit.name.toLowerCase().includes(query.toLowerCase())),
    'scorecard.get': () => ({ partner, scorecard }),
    'evidence.get': ({ part, offset, limit }) => evidence(part, offset, limit),
    'limits.list': () => limits,
    'limits.set': () => null,
    'limits.reset': () => null,
    'options.open': () => null,
    ...more,
  });
  return { server, ...render(<Popup findTab={async () => 7} />) };
}

async function openPartner(more: Answers = {}) {
  const opened = open(more);
  await userEvent.type(screen.getByRole('combobox', { name: 'Find a partner' }), 'northwind r');
  await screen.findByRole('option', { name: /Northwind Resellers/ });
  await userEvent.keyboard('{Enter}');
  await screen.findByRole('heading', { level: 1, name: 'Northwind Resellers' });
  return opened;
}

test('Back from a partner leads to what was searched for', async () => {
  await openPartner();
  await userEvent.click(screen.getByRole('button', { name: 'Back' }));
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'Find a partner' });
  expect(box.value).toBe('northwind r');
  await screen.findByRole('option', { name: /Northwind Resellers/ });
  await userEvent.keyboard('fab');
  expect(box.value).toBe('fab');
});

describe('this page', () => {
  const request = vi.fn<(permissions: { origins: string[] }) => Promise<boolean>>();
  const remove = vi.fn<(permissions: { origins: string[] }) => Promise<boolean>>();
  beforeEach(() => {
    request.mockReset().mockResolvedValue(true);
    remove.mockReset().mockResolvedValue(true);
    fakeBrowser.permissions.request = request as never;
    fakeBrowser.permissions.remove = remove as never;
  });

  test('says where it runs and what it sees', async () => {
    const { server, container } = open();
    await screen.findByText('crm.example.com');
    expect(server.inputs('popup.status')).toEqual([{ tabId: 7 }]);
    expect(screen.getByText('on')).toBeTruthy();
    const terms = Object.fromEntries(
      [...container.querySelectorAll('dt')].map((term) => [
        term.textContent,
        term.nextElementSibling!.textContent,
      ]),
    );
    expect(terms.deal).toBe('Contoso renewal 2027 · Negotiation');
    expect(terms.partner).toContain('Northwind Resellers');
    expect(terms.missing).toBe('3 fields: Deal registration no., Partner role, Discount approval');
    await expectAccessible(container);
  });

  test('says that the browser lost the data, on every page', async () => {
    const nowhere = { origin: null, site: 'blocked', reading: null, panel: null, lists: false } as const;
    const { server, container } = open({ 'popup.status': () => ({ ...nowhere, lost: true }) });
    await screen.findByText('Your data is gone from this browser');
    await userEvent.click(screen.getByRole('button', { name: 'What to do' }));
    expect(server.inputs('options.open')).toEqual([{ route: '/import' }]);
    await expectAccessible(container);
  });

  test('all that is read is shown on demand, and copied without a value', async () => {
    const { container } = open();
    const details = (await screen.findByText('What Partner Lens sees here')).closest('details')!;
    expect(screen.queryByText('read as')).toBe(null);
    // The test's DOM opens nothing by itself.
    details.open = true;
    fireEvent(details, new Event('toggle'));
    await screen.findByText('read as');
    expect(screen.getByText(/, deal$/)).toBeTruthy();
    await expectAccessible(container);
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await userEvent.click(screen.getByRole('button', { name: 'Copy for a bug report' }));
    await screen.findByText(/^Copied\./);
    const [text] = write.mock.calls[0]!;
    expect(text).toContain('"kind": "deal"');
    expect(text).not.toMatch(/Contoso|crm\.example\.com/);
  });

  test('the partner on the page opens its scorecard', async () => {
    const { server } = open();
    await userEvent.click(await screen.findByRole('button', { name: /^Northwind Resellers/ }));
    await screen.findByRole('list', { name: 'Verdicts' });
    expect(server.inputs('scorecard.get')).toEqual([{ partnerId: 'p-1' }]);
  });

  test('enabling asks for this origin alone, inside the click', async () => {
    const { container, server } = open({
      'popup.status': () => ({ ...status, site: 'disabled', reading: null, panel: null }),
    });
    const button = await screen.findByRole('button', { name: 'Enable on this site' });
    await expectAccessible(container);
    await untrusted(() => userEvent.click(button));
    expect(request).not.toHaveBeenCalled();
    server.change({ 'popup.status': () => status, 'sites.enable': () => null });
    // A synchronous click: the request must have been made when it returns.
    act(() => button.click());
    expect(request).toHaveBeenCalledWith({ origins: ['https://crm.example.com/*'] });
    await screen.findByRole('button', { name: 'Turn off on this site' });
    expect(server.inputs('sites.enable')).toEqual([{ pattern: 'https://crm.example.com/*' }]);
  });

  test('an origin with a port asks for its host: match patterns hold no port in Firefox', async () => {
    open({ 'popup.status': () => ({ ...status, origin: 'http://localhost:8137', site: 'disabled' }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Enable on this site' }));
    expect(request).toHaveBeenCalledWith({ origins: ['http://localhost/*'] });
  });

  test('a refused permission says that nothing changed', async () => {
    request.mockResolvedValue(false);
    open({ 'popup.status': () => ({ ...status, site: 'disabled', reading: null, panel: null }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Enable on this site' }));
    expect((await screen.findByRole('alert')).textContent).toContain('nothing changed');
  });

  test('turning off takes the permission back', async () => {
    const { server } = open();
    const button = await screen.findByRole('button', { name: 'Turn off on this site' });
    server.change({ 'popup.status': () => ({ ...status, site: 'disabled', reading: null, panel: null }) });
    await userEvent.click(button);
    expect(remove).toHaveBeenCalledWith({ origins: ['https://crm.example.com/*'] });
    await screen.findByRole('button', { name: 'Enable on this site' });
  });

  test('a page where nothing can run offers no switch', async () => {
    const { container } = open({
      'popup.status': () => ({ origin: null, site: 'blocked', reading: null, panel: null, lists: false }),
    });
    await screen.findByText('cannot run');
    expect(screen.queryByRole('button', { name: /this site/ })).toBeNull();
    await expectAccessible(container);
  });

  test.each([
    ['no record', { reading: { state: 'no-record' } }, /No record is open here/],
    ['still loading', { reading: { state: 'pending' } }, /still loading/],
    ['not read yet', { reading: null }, /not read yet/],
    [
      'not recognised',
      { reading: { state: 'unrecognised', crm: 'hubspot', why: 'No record header.' } },
      /This page is not recognised any more: No record header\./,
    ],
    ['unknown partner', { panel: views['unknown-partner'] }, /Northwnd Ltd\., not in the directory/],
    ['ambiguous partner', { panel: views.ambiguous }, /Northwind fits several partners/],
    ['no partner', { panel: views['no-partner'] }, /none named/],
    ['no data', { panel: views['no-data'] }, /no data yet/],
  ] as const)('%s', async (_, over, words) => {
    const { container } = open({ 'popup.status': () => ({ ...status, ...over }) as typeof status });
    await screen.findByText(words);
    await expectAccessible(container);
  });

  test('badges on lists are switched for the site, and switched back where that fails', async () => {
    let lists = false;
    const { server } = open({
      'popup.status': () => ({ ...status, lists }),
      'sites.badges': ({ on }) => {
        lists = on;
        return null;
      },
    });
    const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Badges on lists and boards' });
    expect(box.checked).toBe(false);
    await userEvent.click(box);
    expect(box.checked).toBe(true);
    expect(server.inputs('sites.badges')).toEqual([{ origin: 'https://crm.example.com', on: true }]);
    server.change({ 'sites.badges': failure('failed', 'The disk is full.') });
    await userEvent.click(box);
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(box.checked).toBe(true);
  });

  test('a failed status says so and can be asked again', async () => {
    const { server } = open({ 'popup.status': failure('failed', 'No tab.') });
    expect((await screen.findByRole('alert')).textContent).toContain('No tab.');
    server.change({ 'popup.status': () => status });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('crm.example.com');
  });

  test('what the page becomes is shown without opening the popup again', async () => {
    const { server } = open({
      'popup.status': () => ({ ...status, reading: { state: 'pending' }, panel: null }),
    });
    await screen.findByText(/still loading/);
    server.change({ 'popup.status': () => status });
    await act(() => announce('tab:7'));
    await screen.findByText('Contoso renewal 2027');
  });
});

describe('a partner', () => {
  test('typing and Enter lead to the small scorecard', async () => {
    const { container } = await openPartner();
    expect(screen.getByRole('list', { name: 'Verdicts' })).toBeTruthy();
    const names = within(screen.getByRole('table', { name: 'Scorecard' }))
      .getAllByRole('rowheader')
      .map((header) => header.textContent);
    expect(names).toHaveLength(6);
    expect(names).toContain('Discount rate');
    expect(screen.getByRole('list', { name: 'Signals' })).toBeTruthy();
    await expectAccessible(container);
  });

  test('a value opens its rows, Escape steps back one at a time', async () => {
    const { server } = await openPartner();
    const row = screen.getByRole('rowheader', { name: 'Discount rate' }).closest('tr')!;
    const value = within(row).getByRole('button');
    await userEvent.click(value);
    await screen.findByText('1–25 of 50');
    expect(server.inputs('evidence.get')[0]).toMatchObject({ kpi: 'discount_rate', partnerId: 'p-1' });
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement).toBe(value);
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('combobox', { name: 'Find a partner' })).toBeTruthy();
  });

  test('without figures it says so and leads to the import', async () => {
    const { server, container } = await openPartner({
      'scorecard.get': () => ({ partner, scorecard: null }),
    });
    expect(screen.getByText('No figures yet.')).toBeTruthy();
    await expectAccessible(container);
    await userEvent.click(screen.getByRole('button', { name: 'Import data' }));
    expect(server.inputs('options.open')).toEqual([{ route: '/import' }]);
  });

  test('a scorecard that cannot be read says why', async () => {
    open({ 'scorecard.get': failure('not-found', 'There is no such partner any more.') });
    await userEvent.type(screen.getByRole('combobox', { name: 'Find a partner' }), 'media');
    await screen.findByRole('option');
    await userEvent.keyboard('{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('There is no such partner any more.');
  });

  test('certain failures come first among the few that are shown', () => {
    expect(topKpis(kpis, 4)).toEqual(['deal_margin', 'discount_rate', 'speed_to_lead', 'onboarding']);
    expect(topKpis([], 4)).toEqual([]);
  });
});

describe('limits', () => {
  async function openLimits(more: Answers = {}) {
    const opened = await openPartner(more);
    await userEvent.click(screen.getByRole('tab', { name: 'Limits' }));
    await screen.findByText('Discount rate');
    return opened;
  }
  const warn = (name: string) => screen.getByRole('textbox', { name: `Warn limit of ${name}`, hidden: true });
  const fail = (name: string) => screen.getByRole('textbox', { name: `Fail limit of ${name}`, hidden: true });
  const save = (name: string) => screen.getByRole('button', { name: `Save limits of ${name}`, hidden: true });
  async function type(input: HTMLElement, text: string) {
    await userEvent.clear(input);
    await userEvent.type(input, text);
  }

  test('start with this partner and show default, own and where the effective one comes from', async () => {
    const { server, container } = await openLimits();
    expect(server.inputs('limits.list')[0]).toEqual({ level: 'partner', id: 'p-1' });
    expect((warn('Discount rate') as HTMLInputElement).value).toBe('12');
    expect(screen.getByText(/set for this partner\. Default: warn 15 %, fail 20 %\./)).toBeTruthy();
    expect((warn('Win rate') as HTMLInputElement).value).toBe('0.85');
    expect(screen.getByText(/set for its tier\./)).toBeTruthy();
    expect(screen.queryByText('Partner-sourced revenue, gross')).toBeNull();
    await expectAccessible(container);
  });

  test('are typed in per cent and stored as fractions', async () => {
    const { server } = await openLimits();
    await type(warn('Discount rate'), '15,5');
    await type(fail('Discount rate'), '21 %');
    await untrusted(() => userEvent.click(save('Discount rate')));
    expect(server.inputs('limits.set')).toEqual([]);
    await userEvent.click(save('Discount rate'));
    expect(server.inputs('limits.set')).toEqual([
      { level: 'partner', id: 'p-1', kpi: 'discount_rate', warn: 0.155, fail: 0.21 },
    ]);
    await screen.findByText('The limits of Discount rate were saved.');
  });

  test.each([
    ['30', '18', /failing limit must not be below/],
    ['much', '18', /Enter a number/],
    ['12', '900', /between -100 % and 500/],
  ])('%s and %s are refused with a reason', async (warnText, failText, reason) => {
    const { server, container } = await openLimits();
    await type(warn('Discount rate'), warnText);
    await type(fail('Discount rate'), failText);
    await userEvent.click(save('Discount rate'));
    await screen.findByText(reason);
    expect(server.inputs('limits.set')).toEqual([]);
    expect(container.querySelectorAll('[aria-invalid="true"]')).toHaveLength(1);
    await expectAccessible(container);
  });

  test('one can be reset, and only where it is set', async () => {
    const { server } = await openLimits();
    expect(screen.queryByRole('button', { name: 'Reset limits of Win rate', hidden: true })).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Reset limits of Discount rate', hidden: true }),
    );
    expect(server.inputs('limits.reset')).toEqual([{ level: 'partner', id: 'p-1', kpi: 'discount_rate' }]);
  });

  test('all of a level can be reset', async () => {
    const { server } = await openLimits();
    await userEvent.click(screen.getByRole('button', { name: 'Reset the limit set here' }));
    expect(server.inputs('limits.reset')).toEqual([{ level: 'partner', id: 'p-1', kpi: null }]);
  });

  test('another level asks for its own limits and sets them there', async () => {
    const { server } = await openLimits();
    const level = screen.getByRole('combobox', { name: 'Limits for' });
    expect(
      within(level)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual(['Only Northwind Resellers', 'All of tier Gold', 'All of type reseller', 'All partners']);
    await userEvent.selectOptions(level, 'type:reseller');
    await waitFor(() =>
      expect(server.inputs('limits.list').at(-1)).toEqual({ level: 'type', id: 'reseller' }),
    );
    await screen.findByText('Win rate');
    await type(fail('Win rate'), '0.5');
    await userEvent.click(save('Win rate'));
    expect(server.inputs('limits.set')).toEqual([
      { level: 'type', id: 'reseller', kpi: 'win_rate', warn: 0.85, fail: 0.5 },
    ]);
  });

  test('a change from elsewhere replaces what was shown', async () => {
    let list: LimitView[] = limits;
    await openLimits({ 'limits.list': () => list });
    list = limits.map((limit) => ({ ...limit, own: { warn: 0.1, fail: 0.11 } }));
    await act(() => announce('revision'));
    await waitFor(() => expect((warn('Discount rate') as HTMLInputElement).value).toBe('10'));
  });

  test('without a partner they are those of everyone', async () => {
    const { server, container } = open();
    await userEvent.click(screen.getByRole('button', { name: 'Limits' }));
    await screen.findByText('Discount rate');
    expect(server.inputs('limits.list')).toEqual([{ level: 'global' }]);
    await userEvent.type(screen.getByRole('textbox', { name: 'Find a KPI' }), 'disc');
    expect(screen.queryByText('Win rate')).toBeNull();
    await expectAccessible(container);
  });
});
