import { describe } from 'vitest';
import { lines, worksOut } from './by-hand';

// As of 15 April 2026, a Wednesday: 90 days before is 15 January. Clocks in Berlin went forward on Sunday 29 March.
const BERLIN = ['--time-zone', 'Europe/Berlin'];
const milestones = 'partner,kind,name,started,planned,done,required';

describe('times, worked out by hand', () => {
  const leads = 'lead,partner,created,first_contact';
  worksOut([
    {
      // 20, 20, 40 and 60 days, and one past its plan that has lasted 100: three of five are live by 40. One that is not
      // due yet does not count.
      why: 'counts campaigns past their plan with their age',
      kpi: 'time-to-launch',
      tables: {
        milestones: [
          milestones,
          'P1,launch,a,2026-01-01T00:00Z,,2026-01-21T00:00Z,',
          'P1,launch,b,2026-01-01T00:00Z,,2026-02-10T00:00Z,',
          'P1,launch,c,2026-01-01T00:00Z,,2026-03-02T00:00Z,',
          'P1,launch,late,2026-01-05T00:00Z,2026-04-14,,',
          'P1,launch,d,2026-01-01T00:00Z,,2026-01-21T00:00Z,',
          'P1,launch,due,2026-01-05T00:00Z,2026-04-15,,',
        ],
      },
      gives: { value: 40, n: 5, immature: 1 },
    },
    {
      // One of three is live: nobody knows the median, but it is no less than that of 20, 100 and 100 so far. Three are too
      // few for an interval.
      why: 'is a lower bound where most are not live',
      kpi: 'time-to-launch',
      tables: {
        milestones: [
          milestones,
          'P1,launch,a,2026-01-01T00:00Z,,2026-01-21T00:00Z,',
          'P1,launch,b,2026-01-05T00:00Z,2026-02-01,,',
          'P1,launch,c,2026-01-05T00:00Z,2026-02-01,,',
        ],
      },
      gives: { value: 100, n: 3, atLeast: true, high: null, state: 'provisional', grade: 'fail' },
    },
    {
      // Friday noon to Monday noon, over the changed clocks: twelve hours of Friday and twelve of Monday. Monday 8 to
      // Tuesday 9: 25. Saturday to Monday 3:00: 3. The median of 24, 25 and 3.
      why: 'counts hours of Monday to Friday in the workspace’s time',
      kpi: 'approval-cycle-time',
      args: BERLIN,
      tables: {
        milestones: [
          milestones,
          'P1,approval,a,2026-03-27 12:00,,2026-03-30 12:00,',
          'P1,approval,b,2026-03-30 08:00,,2026-03-31 09:00,',
          'P1,approval,c,2026-03-28 15:00,,2026-03-30 03:00,',
          'P1,approval,open,2026-03-28 15:00,,,',
        ],
      },
      gives: { value: 24, n: 3, state: 'insufficient' },
    },
    {
      // The night of 29 March lacks an hour: from 1:30 to 3:30 is one. 60 minutes each; the limit is 60.
      why: 'counts minutes that passed, whatever the clocks say',
      kpi: 'speed-to-lead',
      args: BERLIN,
      tables: { leads: [leads, ...lines(10, (i) => `l${i},P1,2026-03-29 01:30,2026-03-29 03:30`)] },
      gives: { value: 60, n: 10, grade: 'pass', state: 'confident' },
    },
    {
      // Nine answered after 52 hours, two never: the sixth of eleven.
      why: 'takes leads that wait as waiting still',
      kpi: 'speed-to-lead',
      tables: {
        leads: [
          leads,
          ...lines(9, (i) => `l${i},P1,2026-03-01T00:00Z,2026-03-03T04:00Z`),
          ...lines(2, (i) => `w${i},P1,2026-03-01T00:00Z,`),
          'before,P1,2026-03-01T00:00Z,2026-02-28T00:00Z',
        ],
      },
      gives: { value: 52 * 60, n: 11, excluded: { 'contacted before it came in': 1 } },
    },
    {
      // Answered after exactly 24 hours in time, after a minute more not; open since more than 24 hours a miss, since
      // exactly 24 neither.
      why: 'is in time up to the last minute of the SLA',
      kpi: 'sla-adherence',
      tables: {
        leads: [
          leads,
          'at it,P1,2026-03-01T08:00Z,2026-03-02T08:00Z',
          'after,P1,2026-03-01T08:00Z,2026-03-02T08:01Z',
          'open,P1,2026-04-13T23:59Z,',
          'still in time,P1,2026-04-14T00:00Z,',
        ],
      },
      gives: { value: 1 / 3, n: 3, numerator: 1, immature: 1 },
    },
    {
      // Two days are in time, three are not; open since three days a miss, since two neither.
      why: 'has two days for a registration',
      kpi: 'registration-sla',
      tables: {
        deals: [
          'deal,partner,created,registered,registration_answered',
          'a,P1,2026-03-01,2026-03-01,2026-03-03',
          'b,P1,2026-03-01,2026-03-01,2026-03-04',
          'c,P1,2026-03-01,2026-04-12,',
          'd,P1,2026-03-01,2026-04-13,',
        ],
      },
      gives: { value: 1 / 3, n: 3, numerator: 1, immature: 1 },
    },
    {
      // Business hours 2, 4 and 6 from Wednesday 4 March 8:00; one answer after six days and one never: both count as
      // longer than five days. The third of five.
      why: 'takes no reply within five days as longer than that',
      kpi: 'partner-response-time',
      tables: {
        touches: [
          'touch,partner,at,replied,direction',
          ...lines(3, (i) => `r${i},P1,2026-03-04T08:00Z,2026-03-04T${10 + 2 * i}:00Z,outbound`),
          'late,P1,2026-03-04T08:00Z,2026-03-10T08:00Z,outbound',
          'never,P1,2026-03-04T08:00Z,,outbound',
          'young,P1,2026-04-10T00:01Z,,outbound',
          'theirs,P1,2026-03-04T08:00Z,,inbound',
        ],
      },
      gives: { value: 6, n: 5, immature: 1, grade: 'pass' },
    },
    {
      // The reply of 24 March, local time; one-way mail, a demo and what was planned for the as-of day do not count.
      why: 'is the days since both sides spoke',
      kpi: 'relationship-recency',
      args: BERLIN,
      tables: {
        touches: [
          'touch,partner,at,replied,direction',
          'a,P1,2026-03-20T08:00Z,2026-03-24T23:30Z,outbound',
          'b,P1,2026-04-10T08:00Z,,outbound',
        ],
        meetings: [
          'meeting,partner,scheduled,kind,outcome',
          'd,P1,2026-04-12T08:00Z,demo,held',
          'e,P1,2026-04-13T08:00Z,other,cancelled',
          'f,P1,2026-04-15T08:00Z,other,held',
        ],
      },
      // 00:30 on 25 March in Berlin.
      gives: { value: 21, grade: 'pass' },
    },
  ]);
});

