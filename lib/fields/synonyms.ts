/**
 * Which labels mean the same field, in English, German, French, Spanish, Portuguese, Dutch, Italian, Polish and
 * Japanese. Knows more than `lib/crm/labels`, which ships into every CRM page and only reads.
 */
import { foldLabel } from '../crm/labels';
import { roleOf } from '../crm/review/roles';

export type Concept =
  | 'partner'
  | 'account'
  | 'stage'
  | 'amount'
  | 'owner'
  | 'close date'
  | 'name'
  | 'registration'
  | 'code'
  | 'partner role'
  | 'partner contact'
  | 'partner type'
  | 'tier'
  | 'partner manager'
  | 'discount approval'
  | 'website'
  | 'email'
  | 'phone'
  | 'industry';

const PARTNER = /partner|parten|parceir|socio|reseller|パートナー|代理店/;
/** In order; `about` concepts need a word for the partner beside. */
const WORDS: { concept: Concept; words: RegExp; not?: RegExp; about?: boolean }[] = [
  { concept: 'partner role', about: true, words: /\brol|rol(le)?\b|funcao|papel|ruolo|役割/ },
  {
    concept: 'partner manager',
    about: true,
    words: /manager|owner|betreuer|gestor|gestionnaire|responsab|opiekun|beheerder|マネージャ/,
  },
  {
    concept: 'partner contact',
    about: true,
    words: /contact|kontakt|ansprech|contat|担当/,
    not: /e ?mail|phone/,
  },
  { concept: 'partner type', about: true, words: /typ|tipo|partnerart|art\b|categor|種別|区分/ },
  { concept: 'tier', about: true, words: /tier|level|stufe|niveau|nivel|livello|poziom|ランク/ },
  { concept: 'tier', words: /^(tier|level)$/ },
  {
    concept: 'code',
    words:
      /^utm (source|campaign|medium)$|(referral|coupon|promo\w*|affiliate|tracking|empfehlungs|gutschein|紹介|クーポン) ?(code|source|id|quelle|コード)|partner ?code|(code|codigo|codice|kod) .*(parrain|promo|refer|indica|polec|rabat)|verwijzingscode|kortingscode/,
  },
  {
    concept: 'registration',
    words: /registr|enregistr|rejestr|登録/,
    not: /date|datum|fecha|\bdata\b|company|handels|status|日|account/,
  },
  {
    concept: 'discount approval',
    words:
      /(discount|rabatt?|korting).*(approv|freigabe|goedkeur|genehm)|(appro|apro|zatw)\S* .*(remise|desc|sconto|rabat)|値引承認/,
  },
  { concept: 'website', words: /web ?site|webseite|(site|sitio|sito) web|strona|^url$|domain|ウェブ/ },
  { concept: 'email', words: /e ?mail|courriel|correo|メール/ },
  { concept: 'phone', words: /phone|telefo|mobile|電話/ },
  { concept: 'industry', words: /industr|branche|secteur|^sector|settore|setor|branza|業種/ },
];
const BY_ROLE: Partial<Record<string, Concept>> = {
  partner: 'partner',
  account: 'account',
  stage: 'stage',
  amount: 'amount',
  owner: 'owner',
  close: 'close date',
  name: 'name',
};

/**
 * What a field is, by its label or machine name.
 * @returns null for a field of which nothing is known: it is only itself
 */
export function conceptOf(label: string): Concept | null {
  const folded = foldLabel(label);
  const about = PARTNER.test(
    folded.replace(/^(partner)?ansprechpartner$/, (_, partner) => (partner ? 'partner' : '')),
  );
  for (const { concept, words, not, about: needs } of WORDS) {
    if ((!needs || about) && words.test(folded) && !not?.test(folded)) return concept;
  }
  return BY_ROLE[roleOf(label) ?? ''] ?? null;
}

/** Two labels or machine names for one field: the same words, or the same known meaning. */
export function sameField(a: string, b: string): boolean {
  const concept = conceptOf(a);
  return foldLabel(a) === foldLabel(b) || (concept !== null && concept === conceptOf(b));
}
