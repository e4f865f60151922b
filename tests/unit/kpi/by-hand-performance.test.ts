import { describe, expect } from 'vitest';
import { lines, near, worksOut } from './by-hand';

// As of 15 April 2026: twelve months begin on 15 April 2025, the running quarter on 1 April 2026.
const deals = 'deal,partner,created,closed,status,amount,sourced,registered,currency,test';
const won = (id: string, closed: string, amount: number | string, more = 'yes,,,') =>
  `${id},P1,2025-01-10,${closed},won,${amount},${more}`;

describe('revenue and pipeline, worked out by hand', () => {
  worksOut([
    {
      // 100.10 on the first day of the window and 200.20 on its last; registered on the day of creation is in time, a day
      // later is not. b2 names no partner, t is a test, r was reopened and is not closed.
      why: 'counts sourced deals closed from the first day of the window to the last before the as-of day',
      kpi: 'partner-sourced-revenue',
      tables: {
        deals: [
          deals,
          won('first', '2025-04-15', '100.10', ',2025-01-10,,'),
          won('last', '2026-04-14', '200.20'),
          won('too late', '2026-04-15', 1000),
          won('too early', '2025-04-14', 1000),
          won('registered later', '2026-01-01', 1000, ',2025-01-11,,'),
          won('not sourced', '2026-01-01', 1000, 'no,2025-01-01,,'),
          won('unknown', '2026-01-01', 1000, ',,,'),
          won('t', '2026-01-01', 1000, 'yes,,,yes'),
          'b2,,2025-01-10,2026-01-01,won,1000,yes,,,',
          'lost,P1,2025-01-10,2026-01-01,lost,1000,yes,,,',
          'r,P1,2025-01-10,2026-01-01,open,1000,yes,,,',
        ],
      },
      gives: {
        value: 300.3,
        numerator: 300.3,
        n: 2,
        excluded: { 'not known who sourced it': 1, 'test record': 1 },
        window: { from: '2025-04-15', to: '2026-04-15' },
      },
    },
    {
      // Of two rows of one deal the later holds: 70, not 50 or 120.
      why: 'counts a deal that is there twice once, as its last row says',
      kpi: 'partner-sourced-revenue',
      tables: { deals: [deals, won('d', '2026-01-01', 50), won('d', '2026-01-01', 70)] },
      gives: { value: 70, n: 1 },
    },
    {
      // 110 USD at the 1.1 of ten days before are 100; 20 in the workspace's currency.
      why: 'converts at the day of the close, by a rate of at most ten days before',
      kpi: 'partner-sourced-revenue',
      tables: {
        deals: [deals, won('a', '2026-03-01', 110, 'yes,,USD,'), won('b', '2026-03-02', 20, 'yes,,eur,')],
        rates: ['day,from,to,rate', '2026-02-19,EUR,USD,1.1', '2026-03-02,EUR,USD,7'],
      },
      gives: { value: 120, n: 2, currency: 'EUR' },
    },
    {
      why: 'makes no figure of mixed money where the rate is eleven days old',
      kpi: 'partner-sourced-revenue',
      tables: {
        deals: [deals, won('a', '2026-03-01', 110, 'yes,,USD,'), won('b', '2026-03-02', 20)],
        rates: ['day,from,to,rate', '2026-02-18,EUR,USD,1.1'],
      },
      gives: {
        value: null,
        state: 'not-measured',
        reason: expect.stringMatching(/no USD\/EUR rate for 2026-03-01/),
      },
    },
    ...(
      [
        // 100 less 30, 50 less all of it, 80 less 80 and a fee of 15, 200; less a commission of 20. Hours are no incentive.
        ['net-revenue', { value: 70 + 0 - 15 + 200 - 20, n: 4 }],
        // Of 430.
        ['net-revenue-share', { value: 235 / 430, numerator: 235, denominator: 430, grade: 'warn' }],
      ] as const
    ).map(([kpi, gives]) => ({
      why: 'takes refunds, chargebacks with fees and incentives from the same orders',
      kpi,
      tables: {
        orders: [
          'order,partner,ordered,amount',
          'partly,P1,2026-01-01,100',
          'wholly,P1,2026-01-01,50',
          'disputed,P1,2026-01-01,80',
          'kept,P1,2026-01-01,200',
        ],
        refunds: [
          'order,refunded,amount',
          'partly,2026-01-05,30',
          'wholly,2026-01-05,',
          'kept,2026-04-15,200',
        ],
        disputes: ['order,disputed,amount,fee', 'disputed,2026-02-01,80,15'],
        costs: [
          'partner,spent,kind,amount',
          'P1,2026-01-31,commission,20',
          'P1,2026-01-31,hours,500',
          'P1,2025-04-14,spiff,99',
        ],
      },
      gives,
    })),
    {
      // 1,000 less 100 and 50 of the deal, whenever they were spent, and 25 that names none.
      why: 'takes the incentives of a deal with it',
      kpi: 'net-revenue',
      tables: {
        deals: [deals, won('d', '2026-01-01', 1000)],
        costs: [
          'partner,deal,spent,kind,amount',
          'P1,d,2026-01-31,commission,100',
          'P1,d,2025-01-31,mdf,50',
          'P1,,2026-01-31,spiff,25',
          'P1,elsewhere,2026-01-31,spiff,77',
        ],
      },
      gives: { value: 825, n: 1 },
    },
    {
      // 500 created on the first day of the quarter; not the one of the day before, nor those that were not qualified then.
      why: 'is of the running quarter and of what is qualified by now',
      kpi: 'pipeline-created',
      tables: {
        deals: [
          'deal,partner,created,qualified,amount,sourced',
          'in,P1,2026-04-01,2026-04-14,500,yes',
          'before,P1,2026-03-31,2026-04-02,70,yes',
          'never,P1,2026-04-14,,70,yes',
          'not yet,P1,2026-04-14,2026-04-15,70,yes',
        ],
      },
      gives: {
        value: 500,
        n: 1,
        excluded: { 'not qualified yet': 2 },
        window: { from: '2026-04-01', to: '2026-04-15' },
      },
    },
    {
      // Mature: a into two stages, b into three, c into new twice. Moved on in time: a twice, b from new.
      why: 'entries into open stages after which the deal moved on within 60 days',
      kpi: 'stage-conversion',
      tables: {
        deals: [
          'deal,partner,created',
          'a,P1,2025-09-01',
          'b,P1,2025-09-01',
          'c,P1,2025-09-01',
          'e,P1,2025-09-01',
        ],
        stage_changes: [
          'deal,stage,entered',
          'a,New,2025-09-01',
          'a,Qualified,2025-10-31',
          'a,Closed Won,2025-12-30',
          'b,New,2025-09-01',
          'b,Proposal,2025-09-02',
          // 61 days later, and lost besides.
          'b,Negotiation,2025-11-02',
          'b,Closed lost,2025-11-03',
          // Lost is no step on.
          'c,New,2025-09-01',
          'c,Lost,2025-09-02',
          // Entered 60 and 59 days before the as-of day.
          'c,New,2026-02-14',
          'e,New,2026-02-15',
          // Before the window.
          'a,Idea,2025-04-14',
        ],
      },
      gives: { value: 3 / 7, n: 7, numerator: 3, denominator: 7, immature: 1 },
    },
    ...(
      [
        // a 100 by the first touch of the lookback, c 300 once for two touches, f 40 of P2, g 7 which is open though its
        // close date is past.
        ['P1', '180', { value: 447, n: 4 }],
        // c 300 only: f is sourced by P2 itself.
        ['P2', '180', { value: 300, n: 1 }],
        // With a day more b 100 is in; 45 days before 15 April is 1 March, the day of g's touch.
        ['P1', '181', { value: 547, n: 5 }],
        ['P1', '45', { value: 7, n: 1 }],
        ['P1', '44', { value: null, n: 0 }],
      ] as const
    ).map(([partner, days, gives]) => ({
      why: `gives ${partner} each deal that it touched within ${days} days and did not source once`,
      kpi: 'pipeline-influenced',
      partner,
      args: ['--lookback', days],
      tables: {
        deals: [
          'deal,partner,created,closed,status,amount,sourced',
          'a,,2025-01-01,,open,100,',
          'b,,2025-01-01,,open,100,',
          'c,,2025-01-01,2026-04-02,lost,300,',
          'd,,2025-01-01,2026-03-31,won,500,',
          'e,P1,2025-01-01,,open,900,yes',
          'f,P2,2025-01-01,,open,40,yes',
          'g,,2025-01-01,2026-02-01,open,7,',
          'h,,2025-01-01,2026-04-03,won,800,',
        ],
        touches: [
          'touch,partner,deal,at',
          // 180 days before 15 April is 17 October.
          '1,P1,a,2025-10-17T00:00Z',
          '2,P1,b,2025-10-16T23:59Z',
          '3,P1,c,2026-01-05',
          '4,P1,c,2026-01-06',
          '5,P2,c,2026-01-07',
          '6,P1,d,2026-01-05',
          '7,P1,e,2026-01-05',
          '8,P1,f,2026-01-05',
          '9,P2,f,2026-01-05',
          '10,P1,g,2026-03-01',
          '11,P1,h,2026-04-10',
        ],
      },
      gives,
    })),
    ...(
      [
        // 1,800 open over 800 less 300: 3.6.
        ['pipeline-coverage', { value: 3.6, n: 5, numerator: 1800, denominator: 500 }],
        // Needed are 1 / 0.5 = 2: one won, one lost.
        ['pipeline-sufficiency', { value: 1.8, n: 5, numerator: 3.6, denominator: 2, grade: 'pass' }],
      ] as const
    ).map(([kpi, gives]) => ({
      why: 'is open qualified pipeline of the quarter over what is left of its goal',
      kpi,
      tables: {
        deals: [
          'deal,partner,created,qualified,expected_close,closed,status,amount',
          ...lines(4, (i) => `o${i},P1,2026-01-01,2026-01-02,2026-04-30,,open,250`),
          'last day,P1,2026-01-01,2026-01-02,2026-06-30,,open,800',
          'next quarter,P1,2026-01-01,2026-01-02,2026-07-01,,open,9000',
          'unqualified,P1,2026-01-01,,2026-06-30,,open,9000',
          'won,P1,2026-01-01,2026-01-02,,2026-04-01,won,300',
          'lost,P1,2026-01-01,2026-01-02,,2026-04-01,lost,1',
        ],
        goals: [
          'partner,metric,from,to,target',
          'P1,revenue,2026-04-01,2026-07-01,800',
          'P1,leads,2026-04-01,2026-07-01,9000',
        ],
      },
      gives,
    })),
  ]);
});

