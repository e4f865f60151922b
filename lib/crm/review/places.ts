/** Pages that look like a record and are none, by their address and by what they write large. */
import { isCreate, kindOf } from '../nouns';
import type { NameClues } from '../types';
import { isId, refOf } from '../url';
import { foldText } from './fold';
import { isGeneric } from './name';

/** Last steps of an address that show figures or make something, also of one record. */
const FIGURES =
  /^(stats?|statisti\w*|anal[yi][stz]\w+|insights?|auswertung(en)?|reports?|reporting|berichte?|rapports?|informes?|relatorios?|rapporti|raporty|wizard|assistent|import(s|ed)?|approvals?|applications?|bewerbung(en)?|candidaturas?|candidatures?|scorecards?)$/;

/** Steps behind which stands something else than a record of a CRM. */
const AREAS =
  /^(audit(s|-log)?|logs?|protokolle?|events?|calendar|kalender|agenda|eventos?|issues?|pull|products?|produkte?|produits?|productos?|produtos?|prodotti|producten|produkty|reference|api(-\w+)?|documentation|dashboards?|tableaux?|paine(l|is)|tableros?|cruscotti?|articles?|aide|ayuda|ajuda|aiuto|help|hilfe|kb|faq|tracking|track|blog|news|search|suche|recherche|buscar|busca|cerca|zoek|szukaj|wyszukiwanie|candidat\w*|kandidat\w*|bewerb\w*|applicants?|vacanc\w*|employees?|mitarbeiter\w*|payslips?)$/;

/** Parts of a site of which a record may be one, where its address names it: `/store/deals/12`. */
const PARTS = /^(shop|store)s?$/;

/** Settings stay settings, whatever comes after them. */
const SETTINGS =
  /^(settings?|einstellungen|parametres|ajustes|configuracion|configuracoes|impostazioni|instellingen|ustawienia|admin-settings|setup|developers?|(mon|my|mein|mi|minha|mijn|moje)-?(account|compte|konto|cuenta|conta)|bestellungen|commandes|api-reference|[\w-]*wizard|(automation|preference|template|help|doc|blog|billing|cart|compare)s?|api)$/;

/** Hosts of other things than a CRM. */
const HOSTS = /^(help|developers?|status|blog|wiki|careers)$/;

/** Steps that say what is done with a record, or how it is shown. */
const SHOWS = /^(records?|view|edit\w*|show|details?|form|index(\.\w+)?|o|r|overview|general|summary)$/;

/** Steps of the address, also of one within the page, folded. */
export function stepsOf({ pathname, hash }: URL): string[] {
  const path = `${pathname}/${/^#!?\//.test(hash) ? hash.slice(1) : ''}`;
  return path.split('/').map((step) => {
    const [text] = step.split('?') as [string];
    try {
      return foldText(decodeURIComponent(text));
    } catch {
      return foldText(text);
    }
  });
}

/** Whether the address leads to a place of another kind; one that names a record may still show figures of it. */
function leadsAway(url: URL, addressed: boolean): boolean {
  const steps = stepsOf(url);
  if (HOSTS.test(url.hostname.split('.')[0]!) || steps.some((step) => SETTINGS.test(step))) return true;
  if (!addressed && steps.some((step) => PARTS.test(step))) return true;
  const last = steps.findLast((step) => step && !/\d/.test(step) && !isId(step) && !SHOWS.test(step)) ?? '';
  return FIGURES.test(last) || (!addressed && AREAS.test(last));
}

