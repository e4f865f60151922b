import { describe } from 'vitest';
import { lines, worksOut } from './by-hand';

/**
 * One deal of 100.00, created on 10 February and won on 10 March: touches of P1 (FT), of our own (LC), of P2 (OC) and
 * of P1 again.
 */
const path = {
  deals: [
    'deal,partner,created,qualified,closed,status,amount,cost,type',
    'd,P1,2026-02-10,2026-04-01,2026-03-10,won,100.00,40.00,new',
  ],
  touches: [
    'touch,partner,deal,at,milestone,party',
    '1,P1,d,2026-01-10T12:00Z,FT,',
    '2,,d,2026-01-20T12:00Z,LC,own',
    '3,P2,d,2026-02-05T12:00Z,OC,',
    '4,P1,d,2026-03-01T12:00Z,,',
  ],
};
const deals = 'deal,partner,created,closed,status,amount,cost,sourced,currency,test';
const deal = (i: number | string, amount: number | string, cost: number | string, more = 'yes,,') =>
  `d${i},P1,2026-01-01,2026-03-01,won,${amount},${cost},${more}`;
const costs = 'cost,partner,spent,kind,amount,currency';

describe('attribution, worked out by hand', () => {
  worksOut([
    ...(
      [
        // P1 has FT 0.3 and the only touch without a milestone 0.1; P2 has OC 0.3.
        ['W', 'P1', 40],
        ['W', 'P2', 30],
        // First and last 0.4 each; 0.2 over the two between.
        ['U', 'P1', 80],
        ['U', 'P2', 10],
        ['linear', 'P1', 50],
        ['linear', 'P2', 25],
        ['first', 'P1', 100],
        ['first', 'P2', 0],
        ['last', 'P1', 100],
        // 50, 40, 24 and 0 days before the last touch, half-life 7: 63.23, 170.22, 829.98 and 8,936.57 of 10,000 cents;
        // P1 has 8,999.80, P2 829.98: rounded down and the two left cents to the largest parts of one.
        ['time-decay', 'P1', 90],
        ['time-decay', 'P2', 8.3],
      ] as const
    ).map(([model, partner, value]) => ({
      why: `${model} gives ${partner} ${value} of 100`,
      kpi: 'attributed-value',
      tables: path,
      args: ['--model', model, '--half-life', '7'],
      partner,
      gives: { value, n: 1, currency: 'EUR' },
    })),
    {
      // Linear: three thirds of 10 cents are 3.33; 3 each, and the one that is left is our own touch's, the first party.
      why: 'cents are neither made nor lost',
      kpi: 'attributed-value',
      args: ['--model', 'linear'],
      tables: {
        deals: [deals, deal('', '0.10', '')],
        touches: ['touch,partner,deal,at', 'a,P1,d,2026-02-01', 'b,P2,d,2026-02-02', 'c,,d,2026-02-03'],
      },
      gives: { value: 0.03 },
    },
    {
      // Won on 1 March: touches from 2 September on, 180 days before, up to the day itself.
      why: 'the lookback holds its first and last day',
      kpi: 'attributed-value',
      args: ['--model', 'linear', '--time-zone', 'America/New_York'],
      tables: {
        deals: [deals, deal('', 100, '')],
        touches: [
          'touch,partner,deal,at',
          // 1 September 23:59 in New York: 181 days before.
          'a,P2,d,2025-09-02T03:59Z',
          // 2 September 00:00.
          'b,P2,d,2025-09-02T04:00Z',
          // 1 March 23:59, in winter time.
          'c,P1,d,2026-03-02T04:59Z',
          'e,P1,d,2026-03-02T05:00Z',
        ],
      },
      gives: { value: 50, n: 1 },
    },
    {
      why: 'S2s of the quarter once a deal, whoever’s it is, and not of expansions',
      kpi: 's2-influenced-arr',
      partner: 'P2',
      tables: {
        deals: [
          'deal,partner,created,qualified,amount,type,status',
          'a,P1,2026-01-01,2026-04-01,10,new,open',
          'b,,2026-01-01,2026-04-14,20,,lost',
          'c,P2,2026-01-01,2026-03-31,40,new,open',
          'd,P2,2026-01-01,2026-04-15,80,new,open',
          'e,P2,2026-01-01,2026-04-02,160,expansion,open',
          'f,P2,2026-01-01,2026-04-02,320,new,open',
          'g,P2,2026-01-01,2026-04-02,,new,open',
        ],
        touches: [
          'touch,partner,deal,at',
          ...['a', 'a', 'b', 'c', 'd', 'e', 'g'].map((of, i) => `${i},P2,${of},2026-03-0${i + 1}`),
          // After it qualified.
          'z,P2,f,2026-04-03',
        ],
      },
      gives: { value: 30, n: 2, excluded: { 'no amount': 1 } },
    },
    {
      why: 'a lead counts once, and only where the touch came first',
      kpi: 'influenced-leads',
      args: ['--time-zone', 'Asia/Tokyo'],
      tables: {
        leads: [
          'lead,partner,created',
          // 1 April 00:30 and 31 March 23:30 in Tokyo.
          'a,,2026-03-31T15:30Z',
          'b,,2026-03-31T14:30Z',
          'c,P2,2026-04-14T14:59Z',
          'd,,2026-04-14T15:00Z',
          'e,,2026-04-05T15:00Z',
        ],
        touches: [
          'touch,partner,lead,at',
          '1,P1,a,2026-03-01T10:00Z',
          '2,P1,a,2026-03-02T10:00Z',
          '3,P1,b,2026-03-02T10:00Z',
          '4,P1,c,2026-04-14T14:00Z',
          '5,P1,d,2026-03-02T10:00Z',
          '6,P1,e,2026-04-07T10:00Z',
        ],
      },
      gives: { value: 2, n: 2 },
    },
  ]);
});

