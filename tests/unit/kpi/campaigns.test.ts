import { describe, expect, it } from 'vitest';
import { nps } from '@/lib/stats/nps';
import { wilson } from '@/lib/stats/wilson';
import type { Row } from '../facts/build';
import { ago, at, many, measure } from './measure';

const figures = (row: Row, i = 0): Row => ({
  campaign: `c${i}`,
  partner: 'p',
  channel: 'mail',
  day: ago(10),
  ...row,
});

describe('click-through (K52)', () => {
  it('counts impressions, not rows, and has the interval of a share', () => {
    const campaigns = [
      figures({ impressions: 900, clicks: 9 }, 1),
      figures({ impressions: 100, clicks: 41 }, 2),
      figures({ impressions: 5_000, clicks: 5_000, day: ago(91) }, 3),
    ];
    expect(measure('ctr', { campaigns })).toMatchObject({
      value: 0.05,
      n: 1_000,
      numerator: 50,
      denominator: 1_000,
      ...wilson(50, 1_000),
    });
  });

  it('holds the edges of its window', () => {
    const on = (days: number) =>
      measure('ctr', { campaigns: [figures({ impressions: 10, clicks: 1, day: ago(days) })] }).n;
    expect([on(91), on(90), on(1), on(0)]).toEqual([0, 10, 10, 0]);
  });

  it('leaves rows out that cannot be right or say nothing', () => {
    const campaigns = [
      figures({ impressions: 100, clicks: 5 }, 1),
      figures({ impressions: 100, clicks: 101 }, 2),
      figures({ impressions: 100, clicks: -1 }, 3),
      figures({ impressions: 100 }, 4),
      figures({ clicks: 4 }, 5),
    ];
    expect(measure('ctr', { campaigns })).toMatchObject({
      value: 0.05,
      n: 100,
      excluded: {
        'more clicks than impressions': 1,
        'a count below 0': 1,
        'no clicks or impressions': 2,
      },
    });
  });

  it('is not measured where nothing was shown, and says so', () => {
    const none = measure('ctr', { campaigns: [figures({ impressions: 0, clicks: 0 })] });
    expect(none).toMatchObject({ value: null, n: 0, low: null, high: null });
    expect(none.reason).toBe('The row that counts has none to divide by.');
    expect(measure('ctr', { campaigns: [figures({ reach: 5 })] }).reason).toMatch(
      /filled the column "Clicks"/,
    );
  });

  it('by people divides unique clicks by reach, undeduplicated on both sides', () => {
    const campaigns = [figures({ unique_clicks: 3, reach: 60, dedupe: 0.5, clicks: 9, impressions: 100 })];
    expect(measure('ctr-unique', { campaigns })).toMatchObject({ value: 0.05, n: 60 });
  });

  it('adds the partners up for the programme', () => {
    const campaigns = [
      figures({ impressions: 100, clicks: 10 }, 1),
      figures({ impressions: 300, clicks: 10, partner: 'q' }, 2),
    ];
    expect(measure('ctr', { campaigns }, { of: null })).toMatchObject({ value: 0.05, n: 400 });
  });
});

describe('campaign conversion (K53)', () => {
  it('divides by visitors, by clicks where a row has none', () => {
    const campaigns = [
      figures({ conversions: 5, visitors: 50, clicks: 500 }, 1),
      figures({ conversions: 5, clicks: 150 }, 2),
    ];
    expect(measure('campaign-conversion', { campaigns })).toMatchObject({
      value: 0.05,
      n: 200,
      numerator: 10,
    });
  });
});

describe('reach (K45, K55)', () => {
  const campaigns = [
    figures({ reach: 1_000, partner_owned: true, dedupe: 0.8 }, 1),
    figures({ reach: 200, partner_owned: false }, 2),
    figures({ reach: 500 }, 3),
    figures({ reach: 50, partner_owned: true, dedupe: 1.2 }, 4),
    figures({ partner_owned: true }, 5),
  ];
  it('takes the dedupe factor, and leaves factors out that are none', () => {
    expect(measure('reach', { campaigns })).toMatchObject({
      value: 1_500,
      n: 3,
      low: null,
      excluded: { 'dedupe factor outside 0-1': 1, 'no reach': 1 },
    });
  });
  it('is the partner’s where the channel is', () => {
    expect(measure('partner-reach', { campaigns })).toMatchObject({
      value: 800,
      excluded: { 'not known whose channel': 1, 'dedupe factor outside 0-1': 1, 'no reach': 1 },
    });
    expect(measure('partner-reach-share', { campaigns })).toMatchObject({
      value: 0.8,
      numerator: 800,
      denominator: 1_000,
    });
  });
});

