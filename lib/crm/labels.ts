/**
 * What a label means, in English, German, French, Spanish, Portuguese, Dutch, Italian, Polish and Japanese: one table
 * for every CRM. Word stems over folded labels (see `foldLabel`), because it all ships into every CRM page.
 */

export type FieldRole =
  | 'name'
  | 'partner'
  | 'partnerRole'
  | 'partnerContact'
  | 'partnerType'
  | 'tier'
  | 'registration'
  | 'code'
  | 'discount'
  | 'close'
  | 'stage'
  | 'probability'
  | 'leadSource'
  | 'status'
  | 'industry'
  | 'website'
  | 'email'
  | 'phone'
  | 'job'
  | 'person'
  | 'owner'
  | 'amount'
  | 'account';

const PARTNER =
  /partner(?!s\b|ship|schaft)|parten|parceir|\bsocio\b|reseller\b|revend|wiederverkauf|wederverk|rivendit|odsprzed|distribut(or|eur)\b|distribuidor|dystrybut|affiliate\b|handler\b|vermittler|tussenpersoon|apporteur|^agency$|referr(er|ed by)|パートナー|代理店|紹介元/;
/** Things about the partner, in order; an empty role is known and of no use. */
const OF_PARTNER: [FieldRole | '', RegExp][] = [
  ['partnerRole', /\brol|rolle|funcao|papel|ruolo|役割/],
  ['partnerContact', /contact|kontakt|contat|担当/],
  ['partnerType', /typ|tipo|\bart\b|partnerart|種別/],
  ['tier', /tier|level|stufe|status|niveau|nivel|livello|poziom|ランク/],
  ['code', /code|codigo|codice|kod\b|コード/],
  [
    '',
    /\b(id|no|nr|num\w*|owner|manager|e ?mail|phone|since|seit|program\w*|portal|margin|discount|commission|notes?|date|source|rate|revenue|count|score|region|agree\w*|contract)\b|betreuer|schaft|ship|nummer|番号/,
  ],
];

/** Role, what the label must contain, what it must not contain. The first that fits decides. */
const RULES: [FieldRole, RegExp, RegExp?][] = [
  ['registration', /registr|登録/, /date|datum|fecha|data\b|company|handels|日/],
  [
    'code',
    /^utm|(referral|coupon|promo|tracking|empfehlung|gutschein|parrainage|refer[ei]|indicacao|verwijzing|korting|polecenia|rabat|紹介|クーポン).*(code|source|codigo|quelle|コード)|(code|codigo|codice|kod) (de |di )?(promo|parrain|refer|indica|polec|rabat)/,
  ],
  [
    'discount',
    /(discount|rabatt?|korting).*(approv|freigabe|goedkeur)|(appro|apro|zatw)\S* .*(remise|desc|sconto|rabat)|値引承認/,
  ],
  [
    'close',
    /\bclos(e|ed|ing)|abschluss|schliess|clotur|fermeture|cierre|fechamento|fecho|sluit|chiusura|zamkn|完了|クローズ|成約|受注/,
    /reason|grund|motiv|raison|powod|\bby\b|won|lost|理由/,
  ],
  ['probability', /probab|wahrschein|waarschijn|prawdopod|確度/],
  ['leadSource', /lead ?source|leadquelle|leadbron|zrodlo|origine|origen|origem|リードソース/],
  [
    'stage',
    /\bstage|dealstage|phase|stufe|etap|fase|faza|フェーズ|ステージ/,
    /date|days|time|dauer|last|duration|history/,
  ],
  ['status', /^(lead ?)?(stat(us|e|ut|o)|est(ado|atus)|situacao|stan|状態|ステータス|状況)$/],
  [
    'industry',
    /industr|branche|secteur|^se[ct]+or|settore|branza|employees|mitarbeiterzahl|(annual|jahres) ?(revenue|umsatz)|業種|従業員/,
  ],
  ['website', /web ?site|webseite|(site|sitio|sito) web|strona|^url$|domain|ウェブ/],
  ['email', /e ?mail|courriel|correo|メール/],
  ['phone', /phone|telefo|mobile|電話/],
  ['job', /job title|^(position|funktion|fonction|cargo|puesto|functie|qualifica|stanowisko)$|役職/],
  [
    'person',
    /(first|last|full|family) name|salutation|vorname|nachname|prenom|apellido|sobrenome|voornaam|achternaam|cognome|^imie|nazwisko|^姓/,
  ],
  [
    'owner',
    /owner|assign|respons|sales ?(rep|person)|account manager|inhaber|besitzer|eigentumer|zustandig|verantwort|zugewiesen|bearbeiter|propriet|propiet|vende[ud]|venditor|verkoper|asignad|attribue|atribuid|eigenaar|toegewezen|assegnat|titolare|wlasciciel|opiekun|przypisan|handlowiec|^comm?ercial$|所有者|担当/,
  ],
  [
    'amount',
    /amount|\bvalue|wert\b|betrag|montant|valeur|importe|\bvalor|monto|bedrag|waarde|importo|kwota|wartosc|revenu|umsatz|ingreso|receita|omzet|ricavo|przychod|deal size|volumen|金額/,
    /weighted|gewicht|ponder|tax|discount|paid/,
  ],
  [
    'account',
    /account|company|customer|\bclient|organi[sz]a|^party$|\bfirm(a|enn)|unternehmen|kunde|compte|entreprise|societ|cuenta|empresa|compania|\bconta\b|bedrijf|klant|relatie|azienda|ragione|^konto|klient|kontrahent|^(取引先|会社|顧客|企業|得意先)名?$/,
    /typ|size|since|number|\bn[or]\b|addr|adress|parent|source|segment|rating|status|conta[ck]t|\bid$|registr/,
  ],
];
const NAME =
  /^(\S+ )?(name|title|subject|topic|titel|bezeichnung|betreff|titre|intitule|titulo|asunto|naam|onderwerp|titolo|oggetto|nazwa|tytul|temat)$|^(nom|nombre|nome|nazwa)( (de|del|du|do|da|la|le|l))*( \S+)?$|^\S+(name|naam|名)$|^(名称|名前|件名|タイトル)$/;

/** Marks, case, punctuation and a trailing colon or star gone; machine names are split: `CloseDate__c` is "close date". */
export const foldLabel = (label: string): string =>
  label
    .replace(/__p?c$|(?<=[a-z])Id$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const known = new Map<string, FieldRole[]>();

/** Meanings of a label or machine name; "Account name" is a company on a deal and the name on an account. */
export function rolesOf(label: string): readonly FieldRole[] {
  let roles = known.get(label);
  if (!roles) {
    roles = read(foldLabel(label));
    if (known.size > 3000) known.clear();
    known.set(label, roles);
  }
  return roles;
}

function read(label: string): FieldRole[] {
  if (!label || label.split(' ').length > 5) return [];
  // A German contact person is called "Ansprechpartner".
  const folded = label.replace('ansprechpartner', 'kontakt');
  if (PARTNER.test(folded)) {
    const role = OF_PARTNER.find(([, words]) => words.test(folded))?.[0] ?? 'partner';
    return role ? [role] : [];
  }
  const role = RULES.find(([, words, not]) => words.test(folded) && !not?.test(folded))?.[0];
  const named = (!role || role === 'account') && NAME.test(folded);
  return [...(role ? [role] : []), ...(named ? ['name' as const] : [])];
}
