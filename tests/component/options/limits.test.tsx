import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scopeOf } from '@/components/options/limits/level';
import { fromTyped, limitWords, toTyped, unitWord } from '@/components/ui/limit-words';
import type { LimitView } from '@/lib/messaging/views';
import { database } from '@/lib/store/db';
import { background, expectAccessible, failure } from '../fixtures/harness';
import { kpis } from '../fixtures/kpis';
import { hits } from '../fixtures/views';
import { openAt, optionsHarness, storedPartner } from './page';

optionsHarness();

const percent = { unit: 'percent', basis: 'absolute' } as const;
const money = { unit: 'currency', basis: 'absolute' } as const;
const multiple = { unit: 'percent', basis: 'programme' } as const;
const offset = { unit: 'points', basis: 'offset' } as const;

describe('limits in human units', () => {
  test('shares in per cent, money in whole units of its currency, multiples as they are', () => {
    expect(toTyped(0.155, percent, 'EUR')).toBe('15.5');
    expect(toTyped(0.07, percent, 'EUR')).toBe('7');
    expect(toTyped(1_234_50, money, 'EUR')).toBe('1234.5');
    expect(toTyped(1200, money, 'JPY')).toBe('1200');
    expect(toTyped(0.85, multiple, 'EUR')).toBe('0.85');
    expect(unitWord(money, 'JPY')).toBe('JPY');
    expect(unitWord(multiple, 'EUR')).toBe('× programme');
    expect(limitWords(-10, offset, 'EUR')).toBe('−10 points from programme');
    expect(limitWords(0.15, percent, 'EUR')).toBe('15\u00a0%');
  });

  test.each([
    ['15', 0.15],
    ['15,5 %', 0.155],
    [' .5% ', 0.005],
    ['-3', -0.03],
    ['−3 %', -0.03],
    ['1 200', 12],
  ])('reads %s per cent', (typed, stored) => {
    expect(fromTyped(typed, percent, 'EUR')).toBe(stored);
  });

  test.each(['', 'abc', '1,200', '1.2.3', '--1', '1e5', 'Infinity'])('“%s” is no number', (typed) => {
    expect(fromTyped(typed, percent, 'EUR')).toBeNaN();
  });

  test('what is shown reads back as what is stored', () => {
    const scale = fc.constantFrom(percent, money, multiple, offset);
    const currency = fc.constantFrom('EUR', 'JPY', 'KWD');
    const stored = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(stored, scale, currency, (value, unit, code) => {
        expect(fromTyped(toTyped(value, unit, code), unit, code)).toBeCloseTo(value, 9);
      }),
    );
  });
});

test('the address names the level', () => {
  expect(scopeOf([])).toEqual({ level: 'global', scope: { level: 'global' } });
  expect(scopeOf(['tier'])).toEqual({ level: 'tier', scope: null });
  expect(scopeOf(['partner', 'a/b'])).toEqual({ level: 'partner', scope: { level: 'partner', id: 'a/b' } });
  expect(scopeOf(['nonsense', 'x'])).toEqual({ level: 'global', scope: { level: 'global' } });
});

function limits(own: LimitView['own'] = null): LimitView[] {
  return kpis.slice(0, 6).map((kpi) => {
    const built = kpi.limit && { warn: kpi.limit.warn, fail: kpi.limit.fail };
    const set = kpi.kpi === 'discount_rate' ? own : null;
    return {
      kpi: kpi.kpi,
      code: kpi.code,
      name: kpi.name,
      dimension: kpi.dimension,
      unit: kpi.unit,
      direction: kpi.direction,
      basis: 'absolute',
      default: built,
      own: set,
      effective: set ? { ...set, from: 'global' } : built && { ...built, from: 'default' },
    };
  });
}

