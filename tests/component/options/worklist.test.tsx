import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { planProblem, tidyPlan } from '@/components/options/fields/plan';
import { useWorklistView } from '@/components/options/worklist/view';
import { dayAt, isoDay } from '@/lib/facts/time';
import type { SeenRecord } from '@/lib/govern/types';
import { getWorkspace, putWorkspace } from '@/lib/store/settings';
import { downloads, exportAs } from '../fixtures/downloads';
import { background, expectAccessible, failure } from '../fixtures/harness';
import { openAt, optionsHarness } from './page';

optionsHarness();

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

const seen = (name: string, over: Partial<SeenRecord> = {}): SeenRecord => ({
  key: name,
  origin: 'https://crm.example.com',
  url: `https://crm.example.com/deals/${name}`,
  crm: 'generic',
  kind: 'deal',
  name,
  stage: 'Proposal',
  owner: 'Desk one',
  partnerId: null,
  partnerName: null,
  firstSeen: daysAgo(20),
  lastSeen: daysAgo(1),
  gaps: [
    {
      key: 'partner',
      label: 'Partner',
      why: 'without it nobody is credited',
      sources: ['page', 'rule'],
      since: daysAgo(20),
      filled: null,
    },
  ],
  flag: null,
  resolved: null,
  closed: null,
  ...over,
});

const records = [
  seen('Alpha'),
  seen('Beta', { owner: null, flag: { note: 'who brought it?', at: daysAgo(2) } }),
  seen('Gamma', { resolved: daysAgo(3), gaps: [{ ...seen('x').gaps[0]!, filled: daysAgo(3) }] }),
];
const names = () =>
  within(screen.getByRole('table', { name: 'Worklist' }))
    .getAllByRole('link')
    .map((link) => link.textContent);

