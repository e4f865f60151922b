/** Past deals, touches and leads, indexed for the question who brought a deal. */
import { foldedCodes } from '../codes';
import { companyDomain } from '../domain';
import type { Partner } from '../types';
import { type NameFinder, nameFinder } from './names';

/** Partner of a row that names none. */
export const NOBODY = -1;

/** A past deal. Days count from 1970-01-01; codes are those of the facts' dictionaries, 0 = none. */
export interface PastDeal {
  deal: number;
  customer: number;
  /** Ordinal of the partner that its own row names; NOBODY without one. */
  partner: number;
  /** Day it was created; null when not known, and then it teaches nothing about order in time. */
  created: number | null;
  closed: number | null;
  /** Won or lost: a settled deal without a partner had none. */
  settled: boolean;
  /** Folded registration number; '' without one. */
  registration: string;
  name: string;
}

/** A touch or lead that names its partner itself, or carries a code. */
export interface PastContact {
  partner: number;
  deal: number;
  customer: number;
  day: number;
  /** A webinar, conference, workshop or the like. */
  event: boolean;
  /** Folded code that it came with: a lead's origin, a campaign; '' without one. */
  code: string;
}

export interface HistoryInput {
  partners: readonly Pick<Partner, 'name' | 'aliases' | 'domains' | 'codes'>[];
  deals: readonly PastDeal[];
  touches: readonly PastContact[];
  leads: readonly PastContact[];
  /** Folded campaign -> ordinals of the partners whose campaign it is. */
  campaigns: ReadonlyMap<string, readonly number[]>;
}

export interface History extends HistoryInput {
  /** Rows of `deals`, `touches` and `leads` by code. */
  dealsOf: ReadonlyMap<number, readonly number[]>;
  touchesOf: ReadonlyMap<number, readonly number[]>;
  touchesOn: ReadonlyMap<number, readonly number[]>;
  leadsOf: ReadonlyMap<number, readonly number[]>;
  registered: ReadonlyMap<string, readonly number[]>;
  /** Partner that alone owns a code or domain. */
  ownerOfCode(folded: string): number;
  ownerOfDomain(domain: string): number;
  names: NameFinder;
}

function grouped<T, K>(rows: readonly T[], key: (row: T) => K, none: K): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  rows.forEach((row, i) => {
    const k = key(row);
    if (k === none) return;
    const list = groups.get(k);
    if (list) list.push(i);
    else groups.set(k, [i]);
  });
  return groups;
}

export function indexHistory(input: HistoryInput): History {
  const { partners, deals, touches, leads, campaigns } = input;
  const codes = new Map<string, Set<number>>();
  const domains = new Map<string, Set<number>>();
  const own = (map: Map<string, Set<number>>, key: string | null, partner: number) => {
    if (key) map.set(key, (map.get(key) ?? new Set()).add(partner));
  };
  partners.forEach((partner, ordinal) => {
    for (const code of foldedCodes(partner)) own(codes, code, ordinal);
    for (const domain of partner.domains) own(domains, companyDomain(domain), ordinal);
  });
  for (const [campaign, owners] of campaigns) for (const owner of owners) own(codes, campaign, owner);
  const only = (owners: Set<number> | undefined): number => (owners?.size === 1 ? [...owners][0]! : NOBODY);
  return {
    ...input,
    dealsOf: grouped(deals, ({ customer }) => customer, 0),
    touchesOf: grouped(touches, ({ customer }) => customer, 0),
    touchesOn: grouped(touches, ({ deal }) => deal, 0),
    leadsOf: grouped(leads, ({ customer }) => customer, 0),
    registered: grouped(deals, ({ registration }) => registration, ''),
    ownerOfCode: (folded) => only(codes.get(folded)),
    ownerOfDomain: (domain) => only(domains.get(domain)),
    names: nameFinder(partners),
  };
}