describe('conversion, worked out by hand', () => {
  const leads = 'lead,partner,created,mql,sql,won';
  worksOut([
    {
      // Sixty days before 15 April is 14 February. SQL on the 60th day is in time, on the 61st not.
      why: 'waits sixty days for each lead, and no longer',
      kpi: 'lead-to-sql',
      tables: {
        leads: [
          leads,
          'in time,P1,2026-01-01,,2026-03-02,',
          'late,P1,2026-01-01,,2026-03-03,',
          'mature,P1,2026-02-14,,,',
          'young,P1,2026-02-15,,2026-02-16,',
        ],
      },
      gives: { value: 1 / 3, numerator: 1, n: 3, immature: 1 },
    },
    {
      // New York is four hours behind UTC: 04:30 on the 15th is half past midnight there, 03:30 still the 14th. The
      // mature day, 14 February, is in winter time, five hours behind.
      why: 'takes days as they are in the workspace, whatever the clocks do',
      kpi: 'lead-to-sql',
      args: ['--time-zone', 'America/New_York'],
      tables: {
        leads: [
          leads,
          'mature,P1,2026-02-15T04:59Z,,2026-04-14,',
          'young,P1,2026-02-15T05:00Z,,2026-02-20,',
          'last minute,P1,2026-04-15T03:59Z,,,',
          'as-of day,P1,2026-04-15T04:00Z,,,',
        ],
      },
      // 59 days from 14 February to 14 April.
      gives: { value: 1, n: 1, immature: 2 },
    },
    {
      // 24 of 60: Wilson 0.286 to 0.526, as published for this case.
      why: 'goes by the day of the MQL',
      kpi: 'mql-to-sql',
      tables: {
        leads: [
          leads,
          ...lines(24, (i) => `s${i},P1,2020-01-01,2026-01-01,2026-01-20,`),
          ...lines(36, (i) => `n${i},P1,2020-01-01,2026-01-01,,`),
        ],
      },
      gives: { value: 0.4, n: 60, numerator: 24, low: near(0.286), high: near(0.526) },
    },
    {
      // 3 leads of 30 visits, in two rows: Wilson 0.0346 to 0.2562.
      why: 'has visits as its sample, however many rows report them',
      kpi: 'visit-to-lead',
      tables: {
        traffic: ['partner,page,day,sessions', 'P1,/a,2026-01-01,20', 'P1,/a,2026-01-02,10'],
        leads: [leads, ...lines(3, (i) => `l${i},P1,2026-01-01,,,`)],
      },
      gives: { value: 0.1, n: 30, low: near(0.035), high: near(0.256), state: 'provisional' },
    },
    {
      why: 'is insufficient with one visit less than thirty',
      kpi: 'visit-to-lead',
      tables: {
        traffic: ['partner,page,day,sessions', 'P1,/a,2026-01-01,29'],
        leads: [leads, 'l,P1,2026-01-01,,,'],
      },
      gives: { n: 29, state: 'insufficient', score: null, grade: null },
    },
  ]);
});