describe('webinars (K56)', () => {
  const webinars = [
    { webinar: 'a', partner: 'p', held: ago(5), visitors: 200, registrants: 60, attendees: 21, engaged: 7 },
    { webinar: 'b', partner: 'p', held: ago(95), visitors: 900, registrants: 0, attendees: 0, engaged: 0 },
    { webinar: 'a', partner: 'q', held: ago(5), visitors: 10, registrants: 5, attendees: 6, engaged: 1 },
  ];
  it('relates each step to the one before', () => {
    expect(measure('webinar-registration', { webinars })).toMatchObject({ value: 0.3, n: 200 });
    expect(measure('webinar-attendance', { webinars })).toMatchObject({ value: 0.35, n: 60 });
    expect(measure('webinar-engagement', { webinars })).toMatchObject({ value: 1 / 3, n: 21 });
  });
  it('does not believe more attendees than registrants', () => {
    expect(measure('webinar-attendance', { webinars }, { of: 'q' })).toMatchObject({
      value: null,
      excluded: { 'more attendees than registrants': 1 },
    });
  });
});

describe('traffic (K72)', () => {
  it('takes 30 days of sessions', () => {
    const traffic = [
      { partner: 'p', page: '/a', day: ago(30), sessions: 80, engaged_sessions: 40, converted_sessions: 4 },
      { partner: 'p', page: '/a', day: ago(31), sessions: 80, engaged_sessions: 80, converted_sessions: 80 },
      { partner: 'p', page: '/b', day: ago(1), sessions: 20, engaged_sessions: 20 },
    ];
    expect(measure('traffic-quality', { traffic })).toMatchObject({ value: 0.6, n: 100, ...wilson(60, 100) });
    expect(measure('landing-conversion', { traffic })).toMatchObject({ value: 0.05, n: 80 });
  });
});

describe('sentiment shift (K27)', () => {
  const texts = (channel: string, sentiment: string, count: number, days: number) =>
    many(count, 'text', () => ({ channel, sentiment, published: ago(days) })).map((row) => ({
      ...row,
      text: `${channel}-${sentiment}-${days}-${row.text}`,
    }));

  it('is now less before, with the interval of two samples', () => {
    const now = [...texts('social', 'positive', 20, 5), ...texts('social', 'negative', 20, 90)];
    const before = [...texts('social', 'positive', 30, 91), ...texts('social', 'neutral', 10, 180)];
    const other = [...texts('review', 'negative', 40, 5), ...texts('social', 'negative', 40, 181)];
    const result = measure('sentiment-shift-social', { texts: [...now, ...before, ...other] });
    expect(result).toMatchObject({ value: -0.75, n: 40, numerator: 0, denominator: 0.75 });
    const a = nps(20, 20, 40)!;
    const b = nps(30, 0, 40)!;
    expect(result.low).toBeCloseTo(-0.75 - Math.hypot(a.value - a.low!, b.high! - b.value) / 100, 9);
    expect(result.high).toBeCloseTo(-0.75 + Math.hypot(a.high! - a.value, b.value - b.low!) / 100, 9);
  });

  it('is unsure even where all say the same', () => {
    const same = [...texts('review', 'positive', 4, 5), ...texts('review', 'positive', 4, 100)];
    const result = measure('sentiment-shift-reviews', { texts: same });
    expect(result.value).toBe(0);
    expect(result.low!).toBeLessThan(-0.2);
    expect(result.high!).toBeGreaterThan(0.2);
  });

  it('needs both windows', () => {
    const result = measure('sentiment-shift-surveys', { texts: texts('survey', 'positive', 40, 5) });
    expect(result).toMatchObject({ value: null, n: 0, numerator: 1, denominator: null });
  });
});

describe('lag of a lead by steps (K36)', () => {
  it('splits the time until the first contact', () => {
    const leads = [
      {
        lead: 'a',
        partner: 'p',
        created: at(5, '10:00'),
        notified: at(5, '10:05'),
        assigned: at(5, '10:35'),
        first_contact: at(5, '12:35'),
      },
    ];
    expect(measure('notification-lag', { leads }).value).toBe(5);
    expect(measure('assignment-lag', { leads }).value).toBe(30);
    expect(measure('reaction-lag', { leads }).value).toBe(120);
  });

  it('counts those that wait with their time so far, and not those that never came that far', () => {
    const leads = [
      { lead: 'a', partner: 'p', created: at(5), notified: at(4), assigned: at(3) },
      { lead: 'b', partner: 'p', created: at(5), notified: at(4) },
      { lead: 'c', partner: 'p', created: at(5) },
      { lead: 'd', partner: 'p', created: at(5), notified: at(6) },
    ];
    expect(measure('assignment-lag', { leads })).toMatchObject({ value: 5040, n: 3, atLeast: true });
    expect(measure('notification-lag', { leads })).toMatchObject({
      n: 3,
      excluded: { 'steps in the wrong order': 1 },
    });
    expect(
      measure('notification-lag', {
        leads: leads.map(({ lead, partner, created }) => ({ lead, partner, created })),
      }).reason,
    ).toMatch(/"Notified"/);
  });
});
