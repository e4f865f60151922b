/**
 * What a label means, in English, German, French, Spanish, Portuguese, Dutch, Italian, Polish and Japanese: one table
 * of word stems over folded labels (see `foldLabel`). It ships into every CRM page, so it holds only what reading a
 * page needs; `lib/fields/synonyms.ts` knows more.
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
  /ansprech|suggest|former|previous|discount|margin|portal|group|rol|fun[cz][aj]|papel|[ck]onta[ck]?t|typ|tipo|tier|level|stufe|status|nive|livel|cod[ei]|size|addr|\b(id|n[or])\b|\b(num|owner|manag|e?mail|since|note|date|source(?!d)|parent|revenu)|役割|担当|種別/;

/** Role, what the label must contain, what it must not contain. The first that fits decides. */
const RULES: [FieldRole, RegExp, RegExp?][] = [
  [
    'partner',
    // A German contact person is called "Ansprechpartner".
    /(?<!ansprech)partner(?!s\b|ship|sch)|parten|parceir|\bsocio\b|reseller\b|\bvar$|r[ei]vend|ederverk|odsprz|distribu(t(ore?|eur)\b|id)|dystryb|affiliate\b|handler\b|vermitt|tussenp|apport|introduce|intermedi|wholesal|broker\b|referr?(ed|er)\b|パートナー|代理店|販売店|紹介元/,
    ABOUT,
  ],
  [
    'close',
    /\bclos(e[ d]|ing)| close$|abschluss|clotur|cierre|fech(am|o)|sluit|chiusur|zamkn|完了|クローズ|受注/,
    /reason|motiv/,
  ],
  ['stage', /stage\b|phase|stufe|etap|fase\b|faza|milestone|フェーズ|ステージ/, /date|time|last|dauer|dur/],
  [
    'status',
    /^((lead|deal|sales|opp\w*) ?)?(stat(us|e|ut|o)|est(ado|atus)|situacao|stan|状態|ステータス|状況)( (opp\w*|deal|lead|szansy))?$/,
  ],
  // Part of a name, and so not the name.
  ['person', /(first|last|vor|nach|voor|achter)[a-z]* ?naa?me?$|prenom|apellid|sobren|cognome|nazwisko/],
  [
    'owner',
    /owner|as+[ei]gn|respons|\brep$|executive|sales ?person|^commercial$|inhaber|besitz|zustand|verantw|zugew|bearbeiter|propr?iet|vend(ed|eu|it)|verkoper|attribu|eigena|toegew|w.asc|opiek|przyp|handlow|所有者|担当/,
  ],
  [
    'amount',
    /amount|deal size|value\b|wert\b|be[dt]rag|mont(ant|o)|val(eu|o)r|import[eo]\b|waarde|kwota|wartos|reven|umsatz|volum|budget|ingres|receita|omzet|ricav|przych|金額/,
    /annual|jahres|weight|tax|disc|prob|e prop|lifetime/,
  ],
  [
    'account',
    /account|compan|customer|[ck]lien|organi[sz]a|^part(y|ie)$|third ?part|\bfirm(a|en|y)|unternehm|kunde|compte|entrepr|societe|cuenta|empresa|\bconta\b|bedrij|klant|relatie|aziend|ragione|konto|kontrah|^(取引先|会社|顧客|企業|得意先)名?$/,
    ABOUT,
  ],
];
const MANAGER = /manager|betreuer|gestor|beheerder|opiekun/;
const NAME =
  /^(\S+ )?(name|title|subject|topic|sujet|as+unto|oggetto|onderwerp|temat|betreff|bezeichnung|designation|tit(el|re|ulo|olo)|tytul|naam)$|^(nom|nombre|nome|nazwa)\b|^\S+(name|naam|名)$|^(件名|タイトル)$|^(descri|beschr|omschr|opis)\S*$/;

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
