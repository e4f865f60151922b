/** Words that name a kind of record or a kind of page, as they stand in URLs, headings and breadcrumbs (folded). */
import { foldLabel, rolesOf } from './labels';
import type { RecordKind } from './types';

const ORDER: RecordKind[] = ['deal', 'lead', 'contact', 'other'];
/** One group of stems for each of these kinds; an ending of up to three letters may follow. */
const KIND =
  /^(?:(deal(?!er|ing)|opp?ort?uni\w*|potential|s?sales ?process|verkaufs?(?:chanc|projekt)\w*|vertriebschanc|affaire|negoci[oa]|verkoopkans|trattativ|szans|anken|商談|案件)|(lead(?!er|ing)|prospect|interessent|リード|見込客)|(conta[ck]?t|person|people|kontakt|pessoa|osob|連絡先)|(ticket|case|task|pro[jy][ek][ck]?t|progett|product|quot|order|invoice|rechnung|factur|campaign|event|meeting|contract|user|activit|issue|article|post|message|document|conversation))\w{0,3}$/;

const SETTINGS =
  'setting|setup|config|preference|import|export|log(in|out)|help|docs|blog|shop|store|cart|automation|template|bulk|merge|billing';
const PLACE = new RegExp(
  `^(${SETTINGS}|list|board|kanban|pipeline|funnel|map|calendar|all|my|recent|card|sales|sprzedaz|profile|dashboard|home|index|overview|report|forecast|search|result|inbox|news|det+a[gil]|szczeg|descripti|info|general|basic|about|additional|field|comment|summary|history|related|view|select|change|the|of|and|to|untitled|allgemein|ue?bersicht|inform|詳細|情報|設定|検索|一覧|管理|登録)\\S{0,6}$`,
);
/** Also what is set up about a kind: "deal-stages", "leads/forms". */
const IS_SETTINGS = new RegExp(
  `^(${SETTINGS})[\\w ]{0,5}$|^(form|report)s$|\\w (stage|source|reason|field)s$|[ld] types$`,
);
const CREATE =
  /^(new|quick|create|add|filter|neue?[rs]?|nouve\w+|nuev[oa]|nov[oa]|nieuwe?|nuov[oa]|now[ye]|新規|作成)s?$/;
const EDIT = /^(edi?y?[tcz]|bearbeit|modif|bewerk|wijzig|編集)/;

/** Japanese writes a kind and what is shown of it without a blank. */
const words = (text: string): string[] =>
  foldLabel(text)
    .replace(/詳細|情報|設定|検索|一覧|管理|登録|編集|新規|作成/g, ' $& ')
    .split(' ')
    .filter(Boolean);
function kindOfWord(word: string): RecordKind | undefined {
  const groups = KIND.exec(word);
  if (groups) return ORDER[groups.slice(1).findIndex(Boolean)];
  // Companies and partners are called as in labels.
  const role = rolesOf(word.replace(/s$/, ''))[0];
  return role === 'account' || role === 'partner' ? role : undefined;
}

/** Kind of record that a word, a phrase or a URL segment names; the last such word decides. */
export function kindOf(text: string): RecordKind | null {
  // Model names of Odoo, which calls every company a partner and every deal a lead.
  if (text === 'res.partner') return 'account';
  if (text === 'crm.lead') return 'deal';
  return words(text).map(kindOfWord).findLast(Boolean) ?? null;
}

const isPlaceWord = (word: string): boolean => PLACE.test(word) || EDIT.test(word) || !!kindOfWord(word);
/** Whether the text is made of words for pages, parts and kinds only, so that it names no record. */
export const isPlace = (text: string): boolean => words(text).every(isPlaceWord);
/** Places that stay places whatever follows in the address. */
export const isSettings = (text: string): boolean => IS_SETTINGS.test(foldLabel(text));
/** "New deal", "Create", but not "New licences". */
export const isCreate = (text: string): boolean =>
  words(text).some((word) => CREATE.test(word)) &&
  words(text).every((word) => CREATE.test(word) || isPlaceWord(word));
/** "Edit", also before the name of what is edited. */
export const isEdit = (text: string): boolean => EDIT.test(foldLabel(text));
/** "View", "Edit Acme renewal": begins with the word for what is done to the record. */
export const isVerb = (text: string): boolean => isEdit(text) || /^view\b/i.test(text);
