import { describe } from 'vitest';
import { lines, worksOut } from './by-hand';

const surveys = 'response,partner,kind,score,answered';
const audits = 'audit,partner,asset,check,kind,audited,passed';
const leads = 'lead,partner,created,status,origin,icp_fit,test';
const BERLIN = ['--time-zone', 'Europe/Berlin'];

describe('trust, quality and operations, worked out by hand', () => {
  worksOut([
    {
      // 180 days begin on 17 October. 4, 5 and 3: two of three; Wilson 0.20766 to 0.93851.
      why: 'three answers are enough, and 17 October is the first day',
      kpi: 'partner-satisfaction',
      tables: {
        surveys: [
          surveys,
          '1,P1,partner,4,2025-10-17',
          '2,P1,partner,5,2026-04-14',
          '3,P1,partner,3,2026-01-01',
          '4,P1,partner,1,2025-10-16',
          '5,P1,partner,6,2026-01-01',
          '6,P1,team,1,2026-01-01',
        ],
      },
      gives: {
        value: 2 / 3,
        n: 3,
        low: 0.20765960080204773,
        high: 0.9385080552796038,
        state: 'provisional',
        grade: 'warn',
        excluded: { 'score outside 1-5': 1 },
      },
    },
    {
      // 4, 5 and 3 of 5: 12 of 15.
      why: 'the mean as a part of five',
      kpi: 'partner-satisfaction-mean',
      tables: {
        surveys: [surveys, ...[4, 5, 3].map((score, i) => `${i},P1,partner,${score},2026-01-01`)],
      },
      gives: { value: 0.8, n: 3, unit: 'percent' },
    },
    {
      why: 'the smaller of both sides',
      kpi: 'partner-satisfaction-two-sided',
      tables: {
        surveys: [
          surveys,
          ...lines(4, (i) => `p${i},P1,partner,5,2026-01-01`),
          ...lines(5, (i) => `t${i},P1,team,${i < 2 ? 4 : 3},2026-01-01`),
        ],
      },
      gives: { value: 0.4, n: 4 },
    },
    {
      // Pages a to e; a failed before it passed, b passed before one of its two checks failed.
      why: 'the last checks of each page count: four of five pages',
      kpi: 'disclosure-compliance',
      tables: {
        audits: [
          audits,
          '1,P1,a,ad,disclosure,2026-02-01,no',
          '2,P1,a,ad,disclosure,2026-03-01,yes',
          '3,P1,b,ad,disclosure,2026-02-01,yes',
          '4,P1,b,ad,disclosure,2026-03-01,yes',
          '4,P1,b,link,disclosure,2026-03-01,no',
          ...['c', 'd', 'e'].map((page) => `5,P1,${page},ad,disclosure,2026-01-15,yes`),
          '6,P1,f,ad,disclosure,2026-01-14,no',
          '7,P1,g,ad,disclosure,2026-04-15,no',
          '8,P1,h,ad,disclosure,2026-03-01,',
          '9,P1,i,claims,message,2026-03-01,no',
        ],
      },
      gives: { value: 0.8, n: 5, numerator: 4, denominator: 5, grade: 'fail', state: 'provisional' },
    },
    {
      // All of five: Wilson 0.56552 to 1. 100 % is the limit, and no interval can lie on it.
      why: 'a value on a limit of 100 % passes, provisional while a failing share is possible',
      kpi: 'disclosure-compliance',
      tables: { audits: [audits, ...lines(5, (i) => `${i},P1,page ${i},ad,disclosure,2026-03-01,yes`)] },
      gives: {
        value: 1,
        n: 5,
        low: 0.5655175352168252,
        high: 1,
        grade: 'pass',
        state: 'provisional',
        score: 100,
      },
    },
    {
      why: 'four pages are one too few',
      kpi: 'message-consistency',
      tables: { audits: [audits, ...lines(4, (i) => `${i},P1,page ${i},claims,message,2026-03-01,yes`)] },
      gives: { value: 1, n: 4, grade: null, score: null, state: 'insufficient' },
    },
    {
      // Twelve of twenty: 0.6, which is the warning limit; Wilson 0.38658 to 0.78119.
      why: 'twenty leads of known fit, and the share just on the warning limit',
      kpi: 'icp-fit',
      args: BERLIN,
      tables: {
        leads: [
          leads,
          ...lines(12, (i) => `y${i},P1,2026-01-14T23:00Z,new,web,yes,`),
          ...lines(8, (i) => `n${i},P1,2026-04-14T21:59Z,new,web,no,`),
          'u,P1,2026-02-01T10:00Z,new,web,,',
          'e,P1,2026-01-14T22:59Z,new,web,no,',
          'l,P1,2026-04-14T22:00Z,new,web,no,',
          't,P1,2026-02-01T10:00Z,new,web,no,yes',
        ],
      },
      gives: {
        value: 0.6,
        n: 20,
        low: 0.38658150076225317,
        high: 0.781193467627183,
        grade: 'pass',
        state: 'provisional',
        score: 50,
        excluded: { 'fit not known': 1, 'test record': 1 },
      },
    },
    {
      // The quarter begins on 1 April 00:00 in Berlin, which is 31 March 22:00 of universal time.
      why: 'accepted in the quarter',
      kpi: 'sales-referrals',
      args: BERLIN,
      tables: {
        leads: [
          leads,
          'a,P1,2026-03-31T22:00Z,accepted,,,',
          'b,P1,2026-03-31T21:59Z,accepted,,,',
          'c,P1,2026-04-14T21:59Z,qualified,,,',
          'd,P1,2026-04-14T22:00Z,accepted,,,',
          'e,P1,2026-04-05T10:00Z,rejected,,,',
          'f,P1,2026-04-05T10:00Z,new,,,',
        ],
      },
      gives: { value: 2, n: 2, window: { from: '2026-04-01', to: '2026-04-15' } },
    },
    {
      why: 'on the first day of a quarter nothing is in it yet',
      kpi: 'sales-referrals',
      asOf: '2026-04-01',
      tables: { leads: [leads, 'a,P1,2026-03-31T12:00Z,accepted,,,', 'b,P1,2026-04-01T12:00Z,accepted,,,'] },
      gives: { value: null, n: 0, state: 'not-measured' },
    },
    {
      // Mature: held by 17 October 2025, 180 days before. Linked by the 180th day.
      why: 'linked within 180 days of conversations that are 180 days old',
      kpi: 'conversation-to-pipeline',
      tables: {
        conversations: [
          'conversation,partner,held,deal,linked',
          // 180 and 181 days after 1 August are 28 and 29 January.
          'a,P1,2025-08-01,d,2026-01-28',
          'b,P1,2025-08-01,d,2026-01-29',
          // By the day that the opportunity was created.
          'c,P1,2025-08-01,d,',
          'e,P1,2025-08-01,,',
          // Just mature; its 180th day is the as-of day, which nobody has seen.
          'f,P1,2025-10-17,d,2026-04-15',
          'g,P1,2025-10-18,d,2026-01-01',
          'h,P1,2025-08-01,other,',
          'i,P1,2025-04-14,d,2025-05-01',
          // Linked before it was held.
          'j,P1,2025-08-01,d,2025-07-31',
          // Its opportunity came after the as-of day: at that day there was none.
          'k,P1,2025-08-01,later,',
        ],
        deals: ['deal,partner,created', 'd,P1,2025-09-01', 'later,P1,2026-04-20'],
      },
      gives: {
        value: 2 / 7,
        n: 7,
        numerator: 2,
        denominator: 7,
        immature: 1,
        excluded: { 'day of the opportunity not known': 1 },
        state: 'insufficient',
      },
    },
    {
      // Ten touched deals, one without a partner: 0.1, which is the warning limit.
      why: 'touched deals without a partner, once each, just on the limit',
      kpi: 'unattributed-rate',
      tables: {
        deals: [
          'deal,partner,created,test',
          ...lines(9, (i) => `d${i},P${1 + (i % 2)},2026-01-01,`),
          'none,,2026-01-01,',
          'test,,2026-01-01,yes',
        ],
        touches: [
          'touch,partner,deal,at,party',
          ...lines(9, (i) => `t${i},P1,d${i},2026-04-01T10:00Z,`),
          'x,P1,none,2026-04-02T10:00Z,',
          'y,P1,none,2026-04-03T10:00Z,',
          'own,P1,none,2026-04-03T10:00Z,own',
          'late,P1,none,2026-04-15T00:00Z,',
          'lost,P1,gone,2026-04-03T10:00Z,',
          'tested,P1,test,2026-04-03T10:00Z,',
        ],
      },
      gives: { value: 0.1, n: 10, numerator: 1, denominator: 10, grade: 'pass' },
    },
    {
      why: 'required fields at their latest check',
      kpi: 'field-completeness',
      tables: {
        field_checks: [
          'record,field,partner,rule,checked,filled',
          'r1,amount,P1,a,2025-01-01,yes',
          'r1,stage,P1,a,2026-04-14,no',
          'r2,amount,P1,a,2026-01-01,no',
          'r2,amount,P1,a,2026-02-01,yes',
          'r3,amount,P1,a,2026-04-15,no',
        ],
      },
      gives: { value: 2 / 3, n: 3, numerator: 2, grade: 'fail', state: 'provisional' },
    },
    {
      // 80; 50 x 0.6 + 25 x 0.4 + 25 x 0.2 = 45; 50 : 25 over 75 of (90, 30) = 70; 60: the mean is 63.75.
      why: 'the imported score, else the parts, re-normalised',
      kpi: 'customer-health',
      tables: {
        customers: [
          'customer,partner,started,ended,health,usage,support,sentiment',
          'a,P1,2025-01-01,,80,10,10,10',
          'b,P1,2025-01-01,,,60,40,20',
          'c,P1,2025-01-01,,,90,30,',
          'd,P1,2025-01-01,,,,,',
          'e,P1,2025-01-01,2026-04-14,5,,,',
          'f,P1,2025-01-01,,101,,,',
          // The health score stands, whatever the parts say; without one they have to be right.
          'g,P1,2025-01-01,,60,120,-1,',
          'h,P1,2025-01-01,,,120,30,',
        ],
      },
      gives: {
        value: 63.75,
        n: 4,
        state: 'insufficient',
        excluded: { 'no score': 1, 'score outside 0-100': 2 },
      },
    },
    {
      // Retention: 18 of 20 stay, 0.9 of 0.8 to 1 is 50. Margin 0.3 of 0.25 to 0.35 is 50. Brand: one minor violation on
      // twenty assets is 5 points, (9 - 5) / 9 is 44.44. Support has no order. (30 x 50 + 25 x 50 + 25 x 44.44) / 80.
      why: 'three of four parts, 80 of the 100 weights',
      kpi: 'quality-score',
      tables: {
        customers: [
          'customer,partner,started,ended',
          ...lines(20, (i) => `k${i},P1,2025-01-01,${i < 2 ? '2026-01-01' : ''}`),
        ],
        deals: [
          'deal,partner,created,closed,status,amount,cost',
          ...lines(5, (i) => `d${i},P1,2026-01-01,2026-02-01,won,100,70`),
        ],
        audits: [audits, ...lines(20, (i) => `${i},P1,page ${i},ad,content,2026-03-01,yes`)],
        violations: [
          'violation,partner,occurred,severity,confirmed',
          'v,P1,2026-03-01,1,yes',
          'w,P1,2026-03-01,9,no',
        ],
      },
      gives: { value: (30 * 50 + 25 * 50 + (25 * 400) / 9) / 80, grade: 'fail', state: 'confident', n: 5 },
    },
    {
      why: 'a part below its minimum sample is not in it: 55 of the 100 weights are too few',
      kpi: 'quality-score',
      tables: {
        customers: ['customer,partner,started,ended', ...lines(20, (i) => `k${i},P1,2025-01-01,`)],
        deals: [
          'deal,partner,created,closed,status,amount,cost',
          ...lines(4, (i) => `d${i},P1,2026-01-01,2026-02-01,won,100,70`),
        ],
        audits: [audits, ...lines(20, (i) => `${i},P1,page ${i},ad,content,2026-03-01,yes`)],
        violations: ['violation,partner,occurred,severity,confirmed', 'v,P1,2026-03-01,1,yes'],
      },
      gives: { value: null, state: 'not-measured' },
    },
    {
      // Segment a: 3 of 4 won against 1 of 2 without a partner; b: 0 of 2 against 1 of 4; c has no other side.
      // Weighted to 4 and 2 deals: 0.5 less (4 x 0.5 + 2 x 0.25) / 6.
      why: 'win rate against like deals without a partner',
      kpi: 'trust-transfer',
      tables: {
        deals: [
          'deal,partner,created,closed,status,segment',
          ...lines(4, (i) => `a${i},P1,2026-01-01,2026-02-01,${i < 3 ? 'won' : 'lost'},a`),
          ...lines(2, (i) => `b${i},P1,2026-01-01,2026-02-01,lost,b`),
          'c,P1,2026-01-01,2026-02-01,won,c',
          'open,P1,2026-01-01,,open,a',
          ...lines(2, (i) => `x${i},,2026-01-01,2026-02-01,${i < 1 ? 'won' : 'lost'},a`),
          ...lines(4, (i) => `y${i},,2026-01-01,2026-02-01,${i < 1 ? 'won' : 'lost'},b`),
        ],
      },
      gives: { value: 0.5 - 2.5 / 6, n: 6, numerator: 0.5, denominator: 2.5 / 6, state: 'insufficient' },
    },
  ]);
});