describe('deals, worked out by hand', () => {
  const priced = 'deal,partner,created,closed,status,amount,list_amount,cost,segment';
  /** Net 2,208 of 3,200 list at a cost of 1,900, in five deals: three at 15 %, one at 30 %, one at 75.8 %. */
  const discounted = {
    deals: [
      priced,
      ...lines(3, (i) => `d${i},P1,2026-01-01,2026-03-01,won,510,600,400,`),
      'x,P1,2026-01-01,2026-03-01,won,518,740,400,',
      'y,P1,2026-01-01,2026-03-01,won,160,660,300,',
      'unpriced,P1,2026-01-01,2026-03-01,won,99,,,',
      'lost,P1,2026-01-01,2026-03-01,lost,1,1000,1,',
    ],
  };
  worksOut([
    {
      // 18 of 50: Wilson 0.241 to 0.499.
      why: 'is won over won and lost by the close date; open deals are in neither',
      kpi: 'win-rate',
      tables: {
        deals: [
          priced,
          ...lines(18, (i) => `w${i},P1,2020-01-01,2026-03-01,won,1,,,`),
          ...lines(32, (i) => `l${i},P1,2020-01-01,2026-03-01,lost,1,,,`),
          'open,P1,2020-01-01,2026-03-01,open,1,,,',
        ],
      },
      gives: { value: 0.36, n: 50, low: near(0.241), high: near(0.499) },
    },
    {
      why: 'is not measured where nothing was decided: no 0 and no 100 %',
      kpi: 'win-rate',
      tables: { deals: [priced, 'open,P1,2020-01-01,,open,1,,,'] },
      gives: { value: null, n: 0, state: 'not-measured' },
    },
    {
      // 18 of 20 and 20 are enough; nineteen are not.
      why: 'has enough with exactly twenty',
      kpi: 'win-rate',
      tables: {
        deals: [
          priced,
          ...lines(20, (i) => `w${i},P1,2020-01-01,2026-03-01,${i < 18 ? 'won' : 'lost'},1,,,`),
        ],
      },
      gives: { value: 0.9, n: 20, state: 'provisional' },
    },
    {
      // (510 x 3 + 518 + 160 - 1,900) / 2,208; the deal without a cost is left out.
      why: 'is by value, of deals with price and cost',
      kpi: 'deal-margin',
      tables: discounted,
      gives: { value: 308 / 2208, n: 5, excluded: { 'no amount or cost': 1 }, grade: 'fail' },
    },
    {
      // 992 of 3,200.
      why: 'is one less net over list, by value',
      kpi: 'discount-rate',
      tables: discounted,
      gives: { value: 0.31, n: 5, numerator: 992, denominator: 3200, grade: 'fail' },
    },
    {
      // 30 % and 75.8 % are above the cap; 15 % exactly is not.
      why: 'counts deals above the cap, not those at it',
      kpi: 'discount-over-cap',
      tables: discounted,
      gives: { value: 0.4, n: 5, numerator: 2, excluded: { 'no net or list price': 1 } },
    },
    {
      // Eight of 48 days against eight of 60 days: 0.8. Deals of another segment are no comparison.
      why: 'is the median over that of deals without a partner in the same segment and window',
      kpi: 'sales-cycle',
      tables: {
        deals: [
          priced,
          ...lines(8, (i) => `p${i},P1,2026-01-01,2026-02-18,won,1,,,smb`),
          ...lines(8, (i) => `d${i},,2026-01-01,2026-03-02,won,1,,,smb`),
          ...lines(9, (i) => `e${i},,2026-01-01,2026-01-02,won,1,,,enterprise`),
        ],
      },
      gives: { value: 0.8, n: 8, numerator: 48, denominator: 60, grade: 'pass' },
    },
  ]);
});

