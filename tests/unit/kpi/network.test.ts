import { describe, expect, it } from 'vitest';
import { wilson } from '@/lib/stats/wilson';
import type { Row } from '../facts/build';
import { ago, at, measure } from './measure';

describe('active partners (K40)', () => {
  const orders = [
    { order: 'a', partner: 'p', ordered: ago(90) },
    { order: 'b', partner: 'q', ordered: ago(91) },
  ];
  const trainings = [{ partner: 'r', person: 'x', course: 'y', enrolled: ago(3), completed: ago(2) }];
  const of = (partner: string | null, id = 'active-partners') =>
    measure(id, { orders, trainings }, { of: partner });

  it('is yes or no for a partner', () => {
    expect(of('p')).toMatchObject({ value: 1, n: 1, numerator: 1, denominator: 1, low: null });
    expect(of('q')).toMatchObject({ value: 0, n: 1, numerator: 0 });
  });
  it('says nothing of a partner of whom nothing is known; learning is no activity', () => {
    expect(of('r')).toMatchObject({ value: null, n: 0 });
    expect(of('r').reason).toMatch(/Nothing of this partner was ever imported/);
  });
  it('is their number, and their share of all partners, for the programme', () => {
    expect(of(null)).toMatchObject({ value: 1, n: 3, denominator: 3 });
    expect(of(null, 'active-partner-share')).toMatchObject({ value: 1 / 3, n: 3, numerator: 1 });
  });
  it('counts any commercial event or contribution once', () => {
    const touch = (direction: string) => ({ touch: 't', partner: 'p', at: at(3), direction });
    const both = {
      orders,
      contributions: [{ contribution: 'c', asset: 'a', partner: 'q', contributed: ago(1) }],
    };
    expect(measure('active-partners', both, { of: null }).value).toBe(2);
    expect(measure('active-partners', { touches: [touch('buyer')] }).value).toBe(1);
    expect(measure('active-partners', { touches: [touch('two-way')] }).value).toBe(0);
    expect(measure('active-partners', { trainings }).reason).toMatch(/Nothing was imported yet/);
  });
});

describe('interactions (K41, K42)', () => {
  const did = (i: string, kind: string, row: Row = {}): Row => ({
    interaction: i,
    partner: 'p',
    asset: 'post',
    person: 'ada',
    at: at(5),
    kind,
    paid: false,
    ...row,
  });

  it('counts what a person shares once for each asset', () => {
    const interactions = [
      did('a', 'share'),
      did('b', 'share', { at: at(2) }),
      did('c', 'share', { asset: 'other' }),
      did('d', 'share', { person: 'ben' }),
      did('e', 'share', { person: 'ben', partner: 'q' }),
      did('f', 'share', { paid: true, person: 'cy' }),
      did('g', 'share', { paid: undefined, person: 'cy' }),
      did('h', 'share', { person: undefined }),
      did('i', 'like'),
      did('j', 'share', { person: 'dee', at: at(91) }),
    ];
    expect(measure('organic-shares', { interactions })).toMatchObject({
      value: 3,
      n: 3,
      low: null,
      excluded: {
        paid: 1,
        'not known whether paid': 1,
        'no person': 1,
        'same person and asset already counted': 1,
      },
    });
    // Ben's share of the post stands for both partners, once.
    expect(measure('organic-shares', { interactions }, { of: null }).value).toBe(3);
    expect(measure('organic-shares', { interactions }, { of: 'q' }).value).toBe(1);
  });

  it('keeps pairs apart that only look alike when put together', () => {
    const interactions = [
      did('a', 'share', { person: 'x', asset: 'y' }),
      did('b', 'share', { person: 'y', asset: 'x' }),
      did('c', 'share', { person: 'y', asset: 'y' }),
      did('d', 'share', { person: 'y', asset: 'x' }),
    ];
    expect(measure('organic-shares', { interactions }).value).toBe(3);
  });

  it('weighs what people do', () => {
    const interactions = [
      did('a', 'like'),
      did('b', 'comment'),
      did('c', 'share'),
      did('d', 'ugc'),
      did('e', 'like', { paid: true }),
      did('f', 'like', { paid: undefined }),
    ];
    expect(measure('engagement-depth', { interactions })).toMatchObject({ n: 6, denominator: 6 });
    expect(measure('engagement-depth', { interactions }).value).toBeCloseTo(4.8 / 6, 12);
    expect(measure('ugc-share', { interactions })).toMatchObject({
      numerator: 1,
      denominator: 4,
      ...wilson(1, 4),
    });
  });
});

