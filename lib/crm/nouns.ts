/** Words that name a kind of record or a kind of page, as they stand in URLs, headings and breadcrumbs (folded). */
import { foldLabel } from './labels';
import type { RecordKind } from './types';

const ORDER: RecordKind[] = ['deal', 'lead', 'account', 'partner', 'contact', 'other'];
/** One group for each kind, in that order. */
const KIND =
  /^(?:(deals?|opportunit\w+|potentials?|(?:verkaufs|auftrags)?chancen?|affaires?|oportunidad\w*|negocios?|(?:verkoop)?kans(?:en)?|trattativ[ae]|szans[ae]|商談|案件|取引)|(leads?|prospect(?:o?s)?|interessent(?:en)?|pistes?|リード|見込み客)|(accounts?|compan(?:y|ies)|organi[sz]ations?|customers?|client[ei]?s?|firm(?:a|en|y)|unternehmen|kunden?|entreprises?|societes?|comptes?|empresas?|cuentas?|contas?|bedrij(?:f|ven)|klant(?:en)?|relaties?|aziend[ae]|klien(?:t|ci)|kontrahen\w+|取引先|会社|顧客)|((?:vertriebs)?partners?|partnerzy|partenaires?|resellers?|distributors?|affiliates?|revendeurs?|socios?|parceiros?|パートナー|代理店)|(contacts?|persons?|people|kontakte?|ansprechpartner|conta[ct]t?[oi]s?|pessoas?|persona?s|personnes?|contactpersoon|osob[ay]|連絡先)|((?:ticket|case|task|project|product|quote|order|invoice|campaign|event|meeting|contract|call|note|document|user)s?|activit(?:y|ies)|aufgaben?|projekte?|angebote?|rechnung|taches?|devis|factur(?:e|a)s?|tareas?))$/;
/** Model names of products that name their objects otherwise. */
const MODELS: Record<string, RecordKind> = {
  'crm.lead': 'deal',
  'res.partner': 'account',
  'party.party': 'account',
};

const PLACE =
  /^(lists?|boards?|kanban|pipelines?|funnel|map|calendar|timeline|table|grid|all|my|recent|import|export|settings?|setup|config\w*|preferences|profile|dashboards?|home|start|overview|report(s|ing)?|analytics|forecasts?|search|results|inbox|mail|login|signin|logout|register|help|support|docs?|articles?|blog|news|shop|store|cart|checkout|trash|archive|bulk|merge|einstellungen|ubersicht|suche|berichte?|liste|parametres|recherche|accueil|ajustes|configura\w+|buscar|inicio|lista|relatorios|instellingen|zoeken|overzicht|impostazioni|cerca|ustawienia|szukaj|設定|検索|一覧)$/;
const SETTINGS =
  /^(settings?|setup|config\w*|preferences|profile|login|signin|help|docs|blog|shop|store|cart|checkout|einstellungen|parametres|ajustes|configura\w+|instellingen|impostazioni|ustawienia)$/;
const CREATE =
  /^(new|create|add|filters?|neue?[rs]?|anlegen|erstellen|nouve\w+|creer|ajouter|nuev[oa]|crear?|anadir|nov[oa]|criar|adicionar|nieuwe?|toevoegen|nuov[oa]|aggiungi|now[yae]|dodaj|utworz|新規|新規作成|追加|作成)$/;
const EDIT =
  /^(edit(ing)?|update|modify|bearbeiten|modifier|editar|modificar|bewerken|wijzigen|modifica|edytuj|編集)$/;
/** Headings of a record's parts. */
const SECTION =
  /^(details?|info|information|general|summary|activity|history|notes?|files|related|key|fields?|basic|main|more|data|records?|page|view|the|of|and|an?|unnamed|untitled|allgemein|ubersicht|resume|resumen|dati|基本情報|詳細)$/;

const words = (text: string): string[] => foldLabel(text).split(' ').filter(Boolean);
const kindOfWord = (word: string): RecordKind | null => {
  const groups = KIND.exec(word);
  return groups ? ORDER[groups.slice(1).findIndex(Boolean)]! : null;
};

/** Kind of record that a word, a phrase or a URL segment names; the last such word decides. */
export function kindOf(text: string): RecordKind | null {
  const model = MODELS[text.toLowerCase()];
  return model ?? words(text).reduce<RecordKind | null>((kind, word) => kindOfWord(word) ?? kind, null);
}

/** Whether the text is made of words for pages, parts and kinds only, so that it names no record. */
export const isPlace = (text: string): boolean =>
  words(text).every((word) => PLACE.test(word) || SECTION.test(word) || kindOfWord(word));
export const hasPlace = (text: string): boolean => words(text).some((word) => PLACE.test(word));
/** Places that stay places whatever follows in the address. */
export const isSettings = (text: string): boolean => SETTINGS.test(foldLabel(text));
/** "New deal", "Create", but not "New licences". */
export const isCreate = (text: string): boolean =>
  words(text).some((word) => CREATE.test(word)) &&
  words(text).every((word) => CREATE.test(word) || isPlace(word));
export const isEdit = (word: string): boolean => EDIT.test(foldLabel(word));