describe('limits page', () => {
  test('a limit is typed in per cent, saved in fractions, and shown as set', async () => {
    const bg = background({ 'limits.list': () => limits(), 'limits.set': () => null });
    const { container, user } = await openAt('#/limits');
    const warn = await screen.findByRole<HTMLInputElement>('textbox', {
      name: 'Warn limit of Discount rate',
    });
    expect(warn.value).toBe('15');
    // An informational KPI has no limit.
    expect(screen.queryByRole('textbox', { name: /Warn limit of Partner-sourced revenue/ })).toBeNull();
    await expectAccessible(container);
    await user.clear(warn);
    await user.type(warn, '12,5');
    bg.change({ 'limits.list': () => limits({ warn: 0.125, fail: 0.2 }) });
    await user.click(screen.getByRole('button', { name: 'Save limits of Discount rate' }));
    expect(bg.inputs('limits.set')).toEqual([
      { level: 'global', kpi: 'discount_rate', warn: 0.125, fail: 0.2 },
    ]);
    const reset = await screen.findByRole('button', { name: 'Reset limits of Discount rate' });
    const row = reset.closest('tr')!;
    expect(row.textContent).toContain('set for all partners');
    expect(screen.getByText('The limits of Discount rate were saved.')).toBeTruthy();
  });

  test.each([
    ['Warn', '99999999', 'Fail'],
    ['Fail', '-5', 'Warn'],
    ['Warn', 'abc', 'Fail'],
  ])('what is wrong with the %s limit %s is said at that field', async (side, value, other) => {
    background({ 'limits.list': () => limits() });
    const { user } = await openAt('#/limits');
    const field = await screen.findByRole('textbox', { name: `${side} limit of Discount rate` });
    await user.clear(field);
    await user.type(field, `${value}{Enter}`);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const second = screen.getByRole('textbox', { name: `${other} limit of Discount rate` });
    expect(second.getAttribute('aria-invalid')).not.toBe('true');
  });

  test.each([['#/limits/global/all/discount_rate'], ['#/limits/partner/p-1/discount_rate']])(
    '%s begins with that KPI alone; all are one key away',
    async (address) => {
      background({ 'limits.list': () => limits() });
      const { user } = await openAt(address);
      const find = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Find a KPI' });
      expect(find.value).toBe('Discount rate');
      const rows = () => screen.getAllByRole('textbox', { name: /^Warn limit of / });
      expect(rows().map((row) => row.getAttribute('aria-label'))).toHaveLength(1);
      await user.type(find, '{Escape}');
      expect(rows().length).toBeGreaterThan(1);
    },
  );

  test.each([
    ['Warn', 'a lot', /Enter a number/],
    ['Fail', '10', /Less is better for Discount rate/],
    ['Warn', '900', /between -100 % and 500 %/],
  ])('%s limit “%s” is refused before it is sent', async (side, typed, says) => {
    const bg = background({ 'limits.list': () => limits() });
    const { user } = await openAt('#/limits');
    const field = await screen.findByRole('textbox', { name: `${side} limit of Discount rate` });
    await user.clear(field);
    await user.type(field, `${typed}{Enter}`);
    expect(screen.getByText(says)).toBeTruthy();
    expect(
      within(field.closest('tr')!)
        .getAllByRole('textbox')
        .some((input) => input.ariaInvalid === 'true' || input.getAttribute('aria-invalid') === 'true'),
    ).toBe(true);
    expect(bg.inputs('limits.set')).toEqual([]);
    // Escape brings back what is stored.
    await user.type(field, '{Escape}');
    expect(screen.queryByText(says)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Save limits of Discount rate' })).toBeNull();
  });

  test('a KPI is found by its name, and what was typed elsewhere stays', async () => {
    background({ 'limits.list': () => limits() });
    const { user } = await openAt('#/limits');
    await user.type(await screen.findByRole('textbox', { name: 'Warn limit of Discount rate' }), '7');
    const find = screen.getByRole('textbox', { name: 'Find a KPI' });
    await user.type(find, 'nothing at all');
    expect(screen.queryByRole('textbox', { name: 'Warn limit of Discount rate' })).toBeNull();
    expect(screen.getByText('No KPI with a limit is called “nothing at all”.')).toBeTruthy();
    await user.clear(find);
    await user.type(find, 'disc');
    expect(screen.getAllByRole('textbox', { name: /^Warn limit of/ })).toHaveLength(1);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Warn limit of Discount rate' }).value).toBe(
      '157',
    );
  });

  test('the background may still refuse', async () => {
    background({ 'limits.list': () => limits(), 'limits.set': failure('failed', 'No such KPI.') });
    const { user } = await openAt('#/limits');
    await user.type(await screen.findByRole('textbox', { name: 'Warn limit of Discount rate' }), '.5{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('No such KPI.');
  });

  test('one limit and all limits of a level are reset', async () => {
    const bg = background({
      'limits.list': () => limits({ warn: 0.1, fail: 0.2 }),
      'limits.reset': () => null,
    });
    const { user } = await openAt('#/limits/type/reseller');
    await user.click(await screen.findByRole('button', { name: 'Reset limits of Discount rate' }));
    await user.click(screen.getByRole('button', { name: 'Reset all limits of reseller' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Reset' }));
    await waitFor(() =>
      expect(bg.inputs('limits.reset')).toEqual([
        { level: 'type', id: 'reseller', kpi: 'discount_rate' },
        { level: 'type', id: 'reseller', kpi: null },
      ]),
    );
  });

  test('the level is chosen, down to one partner', async () => {
    await database().partners.bulkPut([
      storedPartner({ id: 'p-1', name: 'Northwind Resellers', tier: 'Gold', type: 'oem' }),
    ]);
    const bg = background({ 'limits.list': () => limits(), 'partners.search': () => hits });
    const { container, user } = await openAt('#/limits');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Limits of' }), 'A partner type');
    expect(await screen.findByText('Choose a type')).toBeTruthy();
    // A type that only this programme uses is there too.
    await user.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'Oem');
    expect(location.hash).toBe('#/limits/type/oem');
    await waitFor(() => expect(bg.inputs('limits.list')).toContainEqual({ level: 'type', id: 'oem' }));

    await user.selectOptions(screen.getByRole('combobox', { name: 'Limits of' }), 'One partner');
    await user.type(screen.getByRole('combobox', { name: 'Partner' }), 'north');
    await user.click(await screen.findByRole('option', { name: /Northwind Resellers/ }));
    expect(await screen.findByRole('table', { name: 'Limits of Northwind Resellers' })).toBeTruthy();
    // Whose limits they are is there to be seen too.
    await user.click(
      await screen.findByRole('button', { name: 'Change: another partner than Northwind Resellers' }),
    );
    expect(screen.getByRole('combobox', { name: 'Partner' })).toBe(document.activeElement);
    expect(bg.inputs('limits.list')).toContainEqual({ level: 'partner', id: 'p-1' });
    await expectAccessible(container);
  });
});