describe('co-creation (K43) and ambassadors (K63)', () => {
  const made = (i: string, asset: string, row: Row = {}): Row => ({
    contribution: i,
    asset,
    partner: 'p',
    organisation: 'P Ltd',
    person: 'ada',
    contributed: ago(10),
    paid: false,
    ...row,
  });

  it('asks whether a second organisation took part, whenever that was', () => {
    const contributions = [
      made('a', 'one'),
      made('b', 'one', { person: 'ben' }),
      made('c', 'two'),
      made('d', 'two', { organisation: 'Us', contributed: ago(200) }),
      made('e', 'three'),
      made('f', 'three', { organisation: 'Us', partner: 'q' }),
      made('g', 'four', { organisation: undefined }),
      made('h', 'five', { contributed: ago(91) }),
    ];
    expect(measure('co-creation', { contributions })).toMatchObject({
      numerator: 2,
      denominator: 3,
      ...wilson(2, 3),
      excluded: { 'no organisation': 1, 'same asset already counted': 1 },
    });
    expect(measure('co-creation', { contributions }, { of: null }).n).toBe(3);
  });

  it('counts unpaid people who come again within the window', () => {
    const contributions = [
      made('a', 'one'),
      made('b', 'two'),
      made('c', 'three'),
      made('d', 'one', { person: 'ben' }),
      made('e', 'two', { person: 'ben', paid: true }),
      made('f', 'one', { person: 'cy' }),
      made('g', 'two', { person: 'cy', contributed: ago(91) }),
      made('h', 'one', { person: 'dee' }),
      made('i', 'two', { person: 'dee', partner: 'q' }),
      made('j', 'one', { person: 'eve' }),
      made('k', 'two', { person: 'eve', paid: undefined }),
    ];
    expect(measure('ambassadors', { contributions })).toMatchObject({ value: 1, n: 1 });
    expect(measure('ambassadors', { contributions }, { of: 'q' }).value).toBe(0);
  });
});

describe('re-engaged leads (K47)', () => {
  const lead = (id: string, days = 300): Row => ({ lead: id, partner: 'p', created: at(days) });
  const touch = (id: string, of: string, days: number, row: Row = {}): Row => ({
    touch: id,
    partner: 'p',
    lead: of,
    at: at(days),
    direction: 'buyer',
    ...row,
  });
  const acts = (id: string, of: string, days: number, time = '12:00'): Row => ({
    activity: id,
    lead: of,
    acted: at(days, time),
  });

  it('act within 30 days after the partner touched them in their sleep', () => {
    const leads = [
      lead('back'),
      lead('late'),
      lead('never'),
      lead('awake'),
      lead('rested'),
      lead('young', 130),
    ];
    const touches = ['back', 'late', 'never', 'awake', 'rested', 'young', 'stranger'].map((of) =>
      touch(of, of, 50),
    );
    const lead_activities = [
      acts('a', 'back', 20),
      acts('b', 'late', 19),
      acts('c', 'awake', 139),
      acts('d', 'awake', 49),
      acts('e', 'rested', 140),
      acts('f', 'rested', 49),
      acts('g', 'young', 49),
    ];
    const tables = { leads, touches, lead_activities };
    expect(measure('re-engaged-leads', tables)).toMatchObject({ numerator: 2, denominator: 4, immature: 0 });
    expect(measure('re-engaged-lead-count', tables)).toMatchObject({ value: 2, n: 2 });
  });

  it('are taken at the partner’s first touch of the window, whatever the order of the rows', () => {
    const leads = [lead('a')];
    const lead_activities = [acts('x', 'a', 35)];
    const early = touch('1', 'a', 70);
    const later = touch('2', 'a', 50);
    for (const touches of [
      [early, later],
      [later, early],
    ])
      expect(measure('re-engaged-leads', { leads, touches, lead_activities })).toMatchObject({
        numerator: 0,
        denominator: 1,
      });
    // The touch of before the window is no first touch of it; another partner's neither.
    const others = [touch('0', 'a', 95), touch('9', 'a', 80, { partner: 'q' }), later];
    expect(measure('re-engaged-leads', { leads, touches: others, lead_activities })).toMatchObject({
      numerator: 1,
      denominator: 1,
    });
  });

  it('wait 30 days for their verdict, and touches that are no touch of a buyer do not count', () => {
    const leads = [lead('a'), lead('b')];
    const touches = [touch('1', 'a', 29), touch('2', 'b', 60, { direction: 'outbound' })];
    const lead_activities = [acts('x', 'a', 28), acts('y', 'b', 59)];
    expect(measure('re-engaged-leads', { leads, touches, lead_activities })).toMatchObject({
      value: null,
      n: 0,
      immature: 1,
    });
  });

  it('what happens in the minute of the touch is neither before nor after it', () => {
    const leads = [lead('a')];
    const touches = [touch('1', 'a', 50)];
    const tables = (minute: string) => ({ leads, touches, lead_activities: [acts('x', 'a', 50, minute)] });
    expect(measure('re-engaged-leads', tables('12:00'))).toMatchObject({ numerator: 0, denominator: 1 });
    expect(measure('re-engaged-leads', tables('12:01'))).toMatchObject({ numerator: 1, denominator: 1 });
    expect(measure('re-engaged-leads', tables('11:59'))).toMatchObject({ value: null, n: 0 });
  });
});

describe('onboarding on time (K33)', () => {
  const step = (partner: string, name: string, row: Row): Row => ({
    partner,
    name,
    kind: 'onboarding',
    started: at(100),
    ...row,
  });
  it('is yes where every required step was done within 60 days of the first', () => {
    const milestones = [
      step('p', 'one', { done: at(90) }),
      step('p', 'two', { started: at(60), done: at(40) }),
      step('p', 'three', { required: false }),
      step('q', 'one', { done: at(39) }),
      step('r', 'one', { started: at(59), done: at(50) }),
    ];
    const of = (partner: string | null) => measure('onboarding-on-time', { milestones }, { of: partner });
    expect(of('p')).toMatchObject({ value: 1, n: 1 });
    expect(of('q')).toMatchObject({ value: 0, n: 1 });
    expect(of('r')).toMatchObject({ value: null, n: 0, immature: 1 });
    expect(of(null)).toMatchObject({ value: 0.5, n: 2, immature: 1, ...wilson(1, 2) });
  });
});
