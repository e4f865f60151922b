/** Words that name a kind of record or a kind of page, as they stand in URLs, headings and breadcrumbs (folded). */
import { foldLabel, rolesOf } from './labels';
import type { RecordKind } from './types';

const ORDER: RecordKind[] = ['deal', 'lead', 'contact', 'other'];
/** One group of stems for each of these kinds; an ending of up to three letters may follow. */
const KIND =
  /^(?:(opp?ort?uni\w*|deal(?!er|ing)|anken|potential|affaire|商談|trattativ|szans|verkoopkans|vertriebschanc|negoci[oa]|案件|s?sales ?process|verkaufs?(?:chanc|projekt)\w*)|(interessent|見込客|lead(?!er|ing)|リード|prospect)|(conta[ck]?t|osob|連絡先|people|person|pessoa|kontakt)|(conversation|article|product|contract|case|factur|event|campaign|post|activit|issue|invoice|pro[jy][ek][ck]?t|order|meeting|rechnung|document|ticket|user|message|progett|quot|task))\w{0,3}$/;

const SETTINGS =
  'config|bulk|export|template|automation|shop|import|log(in|out)|help|setup|setting|billing|blog|docs|cart|merge|preference|store';
const PLACE = new RegExp(
  `^(${SETTINGS}|card|map|list|board|the|inbox|all|szczeg|history|my|field|inform|report|home|and|sales|change|profile|forecast|dashboard|untitled|info|basic|to|related|index|allgemein|pipeline|comment|sprzedaz|general|descripti|ue?bersicht|news|calendar|search|about|of|funnel|overview|result|summary|kanban|select|additional|det+a[gil]|view|recent|詳細|情報|設定|検索|一覧|管理|登録)\\S{0,6}$`,
);
/** Also what is set up about a kind: "deal-stages", "leads/forms". */
const IS_SETTINGS = new RegExp(
  `^(${SETTINGS})[\\w ]{0,5}$|^(form|report)s$|\\w (stage|source|field|reason)s$|[ld] types$`,
);
const CREATE =
  /^(quick|new|新規|作成|filter|add|create|nuev[oa]|nuov[oa]|nov[oa]|now[ye]|nouve\w+|neue?[rs]?|nieuwe?)s?$/;
const EDIT = /^(modif|edi?y?[tcz]|bearbeit|wijzig|bewerk|編集)/;

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
