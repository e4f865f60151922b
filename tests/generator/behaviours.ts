/**
 * How a made-up partner behaves. Rates are monthly, shares are fractions, medians are in the unit that the name
 * says. A number may depend on the age of the month it is used for: 0 = the 30 days before the as-of day.
 */
export type Rate = number | ((monthsAgo: number) => number);

export interface Behaviour {
  /** Days before the as-of day on which the partnership began and, if it ended in silence, went quiet. */
  since: number;
  quietFor: number;
  deals: Rate;
  winRate: Rate;
  sourcedShare: number;
  cycleDays: number;
  dealAmount: number;
  discount: Rate;
  margin: Rate;
  leads: Rate;
  mqlToSql: Rate;
  icpFit: number;
  /** Median minutes until a lead is first contacted, and the share never contacted. */
  leadResponseMinutes: Rate;
  leadUnanswered: number;
  orders: Rate;
  orderAmount: number;
  repeatShare: number;
  refundRate: Rate;
  disputeRate: Rate;
  ticketsPerOrder: Rate;
  complaintShare: number;
  escalationRate: number;
  /** Mean of the 0-10 answers and share of 4-5 answers of 5. */
  nps: Rate;
  csatGood: number;
  surveys: number;
  partnerScore: number;
  onboardingDone: number;
  complianceDone: number;
  certified: number;
  auditPass: Rate;
  violationsAYear: number;
  worstViolation: 1 | 3 | 9;
  touches: Rate;
  replyHours: Rate;
  unanswered: number;
  demos: Rate;
  noShow: Rate;
  planningHeld: number;
  launchDays: number;
  launchLate: number;
  approvalHours: number;
  firstPass: number;
  /** Commission as a share of won revenue, and fixed cost a month. */
  commission: number;
  fixedCost: number;
  /** Share of its goal that the partner tends to reach. */
  attainment: number;
  /** New subscription customers a month; share of them that leaves or buys more in a month, or reaches first value. */
  customers: Rate;
  churn: Rate;
  growth: number;
  activation: number;
  /** Mean of the customers' health scores. */
  health: number;
  /** People that its campaigns reach in a month, and the share of its visitors that engage. */
  audience: number;
  engagement: Rate;
  /** Share of texts that are positive among those with a tone. */
  praise: Rate;
  /** New relationships a month that it leads to. */
  network: number;
  /** Extra leads and orders within the last whole calendar month: worthless ones, from new customers only. */
  burst?: { leads: number; orders: number };
}

/** @returns the rate in the month that lies `monthsAgo` back */
export const at = (rate: Rate, monthsAgo: number): number =>
  typeof rate === 'function' ? rate(monthsAgo) : rate;

/** A decent partner; the others say where they differ. */
const average: Behaviour = {
  since: 900,
  quietFor: 0,
  deals: 4,
  winRate: 0.3,
  sourcedShare: 0.7,
  cycleDays: 58,
  dealAmount: 14_000,
  discount: 0.1,
  margin: 0.36,
  leads: 16,
  mqlToSql: 0.34,
  icpFit: 0.68,
  leadResponseMinutes: 45,
  leadUnanswered: 0.02,
  orders: 22,
  orderAmount: 180,
  repeatShare: 0.42,
  refundRate: 0.028,
  disputeRate: 0.003,
  ticketsPerOrder: 0.05,
  complaintShare: 0.12,
  escalationRate: 0.06,
  nps: 8,
  csatGood: 0.86,
  surveys: 9,
  partnerScore: 4.2,
  onboardingDone: 1,
  complianceDone: 0.97,
  certified: 0.85,
  auditPass: 0.93,
  violationsAYear: 0.3,
  worstViolation: 1,
  touches: 12,
  replyHours: 14,
  unanswered: 0.04,
  demos: 7,
  noShow: 0.12,
  planningHeld: 0.85,
  launchDays: 36,
  launchLate: 0.1,
  approvalHours: 30,
  firstPass: 0.8,
  commission: 0.08,
  fixedCost: 450,
  attainment: 0.95,
  customers: 4,
  churn: 0.02,
  growth: 0.025,
  activation: 0.78,
  health: 74,
  audience: 6_000,
  engagement: 0.55,
  praise: 0.7,
  network: 4,
};

/** Value that moves in a straight line from `then` to `now` over the last `months` months. */
const drift =
  (then: number, now: number, months: number): Rate =>
  (monthsAgo) =>
    monthsAgo >= months ? then : now + ((then - now) * monthsAgo) / months;

/** Value that changed `months` months ago and stayed. */
const step =
  (then: number, now: number, months: number): Rate =>
  (monthsAgo) =>
    monthsAgo < months ? now : then;

const make = (change: Partial<Behaviour>): Behaviour => ({ ...average, ...change });

