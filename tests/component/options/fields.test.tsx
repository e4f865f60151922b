import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { checkRule, newRule, ruleScopeWords } from '@/components/options/fields/rule';
import type { FieldRule } from '@/lib/fields/types';
import { database } from '@/lib/store/db';
import { background, expectAccessible, failure } from '../fixtures/harness';
import { openAt, optionsHarness, storedPartner } from './page';

optionsHarness();

const rules: FieldRule[] = [
  {
    id: 'registration',
    objects: ['deal'],
    stages: [],
    partnerTypes: ['reseller'],
    crms: [],
    fields: ['Deal registration no.', 'Deal_Registration__c'],
    why: 'required for resellers',
    enabled: true,
  },
  { ...newRule(), id: 'role', fields: ['Partner role'], stages: ['Proposal'], enabled: false },
];

test('where a rule applies, in words', () => {
  expect(ruleScopeWords(rules[0]!, (id) => id)).toBe('Deal · every stage · Reseller partners · every CRM');
  expect(
    ruleScopeWords({ ...rules[1]!, objects: ['deal', 'lead'], crms: ['x'] }, (id) => id.toUpperCase()),
  ).toBe('Deal or Lead · stage Proposal · every partner · X');
  expect(Object.keys(checkRule({ ...newRule(), objects: [] })).sort()).toEqual(['fields', 'objects']);
});

describe('required fields page', () => {
  test('lists the rules and switches one on', async () => {
    const bg = background({ 'rules.list': () => rules, 'rules.save': () => null });
    const { container, user } = await openAt('#/fields');
    const table = await screen.findByRole('table', { name: 'Required-field rules' });
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map((cell) => cell.textContent),
    ).toEqual(['Deal registration no.or Deal_Registration__c', 'Partner role']);
    await expectAccessible(container);
    await user.click(screen.getByRole('checkbox', { name: 'Rule for Partner role is on' }));
    expect(bg.inputs('rules.save')).toEqual([{ ...rules[1], enabled: true }]);
    expect(await screen.findByText('The rule for Partner role is on.')).toBeTruthy();
  });

  test('a new rule is checked, then saved', async () => {
    const bg = background({ 'rules.list': () => rules, 'rules.save': () => null });
    const { user } = await openAt('#/fields');
    await user.click(await screen.findByRole('button', { name: 'Add a rule' }));
    const dialog = within(screen.getByRole('dialog', { name: 'New rule' }));
    await user.click(dialog.getByRole('checkbox', { name: 'Deal' }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(dialog.getByText(/Name the field/)).toBeTruthy();
    expect(dialog.getByText('Choose at least one kind of record.')).toBeTruthy();
    await expectAccessible(screen.getByRole('dialog'));

    await user.click(dialog.getByRole('checkbox', { name: 'Lead' }));
    // What is still in the input counts when the form is saved.
    await user.type(dialog.getByRole('textbox', { name: 'Field' }), 'UTM source{Enter}Source');
    await user.type(dialog.getByRole('textbox', { name: 'Stages' }), 'New, Working,');
    await user.click(dialog.getByRole('checkbox', { name: 'Affiliate' }));
    await user.type(dialog.getByRole('textbox', { name: 'Why' }), ' for tracking ');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bg.inputs('rules.save')).toEqual([
      {
        id: expect.stringMatching(/^own-/),
        objects: ['lead'],
        stages: ['New', 'Working'],
        partnerTypes: ['affiliate'],
        crms: [],
        fields: ['UTM source', 'Source'],
        why: 'for tracking',
        enabled: true,
      },
    ]);
  });

  test('deleting and resetting ask first', async () => {
    const bg = background({
      'rules.list': () => rules,
      'rules.delete': () => null,
      'rules.reset': failure('failed', 'The database is closed. Reload this page.'),
    });
    const { user } = await openAt('#/fields');
    await user.click(await screen.findByRole('button', { name: 'Delete the rule for Partner role' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Keep' }));
    expect(bg.inputs('rules.delete')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Delete the rule for Partner role' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(bg.inputs('rules.delete')).toEqual([{ id: 'role' }]));

    await user.click(await screen.findByRole('button', { name: 'Reset to built-in' }));
    const dialog = await screen.findByRole('dialog', { name: 'Reset to the built-in rules?' });
    await user.click(within(dialog).getByRole('button', { name: 'Reset' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('The database is closed.');
  });

  test('an empty list offers the first rule', async () => {
    background({ 'rules.list': () => [] });
    const { container } = await openAt('#/fields');
    expect(await screen.findByText('No rules')).toBeTruthy();
    await expectAccessible(container);
  });
});

describe('tracking plans', () => {
  test('a plan of one partner: found by name, changed, saved under its id', async () => {
    const names = ['Northwind Resellers', 'Southwind Traders'];
    await database().partners.bulkPut(names.map((name, i) => storedPartner({ id: `p-${i}`, name })));
    const bg = background({
      'rules.list': () => rules,
      'plans.list': () => [],
      'plans.save': () => null,
      'partners.search': ({ query }) =>
        names
          .map((name, i) => ({
            id: `p-${i}`,
            name,
            type: null,
            tier: null,
            region: null,
            tone: 'neutral' as const,
          }))
          .filter(({ name }) => name.toLowerCase().includes(query)),
    });
    const { user } = await openAt('#/fields');
    await user.click(await screen.findByRole('button', { name: 'Add a tracking plan' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Add a tracking plan' }));
    await user.selectOptions(dialog.getByRole('combobox', { name: 'For' }), 'One partner');
    await user.type(dialog.getByRole('textbox', { name: 'Field' }), 'Coupon');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(dialog.getByText(/Choose the partner type or the partner/)).toBeTruthy();

    await user.type(dialog.getByRole('combobox', { name: 'Partner' }), 'north');
    await user.click(await dialog.findByRole('option', { name: /Northwind Resellers/ }));
    await user.click(
      dialog.getByRole('button', { name: 'Change: another partner than Northwind Resellers' }),
    );
    await user.type(dialog.getByRole('combobox', { name: 'Partner' }), 'south');
    await user.click(await dialog.findByRole('option', { name: /Southwind Traders/ }));
    expect(dialog.getByText('Southwind Traders')).toBeTruthy();
    await expectAccessible(screen.getByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(bg.inputs('plans.save')).toEqual([
        { scope: 'partner:p-1', items: [{ fields: ['Coupon'], value: null }] },
      ]),
    );
  });
});
