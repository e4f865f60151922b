/** Words that name a kind of record or a kind of page, as they stand in URLs, headings and breadcrumbs (folded). */
import { english, foldLabel, rolesOf } from './labels';
import type { RecordKind } from './types';

const ORDER: RecordKind[] = ['deal', 'lead', 'contact', 'other'];
/** One group of stems for each of these kinds; an ending of up to three letters may follow. */
const KIND =
  /^(?:(opp|op\w*rtu?n\w*|deal(?!er|ing)|negoci[oa]|trattativ|anken|potential|affaire|szans|verkoopkans|vertriebschanc|ssales\w*|salesprocess|verkaufs?(?:chanc|projekt)\w*)|(lead(?!er|ing)|interessent|prospect)|([ck]onta[ck]?t(?:person)?|person|osob|people|pessoa)|(conversation|article|product|contract|ticket|task|case|factur|campaign|post|activit|event|pro[jy][ek][ck]?t|order|meeting|rechnung|document|user|message|quot|progett|invoice|issue))\w{0,3}$/;

const SETTINGS = 'automation|print|preference|setting|merge|setup|config|log(in|out)|import|bulk|export';
const PLACE = new RegExp(
  `^(${SETTINGS}|map|summary|card|sales|list|board|the|inbox|all|of|about|view|and|recent|profile|index|pipeline|comment|calendar|search|to|related|general|forecast|dashboard|field|inform|report|my|info|result|select|kanban|funnel|overview|det+a[gil]|change|history|home|news)\\S{0,6}$`,
);
/** Also what is set up about a kind: "deal-stages", "leads/forms". */
const IS_SETTINGS = new RegExp(
  `^(${SETTINGS})[\\w ]{0,5}$|\\w (reason|stage|source|field)s$|^(form|report)s$|[ld] types$`,
);
const CREATE =
  /^(quick|new|nuov[oa]|nouve\w+|filter|add|create|nuev[oa]|now[ye]|nov[oa]|neue?[rs]?|nieuwe?)s?$/;
const EDIT = /^(wijzig|edi?y?[tcz]|bearbeit|modif|bewerk)/;

const words = (text: string): string[] => english(foldLabel(text)).split(' ').filter(Boolean);

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
export const isEdit = (text: string): boolean => EDIT.test(english(foldLabel(text)));
/** "View", "Edit Acme renewal": begins with the word for what is done to the record. */
export const isVerb = (text: string): boolean => isEdit(text) || /^view\b/i.test(text);
