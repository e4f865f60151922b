/** Partners that may be one, with what speaks for it. */
import { foldedCodes } from '../match/codes';
import { companyDomain } from '../match/domain';
import { foldName, foldText } from '../match/fold';
import type { Partner } from '../match/types';
import type { Verdict } from './types';

export type EvidenceKind = 'crm-id' | 'code' | 'domain' | 'name' | 'alias' | 'spelling' | 'part';

export interface Evidence {
  kind: EvidenceKind;
  /** For a person: "both have the domain alpha.example". */
  text: string;
}

export interface Candidate {
  /** The one that would stay: more is known of it. */
  into: Partner;
  from: Partner;
  evidence: Evidence[];
  /** Sum of the weights of its evidence; only for the order. */
  weight: number;
}

/** What each kind says, from an id that only one company has to a name that many could have. */
const WEIGHT: Record<EvidenceKind, number> = {
  'crm-id': 6,
  code: 5,
  name: 4,
  alias: 4,
  domain: 4,
  spelling: 2,
  part: 1,
};

/** Names shorter than this differ by one letter too often. */
const SHORTEST_TYPO = 6;
/** What this many partners share is none's own: the host of a marketplace, a catch-all code. */
const MOST_SHARING = 4;
/** A first word that this many partners begin with tells none of them. */
const MOST_BEGINNING = 3;
const SHORTEST_BEGINNING = 4;

type Add = (a: number, b: number, evidence: Evidence) => void;

/** A partner with its folded name: folding is what takes the time. */
interface Named {
  partner: Partner;
  folded: string;
}

/**
 * Pairs that may be one partner, the surest first. Neither those that a person kept apart nor a company and its parent
 * are among them. Takes time in proportion to the directory, not to its square.
 */
export function candidates(partners: readonly Partner[], verdicts: readonly Verdict[]): Candidate[] {
  const apart = new Set(
    verdicts
      .filter(({ kind, endedAt }) => kind === 'two' && endedAt === null)
      .map(({ from, into }) => pairKey(from, into)),
  );
  const pairs = new Map<string, { a: number; b: number; evidence: Evidence[] }>();
  const add: Add = (a, b, evidence) => {
    const [one, other] = [partners[a]!, partners[b]!];
    const key = pairKey(one.id, other.id);
    if (a === b || apart.has(key) || related(one, other)) return;
    const pair = pairs.get(key) ?? { a, b, evidence: [] };
    pairs.set(key, pair);
    if (!pair.evidence.some(({ kind }) => kind === evidence.kind)) pair.evidence.push(evidence);
  };
  const named = partners.map((partner) => ({ partner, folded: foldName(partner.name) }));
  byShared(named, add);
  byNames(named, add);
  bySpelling(named, add);
  byFirstWord(named, add);
  return [...pairs.values()]
    .map(({ a, b, evidence }) => {
      const [into, from] = inOrder(partners[a]!, partners[b]!);
      return { into, from, evidence, weight: evidence.reduce((sum, { kind }) => sum + WEIGHT[kind], 0) };
    })
    .sort((x, y) => y.weight - x.weight || x.into.name.localeCompare(y.into.name, 'en'));
}

const pairKey = (a: string, b: string): string => JSON.stringify(a < b ? [a, b] : [b, a]);

function related(a: Partner, b: Partner): boolean {
  const names = (one: Partner, other: Partner) =>
    one.parent !== null && (one.parent === other.id || foldName(one.parent) === foldName(other.name));
  return names(a, b) || names(b, a);
}

/** How much is known of a partner: one of a directory stays rather than one that only rows name. */
function known(partner: Partner): number {
  const { type, tier, region, manager, domains, aliases, crmIds, codes } = partner;
  const facts = [type, tier, region, manager].filter(Boolean).length;
  return (
    (partner.id.startsWith('name:') ? 0 : 100) +
    facts +
    domains.length +
    aliases.length +
    crmIds.length +
    codes.length
  );
}

function inOrder(a: Partner, b: Partner): [Partner, Partner] {
  return known(b) > known(a) || (known(b) === known(a) && b.id < a.id) ? [b, a] : [a, b];
}