describe('steps and people, worked out by hand', () => {
  const onboarding = {
    milestones: [
      milestones,
      // Both done within sixty days of the first step's start, the second on the 60th.
      'P1,onboarding,one,2020-01-01T00:00Z,,2020-01-05T00:00Z,yes',
      'P1,onboarding,two,2020-01-10T00:00Z,,2020-03-01T00:00Z,',
      'P1,onboarding,extra,2020-01-10T00:00Z,,,no',
      // On the 61st.
      'P2,onboarding,one,2026-01-01T00:00Z,,2026-03-03T00:00Z,yes',
      'P2,onboarding,two,2026-01-01T00:00Z,,,yes',
      // Begun 59 days before.
      'P3,onboarding,one,2026-02-15T00:00Z,,2026-02-16T00:00Z,yes',
    ],
  };
  worksOut([
    {
      why: 'is required steps done',
      kpi: 'onboarding-completion',
      tables: onboarding,
      gives: { value: 1, n: 2 },
    },
    {
      why: 'is required steps done, one of two',
      kpi: 'onboarding-completion',
      partner: 'P2',
      tables: onboarding,
      gives: { value: 0.5, n: 2, numerator: 1 },
    },
    ...(
      [
        ['P1', { value: 1, n: 1, immature: 0 }],
        ['P2', { value: 0, n: 1, immature: 0 }],
        ['P3', { value: null, n: 0, immature: 1 }],
      ] as const
    ).map(([partner, gives]) => ({
      why: `says whether ${partner} was ready in sixty days, however long ago`,
      kpi: 'onboarding-on-time',
      partner,
      tables: onboarding,
      gives,
    })),
    ...(
      [
        // Two of three trainings; rows without a kind are trainings.
        ['enablement-participation', { value: 2 / 3, n: 3, numerator: 2 }],
        // a by the second certificate, b's has expired, c has none: one of three people.
        ['certification', { value: 1 / 3, n: 3, numerator: 1 }],
      ] as const
    ).map(([kpi, gives]) => ({
      why: 'counts what is completed',
      kpi,
      tables: {
        trainings: [
          'partner,person,course,kind,required,completed,valid_until',
          'P1,a,t,training,,2026-01-01,',
          'P1,b,t,,,2026-04-14,',
          'P1,c,t,training,,2026-04-15,',
          'P1,a,x,certification,yes,2024-01-01,2025-01-01',
          'P1,a,y,certification,yes,2026-01-01,2027-01-01',
          'P1,b,x,certification,yes,2024-01-01,2026-04-14',
          'P1,c,x,certification,,,',
          'P1,d,x,certification,no,,',
        ],
      },
      gives,
    })),
    {
      // Six months begin on 15 October. Held, missed, cancelled; moved ones count where they went.
      why: 'is sessions that the partner came to of those that were due',
      kpi: 'joint-planning',
      tables: {
        meetings: [
          'meeting,partner,scheduled,kind,outcome',
          'a,P1,2025-10-15T00:00Z,qbr,held',
          'b,P1,2026-01-15T00:00Z,planning,no-show',
          'c,P1,2026-02-15T00:00Z,planning,cancelled',
          'd,P1,2026-02-15T00:00Z,planning,moved',
          'e,P1,2025-10-14T23:59Z,planning,no-show',
          'f,P1,2026-03-15T00:00Z,demo,held',
        ],
      },
      gives: { value: 1 / 3, n: 3, numerator: 1 },
    },
    ...(
      [
        ['P1', { value: 1, n: 1 }],
        // Learning is no activity.
        ['P2', { value: 0 }],
      ] as const
    ).map(([partner, gives]) => ({
      why: `says whether ${partner} was active in the 90 days`,
      kpi: 'active-partners',
      partner,
      tables: {
        leads: ['lead,partner,created', 'l,P1,2026-01-15T00:00Z', 'm,P2,2026-01-14T23:59Z'],
        trainings: ['partner,person,course,kind,required,completed', 'P2,a,t,training,,2026-04-01'],
      },
      gives,
    })),
  ]);
});