describe('customers and their revenue, worked out by hand', () => {
  const acquired = {
    deals: [
      'deal,partner,customer,created,closed,status,amount,cost,sourced',
      ...lines(5, (i) => `a${i},P1,c${i},2026-04-01,2026-04-02,won,100,20,yes`),
      // Returning: its first deal was won last year.
      'old,P1,r,2025-05-01,2025-06-01,won,100,20,yes',
      'again,P1,r,2026-04-01,2026-04-02,won,100,20,yes',
      ...lines(5, (i) => `b${i},,d${i},2026-04-01,2026-04-02,won,100,20,`),
    ],
    costs: [
      'partner,spent,kind,amount',
      ',2026-04-01,sales,1000',
      'P1,2026-04-01,commission,300',
      'P1,2026-04-14,tools,100',
      'P1,2026-03-31,mdf,50',
    ],
    subscriptions: ['partner,customer,moved,kind,mrr', 'P1,s,2025-01-01,new,10', 'P1,t,2025-01-01,new,30'],
  };
  const moves = [
    'partner,customer,moved,kind,mrr',
    'P1,a,2024-01-01,new,100',
    'P1,a,2026-01-01,expansion,30',
    'P1,b,2024-01-01,new,100',
    'P1,b,2025-04-15,contraction,-20',
    'P1,c,2025-04-14,new,50',
    'P1,c,2025-06-01,churn,50',
    'P1,c,2025-07-01,reactivation,40',
    // First in the window: in none of these.
    'P1,d,2025-04-15,new,500',
    'P1,d,2025-05-15,expansion,500',
    // Gone before it.
    'P1,e,2024-01-01,new,70',
    'P1,e,2025-04-14,churn,70',
    'P1,a,2026-04-15,churn,130',
  ];
  worksOut([
    {
      // 1,400 over ten first customers of the quarter.
      why: 'is all cost over all new customers of the company',
      kpi: 'cac-blended',
      tables: acquired,
      gives: { value: 140, n: 10, numerator: 1400, denominator: 10 },
    },
    {
      // 400 over five; the limit is the 140 of the company.
      why: 'is the partner’s cost over the new customers that it sourced',
      kpi: 'cac-partner',
      tables: acquired,
      gives: {
        value: 80,
        n: 5,
        numerator: 400,
        denominator: 5,
        limit: { warn: 140, fail: 182 },
        grade: 'pass',
      },
    },
    {
      // In twelve months 450 over six customers are 75; 20 a month at 80 % margin are 16.
      why: 'is the cost of a customer over its gross profit a month',
      kpi: 'payback',
      tables: acquired,
      gives: { value: 75 / 16, n: 6, numerator: 75, denominator: 16 },
    },
    ...(
      [
        // Start 100 + 100 + 50; + 30 - 20 - 50.
        ['net-revenue-retention', { value: 210 / 250, n: 3, numerator: 210, denominator: 250 }],
        ['net-revenue-retention-returns', { value: 1 }],
        ['gross-revenue-retention', { value: 180 / 250, n: 3 }],
        ['expansion-rate', { value: 30 / 250, n: 3 }],
        ['upsell-adoption', { value: 1 / 3, n: 3, numerator: 1 }],
      ] as const
    ).map(([kpi, gives]) => ({
      why: 'follows the customers of the start, 14 April 2025 at midnight',
      kpi,
      tables: { subscriptions: moves },
      gives,
    })),
  ]);
});
