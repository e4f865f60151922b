import { describe, expect, it } from 'vitest';
import { ago, many, measure } from './measure';

describe('target attainment from a baseline (K51)', () => {
  // 51 of 92 days: 1 October to 20 November.
  const pace = 51 / 92;
  const goal = { partner: 'p', metric: 'revenue', from: '2026-10-01', to: '2027-01-01', target: 900_000 };
  const deals = [
    { deal: 'a', partner: 'p', status: 'won', created: ago(90), closed: ago(10), amount: 400_000 },
  ];
  const of = (more: object, rows = deals) =>
    measure('target-attainment-baseline', { deals: rows, goals: [{ ...goal, ...more }] });

  it('is what was won beyond the baseline, of what was asked for beyond it', () => {
    const { value, n } = of({ baseline: 300_000 });
    expect(value).toBeCloseTo((400_000 - 300_000 * pace) / (600_000 * pace), 12);
    expect(n).toBe(1);
  });

  it('is below nothing when less was won than would have come anyway', () => {
    const old = [{ ...deals[0]!, closed: ago(300) }];
    expect(of({ baseline: 300_000 }, old).value).toBeCloseTo(-0.5, 12);
  });

  it('leaves out goals without a baseline, and has no value where the goal is the baseline', () => {
    expect(of({ baseline: 900_000 }).value).toBeNull();
    expect(of({})).toMatchObject({ value: null, n: 0 });
    const goals = [
      { ...goal, baseline: 300_000 },
      { ...goal, metric: 'leads', from: '2026-11-01', baseline: 1 },
      { ...goal, from: '2026-11-01' },
    ];
    expect(measure('target-attainment-baseline', { deals, goals })).toMatchObject({
      n: 1,
      value: of({ baseline: 300_000 }).value,
    });
  });
});

describe('target attainment (K51)', () => {
  const deals = [
    { deal: 'a', partner: 'p', status: 'won', created: ago(400), closed: '2025-12-31', amount: 1_000 },
    { deal: 'b', partner: 'p', status: 'won', created: ago(300), closed: '2026-01-01', amount: 200 },
    { deal: 'c', partner: 'p', status: 'won', created: ago(90), closed: '2026-10-31', amount: 30 },
    { deal: 'd', partner: 'p', status: 'won', created: ago(90), closed: '2026-11-01', amount: 4 },
    { deal: 'e', partner: 'p', status: 'won', created: ago(90), closed: '2026-11-21', amount: 50_000 },
    { deal: 'f', partner: 'p', status: 'lost', created: ago(90), closed: '2026-11-02', amount: 50_000 },
  ];
  const year = { partner: 'p', metric: 'revenue', from: '2026-01-01', to: '2027-01-01', target: 3_650 };
  const month = { partner: 'p', metric: 'Revenue', from: '2026-11-01', to: '2026-12-01', target: 300 };
  const attained = (...goals: object[]) =>
    measure('target-attainment', { deals, goals: goals.map((goal) => ({ ...goal })) });

  it('counts the whole period of the goal, whatever quarter it is', () => {
    // 234 won from 1 January to 20 November, 324 of 365 days: 3,240 of the 3,650.
    expect(attained(year)).toMatchObject({ numerator: 234, n: 1 });
    expect(attained(year).denominator).toBeCloseTo(3_240, 9);
    expect(attained(year).value).toBeCloseTo(234 / 3_240, 12);
  });

  it('takes the goal that began last of those that run', () => {
    // 4 won from 1 to 20 November, 20 of 30 days: 200 of the 300.
    expect(attained(year, month).value).toBeCloseTo(4 / 200, 12);
    expect(attained(month, year).value).toBeCloseTo(4 / 200, 12);
  });

  it('takes the shortest of those that began together', () => {
    const both = [
      { ...year, from: '2026-11-01', to: '2027-11-01' },
      { ...month, metric: 'bookings' },
    ];
    expect(attained(...both).value).toBeCloseTo(4 / 200, 12);
    expect(attained(...both.reverse()).value).toBeCloseTo(4 / 200, 12);
  });

  it('has nothing to say of goals that have ended, not begun, or are for something else', () => {
    const ended = { ...month, from: '2026-10-01', to: '2026-11-20' };
    expect(attained(ended).value).toBeNull();
    expect(attained({ ...month, from: '2026-11-21' }).value).toBeNull();
    expect(attained({ ...month, metric: 'leads' }).value).toBeNull();
    // One that ends with the last day before the as-of day is complete.
    expect(attained({ ...ended, to: '2026-11-21', target: 340 }).value).toBeCloseTo(34 / 340, 12);
  });

  it('reads orders where a partner has no deals, and never holds their want against it', () => {
    const orders = [{ order: 'o', partner: 'q', ordered: '2026-11-05', amount: 100 }];
    const goals = [{ ...month, partner: 'q' }];
    expect(measure('target-attainment', { deals, orders, goals }, { of: 'q' }).value).toBeCloseTo(0.5, 12);
  });
});

