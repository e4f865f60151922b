import 'fake-indexeddb/auto';
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { presetKpis } from '@/lib/kpi/presets';
import { background, expectAccessible } from '../fixtures/harness';
import { openAt, optionsHarness } from './page';

optionsHarness();

const box = (name: RegExp) => screen.getByRole('checkbox', { name }) as HTMLInputElement;

test('a preset is chosen, its balance told, and saved for a partner type', async () => {
  const bg = background({ 'focus.get': () => null, 'focus.save': () => null });
  const { container, user } = await openAt('#/focus/type/affiliate');
  const model = (await screen.findByLabelText('Partner model')) as HTMLSelectElement;
  expect(model.value).toBe('affiliate');
  expect(box(/^Refund rate K19$/).checked).toBe(true);
  expect(screen.getByText(/KPIs, in balance/)).toBeTruthy();
  await expectAccessible(container);
  await user.selectOptions(screen.getByLabelText('Objective'), 'Retention');
  await user.click(screen.getByRole('button', { name: 'Save for affiliate' }));
  const preset = { model: 'affiliate', objective: 'retention', stage: 'grow' } as const;
  expect(bg.inputs('focus.save')).toEqual([
    { level: 'type', id: 'affiliate', kpis: presetKpis(preset), preset },
  ]);
});

test('a choice of one’s own is told where it is out of balance, and can be taken back', async () => {
  const stored = { kpis: ['win-rate', 'refund-rate', 'nps', 'sla-adherence', 'co-creation'], preset: null };
  const bg = background({ 'focus.get': () => stored, 'focus.save': () => null, 'focus.reset': () => null });
  const { user } = await openAt('#/focus');
  await screen.findByText(/5 KPIs, in balance/);
  await user.click(box(/ K28$/));
  expect(screen.getByText(/No KPI of brand and trust/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save for all partners' }));
  await waitFor(() =>
    expect(bg.inputs('focus.save')).toEqual([
      { level: 'global', kpis: stored.kpis.filter((kpi) => kpi !== 'nps'), preset: null },
    ]),
  );
  await user.click(screen.getByRole('button', { name: 'Take the choice back' }));
  expect(bg.inputs('focus.reset')).toEqual([{ level: 'global' }]);
});
