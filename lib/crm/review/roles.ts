/**
 * What a label means, with all words that are known: those of `labels.ts`, which every page carries, and the rarer ones.
 * Words are folded: see `foldWords`.
 */
import { type FieldRole, rolesOf } from '../labels';
import { foldWords } from './fold';
import { roleInFurther } from './further';

/** A partner in business is whoever one trades with. */
const TRADES =
  /^(business|geschafts?|zaken|ビジネス) ?partner(in)?$|^(partner biznesowy|socio (comercial|de negocios?)|parceiro de negocios|partenaire d affaires|partner commerciale?|ビジネス partner)$/;
/** Of these, two are what a reseller is called too. */
const SELLS = /^(socio comercial|partner commerciale?)$/;

/** Words beside that for the partner that say something about it, or that it is another one than the deal's. */
const ABOUT_PARTNER = [
  /regi|\b(area|territor|gebiet|obszar|zona)|地域|エリア/,
  /agree(?!e?s?( |$))|contrat|contract|vertrag|acuerdo|acordo|accord|overeenkom|umow|契約/,
  /program|プログラム|engag|portal|visib|notes?\b|notiz|price|preis|prijs|precio|preco|prix|prezz|cennik|list[ae]?\b|liste/,
  /\b(seit|depuis|desde|sinds|od|dal|since)\b|share|anteil|provision|comm?iss|prowiz|quota|satisf|zufried|score|rating/,
  /ship|versand|liefer|deliver|logisti|livraison|envio|transport|verzend|bezorg|spedi|wysyl|dostaw|配送|物流/,
  /pay(?!tner)|zahlung|paiement|pago|pagament|betaal|betaling|platno|支払/,
  /former|prev|ehemal|ancien|anterior|antig|voormalig|\bex\b|byl[yae]\b|poprzed|precedent|旧|^前/,
  /compet|wettbew|konkur|concurr|concorr/,
  /seller of record|\bcount$|anzahl|number of|nombre de/,
  /attach|influence|involve|requested|niva\b|niveau|uroven/,
];

/** Who does the work, not who manages the partner: "Managed by partner". */
const BY_PARTNER =
  /^(managed|serviced|looked after|betreut|verwaltet|gere[es]?|suivie?|gestionad[oa]|gerid[oa]|gestit[oa]|beheerd|obslugiwan[aey]) (by|durch|vom?|par|por|pel[oa]|da|dal|door|przez) (\w+ )?(partner|partenaire|socio|parceiro|partnera)$/;

/** "Conjoint / partenaire": whom somebody lives with. */
const IN_LIFE =
  /spouse|conjoint|ehe(partner|gatt)|lebenspartner|conyuge|conjuge|coniuge|echtgeno|malzon|配偶/;

/** Whether, or when, it was closed: not the day on which it is to close. */
const CLOSED = /^(is )?closed$|^zamkniet[aey]$/;

/** "Prochaine étape", "Next stage": where the sale is to go, or what is to be done. */
const NEXT =
  /^(next|nachste[rns]?|prochaine?|siguiente|proxim[ao]|prossim[ao]|volgende|nastepn[yea]|次|次回)(の)? ?(?=\p{L})/u;

/** Rarer words for each meaning; the first that fits decides. */
const MORE: readonly [FieldRole, RegExp][] = [
  [
    'partner',
    /solution provider|system(s|haus)? ?integrat|systemhaus|^integrat(or|eur|ore)|empfehlungsgeber|mayorista|atacadista|grossist|prescri(pteur|ptor)|segnalatore|posrednik|polecajac|intermediar|aangebracht door|^dealer$|indicado por|^(sold|verkocht|verkauft|vendu|vendido|venduto|sprzedane) (via|through|uber|przez)$|presente par|^var partner$|仲介|販社|特約店/,
  ],
  [
    'stage',
    /^((sales|verkauf\w*|verkoop) ?)?(stadium|stadio|estagio|step|mijlpaal)( (di|de|of) \w+)?$|verkoopstadium|status (der|des|van de) |^(estado|situacao|situacion) (d[aeo]l?|de la) (negocio|oportunidade?|trato)$|進捗|確度/,
  ],
  [
    'owner',
    /^(assegnato|atribuido|przydzielon[eya]|asignado|attribue|toegewezen|zugewiesen|assigned) (a|do|ao|para|an|aan|to|zu)\b|^in charge$|titolare|encargado|suivi par|charge d[e']? |referente interno|behandelaar|osoba odpowiedz|^comercial$|^(usuario|user|utente|utilisateur) resp$|^eigentumer(in)?$|^commercial en charge$/,
  ],
  [
    'amount',
    /^(total|summe|suma|somme|totale|price|cantidad|quantia|ammontare|totaal|razem|gesamt(summe|betrag)?|acv|tcv|arr|mrr)$|^(projected|estimated|expected|forecast|deal|order) (total|price)$|chiffre d affaires|売上見込|取引額|予算|closing 予定 amount/,
  ],
  [
    'account',
    /^(related to|prospect|auftraggeber|opdrachtgever|razon social|tiers|organizzazione|societa|entidade|nazwa konta|terzo|kunde)$|組織/,
  ],
  ['name', /^(intitule|libelle|denominazione|denominacion|denominacao)$/],
];

/** "Key Account Team" is who does something, as an entry of a history begins with it. */
const TEAM = / (team|squad|desk|east|west|north|south)$/;

/** What a part of a word may have been taken for: a rarer word that is known as a whole says more. */
const UNSURE: readonly (FieldRole | null)[] = [null, 'name', 'owner', 'account', 'close'];

/** Labels come again with every reading and every row of a list; a page may have any number of them. */
const known = new Map<string, FieldRole | null>();
const MOST_KNOWN = 3_000;

/** What a label or machine name means; null where it says nothing that is known. */
export function roleOf(label: string): FieldRole | null {
  let role = known.get(label);
  if (role === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    role = read(label);
    known.set(label, role);
  }
  return role;
}

function read(label: string): FieldRole | null {
  const words = foldWords(label);
  if (!words || words.split(' ').length > 5) return null;
  const [role = null] = rolesOf(label);
  if (TRADES.test(words)) return SELLS.test(words) ? 'partner' : 'account';
  if (BY_PARTNER.test(words)) return 'partner';
  if (IN_LIFE.test(words)) return null;
  if (role === 'partner') return ABOUT_PARTNER.some((about) => about.test(words)) ? 'aboutPartner' : role;
  if (CLOSED.test(words)) return null;
  if (NEXT.test(words) && role !== 'close' && role !== 'amount') return 'next';
  if (!UNSURE.includes(role)) return role;
  if (role === 'account' && TEAM.test(words)) return 'manager';
  const [more] = MORE.find(([, rarer]) => rarer.test(words)) ?? [];
  return more ?? roleInFurther(label) ?? role;
}