/** Every behaviour by name; tests and the demo ask for partners by it. */
export const behaviours = {
  average,
  star: make({
    audience: 14_000,
    engagement: 0.68,
    praise: 0.88,
    network: 8,
    deals: 8,
    winRate: 0.46,
    cycleDays: 41,
    dealAmount: 26_000,
    discount: 0.06,
    margin: 0.43,
    leads: 30,
    mqlToSql: 0.48,
    icpFit: 0.86,
    leadResponseMinutes: 18,
    orders: 60,
    refundRate: 0.012,
    disputeRate: 0.001,
    nps: 9.2,
    csatGood: 0.95,
    surveys: 16,
    complianceDone: 1,
    certified: 1,
    auditPass: 0.98,
    violationsAYear: 0,
    touches: 22,
    replyHours: 4,
    noShow: 0.05,
    attainment: 1.2,
    customers: 8,
    churn: 0.008,
    growth: 0.05,
    activation: 0.93,
    health: 86,
  }),
  solid: make({
    deals: 6,
    winRate: 0.37,
    cycleDays: 49,
    margin: 0.39,
    orders: 40,
    nps: 8.6,
    attainment: 1.05,
  }),
  /** Much revenue, much of it returned. */
  refunds: make({
    audience: 22_000,
    engagement: 0.34,
    praise: 0.42,
    deals: 5,
    orders: 190,
    orderAmount: 95,
    repeatShare: 0.18,
    refundRate: 0.115,
    disputeRate: 0.013,
    ticketsPerOrder: 0.11,
    complaintShare: 0.3,
    escalationRate: 0.17,
    nps: 6.1,
    csatGood: 0.62,
    surveys: 16,
    commission: 0.14,
    churn: 0.07,
    activation: 0.55,
    health: 52,
  }),
  /** Sells a lot and wins, but pays for it with discounts, and lets its leads wait. */
  discounting: make({
    deals: 14,
    winRate: 0.45,
    cycleDays: 42,
    dealAmount: 18_000,
    discount: drift(0.08, 0.34, 8),
    margin: drift(0.41, 0.27, 8),
    leads: 70,
    mqlToSql: 0.52,
    leadResponseMinutes: drift(60, 3_100, 4),
    orders: 140,
    refundRate: 0.012,
    disputeRate: 0.0012,
    ticketsPerOrder: 0.035,
    nps: 8.6,
    csatGood: 0.93,
    surveys: 22,
    demos: 16,
    noShow: 0.07,
    auditPass: 0.97,
    icpFit: 0.8,
    complianceDone: 0.45,
    violationsAYear: 8,
    worstViolation: 9,
    attainment: 1.15,
  }),
  /** A sudden burst of orders from new customers that come back as refunds. */
  spike: make({
    audience: 30_000,
    engagement: step(0.5, 0.18, 2),
    praise: 0.6,
    deals: 2,
    leads: 30,
    orders: 90,
    orderAmount: 60,
    repeatShare: 0.3,
    commission: 0.2,
    burst: { leads: 160, orders: 420 },
  }),
  /** Five weeks old: too early to judge. */
  fresh: make({ since: 35, deals: 3, orders: 12, leads: 8, onboardingDone: 0.55, complianceDone: 0.6 }),
  /** Was fine, then stopped answering. */
  silent: make({ quietFor: 75, deals: 3, unanswered: 0.35, replyHours: 40 }),
  slow: make({
    leadResponseMinutes: 3_400,
    leadUnanswered: 0.2,
    replyHours: 90,
    unanswered: 0.2,
    cycleDays: 88,
  }),
  /** Wins fell sharply four months ago. */
  dropping: make({ deals: 14, winRate: step(0.44, 0.1, 4), leads: 40, mqlToSql: step(0.4, 0.16, 4) }),
  untrained: make({ complianceDone: 0.4, certified: 0.3, onboardingDone: 0.7, auditPass: 0.8 }),
  improving: make({
    deals: 8,
    winRate: drift(0.16, 0.44, 14),
    refundRate: drift(0.07, 0.015, 12),
    nps: drift(6, 8.8, 10),
  }),
  /** Breaks brand and disclosure rules. */
  unruly: make({
    praise: drift(0.7, 0.35, 5),
    orders: 110,
    orderAmount: 70,
    auditPass: 0.58,
    violationsAYear: 7,
    worstViolation: 9,
    complianceDone: 0.7,
    nps: 7.1,
  }),
  complaints: make({
    praise: 0.3,
    ticketsPerOrder: 0.2,
    complaintShare: 0.45,
    escalationRate: 0.24,
    nps: 4.9,
    csatGood: 0.55,
    surveys: 14,
    churn: drift(0.02, 0.06, 10),
    health: 48,
  }),
  noShows: make({ demos: 12, noShow: 0.42, winRate: 0.2 }),
  slowLaunches: make({ launchDays: 82, launchLate: 0.6, approvalHours: 130, firstPass: 0.4 }),
  /** Few deals, all of them good. */
  precious: make({
    deals: 3,
    winRate: 0.62,
    dealAmount: 42_000,
    cycleDays: 35,
    orders: 4,
    icpFit: 0.93,
    nps: 9.1,
  }),
  affiliate: make({
    audience: 16_000,
    network: 1,
    deals: 1,
    orders: 120,
    orderAmount: 75,
    leads: 24,
    demos: 2,
    commission: 0.1,
  }),
  distributor: make({ deals: 10, dealAmount: 31_000, orders: 70, orderAmount: 520, margin: 0.29 }),
  technology: make({ network: 7, deals: 5, sourcedShare: 0.3, orders: 10, launchDays: 55 }),
  referral: make({ deals: 4, sourcedShare: 0.95, orders: 6, leads: 20 }),
  /** Nothing for a year. */
  dormant: make({ quietFor: 380 }),
  /** In the directory, without a single fact. */
  unmeasured: make({ since: 0 }),
} satisfies Record<string, Behaviour>;

export type BehaviourName = keyof typeof behaviours;
