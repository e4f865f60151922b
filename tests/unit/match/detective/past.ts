import type { HistoryInput, PastContact, PastDeal } from '@/lib/match/detective/history';

export const deal = (over: Partial<PastDeal> & { deal: number }): PastDeal => ({
  customer: 0,
  partner: -1,
  created: 100,
  closed: null,
  settled: false,
  registration: '',
  name: '',
  ...over,
});

export const contact = (over: Partial<PastContact>): PastContact => ({
  partner: -1,
  deal: 0,
  customer: 0,
  day: 90,
  event: false,
  code: '',
  ...over,
});

export const partner = (name: string, over: Partial<HistoryInput['partners'][number]> = {}) => ({
  name,
  aliases: [],
  domains: [],
  codes: [],
  ...over,
});

export const past = (over: Partial<HistoryInput>): HistoryInput => ({
  partners: [],
  deals: [],
  touches: [],
  leads: [],
  campaigns: new Map(),
  ...over,
});

/** Numbers from 0 to 1 that are the same on every run (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A programme of which the truth is known: a touch before a deal means the deal is that partner's in `touched` of all
 * cases, an event in `met`; else it is somebody else's or nobody's.
 */
export function programme(seed: number, deals: number, touched = 0.6, met = 0.85): HistoryInput {
  const next = random(seed);
  const out = { deals: [] as PastDeal[], touches: [] as PastContact[] };
  for (let i = 1; i <= deals; i++) {
    const who = Math.floor(next() * 20);
    const event = next() < 0.4;
    out.touches.push(contact({ partner: who, customer: i, day: 90, event }));
    // A second partner was in touch with every third customer, always in vain.
    if (i % 3 === 0) out.touches.push(contact({ partner: (who + 1) % 20, customer: i, day: 80 }));
    const theirs = next() < (event ? met : touched);
    const other = next() < 0.5 ? -1 : (who + 7) % 20;
    out.deals.push(
      deal({ deal: i, customer: i, partner: theirs ? who : other, created: 100, closed: 150, settled: true }),
    );
  }
  return past({ partners: Array.from({ length: 20 }, (_, i) => partner(`Partner ${i}`)), ...out });
}
