/**
 * What a label means, in English, German, French, Spanish, Portuguese, Dutch, Italian, Polish and Japanese: one table
 * of word stems over folded labels (see `foldLabel`). It ships into every CRM page, so it holds only what reading a
 * page needs, and words of one rule stand in the order in which they pack best; `lib/fields/synonyms.ts` knows more.
 */

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
  | 'person';

/** Words for something about a company, beside the word for the company itself. */
const ABOUT =
  /typ|addr|countr|region|agreem|contract|program|web|price|involve|engag|team|[ck]onta[ck]?t|group|fun[cz][aj]|担当|tipo|役割|rol|size|margin|cod[ei]|種別|\b(id|n[or])\b|\b(e?mail|since|date|num|source(?!d)|owner|parent|note|manag|revenu)|former|papel|level|livel|tier|portal|ansprech|suggest|discount|nive|previous|status|stufe/;

/** Role, what the label must contain, what it must not contain. The first that fits decides. */
const RULES: [FieldRole, RegExp, RegExp?][] = [
  [
    'partner',
    // A German contact person is called "Ansprechpartner"; who ships or hosts sells nothing.
    /reseller\b|\bsocio\b|\bvar$|(?<!ansprech|(shipp|host|spar*)ing |payment |media |insurance )partner(?!s\b|sch|ship)|vermitt|distribu(t(ore?|eur)\b|id)|odsprz|apport|parceir|parten|broker\b|代理店|introduce|dystryb|販売店|intermedi|r[ei]vend|tussenp|ederverk|紹介元|wholesal|affiliate\b|パートナー|handler\b|referr?(ed|er)\b/,
    ABOUT,
  ],
  [
    'close',
    / close$|\bclos(e[ d]|ing)|abschluss|クローズ|zamkn|fech(am|o)|sluit|clotur|chiusur|cierre|完了|受注/,
    /reason|motiv/,
  ],
  ['stage', /etap|phase|fase\b|フェーズ|stage\b|ステージ|milestone|faza|stufe/, /time|date|dur|last|dauer/],
  [
    'status',
    /^((opp\w*|deal|lead|sales) ?)?(situacao|est(ado|atus)|状況|stat(o|e|ut|us)|状態|ステータス|stan)( (opp\w*|deal|lead|szansy))?$/,
  ],
  // Part of a name, and so not the name.
  ['person', /apellid|prenom|sobren|cognome|nazwisko|(vor|first|achter|last|nach|voor)[a-z]* ?naa?me?$/],
  [
    'owner',
    /respons|bearbeiter|verkoper|verantw|inhaber|vend(eu|it|ed)|owner|propr?iet|besitz|opiek|executive|przyp|attribu|eigena|w.asc|handlow|zustand|sales ?person|as+[ei]gn|zugew|担当|toegew|所有者|\brep$|^commercial$/,
  ],
  [
    'amount',
    /receita|val(eu|o)r|kwota|value\b|wert\b|wartos|金額|ingres|przych|volum|import[eo]\b|waarde|deal size|mont(ant|o)|ricav|umsatz|omzet|budget|be[dt]rag|reven|amount/,
    /tax|annual|lifetime|e prop|jahres|prob|weight|disc/,
  ],
  [
    'account',
    /ragione|unternehm|account|kunde|empresa|konto|relatie|entrepr|[ck]lien|cuenta|kontrah|societe|compte|compan|customer|bedrij|klant|organi[sz]a|aziend|third ?part|^part(y|ie)$|^(顧客|得意先|企業|取引先|会社)名?$|\bconta\b|\bfirm(y|en|a)/,
    ABOUT,
  ],
];
const MANAGER = /gestor|opiekun|manager|beheerder|betreuer/;
const NAME =
  /^(omschr|opis|beschr|descri)\S*$|^(件名|タイトル)$|^\S+(名|name|naam)$|^(\S+ )?(sujet|bezeichnung|designation|as+unto|oggetto|onderwerp|topic|betreff|temat|tytul|title|name|subject|tit(el|olo|ulo|re)|naam)$|^(nom|nome|nazwa|nombre)\b/;

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

const known = new Map<string, FieldRole[]>();

/** Meanings of a label or machine name; "Account name" is a company on a deal and the name on an account. */
export function rolesOf(label: string): readonly FieldRole[] {
  let roles = known.get(label);
  if (!roles) {
    const folded = foldLabel(label);
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
    known.set(label, roles);
  }
  return roles;
}
