/**
 * Fields of a page whose markup says nothing of them, told by the text that a reader sees, line by line: "Stage: Won", a
 * label with its value in the next line or in the one before, a row of heads with a row of values below.
 */
import { type FieldRole, foldLabel } from '../labels';
import { kindOf } from '../nouns';
import type { PageField } from '../types';
import { meaningOf } from './fields';
import { roleOf } from './roles';

const MOST_LINES = 400;
const LONGEST_LABEL = 48;
const LONGEST_VALUE = 200;

/** Of so many different meanings a record is sure. */
const ENOUGH_ROLES = 3;
/** Labels of one record stand this close: a value may have a second line, and a field of no known name lie between. */
const FAR = 6;

type Pair = readonly [label: string, value: string, at: number];

/** "Stage: Won", but neither an address nor a time of day. */
const COLON = /^([^:：]{2,48}?)\s*[:：](?!\/\/)(?!\d\d\b)\s*(.*)$/u;

const cleaned = (label: string): string => label.replace(/^[\s*＊•·]+|[\s*＊?:：]+$/g, '');

const isLabel = (text: string): boolean => text.length <= LONGEST_LABEL && /\p{L}/u.test(text);

const roleIn = (line: string): FieldRole | null => roleOf(cleaned(line));
const isKnown = (line: string): boolean => isLabel(line) && roleIn(line) !== null;

function colonPairs(lines: readonly string[]): Pair[] {
  const split = lines.map((line) => COLON.exec(line));
  // Where values stand behind their labels, what stands below an empty one is something else.
  const filled = split.filter((found) => found?.[2]).length;
  const below = filled * 2 < split.filter(Boolean).length;
  return split.flatMap((found, at): Pair[] => {
    const [, label = '', rest = ''] = found ?? [];
    if (!isLabel(label)) return [];
    if (rest) return [[label, rest, at]];
    const next = lines[at + 1];
    const isValue = below && next !== undefined && !split[at + 1] && !isKnown(next);
    return [[label, isValue ? next : '', at]];
  });
}

/** @param step 1 where the value stands below its label, -1 where above */
function nextPairs(lines: readonly string[], step: 1 | -1): Pair[] {
  return lines.flatMap((line, at): Pair[] => {
    const value = lines[at + step];
    return value === undefined || !isKnown(line) || isKnown(value) ? [] : [[line, value, at]];
  });
}

/** A column for what the records of a list are called: "Opportunity name", "Deal". */
const isNames = (head: string): boolean => {
  const kind = head.includes(' ') ? null : kindOf(head);
  return roleIn(head) === 'name' || kind === 'deal' || kind === 'lead' || kind === 'contact';
};

/** The page of a record names it outside of its table; a list may happen to have one row. */
function tablePairs(rows: readonly (readonly string[])[]): Pair[] {
  return rows.flatMap((heads, at): Pair[] => {
    const values = rows[at + 1];
    const one = heads.length > 2 && values?.length === heads.length && rows[at + 2]?.length !== heads.length;
    const known = heads.filter(isKnown).length;
    if (!one || known < ENOUGH_ROLES || heads.some(isNames) || values.some(isKnown)) return [];
    return heads.flatMap((head, nth): Pair[] => (isLabel(head) ? [[head, values[nth]!, at]] : []));
  });
}

/** A sum under "Amount" and none under "Stage": how well values fit what their labels mean. */
function fitness(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, [label, value]) => {
    if (!value) return sum;
    const role = roleIn(label);
    if (role === 'amount' || role === 'close') return sum + (/\d/.test(value) ? 2 : -2);
    if (role === 'stage' || role === 'owner' || role === 'partner' || role === 'account')
      return sum + (/^\P{L}*$/u.test(value) ? -2 : 1);
    return sum;
  }, 0);
}

/** The longest row of pairs that stand close to each other. */
function together(pairs: readonly Pair[]): Pair[] {
  const groups: Pair[][] = [];
  for (const pair of pairs) {
    const group = groups.at(-1);
    if (group && pair[2] - group.at(-1)![2] <= FAR) group.push(pair);
    else groups.push([pair]);
  }
  return groups.sort((a, b) => b.length - a.length)[0] ?? [];
}

const rolesIn = (pairs: readonly Pair[]): number =>
  new Set(pairs.map(([label]) => roleIn(label)).filter((role) => role && role !== 'name')).size;

const toField = ([text, shown]: Pair): PageField => {
  const label = cleaned(text);
  const value = shown.trim().slice(0, LONGEST_VALUE);
  return { key: foldLabel(label), label, value, state: value ? 'value' : 'empty', required: false };
};

/**
 * The fields that a text shows; none where it does not show at least three that are known.
 * @param text as the browser lays it out: a line for each block, tabs between the cells of a row
 */
export function fieldsInLines(text: string): PageField[] {
  const rows = text
    .split('\n')
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((row) => row.some(Boolean))
    .slice(0, MOST_LINES);
  const lines = rows.flatMap((row) => row.filter(Boolean));
  const ways = [tablePairs(rows), colonPairs(lines), nextPairs(lines, 1), nextPairs(lines, -1)]
    .map(together)
    .filter((pairs) => rolesIn(pairs) >= ENOUGH_ROLES)
    .sort((a, b) => rolesIn(b) + fitness(b) - (rolesIn(a) + fitness(a)));
  const fields = (ways[0] ?? []).map(toField);
  // What is said twice is said of several: the rows of a list, the cards of a board.
  const known = fields.filter((field) => meaningOf(field));
  return new Set(known.map(({ key }) => key)).size * 2 > known.length
    ? fields.filter(({ key }, at) => fields.findIndex((one) => one.key === key) === at)
    : [];
}
