import { describe } from 'vitest';
import { lines, near, worksOut } from './by-hand';

// As of 15 April 2026: 90 days before is 15 January, 180 days before 17 October 2025.
describe('complaints and violations, worked out by hand', () => {
  const tickets = [
    'ticket,partner,opened,complaint,escalated,test',
    ...lines(2, (i) => `c${i},P1,2026-01-15T00:00Z,yes,,`),
    'e,P1,2026-04-14T23:59Z,no,yes,',
    ...lines(7, (i) => `t${i},P1,2026-03-01,no,,`),
    'old,P1,2026-01-14T23:59Z,yes,yes,',
    'test,P1,2026-03-01,yes,yes,yes',
  ];
  const orders = ['order,partner,customer,ordered', ...lines(500, (i) => `o${i},P1,c${i % 100},2026-03-01`)];
  const violations = [
    'violation,partner,occurred,severity,confirmed,resolved,kind',
    // On the day that is 180 days after it, and a day too late for the window.
    '1,P1,2025-07-19,3,yes,2025-07-20,claim',
    '2,P1,2026-01-15,3,yes,2026-02-01,claim',
    // 181 days after the first of its kind.
    '3,P1,2025-07-20,1,yes,2025-07-20,logo',
    '4,P1,2026-01-17,1,yes,,logo',
    // Thirty and 31 days old, open; of the same day, so not repeated.
    '5,P1,2026-03-16,1,yes,2026-04-15,tone',
    '6,P1,2026-03-15,1,yes,,tone',
    '7,P1,2026-03-01,9,no,,claim',
    '8,P2,2026-03-01,9,yes,,claim',
  ];
  const audits = ['audit,partner,asset,audited,passed', ...lines(50, (i) => `a,P1,page ${i},2026-02-01,yes`)];
  worksOut([
    {
      // Two of 100 customers that ordered: 20 per 1,000; Garwood 0.2422 and 7.2247 of 2.
      why: 'is per 1,000 customers that ordered, for want of a customer list',
      kpi: 'complaint-rate',
      tables: { tickets, orders },
      gives: { value: 20, n: 100, numerator: 2, low: near(2.422), high: near(72.247) },
    },
    {
      // Two of 125 on the list.
      why: 'is per 1,000 customers of the list, where there is one',
      kpi: 'complaint-rate',
      tables: {
        tickets,
        orders,
        customers: ['customer,partner,started', ...lines(125, (i) => `c${i},P1,2020-01-01`)],
      },
      gives: { value: 16, n: 125 },
    },
    {
      // Two of 500 orders.
      why: 'by orders is per 1,000 of them',
      kpi: 'complaint-rate-orders',
      tables: { tickets, orders },
      gives: { value: 4, n: 500, numerator: 2 },
    },
    {
      // One of ten.
      why: 'is escalated of all tickets of the window',
      kpi: 'escalation-rate',
      tables: { tickets },
      gives: { value: 0.1, n: 10, numerator: 1, state: 'insufficient', excluded: { 'test record': 1 } },
    },
    ...(
      [
        // 3 + 1 + 1 + 1 points on 50 assets.
        ['policy-violations', { value: 12, n: 50, numerator: 6, denominator: 50 }],
        // Of those that are confirmed none has severity 9, and assets were audited.
        ['critical-violations', { value: 0, grade: 'pass', state: 'confident' }],
        // 4 and 6: 5 is thirty days old, put right only on the as-of day.
        ['violations-overdue', { value: 2 }],
        // 2, and 5 after 6 on the day before; not 4.
        ['repeated-violations', { value: 2 }],
      ] as const
    ).map(([kpi, gives]) => ({
      why: 'counts what is confirmed',
      kpi,
      tables: { violations, audits },
      gives,
    })),
    {
      why: 'fails for certain with one violation of severity 9, audited or not',
      kpi: 'critical-violations',
      partner: 'P2',
      tables: { violations, audits },
      gives: { value: 1, n: 1, grade: 'fail', state: 'confident', score: 0 },
    },
    {
      why: 'is not measured of a partner whose assets nobody audited',
      kpi: 'policy-violations',
      partner: 'P2',
      tables: { violations, audits },
      gives: { value: null, state: 'not-measured' },
    },
  ]);
});

