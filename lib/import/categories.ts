/** Words of exports: yes and no, canonical values and their synonyms, and the outcome that a stage's name tells. */

import type { ColumnDef } from '@/lib/facts/types';
import { stageGroup } from '@/lib/fields/stages';

/** Case, marks and punctuation gone: "Closed-Won" and "closed won" are one. */
export function foldWord(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const YES =
  'yes y true t 1 x on ja j wahr oui o vrai si s sim verdadero verdadeiro vero waar tak prawda sant sann sand kylla tosi da ano igen evet да истина ναι はい 是 예 네 あり 有 有り 有効 oikein áno';
const NO =
  'no n false f 0 off nein falsch non faux nao falso onwaar nie fałsz ei epatosi nej nei nee falskt falsk usann ne nem hayır нет ложь ні όχι いいえ 否 不是 아니오 아니요 なし 无 無 無し 無効 vaarin';
const words = (list: string) => list.split(' ').map(foldWord);
const FLAGS = new Map<string, 'yes' | 'no'>([
  ...words(YES).map((word) => [word, 'yes'] as const),
  ...words(NO).map((word) => [word, 'no'] as const),
  // "1.0" and "0.0": what programs for statistics make of yes and no once a cell is empty.
  ['1 0', 'yes'],
  ['0 0', 'no'],
]);
/** Ticks and crosses; an empty box is a no. */
const TICKED = /^[✓✔☑✅]/u;
const CROSSED = /^[✗✘☐☒❌❎]/u;

/** Cells that say "nothing here" in typed columns. */
const NOTHING = new Set([
  'n a',
  'na',
  'null',
  'nil',
  'none',
  'nan',
  'undefined',
  'unknown',
  'blank',
  'empty',
  // Other languages: keine Angabe, sans objet, nicht vorhanden, no disponible, brak, nincs, sin datos.
  'k a',
  'nv',
  's o',
  'nd',
  'n d',
  'brak',
  'nincs',
  'sin datos',
  'なし',
  '無し',
  '无',
  '無',
  '없음',
  'нет данных',
  // What databases and sheets make of no day.
  '0000 00 00',
  '1900 01 00',
  '0000 00 00 00 00 00',
]);
/** In names and ids only what programs write for nothing: "NA" and "None" may be names. */
const NOTHING_IN_NAMES = new Set([
  '#n/a',
  '#nv',
  '#n/d',
  '#n/v',
  'null',
  '\\n',
  '(null)',
  '(blank)',
  '(not set)',
  '[null]',
]);

/** Characters of the longest of them. */
const LONGEST_NOTHING = 19;

/** @param named the column holds names or ids */
export function isNothing(text: string, named: boolean): boolean {
  if (text === '') return true;
  if (text.length > LONGEST_NOTHING) return false;
  if (named) return NOTHING_IN_NAMES.has(text.toLowerCase()) || /^[-–—]+$/.test(text);
  return /^[-–—._?]+$/.test(text) || NOTHING.has(foldWord(text));
}

/** What a mapping says that a cell stands for. A cell may say `constructor` and does not mean what objects inherit. */
export function meant(
  values: Readonly<Record<string, string>> | undefined,
  cell: string,
): string | undefined {
  return values && Object.hasOwn(values, cell) ? values[cell] : undefined;
}

export function parseFlag(text: string, column: ColumnDef, values?: Record<string, string>): 0 | 1 | null {
  const folded = foldWord(meant(values, text) ?? text);
  const sign = TICKED.test(text) ? 'yes' : CROSSED.test(text) ? 'no' : undefined;
  const word = meant(column.synonyms, folded) ?? FLAGS.get(folded) ?? sign;
  return word === 'yes' ? 1 : word === 'no' ? 0 : null;
}

/**
 * Reader of a category column: source value -> canonical value, '' for "leave empty", null when it is none of them.
 * A column without a fixed list keeps what the source says.
 */
export function categoryReader(
  column: ColumnDef,
  values?: Record<string, string>,
): (text: string) => string | null {
  const known = new Map<string, string>();
  for (const [word, value] of Object.entries(column.synonyms ?? {})) known.set(foldWord(word), value);
  for (const value of column.values ?? []) known.set(foldWord(value), value);
  const given = new Map(Object.entries(values ?? {}));
  return (text) => {
    const own = given.get(text);
    if (own !== undefined) return own;
    return known.get(foldWord(text)) ?? (column.values ? null : text);
  };
}

const WON = 'won gewonnen ganado ganada gagne gagnee ganho ganha vinto vinta wygrane vunnet gewonnene 受注';
const LOST =
  'lost verloren perdido perdida perdu perdue perso persa przegrane tapt dead disqualified abandoned cancelled canceled rejected withdrawn 失注';
const WON_WORDS = new Set(WON.split(' '));
const LOST_WORDS = new Set(LOST.split(' '));
const CLOSED_WORDS = new Set([
  'closed',
  'geschlossen',
  'abgeschlossen',
  'cerrado',
  'ferme',
  'fechado',
  'chiuso',
  'zamkniete',
  'zamknieta',
  'クローズ',
]);

/**
 * Outcome that a stage's name tells: "Closed Won" is won, "3 - Proposal" is open.
 * @returns null for a stage that is closed without saying how
 */
export function statusOfStage(stage: string): 'open' | 'won' | 'lost' | null {
  const words = foldWord(stage.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')).split(' ');
  if (words.includes('closedwon')) return 'won';
  if (words.includes('closedlost')) return 'lost';
  const negated = words.includes('not') || words.includes('nicht');
  if (words.some((word) => LOST_WORDS.has(word))) return 'lost';
  if (words.some((word) => WON_WORDS.has(word))) return negated ? 'lost' : 'won';
  // What rules of required fields take for won or lost is so here too: other forms of a word, text without blanks.
  const group = stageGroup(stage);
  if (group === 'lost') return 'lost';
  if (group === 'won') return negated ? 'lost' : 'won';
  if (words.some((word) => CLOSED_WORDS.has(word))) return null;
  return 'open';
}
