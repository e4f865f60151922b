import { describe, expect, it } from 'vitest';
import { partsOf } from '@/lib/fields/plan-parts';
import { definition, measured } from '../score/build';
import { context, type Given, run } from './build';

const item = (name: string) => ({ fields: [name], value: null });

describe('unmapped-stages', () => {
  const seen = (deals: number, of: number) =>
    context([], { unmappedStages: [{ stage: 'Warm', deals }], counts: { deals: of } });

  it('names the stages and their deals', () => {
    expect(run('unmapped-stages', seen(6, 20))).toMatchObject({
      severity: 'warn',
      title: '6 open deals in stages that say nothing',
      detail: expect.stringContaining('“Warm” (6)'),
    });
  });

  it('is silent about few deals, few of many, and none', () => {
    expect(run('unmapped-stages', seen(4, 4))).toBeNull();
    expect(run('unmapped-stages', seen(6, 31))).toBeNull();
    expect(run('unmapped-stages', context([]))).toBeNull();
  });
});

describe('incomplete-tracking-plan', () => {
  const seen = (names: string[] | null, deals = 12) =>
    context([], { tracking: names && partsOf(names.map(item)), counts: { deals, leads: 0 } });

  it('tells the parts that a plan lacks', () => {
    const signal = run('incomplete-tracking-plan', seen(['utm_campaign', 'Referral code']))!;
    expect(signal.title).toBe('Tracking plan 50 % complete');
    expect(signal.detail).toContain('deal registration, CRM field');
    expect(run('incomplete-tracking-plan', seen([]))!.title).toBe('No tracking plan');
  });

  it('is silent where the plan is whole, nobody plans, or the partner does little', () => {
    const whole = ['utm_source', 'Coupon code', 'Deal registration no.', 'Campaign'];
    expect(run('incomplete-tracking-plan', seen(whole))).toBeNull();
    expect(run('incomplete-tracking-plan', seen(null))).toBeNull();
    expect(run('incomplete-tracking-plan', seen([], 9))).toBeNull();
  });
});

describe('sentiment-shift', () => {
  const kpi = definition('sentiment-shift-reviews', {
    name: 'Sentiment shift, reviews',
    dimension: 'trust',
    unit: 'points',
    direction: 'higher',
    limit: { basis: 'absolute', warn: -0.1, fail: -0.2 },
    minimum: { n: 30, of: 'texts in each window' },
  });
  const seen = (value: number, n: number, low: number, high: number) =>
    context([{ definition: kpi, measurement: measured(kpi.id, value, n, low, high) }]);

  it('tells a fall that is large and beyond chance', () => {
    expect(run('sentiment-shift', seen(-0.3, 60, -0.45, -0.22))).toMatchObject({ severity: 'bad' });
    expect(run('sentiment-shift', seen(-0.15, 60, -0.28, -0.02))).toMatchObject({ severity: 'warn' });
  });

  it.each([
    ['chance', -0.15, 60, -0.32, 0.01],
    ['a small change', -0.09, 4000, -0.1, -0.08],
    ['few texts', -0.5, 12, -0.8, -0.2],
    ['a rise', 0.3, 60, 0.2, 0.4],
  ])('is silent about %s', (_, value, n, low, high) => {
    expect(run('sentiment-shift', seen(value, n, low, high))).toBeNull();
  });
});

describe('shiny', () => {
  const reach = definition('partner-reach', {
    dimension: 'network',
    unit: 'count',
    weight: 0,
    limit: null,
    depth: 'surface',
  });
  const revenue = definition('partner-sourced-revenue', {
    dimension: 'performance',
    unit: 'currency',
    limit: null,
  });
  const trust = definition('nps', {
    dimension: 'trust',
    unit: 'points',
    depth: 'deep',
    limit: { basis: 'absolute', warn: 0, fail: -20 },
  });
  const seen = (people: number, deals: number, more: Given[] = []) =>
    context([
      {
        definition: reach,
        measurement: measured('partner-reach', people, 12, null, null),
        programme: measured('partner-reach', 1_000_000, 900, null, null),
      },
      {
        definition: revenue,
        measurement: measured('partner-sourced-revenue', deals * 1000, deals, null, null),
        programme: measured('partner-sourced-revenue', 400_000, 400, null, null),
      },
      ...more,
    ]);

  it('tells reach that brings a fraction of what it brings elsewhere', () => {
    const signal = run('shiny', seen(200_000, 12))!;
    expect(signal.detail).toContain('12 won deals, where other partners would have 97');
  });

  it('compares exactly where the others reach so few that hardly a deal of theirs was to be expected', () => {
    // 985,000 of a million people reached, 3 of 400 deals: of 400 events 6 were to be expected of the others.
    expect(run('shiny', seen(985_000, 3))).toMatchObject({ severity: 'warn' });
  });

  it('is silent where deals follow, reach is small, or trust is certain', () => {
    expect(run('shiny', seen(200_000, 70))).toBeNull();
    expect(run('shiny', seen(20_000, 1))).toBeNull();
    const loved = { definition: trust, measurement: measured('nps', 60, 200, 50, 70) };
    expect(run('shiny', seen(200_000, 12, [loved]))).toBeNull();
  });
});