describe('voices, worked out by hand', () => {
  const texts = (count: number, sentiment: string, day: string, channel = 'social') =>
    lines(count, (i) => `${channel}-${sentiment}-${day}-${i},P1,${channel},${sentiment},${day}`);
  const answers = (kind: string, ...scores: number[]) => [
    'response,partner,kind,score,answered',
    ...scores.map((score, i) => `${i},P1,${kind},${score},2026-03-01`),
  ];
  const many = (count: number, score: number) => lines(count, () => '').map(() => score);
  worksOut([
    {
      // (30 - 3) / 50 = 0.54 now, (40 - 20) / 100 = 0.20 before, in the first and last days of either window.
      why: 'is the balance now less the balance of the 90 days before',
      kpi: 'sentiment-shift-social',
      tables: {
        texts: [
          'text,partner,channel,sentiment,published',
          ...texts(30, 'positive', '2026-01-15'),
          ...texts(3, 'negative', '2026-04-14'),
          ...texts(17, 'neutral', '2026-03-01'),
          ...texts(40, 'positive', '2026-01-14'),
          ...texts(20, 'negative', '2025-10-17'),
          ...texts(40, 'neutral', '2025-12-01'),
          ...texts(40, 'negative', '2025-10-16'),
          ...texts(9, 'negative', '2026-03-01', 'review'),
        ],
      },
      gives: { value: 0.34, n: 50, grade: 'pass', state: 'confident' },
    },
    {
      // p 0.55, d 0.10, n 200: SE 100 x sqrt((0.65 - 0.2025) / 200) = 4.730; times 1.96 is 9.27.
      why: 'is promoters less detractors, with the closed form’s interval',
      kpi: 'nps',
      tables: { surveys: answers('nps', ...many(110, 9), ...many(70, 7), ...many(20, 6)) },
      gives: { value: 45, n: 200, low: near(45 - 9.271), high: near(45 + 9.271) },
    },
    {
      // Answers off the scale are none. 17 of 20 are the warning limit itself; too few for a verdict.
      why: 'is answers of 4 and 5 of those on the scale',
      kpi: 'csat',
      tables: { surveys: answers('csat', ...many(10, 4), ...many(7, 5), ...many(3, 3), 0, 6) },
      gives: {
        value: 0.85,
        n: 20,
        state: 'insufficient',
        grade: null,
        score: null,
        excluded: { 'score outside 1-5': 2 },
      },
    },
  ]);
});

describe('audits and compliance, worked out by hand', () => {
  const audits = 'audit,partner,asset,check,kind,audited,weight,passed,critical';
  const check = (audit: string, i: number, day: string, weight: string, passed: string, critical = '') =>
    `${audit},P1,page,check ${i},content,${day},${weight},${passed},${critical}`;
  worksOut([
    {
      // Eight checks of weight 1, one of weight 2 that failed and one that does not apply: 8 of 10.
      why: 'is the passed weight of the last audit’s checks that apply',
      kpi: 'content-accuracy',
      tables: {
        audits: [
          audits,
          ...lines(8, (i) => check('new', i, '2026-03-01', '', 'yes')),
          check('new', 8, '2026-03-01', '2', 'no'),
          check('new', 9, '2026-03-01', '', ''),
          ...lines(9, (i) => check('old', i, '2026-01-01', '', 'no', 'yes')),
        ],
      },
      gives: {
        value: 80,
        n: 9,
        state: 'insufficient',
        excluded: { 'earlier audit': 9, 'check does not apply': 1 },
      },
    },
    {
      // 18 of 20 passed, but a critical one failed.
      why: 'is 59 at most where a critical check failed',
      kpi: 'content-accuracy',
      tables: {
        audits: [
          audits,
          ...lines(18, (i) => check('new', i, '2026-03-01', '', 'yes')),
          check('new', 18, '2026-03-01', '', 'no', 'yes'),
          check('new', 19, '2026-03-01', '', 'no'),
        ],
      },
      gives: { value: 59, n: 20, numerator: 18, denominator: 20, grade: 'fail', state: 'confident' },
    },
    {
      // 4 of 10: Wilson 0.168 to 0.687, wholly below 90 %. One is valid until the day before the as-of day.
      why: 'counts required modules that are done and valid at the as-of day',
      kpi: 'compliance-completion',
      tables: {
        trainings: [
          'partner,person,course,kind,required,completed,valid_until',
          ...lines(3, (i) => `P1,p${i},gdpr,compliance,yes,2026-01-01,`),
          'P1,p3,gdpr,compliance,,2026-01-01,2026-04-15',
          'P1,p4,gdpr,compliance,yes,2025-01-01,2026-04-14',
          ...lines(5, (i) => `P1,q${i},gdpr,compliance,yes,,`),
          'P1,r,gdpr,compliance,no,,',
          'P1,r,sales,training,yes,,',
        ],
      },
      gives: {
        value: 0.4,
        n: 10,
        numerator: 4,
        low: near(0.168),
        high: near(0.687),
        grade: 'fail',
        state: 'confident',
      },
    },
  ]);
});