describe('worklist page', () => {
  test('lists what is open, flagged first, narrows it and exports what it shows', async () => {
    useWorklistView.getState().reset();
    // A day ahead of the machine's for most of the day.
    await putWorkspace({ timeZone: 'Pacific/Kiritimati', currency: 'EUR' });
    background({ 'worklist.list': () => records });
    const { container, user } = await openAt('#/worklist');
    await screen.findByRole('table', { name: 'Worklist' });
    expect(names()).toEqual(['Beta', 'Alpha']);
    expect(screen.getByText('2 of 3 records')).toBeTruthy();
    await expectAccessible(container);
    await user.selectOptions(screen.getByLabelText('State'), 'Filled since');
    await waitFor(() => expect(names()).toEqual(['Gamma']));
    await user.selectOptions(screen.getByLabelText('State'), 'All');
    await user.type(screen.getByLabelText('Search'), 'brought');
    await waitFor(() => expect(names()).toEqual(['Beta']));
    const saved = downloads();
    await exportAs('the records shown', 'CSV');
    await screen.findByText('Saved as CSV.');
    expect(saved[0]!.name).toMatch(/^Worklist \d{4}-\d\d-\d\d\.csv$/);
    const text = await saved[0]!.content.text();
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toContain('Beta,deal,Proposal,,,open,Partner');
    await exportAs('the records shown', 'JSON');
    await waitFor(() => expect(saved).toHaveLength(2));
    const { timeZone } = await getWorkspace();
    expect(JSON.parse(await saved[1]!.content.text()).about['As of']).toBe(
      isoDay(dayAt(Date.now(), timeZone)),
    );
    await user.type(screen.getByLabelText('Search'), 'zzz');
    await user.click(await screen.findByRole('button', { name: 'Show all open ones' }));
    await waitFor(() => expect(names()).toHaveLength(2));
  });

  test('a record that was seen on one day names that day once', async () => {
    useWorklistView.getState().reset();
    const at = '2026-11-02T09:00:00.000Z';
    background({ 'worklist.list': () => [seen('Delta', { firstSeen: at, lastSeen: at })] });
    const { user } = await openAt('#/worklist');
    await user.click(await screen.findByRole('button', { name: 'Details of Delta' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Delta' }));
    expect(dialog.getByText('Seen').nextElementSibling?.textContent).toBe('2 Nov 2026');
  });

  test('a record shows who asks for its fields, takes a note, and can be put aside or forgotten', async () => {
    useWorklistView.getState().reset();
    const bg = background({
      'worklist.list': () => records,
      'worklist.note': () => null,
      'worklist.close': () => null,
      'worklist.forget': () => ({ forgotten: 1 }),
    });
    const { user } = await openAt('#/worklist');
    await user.click(await screen.findByRole('button', { name: 'Details of Alpha' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Alpha' }));
    expect(dialog.getByText('the CRM, a rule')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: /^Flag this deal/ }));
    await user.type(dialog.getByLabelText('Note for the partner manager'), 'please ask');
    await user.click(dialog.getByRole('button', { name: 'Flag it' }));
    await waitFor(() => expect(bg.inputs('worklist.note')).toEqual([{ key: 'Alpha', note: 'please ask' }]));
    await user.click(dialog.getByRole('button', { name: 'Put aside' }));
    expect(bg.inputs('worklist.close')).toEqual([{ keys: ['Alpha'], closed: true }]);
    await user.click(dialog.getByRole('button', { name: /^Forget…/ }));
    const confirm = within(screen.getByRole('dialog', { name: 'Forget Alpha?' }));
    await user.click(confirm.getByRole('button', { name: 'Forget' }));
    await waitFor(() => expect(bg.inputs('worklist.forget')).toEqual([{ keys: ['Alpha'] }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('Escape leaves the note that is being written, and not the record', async () => {
    useWorklistView.getState().reset();
    const bg = background({ 'worklist.list': () => records });
    const { user } = await openAt('#/worklist');
    await user.click(await screen.findByRole('button', { name: 'Details of Alpha' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Alpha' }));
    const opener = /^Flag this deal/;
    await user.click(dialog.getByRole('button', { name: opener }));
    const field = dialog.getByLabelText('Note for the partner manager');
    expect(document.activeElement).toBe(field);
    await user.type(field, 'not now');
    // A browser closes the dialog around it unless the key is taken.
    expect(fireEvent.keyDown(field, { key: 'Escape' })).toBe(false);
    expect(dialog.queryByLabelText('Note for the partner manager')).toBeNull();
    expect(document.activeElement).toBe(dialog.getByRole('button', { name: opener }));
    expect(bg.inputs('worklist.note')).toEqual([]);
  });

  test('says what to do while there is nothing, and when it cannot be read', async () => {
    let fail = true;
    background({
      'worklist.list': () => {
        if (fail) return failure('failed', 'The database is closed.')();
        return [];
      },
    });
    const { user } = await openAt('#/worklist');
    expect(await screen.findByText(/The database is closed/)).toBeTruthy();
    fail = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing to do yet')).toBeTruthy();
  });

  test('the span of remembering is checked, then stored', async () => {
    background({ 'worklist.list': () => [] });
    const { user } = await openAt('#/worklist');
    const days = await screen.findByLabelText('Forget records not seen for, in days');
    await user.clear(days);
    await user.type(days, 'ten');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/whole number from 1 to 3650/)).toBeTruthy();
    await user.clear(days);
    await user.type(days, '30');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The settings were saved.')).toBeTruthy();
  });
});

describe('tracking plans', () => {
  test('are checked and tidied', () => {
    const one = { scope: 'type:referral', items: [{ fields: [' Referral code / Coupon '], value: ' ' }] };
    const options = { isNew: true, taken: [] };
    expect(planProblem(one, options)).toBeNull();
    expect(tidyPlan(one).items).toEqual([{ fields: ['Referral code', 'Coupon'], value: null }]);
    expect(planProblem({ ...one, scope: 'type:' }, options)).toContain('Choose');
    expect(planProblem(one, { isNew: true, taken: ['type:referral'] })).toContain('already');
    expect(planProblem({ ...one, items: [] }, options)).toContain('at least one');
    expect(planProblem({ ...one, items: [...one.items, ...one.items] }, options)).toContain('twice');
  });

  test('are added on the page of required fields', async () => {
    const bg = background({ 'rules.list': () => [], 'plans.list': () => [], 'plans.save': () => null });
    const { user } = await openAt('#/fields');
    await user.click(await screen.findByRole('button', { name: 'Add a tracking plan' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Add a tracking plan' }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(dialog.getByText(/Choose the partner type/)).toBeTruthy();
    await user.selectOptions(dialog.getByLabelText('Type'), 'Referral');
    await user.type(dialog.getByLabelText('Field'), 'Referral code');
    await expectAccessible(screen.getByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(bg.inputs('plans.save')).toEqual([
        { scope: 'type:referral', items: [{ fields: ['Referral code'], value: null }] },
      ]),
    );
  });
});
