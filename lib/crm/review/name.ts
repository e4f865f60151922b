/** The name of a record among all that a page writes large: what several places agree on counts most. */
import { type FieldRole, foldLabel } from '../labels';
import { isPlace, isVerb, kindOf } from '../nouns';
import type { NameClues } from '../types';
import { isId } from '../url';
import { vote, winner } from '../votes';
import { foldText, foldWords } from './fold';
import { saysNothing } from './nothing';
import { roleOf } from './roles';

/** Words for a record, for looking at it and for what stands between them: they name none. */
const GENERIC =
  /^(panoramica|fil|d|for|zu|zur|zum|pour|para|per|voor|verkoop|verkauf|vente|venta|venda|vendita|cronologia|historico|apercu|overzicht|resumen|resumo|riepilogo|podsumowanie|概要|datensatz\w*|records?|registros?|rekord\w*|szczegol\w*|basics?|allgemein\w*|ue?bersicht|sprzedaz\w*|description|untitled|additional|automation|preferences?|shop|store|blog|help|fiche|scheda|ficha|enregistrement|eintrag|ansehen|anzeigen|visualizz\w+|visualizar|ver|voir|vue|bekijken|tonen|podglad|zobacz|afficher|consult\w+|mostra\w*|bearbeiten|andern|modific\w+|wijzigen|bewerken|edytuj|edycja|zmien|geschaft\w*|auftrag|chance|verkaufschance\w*|vorgang|dossier|szansa|szanse|soggetto|terzo|tiers|tercero|a[ck]ti[vw]it\w+|attivita|actividad\w*|aktywnosc\w*|etkinlik\w*|verlauf|historial|historique|storico|notizen|notatki|notities|kontakte|kontakter|gegevens|stammdaten|donnees|datos|dados|dati|dane|eigenschaften|eigenschappen|proprietes|propiedades|propriedades|detaljer|detay\w*|detayı|detayları|fırsat\w*|anlasma|musteri|podrobnosti|salgsmulighed\w*|affarer|affarsmojlighet\w*|prilezitost\w*|obchodni|fırsat\w*|活動|活动|跟进记录|详情|详细信息|详细资料|动态|l|le|la|les|de|del|della|dell|des|du|die|der|das|den|het|een|un|una|o|a|do|da|の)$/;

/** Whether a text is made of words that name no record. */
export const isGeneric = (text: string): boolean =>
  isPlace(text) ||
  foldWords(text)
    .split(' ')
    .every((word) => GENERIC.test(word) || isPlace(word));

/** Whether a text is the name of the application, which its address tells too. */
const isSite = (text: string, { hostname }: URL): boolean =>
  foldLabel(text)
    .split(' ')
    .every((word) => /^(crm|app|sales|portal)$/.test(word) || hostname.split(/[.-]/).includes(word));

/** Words of which the names of sales applications are made: "Gestão comercial", "Sales tracker". */
const OF_APPLICATIONS =
  /^(crm|apps?|sales|portal\w*|suite|cloud|hub|desk|manager|management|tracker|software|online|pro|system|platform|workspace|cockpit|backoffice|intranet|console|central|studio|gestao|gestion|gestione|verwaltung|vertrieb\w*|verkauf|zarzadzanie|sprzedaza|sprzedaz|verkoop|beheer|comercial|commerciale?|vendas|ventas|ventes|vendite|clientes?|clienti|clients?|kunden|klientami|relatiebeheer|kundenverwaltung|de|di|des|la|le|das|dos|index|customer|営業|支援|システム)+$/;

/** Whether a text is made of such words. */
const isApplication = (text: string): boolean =>
  foldWords(text)
    .split(' ')
    .every((word) => OF_APPLICATIONS.test(word));

/** Amounts, dates and counts ("15 points") are written large too. */
const NUMBERS = /^\P{L}*(\p{L}{1,4}\P{L}*)?$|^\d+ \p{Ll}+$/u;

/** What ends in a sign, or is a number of letters and figures, is surely no part of the name; neither is what stands before quotes. */
const SURE = /^[^:]*[:：–—»›\]]|#\d|^[★☆•●◆▶✓✔⚑]|^[A-Z]+-[\d-]+ |[’'"”“»]$/;