describe('attainment of goals for something else than revenue (K51)', () => {
  const goal = { partner: 'p', metric: 'Pipeline', from: '2026-11-01', to: '2026-12-01', target: 300 };

  it('is pipeline created in the period over the target, at its pace', () => {
    const deals = [
      { deal: 'in', partner: 'p', created: '2026-11-01', qualified: '2026-11-20', sourced: true, amount: 90 },
      {
        deal: 'before',
        partner: 'p',
        created: '2026-10-31',
        qualified: '2026-11-02',
        sourced: true,
        amount: 7,
      },
      {
        deal: 'not yet',
        partner: 'p',
        created: '2026-11-02',
        qualified: '2026-11-21',
        sourced: true,
        amount: 7,
      },
      {
        deal: 'not its own',
        partner: 'p',
        created: '2026-11-02',
        qualified: '2026-11-03',
        sourced: false,
        amount: 7,
      },
    ];
    // 20 of 30 days: 200 of the 300.
    const goals = [goal, { ...goal, metric: 'revenue', from: '2026-11-05' }];
    const found = measure('target-attainment-pipeline', { deals, goals });
    expect(found).toMatchObject({ numerator: 90, n: 1 });
    expect(found.value).toBeCloseTo(0.45, 12);
    expect(measure('target-attainment-pipeline', { deals, goals: [goals[1]!] }).value).toBeNull();
  });
});

describe('attainment of goals that count (K51)', () => {
  // Stored as money is, in hundredths: 120 leads.
  const goal = { partner: 'p', metric: 'Leads', from: '2026-11-01', to: '2026-12-01', target: 12_000 };
  const cameOn = (...days: string[]) =>
    days.map((day, i) => ({ lead: `lead ${i}`, partner: 'p', created: `${day}T12:00` }));
  const leads = cameOn('2026-10-31', ...Array<string>(40).fill('2026-11-20'), '2026-11-21');

  it('is leads of the period over the target, at its pace', () => {
    // 20 of 30 days: 80 of the 120; 40 came from 1 to 20 November.
    const found = measure('target-attainment-leads', { leads, goals: [goal] });
    expect(found).toMatchObject({ numerator: 40, n: 1 });
    expect(found.denominator).toBeCloseTo(80, 9);
    expect(found.value).toBeCloseTo(0.5, 12);
    expect(measure('target-attainment', { leads, goals: [goal] }).value).toBeNull();
  });

  it('is nothing of the target where no lead came', () => {
    const found = measure('target-attainment-leads', { leads: cameOn('2026-10-31'), goals: [goal] });
    expect(found).toMatchObject({ value: 0, n: 1 });
  });

  it('takes the target as the number that stands there, whatever currency its row names', () => {
    const rates = [{ day: '2026-10-30', from: 'USD', to: 'EUR', rate: 0.5 }];
    // The yen has no smaller unit, the dinar of Kuwait a thousandth.
    for (const [currency, target] of [
      ['USD', 12_000],
      ['JPY', 120],
      ['KWD', 120_000],
    ] as const) {
      const goals = [{ ...goal, currency, target }];
      const found = measure('target-attainment-leads', { leads, rates, goals });
      expect(found.denominator, currency).toBeCloseTo(80, 9);
      expect(found.value, currency).toBeCloseTo(0.5, 12);
    }
  });

  it('counts deals that the partner sourced', () => {
    const deals = [
      ...many(5, 'deal', () => ({ created: '2026-11-02', sourced: true })),
      { deal: 'before', partner: 'p', created: '2026-10-31', sourced: true },
      { deal: 'not its own', partner: 'p', created: '2026-11-02', sourced: false },
      { deal: 'unknown', partner: 'p', created: '2026-11-02' },
    ];
    const goals = [{ ...goal, metric: 'deals', target: 1_500 }, goal];
    const found = measure('target-attainment-deals', { deals, goals });
    expect(found).toMatchObject({ numerator: 5, n: 1, excluded: { 'not known who sourced it': 1 } });
    expect(found.value).toBeCloseTo(0.5, 12);
  });
});