describe('money, worked out by hand', () => {
  worksOut([
    {
      // Gross profit 4 x 600, and 1,000 dollars less 400 at 0.5 on the day: 300. Spent 900: (2,700 - 900) / 900.
      why: 'gross profit of sourced deals less spend, over spend, dollars at the rate of the day',
      kpi: 'roi',
      tables: {
        deals: [
          deals,
          ...lines(3, (i) => deal(i, 1000, 400)),
          'edge,P1,2025-01-01,2025-04-15,won,1000,400,yes,,',
          'early,P1,2025-01-01,2025-04-14,won,1000,400,yes,,',
          'late,P1,2025-01-01,2026-04-15,won,1000,400,yes,,',
          deal('usd', 1000, 400, 'yes,USD,'),
          deal('not', 1000, 400, 'no,,'),
          deal('unknown', 1000, 400, ',,'),
          deal('test', 1000, 400, 'yes,,yes'),
          deal('free', 1000, '', 'yes,,'),
        ],
        costs: [
          costs,
          'a,P1,2025-04-15,mdf,400,',
          'b,P1,2026-04-14,hours,500,',
          'c,P1,2025-04-14,mdf,9999,',
          'd,,2026-01-01,sales,9999,',
        ],
        rates: ['day,from,to,rate', '2026-02-27,USD,EUR,0.5', '2026-03-02,USD,EUR,0.9'],
      },
      gives: {
        value: 2,
        n: 5,
        numerator: 1800,
        denominator: 900,
        grade: 'pass',
        state: 'confident',
        excluded: { 'not known who sourced it': 1, 'test record': 1, 'no amount or cost': 1 },
      },
    },
    {
      why: 'a return that is just nothing is on the failing limit, not beyond it',
      kpi: 'roi',
      tables: {
        deals: [deals, ...lines(5, (i) => deal(i, 300, 100))],
        costs: [costs, 'a,P1,2026-01-01,mdf,1000,'],
      },
      gives: { value: 0, n: 5, numerator: 0, denominator: 1000, grade: 'warn', state: 'confident', score: 0 },
    },
    {
      why: 'the deal in the middle',
      kpi: 'acv-median',
      tables: { deals: [deals, ...[10, 20, 30, 40, 1000].map((amount, i) => deal(i, amount, ''))] },
      gives: { value: 30, n: 5, currency: 'EUR' },
    },
    {
      // Profits 60 of P1 and 40 of P2, less 20 of P1 and 30 of nobody; our own sales cost 999 is no partnership's.
      why: 'the whole programme, the same for each partner',
      kpi: 'roi-programme',
      partner: 'P2',
      tables: {
        deals: [
          deals,
          deal('a', 100, 40),
          'b,P2,2026-01-01,2026-03-01,won,100,60,yes,,',
          'c,,2026-01-01,2026-03-01,won,100,0,yes,,',
        ],
        costs: [costs, 'a,P1,2026-01-01,mdf,20,', 'b,,2026-01-01,tools,30,', 'c,,2026-01-01,sales,999,'],
      },
      gives: { value: 1, n: 2, numerator: 50, denominator: 50 },
    },
    {
      // 30 over three orders, one of which has two lines.
      why: 'payouts over orders',
      kpi: 'cpa-order',
      tables: {
        orders: [
          'order,line,partner,ordered,amount',
          'a,1,P1,2026-01-15,10',
          'a,2,P1,2026-01-15,10',
          'b,1,P1,2026-02-01,10',
          'c,1,P1,2026-04-14,10',
          'd,1,P1,2026-04-15,10',
        ],
        costs: [costs, 'a,P1,2026-03-01,commission,30,'],
      },
      gives: { value: 10, n: 3, denominator: 3 },
    },
    {
      why: 'payouts over new customers of the list where nothing was ordered',
      kpi: 'cpa',
      tables: {
        customers: [
          'customer,partner,started',
          ...lines(20, (i) => `k${i},P1,2026-01-15`),
          'old,P1,2026-01-14',
        ],
        costs: [costs, 'a,P1,2026-03-01,commission,30,'],
      },
      gives: { value: 1.5, n: 20, by: 'by the customer list', state: 'confident' },
    },
    {
      why: 'two currencies and no rate make no number',
      kpi: 'acv',
      tables: { deals: [deals, ...lines(4, (i) => deal(i, 100, '')), deal('usd', 100, '', 'yes,USD,')] },
      gives: { value: null, state: 'not-measured' },
    },
    {
      // The mean of 100, 100, 100, 100 and 200; the half-width is t(0.975; 4) x 44.72 / sqrt 5 = 2.776445 x 20.
      why: 'mean amount with its t interval',
      kpi: 'acv',
      tables: { deals: [deals, ...lines(4, (i) => deal(i, 100, '')), deal('x', 200, '')] },
      gives: { value: 120, n: 5, low: 64.471097896, high: 175.528902104, state: 'confident', grade: null },
    },
    {
      // 104 of 365 days of the year: 104 of the 365; 52 were won.
      why: 'half of what the year’s goal asks for by now',
      kpi: 'target-attainment',
      tables: {
        deals: [
          deals,
          'a,P1,2025-01-01,2026-01-01,won,52,,yes,,',
          'b,P1,2025-01-01,2025-12-31,won,999,,yes,,',
        ],
        goals: [
          'partner,metric,from,to,target',
          'P1,revenue,2026-01-01,2027-01-01,365',
          'P1,leads,2026-01-01,2027-01-01,9',
        ],
      },
      gives: { value: 0.5, n: 1, numerator: 52, denominator: 104, grade: 'fail', state: 'confident' },
    },
    {
      // 200 paid out for twenty customers whose first order was in the window.
      why: 'payouts over new customers, twenty of them',
      kpi: 'cpa',
      tables: {
        orders: [
          'order,partner,customer,ordered,amount,test',
          ...lines(20, (i) => `o${i},P1,k${i},2026-01-15,10,`),
          ...lines(20, (i) => `again${i},P1,k${i},2026-04-14,10,`),
          'old,P1,known,2025-01-01,10,',
          'new,P1,known,2026-02-01,10,',
          'theirs,P2,first,2026-01-20,10,',
          'second,P1,first,2026-02-01,10,',
          'early,P1,early,2026-01-14,10,',
          'nobody,P1,,2026-02-01,10,',
          'test,P1,tester,2026-02-01,10,yes',
        ],
        costs: [
          costs,
          'a,P1,2026-01-15,commission,150,',
          'b,P1,2026-04-14,SPIFF,50,',
          'c,P1,2026-02-01,mdf,999,',
          'd,P1,2026-04-15,cashback,999,',
        ],
      },
      gives: { value: 10, n: 20, numerator: 200, denominator: 20, currency: 'EUR', state: 'confident' },
    },
    ...[
      {
        // Twenty new to us; 600 spent.
        why: 'cost of a customer that was new to us',
        holdouts: [],
        gives: {
          value: 30,
          n: 20,
          numerator: 600,
          denominator: 20,
          low: null,
          by: 'by the customers that were new to us',
        },
      },
      {
        // Thirty customers less 5 % of the 200 exposed: 20 that would not have come anyway.
        why: 'cost of a customer that would not have come anyway, where a test was made',
        holdouts: ['t,P1,exposed,2026-04-10,200,30', 't,P1,holdout,2026-04-10,100,5'],
        gives: { value: 30, n: 30, numerator: 600, denominator: 20, by: 'by the holdout test' },
      },
      {
        why: 'no more came than would have come anyway: the test is not passed over',
        holdouts: ['t,P1,exposed,2026-04-10,300,30', 't,P1,holdout,2026-04-10,100,10'],
        gives: { value: null, n: 30, state: 'not-measured' },
      },
      {
        why: 'a test of last quarter says nothing of this one',
        holdouts: ['t,P1,exposed,2026-03-31,300,30', 't,P1,holdout,2026-03-31,100,10'],
        gives: { value: 30, n: 20 },
      },
    ].map(({ why, holdouts, gives }) => ({
      why,
      kpi: 'cac-incremental',
      tables: {
        customers: [
          'customer,partner,started,prior',
          ...lines(20, (i) => `n${i},P1,2026-04-0${1 + (i % 9)},no`),
          ...lines(10, (i) => `p${i},P1,2026-04-14,yes`),
        ],
        costs: [costs, 'a,P1,2026-04-01,mdf,600,', 'b,P1,2026-03-31,mdf,999,'],
        ...(holdouts.length > 0
          ? { holdouts: ['experiment,partner,arm,measured,audience,converted', ...holdouts] }
          : {}),
      },
      gives,
    })),
  ]);
});