/** Positions by key. */
function group(all: readonly Named[], keysOf: (one: Named) => readonly string[]): Map<string, number[]> {
  const out = new Map<string, number[]>();
  all.forEach((one, at) => {
    for (const key of new Set(keysOf(one))) {
      if (!key) continue;
      const list = out.get(key);
      if (list) list.push(at);
      else out.set(key, [at]);
    }
  });
  return out;
}

function eachPair(list: readonly number[], visit: (a: number, b: number) => void): void {
  for (let i = 0; i < list.length; i++) for (let j = i + 1; j < list.length; j++) visit(list[i]!, list[j]!);
}

/** CRM records, codes and domains that two partners have. */
function byShared(all: readonly Named[], add: Add): void {
  const kinds = [
    ['crm-id', ({ id, crmIds }: Partner) => [...crmIds, id], 'both have the CRM record'],
    ['code', foldedCodes, 'both have the code'],
    [
      'domain',
      ({ domains }: Partner) => domains.map((domain) => companyDomain(domain) ?? ''),
      'both have the domain',
    ],
  ] as const;
  for (const [kind, keysOf, words] of kinds)
    for (const [key, list] of group(all, ({ partner }) => keysOf(partner)))
      if (list.length <= MOST_SHARING) eachPair(list, (a, b) => add(a, b, { kind, text: `${words} ${key}` }));
}

/** The same name but for legal form, case and marks, or one's name among the other's aliases. */
function byNames(all: readonly Named[], add: Add): void {
  const names = group(all, ({ folded }) => [folded]);
  for (const list of names.values())
    if (list.length <= MOST_SHARING)
      eachPair(list, (a, b) => {
        const exact = foldText(all[a]!.partner.name) === foldText(all[b]!.partner.name);
        const text = exact ? 'they have the same name' : 'their names differ by no more than the legal form';
        add(a, b, { kind: 'name', text });
      });
  all.forEach(({ partner }, a) => {
    for (const alias of partner.aliases) {
      const list = names.get(foldName(alias)) ?? [];
      if (list.length > MOST_SHARING) continue;
      for (const b of list) add(a, b, { kind: 'alias', text: `one is also called “${alias}”` });
    }
  });
}

/** Names that one letter more, less, other or swapped makes the same. */
function bySpelling(all: readonly Named[], add: Add): void {
  const letters = all.map(({ folded }) => folded.replaceAll(' ', ''));
  const near = group(
    letters.map((folded, at) => ({ partner: all[at]!.partner, folded })),
    ({ folded }) => (folded.length < SHORTEST_TYPO ? [] : [folded, ...withoutOne(folded)]),
  );
  for (const list of near.values())
    if (list.length <= MOST_SHARING)
      eachPair(list, (a, b) => {
        const [one, other] = [letters[a]!, letters[b]!];
        // A digit more or less makes another branch of a chain, not a slip.
        if (one === other || one.replace(/\D/g, '') !== other.replace(/\D/g, '')) return;
        if (oneSlip(one, other)) add(a, b, { kind: 'spelling', text: 'their names differ by one letter' });
      });
}

/** The name without each of its letters. */
function withoutOne(name: string): string[] {
  return Array.from({ length: name.length }, (_, i) => name.slice(0, i) + name.slice(i + 1));
}

/** Whether one insertion, deletion, substitution or swap of neighbours makes the two the same. */
function oneSlip(a: string, b: string): boolean {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - from && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [x, y] = [a.slice(from, a.length - end), b.slice(from, b.length - end)];
  if (x.length + y.length === 1 || (x.length === 1 && y.length === 1)) return true;
  return x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0];
}

/** One name is the beginning of the other: "Nordwind" and "Nordwind Software". */
function byFirstWord(all: readonly Named[], add: Add): void {
  for (const list of group(all, ({ folded }) => [folded.split(' ')[0]!]).values()) {
    if (list.length > MOST_BEGINNING) continue;
    eachPair(list, (a, b) => {
      const [one, other] = [all[a]!.folded, all[b]!.folded];
      if (one === other || Math.min(one.length, other.length) < SHORTEST_BEGINNING) return;
      if (other.startsWith(`${one} `) || one.startsWith(`${other} `))
        add(a, b, { kind: 'part', text: 'one name is the beginning of the other' });
    });
  }
}
