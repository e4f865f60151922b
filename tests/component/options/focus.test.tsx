import 'fake-indexeddb/auto';
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { presetKpis } from '@/lib/kpi/presets';
import type { Output } from '@/lib/messaging/messages';
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

test('weights are set for a type, their balance told as they are typed, and taken back', async () => {
  const even = { performance: 20, quality: 20, trust: 20, operations: 20, network: 20 };
  const view = (version: number): Output<'weights.get'> => ({
    dimensions: {
      own: version > 0 ? even : null,
      effective: even,
      from: version > 0 ? 'type' : 'default',
      version,
    },
    quality: { weights: { retention: 30, margin: 25, support: 20, brand: 25 }, version: 0 },
  });
  let version = 0;
  const bg = background({
    'focus.get': () => null,
    'weights.get': () => view(version),
    'weights.save': ({ dimensions }) => {
      version = dimensions ? 7 : 0;
      return null;
    },
  });
  const { container, user } = await openAt('#/focus/type/affiliate');
  const performance = await screen.findByLabelText('Performance');
  const save = screen.getByRole('button', { name: /^Save the dimensions/ }) as HTMLButtonElement;
  expect(screen.queryByLabelText('Brand risk')).toBeNull();
  expect(screen.getByText(/^In balance\. Built-in default\./)).toBeTruthy();
  expect(save.disabled).toBe(true);
  await expectAccessible(container);
  await user.clear(performance);
  await user.type(performance, '30');
  expect(screen.getByText('They add up to 110: make it 100.')).toBeTruthy();
  expect(save.disabled).toBe(true);
  await user.clear(screen.getByLabelText('Network'));
  await user.type(screen.getByLabelText('Network'), '10');
  await user.click(save);
  expect(bg.inputs('weights.save')).toEqual([
    { level: 'type', id: 'affiliate', dimensions: { ...even, performance: 30, network: 10 } },
  ]);
  await user.click(await screen.findByRole('button', { name: /^Take the dimensions.*back/ }));
  await waitFor(() => expect(bg.inputs('weights.save')).toHaveLength(2));
  expect(bg.inputs('weights.save')[1]).toEqual({ level: 'type', id: 'affiliate', dimensions: null });
});

test('the parts of the partner quality score are weighed for all partners', async () => {
  const even = { performance: 20, quality: 20, trust: 20, operations: 20, network: 20 };
  const bg = background({
    'focus.get': () => null,
    'weights.get': () => ({
      dimensions: { own: null, effective: even, from: 'default', version: 0 },
      quality: { weights: { retention: 30, margin: 25, support: 20, brand: 25 }, version: 0 },
    }),
    'weights.quality': () => null,
  });
  const { user } = await openAt('#/focus');
  for (const [label, weight] of [
    ['Retention', '50'],
    ['Brand risk', '5'],
  ] as const) {
    const field = await screen.findByLabelText(label);
    await user.clear(field);
    await user.type(field, weight);
  }
  await user.click(screen.getByRole('button', { name: /^Save the parts/ }));
  expect(bg.inputs('weights.quality')).toEqual([
    { weights: { retention: 50, margin: 25, support: 20, brand: 5 } },
  ]);
});