/** What refuses, or says that there is nothing. */
const REFUSED = [
  /(access|permission|zugriff|acces|acceso|accesso|acesso|toegang|dostep)\w* .*(denied|verweigert|refuse|denegado|negato|negado|geweigerd|zabroniony)/,
  /(not found|nicht gefunden|introuvable|no (se )?encontrad[oa]|nao encontrad[oa]|non trovat[oa]|niet gevonden|nie (znaleziono|istnieje)|見つかりません)/,
  /(cannot|can t|can not|may not|are not allowed to) (see|view|access|open) this|no (access|permission) to|keine? (berechtigung|zugriff|zugang)|pas (acces|autoris|le droit)|no tiene (permiso|acceso)|nao tem (permissao|acesso)|non (hai|ha|dispone).*(permess|accesso)|geen toegang|brak (dostepu|uprawnien)|権限/,
  /(session|link|sitzung|sessione|sesion|sessao|sessie|sesja|lien|enlace|invitation|einladung) .*(expired|abgelaufen|expiree?|caducad[oa]|expirad[oa]|scadut[oa]|verlopen|wygasl\w+)/,
];

/** Verbs for what is done on a page that is no record's, before or behind words for its kind. */
const DOES =
  /^(retrieve|approve|track|merge|fusionner|update|delete|list|create|how to) (an? |the |your |les? |la |los )?|\b(abrufen|anlegen|erstellen|erfassen|toevoegen|aanmaken)$|登録方法$|の方法$/;

/** What a page is called that is no record's. */
const CALLED = [
  /^\d+ (results?|treffer|ergebnisse|resultats?|resultados?|risultati|resultaten|wynik\w*)\b/,
  /^(search results|suchergebnisse|resultats de|resultados (de|da)|risultati|zoekresultaten|wyniki)/,
  /^(tableau de bord|painel de \w+)|ダッシュボード|^\w* ?(dashboard|cruscotto|tablero|pulpit)$/,
  /\b(step|schritt|etape|paso|passo|stap|krok) \d+ (of|von|sur|de|di|van|z) \d+/,
  /^(sledzenie|tracking|sendungs?verfolgung) (przesylki|your|der|de|of|zamowienia)/,
];

/** "Etapa: Proposta", "Stage: Proposal": a setting, whose name follows. */
const SETTING = /^(etapa|etape|stufe|stage|phase|fase|etap|pipeline|funil)\s*[:：]/;

/** Papers and other things with a number, for which no CRM record is called. */
const PAPER =
  /^((approve|view) )?(quote|order|bestellung|commande|pedido|ordine|zamowienie|receipt|beleg|quittung|recu|recibo|ricevuta|paragon|invoice|rechnung|facture|factura|fatura|fattura|factuur|faktura|entry|eintrag|event|log) (nr |no |n |n[°º] ?)?#?[\w-]*\d[\w-]*$/;

/** Words for making a new one before its kind. */
const MAKES =
  /^((create|add) (an? new|an?|new)|dodaj|utworz|nowa?|nowy|aggiungi|crea|nuov[oa]|crear|anadir|agregar|nuev[oa]|adicionar|criar|nov[oa]|ajouter|creer|nouvelle?|nouveau) /;

const isCalled = (text: string): boolean =>
  CALLED.some((words) => words.test(text)) ||
  PAPER.test(text) ||
  SETTING.test(text) ||
  (DOES.test(text) && isGeneric(text.replace(DOES, ''))) ||
  (MAKES.test(text) && kindOf(text.replace(MAKES, '').split(' ')[0]!) !== null);

/**
 * Whether a page is known to show no record of a CRM.
 * @param name as its clues tell it
 */
export function isElsewhere(url: URL, { headings, titles, over }: NameClues, name: string): boolean {
  const title = foldText(titles[0]?.[0] ?? '');
  const first = foldText(headings[0]?.[0] ?? '') || title;
  const large = headings.filter(([, weight]) => weight >= 2.5).map(([text]) => foldText(text));
  if ([first, title, ...large].some((text) => REFUSED.some((words) => words.test(text)))) return true;
  const { kind, id, place } = refOf(url);
  const addressed = !!id && !!kind && kind !== 'other' && !place;
  if (!addressed && (isCreate(first) || [first, foldText(name)].some(isCalled))) return true;
  // What lies over a page may be a record whatever the page is.
  return !over && leadsAway(url, addressed);
}
