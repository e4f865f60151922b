/** Words that name a kind of record or a kind of page, as they stand in URLs, headings and breadcrumbs (folded). */
import { foldLabel, rolesOf } from './labels';
import type { RecordKind } from './types';

const ORDER: RecordKind[] = ['deal', 'lead', 'contact', 'other'];
/** One group of stems for each of these kinds; an ending of up to three letters may follow. */
const KIND =
  /^(?:(deal(?!er|ing)|opp?ort?uni\w*|potential|verkaufschanc|affaire|negocio|verkoopkans|trattativ|szans|商談|案件)|(lead(?!er|ing)|prospect|interessent|リード)|(conta[ck]?t|person|people|kontakt|pessoa|osob)|(ticket|case|task|project|product|quote|order|invoice|campaign|event|meeting|contract|user|activit))\w{0,3}$/;

const SETTINGS = 'setting|setup|config|preference|log(?:in|out)|help|docs|blog|shop|store|cart';
const PLACE = new RegExp(
  `^(?:${SETTINGS}|list|board|kanban|pipeline|funnel|map|calendar|all|my|recent|import|export|profile|dashboard|home|overview|report|forecast|search|result|inbox|news|detail|info|summary|history|related|view|the|of|and|untitled|設定|検索|一覧)\\w{0,5}$`,
);
const IS_SETTINGS = new RegExp(`^(?:${SETTINGS})\\w{0,5}$`);
const CREATE =
  /^(new|create|add|filter|neue?[rs]?|nouve\w+|nuev[oa]|nov[oa]|nieuwe?|nuov[oa]|now[ye]|新規\S*)s?$/;
const EDIT = /^(edi?y?t|bearbeit|modif|bewerk|wijzig|編集)/;

const words = (text: string): string[] => foldLabel(text).split(' ').filter(Boolean);
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

const isPlaceWord = (word: string): boolean => PLACE.test(word) || !!kindOfWord(word);
/** Whether the text is made of words for pages, parts and kinds only, so that it names no record. */
export const isPlace = (text: string): boolean => words(text).every(isPlaceWord);
/** Places that stay places whatever follows in the address. */
export const isSettings = (text: string): boolean => IS_SETTINGS.test(foldLabel(text));
/** "New deal", "Create", but not "New licences". */
export const isCreate = (text: string): boolean =>
  words(text).some((word) => CREATE.test(word)) &&
  words(text).every((word) => CREATE.test(word) || isPlaceWord(word));
export const isEdit = (word: string): boolean => EDIT.test(foldLabel(word));
