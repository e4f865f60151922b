/** Codes as evidence of a partner: registration and referral numbers, coupons, UTM values. */
import type { PageRecord } from '../crm/types';
import { conceptOf } from '../fields/synonyms';
import type { Partner } from './types';

/** Shorter texts are counts and flags rather than codes. */
const SHORTEST = 3;
/** Values that tracking fields hold for nobody in particular. */
const NOBODY =
  /^(n\/?a|none|null|undefined|unknown|test|yes|no|true|false|direct|organic|google|bing|facebook|linkedin|instagram|twitter|youtube|email|e-mail|newsletter|web|website|cpc|ppc|paid|referral|partner|partners|affiliate|other|\(.*\)|-+)$/;

/**
 * The same string for every spelling of one code: letter case, width and blanks do not count, all else does.
 * @returns '' for what is no code of anybody
 */
export function foldCode(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  return folded.length < SHORTEST || NOBODY.test(folded) ? '' : folded;
}

/** Folded codes of a partner, each once: what a lookup by code has to index. */
export function foldedCodes({ codes }: Pick<Partner, 'codes'>): string[] {
  return [...new Set(codes.map(foldCode).filter(Boolean))];
}

/** A code that a record carries. */
export interface CodeOnRecord {
  /** A registration number names a deal's partner; a referral code, coupon or UTM value names who brought it. */
  kind: 'registration' | 'code';
  /** As written. */
  text: string;
  folded: string;
  /** Label of its field. */
  field: string;
}

const UTM = /[?&]utm_(?:source|campaign|medium|content|term)=([^&#\s]+)/gi;
/** Numbers that a partner gives to what it refers are as sure as a registration. */
const REFERRAL_ID = /referral (id|n[or]|num)|empfehlungs ?(nr|nummer|id)|registr/;

/** Codes in a record's fields, the most trusted kind first; links are searched for UTM values. */
export function codesOn(record: PageRecord): CodeOnRecord[] {
  const found: CodeOnRecord[] = [];
  const add = (kind: CodeOnRecord['kind'], text: string, field: string) => {
    const folded = foldCode(text);
    if (folded && !found.some((one) => one.folded === folded)) found.push({ kind, text, folded, field });
  };
  for (const { label, key, value, state } of record.fields) {
    if (state !== 'value') continue;
    const named = conceptOf(label) ? label : key;
    const concept = conceptOf(named);
    for (const [, text] of value.matchAll(UTM)) add('code', decoded(text!), label);
    if (concept !== 'code' && concept !== 'registration') continue;
    const kind =
      concept === 'registration' || REFERRAL_ID.test(named.toLowerCase()) ? 'registration' : 'code';
    for (const part of value.split(/[;,|\n]/)) add(kind, part.trim(), label);
  }
  return found.sort((a, b) => Number(a.kind === 'code') - Number(b.kind === 'code'));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}
