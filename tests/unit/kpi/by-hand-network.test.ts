import { describe } from 'vitest';
import { lines, worksOut } from './by-hand';

// The as-of day is 15 April 2026, so 90 days begin on 15 January.
const BERLIN = ['--time-zone', 'Europe/Berlin'];
const interactions = 'interaction,partner,asset,person,at,kind,paid';
const relationships =
  'relationship,partner,person,organisation,sector,first_seen,via,joint,known_before,relevant,ended,last_interaction';
const contributions = 'contribution,partner,asset,organisation,person,contributed,paid';

describe('network and campaigns, worked out by hand', () => {
  worksOut([
    {
      why: 'unpaid, once a person and asset, by the calendar of Berlin on both sides of summer time',
      kpi: 'organic-shares',
      args: BERLIN,
      tables: {
        interactions: [
          interactions,
          // 14 January 23:59 in Berlin: a minute before the window.
          'a,P1,x,ann,2026-01-14T22:59Z,share,no',
          // 15 January 00:00 in Berlin.
          'b,P1,x,bea,2026-01-14T23:00Z,share,no',
          'c,P1,x,bea,2026-02-01T12:00Z,share,no',
          'd,P1,y,bea,2026-02-01T12:00Z,share,no',
          // 14 April 23:59 in Berlin, now two hours ahead.
          'e,P1,x,cem,2026-04-14T21:59Z,share,no',
          'f,P1,x,dan,2026-04-14T22:00Z,share,no',
          'g,P1,x,eve,2026-02-01T12:00Z,share,yes',
          'h,P1,x,fay,2026-02-01T12:00Z,share,',
          'i,P1,x,,2026-02-01T12:00Z,share,no',
          'j,P1,x,gus,2026-02-01T12:00Z,like,no',
          ',,x,hal,2026-02-01T12:00Z,share,no',
        ],
      },
      gives: {
        value: 3,
        n: 3,
        low: null,
        high: null,
        state: 'confident',
        excluded: {
          'same person and asset already counted': 1,
          paid: 1,
          'not known whether paid': 1,
          'no person': 1,
        },
        window: { from: '2026-01-15', to: '2026-04-15' },
      },
    },
    {
      // 30 likes 3, 10 comments 5, 5 shares 5, 5 own posts 15: 28 over 50.
      why: '28 of weight over 50 interactions, paid ones among them, and 50 are just enough',
      kpi: 'engagement-depth',
      tables: {
        interactions: [
          interactions,
          ...lines(30, (i) => `l${i},P1,x,ann,2026-03-01T12:00Z,like,${i === 0 ? 'yes' : ''}`),
          ...lines(10, (i) => `c${i},P1,x,ann,2026-03-01T12:00Z,comment,`),
          ...lines(5, (i) => `s${i},P1,x,ann,2026-03-01T12:00Z,share,no`),
          ...lines(5, (i) => `u${i},P1,x,ann,2026-03-01T12:00Z,UGC,no`),
        ],
      },
      gives: { value: 0.56, n: 50, numerator: 28, denominator: 50, state: 'confident' },
    },
    {
      why: 'one interaction less is too few',
      kpi: 'engagement-depth',
      tables: {
        interactions: [interactions, ...lines(49, (i) => `l${i},P1,x,ann,2026-03-01T12:00Z,like,`)],
      },
      gives: { value: 0.1, n: 49, state: 'insufficient', needed: 1 },
    },
    {
      // Assets a and b of five have a second organisation; Wilson for 2 of 5 is 0.11762 to 0.76928.
      why: 'two of five assets have two organisations, one of them from before the window',
      kpi: 'co-creation',
      tables: {
        contributions: [
          contributions,
          '1,P1,a,Alpha,ann,2026-02-01,',
          '2,P1,a,Beta,bea,2026-02-01,',
          '3,P1,b,Alpha,ann,2026-02-01,',
          '4,P2,b,Gamma,gus,2025-01-01,',
          '5,P1,c,Alpha,ann,2026-02-01,',
          '6,P1,c,Alpha,bea,2026-02-02,',
          '7,P1,d,Alpha,ann,2026-01-15,',
          '8,P1,e,Alpha,ann,2026-04-14,',
          '9,P1,f,Alpha,ann,2026-01-14,',
          '10,P1,g,Alpha,ann,2026-04-15,',
          '11,P1,c,,ann,2026-02-03,',
        ],
      },
      gives: {
        value: 0.4,
        n: 5,
        numerator: 2,
        denominator: 5,
        low: 0.117620774,
        high: 0.7692757187,
        state: 'provisional',
        grade: 'pass',
      },
    },
    {
      why: 'new, relevant and through the partner, a person once',
      kpi: 'network-expansion',
      tables: {
        relationships: [
          relationships,
          '1,P1,ann,Alpha,,2026-01-15,partner,,no,yes,,',
          '2,P1,ann,Alpha,,2026-02-15,partner,,no,yes,,',
          '3,P1,,Beta,,2026-04-14,partner,,,yes,,',
          '4,P1,cem,Alpha,,2026-02-15,own,,no,yes,,',
          '5,P1,dan,Alpha,,2026-02-15,partner,,yes,yes,,',
          '6,P1,eve,Alpha,,2026-02-15,partner,,no,no,,',
          '7,P1,fay,Alpha,,2026-02-15,,,no,yes,,',
          '8,P1,gus,Alpha,,2026-01-14,partner,,no,yes,,',
          '9,P1,hal,Alpha,,2026-04-15,partner,,no,yes,,',
        ],
      },
      gives: { value: 2, n: 2 },
    },
    {
      // Two new over four of before 15 January.
      why: 'two new ones over the four that it had brought before',
      kpi: 'network-growth',
      tables: {
        relationships: [
          relationships,
          ...lines(4, (i) => `o${i},P1,old${i},Alpha,,2025-06-0${i + 1},partner,,no,yes,,`),
          ...lines(2, (i) => `n${i},P1,new${i},Alpha,,2026-02-01,partner,,no,yes,,`),
          'x,P2,xan,Alpha,,2026-02-01,partner,,no,yes,,',
        ],
      },
      gives: { value: 0.5, n: 4, numerator: 2, denominator: 4, state: 'confident' },
    },
    {
      why: 'a network that was empty at the start has no growth, and no endless one either',
      kpi: 'network-growth',
      partner: 'P2',
      tables: {
        relationships: [
          relationships,
          'x,P2,xan,Alpha,,2026-02-01,partner,,no,yes,,',
          'o,P1,old,Alpha,,2025-02-01,partner,,no,yes,,',
        ],
      },
      gives: { value: null, state: 'not-measured', numerator: 1 },
    },
    {
      // 1,000 x 0.8 + 500 on its own channels, of those and 700 on ours.
      why: 'reach times dedupe factor, on the partner’s channels over all',
      kpi: 'partner-reach-share',
      tables: {
        campaigns: [
          'campaign,partner,channel,partner_owned,day,reach,dedupe',
          'c,P1,mail,yes,2026-01-15,1000,0.8',
          'c,P1,social,yes,2026-04-14,500,',
          'c,P1,ads,no,2026-02-01,700,1',
          'c,P1,blog,,2026-02-01,9000,1',
          'c,P1,tv,yes,2026-02-01,9000,1.01',
          'c,P1,old,yes,2026-01-14,9000,1',
        ],
      },
      gives: {
        value: 0.65,
        numerator: 1300,
        denominator: 2000,
        n: 3,
        excluded: { 'not known whose channel': 1, 'dedupe factor outside 0-1': 1 },
      },
    },
    {
      // In use: within 30 days, so from 16 March on. Customer 0 has four in use, 1 has three and one too old, 2 three
      // and one removed; of twenty customers one. One more left, one comes later.
      why: 'one customer of twenty has four in use; 30 days are still in use, 31 are not',
      kpi: 'integration-breadth',
      tables: {
        customers: [
          'customer,partner,started,ended',
          ...lines(20, (i) => `k${i},P1,2025-01-01,${i === 19 ? '2026-04-15' : ''}`),
          'gone,P1,2025-01-01,2026-04-14',
          'later,P1,2026-04-15,',
        ],
        integrations: [
          'customer,integration,partner,installed,last_active,removed',
          ...lines(4, (i) => `k0,i${i},P2,2025-01-01,2026-03-16,`),
          ...lines(4, (i) => `k1,i${i},P1,2025-01-01,${i === 0 ? '2026-03-15' : '2026-04-14'},`),
          ...lines(4, (i) => `k2,i${i},P1,2025-01-01,2026-04-01,${i === 0 ? '2026-04-14' : ''}`),
          ...lines(9, (i) => `gone,i${i},P1,2025-01-01,2026-04-01,`),
        ],
      },
      gives: { value: 0.05, n: 20, numerator: 1, denominator: 20, state: 'confident', grade: null },
    },
    {
      // Dormant: 90 days old and silent for 90 days. Touched on 16 March or earlier is mature.
      why: 'dormant from 90 days on, acts within 30, and touches of 30 days ago are just old enough',
      kpi: 're-engaged-leads',
      tables: {
        leads: [
          'lead,partner,created',
          ...['a', 'b', 'c', 'd', 'e', 'f', 'h'].map((lead) => `${lead},P1,2025-01-01T09:00Z`),
          // 89 days old when touched.
          'g,P1,2025-11-22T09:00Z',
        ],
        touches: [
          'touch,partner,lead,at,direction,party',
          't1,P1,a,2026-02-19T10:00Z,buyer,',
          't2,P1,b,2026-02-19T10:00Z,,',
          't3,P1,c,2026-02-19T10:00Z,buyer,',
          't4,P1,d,2026-02-19T10:00Z,buyer,',
          't5,P1,e,2026-03-16T10:00Z,buyer,',
          't6,P1,f,2026-03-17T10:00Z,buyer,',
          't7,P1,g,2026-02-19T10:00Z,buyer,',
          // Our own, and one between the partner and us.
          't8,P1,h,2026-02-19T10:00Z,buyer,own',
          't9,P1,h,2026-02-20T10:00Z,outbound,',
        ],
        lead_activities: [
          'activity,lead,acted',
          // Silent for 90 days, acts on the 30th.
          '1,a,2025-11-21T12:00Z',
          '2,a,2026-03-21T23:00Z',
          // Acts on the 31st.
          '3,b,2026-03-22T00:00Z',
          // Active 89 days before.
          '4,c,2025-11-22T12:00Z',
          '5,c,2026-02-20T12:00Z',
        ],
      },
      // Dormant and mature: a, b, d, e. Of these a acts in time.
      gives: { value: 0.25, n: 4, numerator: 1, denominator: 4, immature: 1, state: 'insufficient' },
    },
    {
      // 40 of 1,000 against 60 of 1,000: the programme has 0.05, four fifths of which are 0.04.
      why: 'a click-through that is just four fifths of the programme’s, on just enough impressions',
      kpi: 'ctr',
      tables: {
        campaigns: [
          'campaign,partner,channel,day,impressions,clicks',
          'a,P1,mail,2026-01-15,400,10',
          'b,P1,mail,2026-04-14,600,30',
          'c,P2,mail,2026-02-01,1000,60',
          'd,P1,mail,2026-02-01,50,51',
          'e,P1,mail,2026-02-01,,51',
          'f,P1,mail,2026-04-15,1000,900',
        ],
      },
      gives: { value: 0.04, n: 1000, numerator: 40, state: 'provisional', grade: 'pass' },
    },
    {
      why: 'nothing registered out of nobody is no share',
      kpi: 'webinar-attendance',
      tables: {
        webinars: [
          'webinar,partner,held,visitors,registrants,attendees,engaged',
          'a,P1,2026-03-01,50,0,0,0',
          'b,P2,2026-03-01,50,40,14,7',
        ],
      },
      gives: { value: null, n: 0, numerator: 0, denominator: 0, state: 'not-measured' },
    },
    {
      // 60 engaged of 100 since 16 March, 30 days before.
      why: 'thirty days of sessions',
      kpi: 'traffic-quality',
      tables: {
        traffic: [
          'partner,page,day,sessions,engaged_sessions,converted_sessions',
          'P1,/a,2026-03-16,40,20,1',
          'P1,/a,2026-04-14,60,40,1',
          'P1,/a,2026-03-15,999,1,1',
          'P1,/b,2026-04-01,10,11,',
        ],
      },
      gives: { value: 0.6, n: 100, numerator: 60, denominator: 100, grade: 'pass' },
    },
    {
      // Entropy of 2, 1, 1 is 1.5 ln 2; over ln 3.
      why: 'sectors of organisations, each once',
      kpi: 'sector-evenness',
      tables: {
        relationships: [
          relationships,
          '1,P1,ann,Alpha,retail,2026-02-01,,,,,,',
          '2,P1,bea,Alpha,retail,2026-02-02,,,,,,',
          '3,P1,cem,Beta,retail,2026-02-03,,,,,,',
          '4,P1,dan,Gamma,health,2026-02-04,,,,,,',
          '5,P1,eve,Delta,energy,2026-02-05,,,,,,',
          '6,P1,fay,Epsilon,,2026-02-06,,,,,,',
        ],
      },
      gives: { value: 0.946394630357, n: 4, state: 'insufficient' },
    },
    {
      why: 'two unpaid contributions in the window make an ambassador',
      kpi: 'ambassadors',
      tables: {
        contributions: [
          contributions,
          '1,P1,a,Alpha,ann,2026-01-15,no',
          '2,P1,a,Alpha,ann,2026-04-14,no',
          '3,P1,a,Alpha,bea,2026-02-01,no',
          '4,P1,a,Alpha,bea,2026-01-14,no',
          '5,P1,a,Alpha,cem,2026-02-01,no',
          '6,P1,a,Alpha,cem,2026-02-02,yes',
          '7,P1,a,Alpha,dan,2026-02-01,no',
          '8,P2,a,Alpha,dan,2026-02-02,no',
          '9,P1,a,Alpha,eve,2026-02-01,no',
          '10,P1,b,Alpha,eve,2026-02-01,no',
        ],
      },
      gives: { value: 2, n: 2 },
    },
    {
      // Ended by 15 January: 1 to 4. An interaction from the 91st day on: 1.
      why: 'alive more than 90 days after the end, once the end is 90 days old',
      kpi: 'relationship-survival',
      tables: {
        relationships: [
          relationships,
          '1,P1,a,,,2025-01-01,,,,,2025-12-01,2026-03-02',
          '2,P1,b,,,2025-01-01,,,,,2025-12-01,2026-03-01',
          '3,P1,c,,,2025-01-01,,,,,2026-01-15,2026-04-14',
          '4,P1,d,,,2025-01-01,,,,,2025-04-15,',
          '5,P1,e,,,2025-01-01,,,,,2026-01-16,2026-04-14',
          '6,P1,f,,,2025-01-01,,,,,2025-04-14,2026-04-14',
          '7,P1,g,,,2025-01-01,,,,,,2026-04-14',
        ],
      },
      gives: { value: 0.25, n: 4, numerator: 1, denominator: 4, immature: 1 },
    },
    {
      why: 'through the partner and new to us, where that can be told',
      kpi: 'solo-unreachable',
      tables: {
        relationships: [
          relationships,
          '1,P1,a,,,2026-02-01,partner,,no,,,',
          '2,P1,b,,,2026-02-01,partner,,yes,,,',
          '3,P1,c,,,2026-02-01,own,,,,,',
          '4,P1,d,,,2026-02-01,partner,,,,,',
          '5,P1,e,,,2026-02-01,,,no,,,',
        ],
      },
      gives: {
        n: 3,
        numerator: 1,
        value: 1 / 3,
        excluded: { 'not known how it came about': 2 },
        state: 'insufficient',
      },
    },
  ]);
});