describe('the target of the quarter (K08)', () => {
  // As of 21 November: the quarter is 1 October to 31 December, 92 days.
  const goal = (from: string, to: string, target: number, metric = 'revenue') => ({
    partner: 'p',
    metric,
    from,
    to,
    target,
  });
  const deals = many(5, 'deal', () => ({
    status: 'open',
    created: ago(60),
    qualified: ago(50),
    expected_close: '2026-12-01',
    amount: 200,
  }));
  const year = goal('2026-01-01', '2027-01-01', 3_650);
  const quarter = goal('2026-10-01', '2027-01-01', 1_000);
  const months = [
    goal('2026-10-01', '2026-11-01', 300),
    goal('2026-11-01', '2026-12-01', 310),
    goal('2026-12-01', '2027-01-01', 400),
  ];
  const target = (...goals: object[]) =>
    measure('pipeline-coverage', { deals, goals: goals.map((each) => ({ ...each })) });

  it.each([
    ['the quarter’s own', [quarter], 1_000],
    ['the year’s, by its days', [year], 920],
    ['the quarter’s, not that of the year it lies in as well', [year, quarter], 1_000],
    ['the months’, of which one is still to begin', months, 1_010],
    ['the months’ before the year’s', [year, ...months], 1_010],
    ['the quarter’s before its months’', [...months, year, quarter], 1_000],
    ['the year’s, where months leave a gap', [year, months[0]!, months[1]!], 920],
    ['that of half a year before the year’s', [goal('2026-07-01', '2027-01-01', 1_840), year], 920],
    // 31 of 92 days of the one, 61 of 92 of the other.
    [
      'quarters of another year, by their days',
      [goal('2026-08-01', '2026-11-01', 920), goal('2026-11-01', '2027-02-01', 1_840)],
      310 + 1_220,
    ],
    ['what there is, where nothing covers the quarter', [months[1]!], 310],
    [
      'the year’s, not that of the three years it lies in as well',
      [year, goal('2025-01-01', '2028-01-01', 9_999)],
      920,
    ],
    [
      'that of two years, before one of five',
      [goal('2024-01-01', '2029-01-01', 1_827), goal('2026-01-01', '2028-01-01', 7_300)],
      920,
    ],
    ['only goals for revenue', [quarter, goal('2026-10-01', '2026-11-01', 7, 'leads')], 1_000],
    ['not the quarter before', [quarter, goal('2026-07-01', '2026-10-01', 9_999)], 1_000],
  ])('is %s', (_, goals, expected) => {
    const { denominator, value } = target(...goals);
    expect(denominator).toBeCloseTo(expected, 9);
    expect(value).toBeCloseTo(1_000 / expected, 12);
  });

  it('says which goals it passed over', () => {
    expect(target(year, quarter).excluded).toEqual({ 'other goals say it for the quarter': 1 });
  });
});
