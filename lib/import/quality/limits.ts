/** What values can be: ranges of scales, and days that follow one another. */

/** Table -> column -> least and most. Scores of surveys depend on the kind, see `SCORES`. */
export const RANGES: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  orders: { discount: [0, 1] },
  customers: { health: [0, 100], usage: [0, 100], support: [0, 100], sentiment: [0, 100] },
  campaigns: { dedupe: [0, 1] },
};

/** Kind of survey -> least and most score. */
export const SCORES: Readonly<Record<string, readonly [number, number]>> = {
  nps: [0, 10],
  csat: [1, 5],
  partner: [1, 5],
  team: [1, 5],
};

/** Table -> columns of which the second cannot lie before the first. */
export const ORDER: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  deals: [
    ['created', 'closed'],
    ['created', 'qualified'],
    ['registered', 'registration_answered'],
  ],
  leads: [
    ['created', 'notified'],
    ['created', 'assigned'],
    ['created', 'first_contact'],
    ['mql', 'sql'],
    ['mql', 'won'],
  ],
  tickets: [
    ['opened', 'first_response'],
    ['opened', 'resolved'],
  ],
  customers: [
    ['started', 'ended'],
    ['started', 'first_value'],
  ],
  touches: [['at', 'replied']],
};

/** Money and counts that may be below zero: a loss, and changes whose kind says their sign. */
export const SIGNED: Readonly<Record<string, readonly string[]>> = {
  orders: ['profit'],
  subscriptions: ['mrr'],
};

/** 1990-01-01: nobody's partnerships are recorded further back, but typing errors are. */
export const OLDEST_DAY = 7_305;