/** "Details for Opportunity 'Acme renewal'": a name in quotes, behind words for what it is. */
const QUOTED = /^([^'"“”„«»‘’]+) (?:'(.+)'|"(.+)"|[“”„‘‚](.+)[“”’]|[«»] ?(.+?) ?[«»])$/;

/** A word for a sale before what it is called after; hardly a sale is called so itself. */
const SALE_FIRST =
  /^(opportuni\w+|oportunidade?|(verkaufs)?chance|verkoopkans|trattativa|szansa) [\p{Lu}\d]|^(商談|案件)[ :：]/iu;

/** Stars and other marks before a name, and a number that says that it is one. */
const MARKS = /^[★☆•●◆▶✓✔⚑\s]+|^(?:\p{L}+ )?(nr|no|n°|num)\.? ?#?[\w-]*\d\s*[–—:-]\s*/iu;

/** A kind, a number by which the record goes, or both: "Deal", "#12", "Ticket #12". */
function isTag(words: string): boolean {
  const kind = words.replace(/(^| )#?(\S+)$/, (end, _, number) => (isId(number) ? '' : end));
  return !kind || ((!!kindOf(kind) || kind === 'Chance') && isGeneric(kind));
}

/**
 * "Edit Acme renewal deal", "Deal: Acme renewal", "#12 Acme renewal", "Acme renewal (Deal)" without what it is, its
 * number and what is done to it.
 */
function bare(text: string): string {
  const [, words, ...quoted] = QUOTED.exec(text) ?? [];
  if (words && isGeneric(words)) return quoted.find(Boolean)!;
  const what = isVerb(text)
    ? text.replace(/^\S+ /, '').replace(/ (\S+)$/, (end, word) => (kindOf(word) ? '' : end))
    : text;
  const without = (start: RegExp) => what.replace(start, (all, words) => (isTag(words) ? '' : all));
  const said = without(/^([^:：»›]+?)\s*[:：»›]\s*(?=\S)/);
  const rest = said === what ? without(/^[#[(]*(\S+?)[\])]*\s*[#–—-]*\s+(?=\S)/) : said;
  return rest.replace(/ [-–—|·#([]+ ?(\S+?(?: [^\s–—|·-]+)*?)[\])]*$/, (end, words) =>
    isPlace(words) || isId(words) ? '' : end,
  );
}

/** What a part of a record's page is called: "Financial details", "Stammdaten". */
const SECTION =
  /(details?|information(s|en)?|info|summary|overview|assignment|daten|angaben|detalles|dettagli|detalhes|informacje|szczegoly|gegevens|informacion|informacoes|informazioni|情報|詳細|概要|progress|timeline|workflow|breakdown|fortschritt|avancement|progresso?)$/;

/** Values that no record is called after: a word for one of them stands over it. */
const OVER_VALUES: readonly (FieldRole | null)[] = ['amount', 'stage', 'status', 'close', 'owner'];

const names = (text: string): boolean =>
  /\p{L}/u.test(text) &&
  !(!/[\s\d]/.test(text) && OVER_VALUES.includes(roleOf(text))) &&
  !saysNothing(text) &&
  // "Contacts (2)"
  !isGeneric(text.replace(/ \(\d+\)$/, '')) &&
  !/[:?|]$|^\||^[-–—(] |\d:\d\d$/.test(text) &&
  !NUMBERS.test(text) &&
  !isId(text.replace(/^(\S+) (?:#|n[°ºr]\.? ?|no\. ?)?(?=\S+$)/i, (all, word) => (isPlace(word) ? '' : all)));

/** What tells a reader what a page is for, rather than what the record is called. */
const TELLS =
  /\b(this|these|your|our|you|all|view|manage|track|review|update|see|information|details?|overview|diese[rsm]?|ihre?|deine?|alle|cette|ces?|vos|votre|vue|este|esta|tus?|sus?|todos|seus?|suas?|quest[ao]|tu[oa]i?|deze|dit|jouw|uw|tej|tego|twoj\w*|created|updated|opened|erstellt|angelegt|creee?|ouverte?|cread[oa]|criad[oa]|creat[oa]|aangemaakt|utworzon[aoe])\b|[.!?…]$/;

/** The name that stands below a heading which only says what the page is; empty where that explains the page instead. */
export function nameBeneath(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return names(line) && line.split(' ').length < 9 && !TELLS.test(foldText(line)) ? line : '';
}

/** "Ver Conservas Ribamar": to look at it, in words of which a name may begin with one too. */
const LOOK =
  /^(ver|voir|afficher|consulter|anzeigen|ansehen|bekijk(en)?|visualizza(re)?|visualizar|zobacz|podglad) /;

/** The longer of what a field and the page write of a person: "Compras" is a part of "Mesa Compras". */
const longer = (value: string, large: readonly string[]): string =>
  large.find(
    (text) => text.split(' ').length < 5 && (text.endsWith(` ${value}`) || text.startsWith(`${value} `)),
  ) ?? value;

/**
 * The record's name among what its page writes large; empty when nothing on the page is one.
 * @param url of the page
 */
export function nameFrom({ headings, crumb, titles, value, person }: NameClues, url: URL): string {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number) => {
    // What the application is called may stand as large as a name.
    const less = isSite(text, url) ? 3 : isApplication(text) ? 2 : 0;
    if (names(text)) vote(weights, text, weight - less);
  };
  const consider = (text: string, weight: number) => {
    add(text, weight);
    const look = LOOK.exec(foldText(text));
    if (look && text.slice(look[0].length) === value) return add(value, weight + 2);
    const rest = bare(text.replace(MARKS, ''));
    // Where it says to edit it, what is left is the name; a noun before it may be a part of it.
    if (rest !== text)
      add(rest, weight + (isVerb(text) || SURE.test(text) || SALE_FIRST.test(text) ? 2 : -1));
  };
  let first = 1;
  const isEntry = (text: string) =>
    headings.filter(([again]) => again === text).length > 2 && !titles.some(([part]) => part === text);
  for (const [text, weight] of headings) {
    // What stands large again and again is the head of each entry of a list.
    if (isEntry(text)) continue;
    consider(text, weight + first);
    if (names(text) && !isSite(text, url) && !isApplication(text)) first = 0;
  }
  const typed = value === person && value ? longer(value, shownIn(titles)) : value;
  // Under "Edit X", what is typed is the name by now.
  if (typed) add(typed, headings.some(([text]) => isVerb(text)) ? 9 : 3.6);
  // The last of several is mostly the site.
  const parts = titles.filter(([text]) => names(text));
  parts.forEach(([part, shown], i) => {
    const only = titles[0]?.[0] === part && titles[1] ? 2.6 : 2;
    if (shown || part === value) consider(part, !parts[1] ? only : parts[i + 1] ? 2.6 : 1);
  });
  if (crumb) add(crumb, 2);
  // "Acme: Renewal" under a title that names the renewal alone: whose it is stands before it.
  const isPart = (text: string) => titles.some(([part]) => part === text);
  for (const [text] of headings) {
    const [, whose, what] = /^(.+?)\s*[:–—]\s+(.+)$/.exec(text) ?? [];
    if (what && isPart(what) && !isPart(whose!)) add(what, 2.2);
  }
  const [best, weight] = winner(weights) ?? ['', 0];
  // What goes by a number is called so, rather than like a part of its page.
  const number = headings.find(([text, large]) => large >= 3 && isId(text))?.[0];
  if (number && (weight <= 1.9 || SECTION.test(foldText(best)))) return number;
  if (weight <= 1.9) return '';
  // "Acme renewal Deal", where "Acme renewal" stands elsewhere: the rest is a badge beside it.
  return (
    [...weights.keys()].find((text) => best.startsWith(`${text} `) && isGeneric(best.slice(text.length))) ??
    best
  );
}

const shownIn = (titles: NameClues['titles']): string[] =>
  titles.filter(([, shown]) => shown).map(([text]) => text);
