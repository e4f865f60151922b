/** Parts that several KPIs of campaigns, reach and the network are written with. */
import {
  above,
  all,
  any,
  anyOf,
  atLeast,
  atMost,
  below,
  coalesce,
  day,
  daysBetween,
  firstAfter,
  happened,
  is,
  isMissing,
  isSet,
  lastBefore,
  leave,
  minutesBetween,
  named,
  no,
  not,
  now,
  times,
  when,
  yes,
} from './build';
import type { Active, Balance, Difference, Median, Pooled, Rows, Value } from './expression';
import { outside, partnerTouch } from './fragments';

/** Counts of which one is part of the other; rows where it is more cannot be right. */
export function pooledShare(
  rows: Rows,
  successes: string,
  trials: Value,
  words: { part: string; whole: string },
): Pooled {
  return {
    kind: 'pooled',
    rows: {
      ...rows,
      leaveOut: [
        ...(rows.leaveOut ?? []),
        leave(`more ${words.part} than ${words.whole}`, above(successes, trials)),
        leave('a count below 0', below(successes, 0)),
      ],
      needs: [successes],
    },
    successes: { op: 'column', column: successes },
    trials,
    missing: `no ${words.part} or ${words.whole}`,
  };
}

/** People reached, those taken off whom other rows have. */
export const dedupedReach = named(
  'reach times the dedupe factor (1 when empty)',
  times('reach', coalesce('dedupe', 1)),
);
export const factorOutside = leave('dedupe factor outside 0-1', outside('dedupe', 0, 1));
export const ownerUnknown = leave('not known whose channel', isMissing('partner_owned'));

/** Positive less negative texts of a channel, over all: now less the window before. */
export function sentimentShift(channel: 'social' | 'review' | 'survey'): Difference {
  const balance = (previous: boolean): Balance => ({
    kind: 'balance',
    rows: {
      table: 'texts',
      date: 'published',
      where: is('channel', channel),
      leaveOut: [leave('no sentiment', isMissing('sentiment'))],
      ...(previous ? { previous } : {}),
    },
    plus: is('sentiment', 'positive'),
    minus: is('sentiment', 'negative'),
  });
  return { kind: 'difference', left: balance(false), right: balance(true) };
}

/** Commercial events and contributions; learning says nothing about activity. */
const activity: readonly Rows[] = [
  { table: 'deals', date: 'created' },
  { table: 'deals', date: 'closed' },
  { table: 'leads', date: 'created' },
  { table: 'orders', date: 'ordered' },
  { table: 'contributions', date: 'contributed' },
  { table: 'touches', date: 'at', where: is('direction', 'buyer') },
];
export const activePartners = (programme: Active['programme']): Active => ({
  kind: 'active',
  events: activity,
  programme,
});

/** Median minutes of a lead from one step to the next; leads that wait count with their time so far. */
export function leadLag(from: string, to: string): Median {
  return {
    kind: 'median',
    rows: {
      table: 'leads',
      date: 'created',
      ...(from === 'created' ? {} : { where: happened(from) }),
      leaveOut: [leave('steps in the wrong order', below(minutesBetween(from, to), 0))],
      needs: from === 'created' ? [to] : [from, to],
    },
    value: minutesBetween(from, when(happened(to), to, now)),
    missing: 'no time',
    open: not(happened(to)),
  };
}

const relevance = [
  leave('relevance not known', isMissing('relevant')),
  leave('not relevant', no('relevant')),
  leave('in our CRM before', yes('known_before')),
  leave('not known through whom', isMissing('via')),
];
/** Relationships that came through the partner, unless the source says another way. */
const throughPartner = named(
  'it was not first seen through ourselves or somebody else',
  not(is('via', 'own', 'other')),
);

/** New relevant people and organisations, seen first through the partner. */
export const newRelationships: Rows = {
  table: 'relationships',
  date: 'first_seen',
  where: throughPartner,
  leaveOut: relevance,
  once: { column: 'person', same: 'same person' },
  needs: ['relevant', 'via'],
};

/** Those of before the window. */
export const networkAtStart: Rows = {
  ...newRelationships,
  date: null,
  where: all(throughPartner, below(daysBetween(day('windowStart'), 'first_seen'), 0)),
};

const DORMANT = 90;
/** Touches of the partner with a lead; those between the partner and us are none. */
const touchesOfLeads = all(
  partnerTouch,
  not(is('direction', 'outbound', 'inbound', 'two-way')),
  isSet('lead'),
);
const lastActivity = lastBefore({ table: 'lead_activities', key: 'lead' }, 'acted', 'at');

/** First touch of the partner in the window for each lead, where it found the lead dormant. */
export const dormantLeadsTouched: Rows = {
  table: 'touches',
  date: 'at',
  where: all(
    touchesOfLeads,
    named(
      'the lead is at least 90 days old',
      atLeast(daysBetween(anyOf({ table: 'leads', key: 'lead' }, 'created'), 'at'), DORMANT),
    ),
    named(
      'the lead was not active in the 90 days before',
      any(isMissing(lastActivity), atLeast(daysBetween(lastActivity, 'at'), DORMANT)),
    ),
    named(
      'the partner did not touch the lead before in the window',
      isMissing(
        lastBefore(
          {
            table: 'touches',
            key: 'lead',
            samePartner: true,
            where: all(touchesOfLeads, atLeast(daysBetween(day('windowStart'), 'at'), 0)),
          },
          'at',
          'at',
        ),
      ),
    ),
  ),
  once: { column: 'lead', same: 'same lead' },
};

export const actsWithinMonth = named(
  'the lead acts within 30 days',
  atMost(daysBetween('at', firstAfter({ table: 'lead_activities', key: 'lead' }, 'acted', 'at')), 30),
);
