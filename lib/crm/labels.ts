/**
 * What a label means, in English, German, French, Spanish, Portuguese, Dutch, Italian and Polish: one table of word
 * stems over folded labels (see `foldLabel`); Japanese is put into English first (`english`). It ships into every CRM
 * page, so it holds only what reading a page needs, and words of one rule stand in the order in which they pack best;
 * `lib/fields/synonyms.ts` knows more.
 */
import { foreign } from './foreign';

export type FieldRole =
  | 'name'
  | 'partner'
  /** Something about the partner: role, type, tier, contact, code. */
  | 'aboutPartner'
  | 'account'
  | 'stage'
  | 'status'
  | 'amount'
  | 'owner'
  /** Who looks after an account or partner: its owner where none is named. */
  | 'manager'
  | 'close'
  /** First and last name. */
  | 'person'
  /** What is to be done next, which is no stage. */
  | 'next';

/** Words for something about a company, beside the word for the company itself. */
const ABOUT =
  /betreuer|[ck]onta[ck]?t|typ|rol|margin|cod[ei]|\b(id|n[or])\b|\b(e?mail|manag|revenu|date|num|since|source(?!d)|owner|parent|note)|tipo|size|portal|level|tier|papel|countr|group|fun[cz][aj]|ansprech|suggest|discount|nive|addr|livel|previous|status|stufe|former|land$/;

/** Role, what the label must contain, what it must not contain. The first that fits decides. */
const RULES: [FieldRole, RegExp, RegExp?][] = [
  [
    'partner',
    // A German contact person is called "Ansprechpartner", and a business partner may be any company.
    /reseller\b|\bsocio\b|\bvar$|(?<!ansprech|business |geschafts)partner(?!sch|s\b|ship)|intermedi|r[ei]vend|tussenp|handler\b|distribu(t(ore?|eur)\b|id)|odsprz|introduce|apport|parten|broker\b|dystryb|wholesal|affiliate\b|vermitt|parceir|ederverk|referr?(ed|er)\b/,
    ABOUT,
  ],
  [
    'close',
    /sluit|chiusur|clotur|cierre| close$|\bclos(e[ d]|ing)|abschluss|fech(am|o)|zamkn/,
    /reason|motiv/,
  ],
  ['stage', /milestone|mijlp|stufe|faza|etap|phase|fase\b|stage\b/, /time|date|dur|last|dauer/],
  [
    'status',
    /^((opp\w*|deal|lead|sales) ?)?(situacao|est(ado|atus)|stat(e|ut|o|us)|stan)( (d?e\w* )?(opp\w*|deal|lead|szansy|verkaufsc\w*))?$/,
  ],
  // Part of a name, and so not the name.
  ['person', /sobren|cognome|nazwisko|prenom|apellid|(vor|last|achter|first|nach|voor)[a-z]* ?naa?me?$/],
  [
    'owner',
    /respons|bearbeiter|verkoper|verantw|handlow|besitz|inhaber|vend(eu|it|ed)|owner|przyp|w.asc|propr?iet|eigena|opiek|executive|zustand|sales ?person|as+[ei]gn|zugew|attribu|toegew|\brep$|^commercial$/,
  ],
  [
    'amount',
    /receita|val(eu|o)r|deal size|umsatz|ingres|przych|volum|amount|kwota|value\b|wert\b|wartos|mont(ant|o)|import[eo]\b|waarde|omzet|budget|be[dt]rag|reven|ricav/,
    /tax|e prop|annual|lifetime|jahres|prob|weight|disc/,
  ],
  [
    'account',
    /ragione|unternehm|klant|organi[sz]a|aziend|third ?part|account|entrepr|[ck]lien|cuenta|societe|compte|compan|customer|bedrij|kunde|kontrah|konto|relatie|empresa|(business |geschafts)partner$|^part(y|ie)$|\bconta\b|\bfirm(y|en|a)/,
    ABOUT,
  ],
];
const MANAGER = /betreuer|gestor|beheerder|manager|opiekun/;
const NAME =
  /^\S+(name|naam)$|^(omschr|opis|beschr|descri)\S*$|^(\S+ )?(sujet|bezeichnung|designation|as+unto|oggetto|onderwerp|title|name|subject|betreff|temat|tytul|tit(olo|el|ulo|re)|topic|naam)$|^(nom|nome|nazwa|nombre)\b/;

/** Marks, case, punctuation and a trailing colon or star gone; machine names are split: `CloseDate__c` is "close date". */
export const foldLabel = (label: string): string =>
  plain(label.replace(/__p?c$|(?<=[a-z])Id$/, '').replace(/([a-z\d])([A-Z])/g, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Lower case without marks. Japanese keeps its own: there they make another syllable. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();

/** Folded text with the words of foreign letters in English, as far as they are here. */
export function english(folded: string): string {
  if (!/[\u3040-\u9fff]/.test(folded)) return folded;
  foreign.met = 'japanese';
  return foreign.japanese?.(folded) ?? folded;
}

const known = new Map<string, FieldRole[]>();

/** Meanings of a label or machine name; "Account name" is a company on a deal and the name on an account. */
export function rolesOf(label: string): readonly FieldRole[] {
  let roles = known.get(label);
  if (!roles) {
    const folded = english(foldLabel(label));
    roles = [];
    if (folded && folded.split(' ').length < 6) {
      const rule = RULES.find(
        ([role, words, not]) => words.test(folded) && (role === 'partner' || !not?.test(folded)),
      );
      if (rule) roles.push(rule[0] === 'partner' && rule[2]!.test(folded) ? 'aboutPartner' : rule[0]);
      if (MANAGER.test(folded)) roles.push('manager');
      if ((!rule || rule[0] === 'account') && NAME.test(folded)) roles.push('name');
    }
    if (known.size > 3000) known.clear();
    // What was read without its words is read again with them.
    if (foreign.japanese || !foreign.met) known.set(label, roles);
  }
  return roles;
}
