/** Where the records of a JSON file lie. */
import { choose, lists, namesAt } from './lists';
import { ValueScanner } from './records';

/**
 * `start` is the position behind the bracket of the list, or behind its first list where that has the `names` of the
 * others' values; of `keyed` records, each a member of one object, it is behind that object's bracket, and `key` is the
 * column that their names go into.
 */
export type JsonShape =
  | { kind: 'lines' }
  | { kind: 'sequence' }
  | { kind: 'keyed'; path: string[]; start: number; key: string }
  | { kind: 'list'; path: string[]; start: number; names?: string[]; others: string[] }
  /** Several lists, none of which is the one: a person chooses. */
  | { kind: 'several'; lists: string[] };

/** A path as a person reads it. */
export const pathWords = (path: readonly string[]): string => path.join(' › ');

/** Members of an object that are looked at. */
const KEYED_LOOK = 20;
const MEMBER = /\s*,?\s*("(?:[^"\\]|\\.)*")\s*:\s*(?=\S)/y;

/** The first members of an object that lie whole in the text: where each value begins, and what it is. */
function* membersAt(text: string, from: number): Generator<{ name: string; start: number; value?: unknown }> {
  for (let at = from, n = 0; n < KEYED_LOOK; n++) {
    MEMBER.lastIndex = at;
    const found = MEMBER.exec(text);
    if (!found) return;
    const start = MEMBER.lastIndex;
    const end = new ValueScanner().scan(text, start);
    try {
      const name = JSON.parse(found[1]!) as string;
      yield end < 0 ? { name, start } : { name, start, value: JSON.parse(text.slice(start, end)) };
    } catch {
      return;
    }
    if (end < 0) return;
    at = end;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Records by their ids: two objects at least, nothing else, and most names in most of them. */
function keyedAt(text: string, from: number, path: string[]): JsonShape | null {
  const records = [...membersAt(text, from)].flatMap(({ value }) => (value === undefined ? [] : [value]));
  if (records.length < 2 || !records.every(isObject)) return null;
  const times = new Map<string, number>();
  for (const record of records)
    for (const name of Object.keys(record)) times.set(name, (times.get(name) ?? 0) + 1);
  const common = [...times.values()].filter((number) => number > records.length / 2).length;
  if (common === 0 || common < times.size / 2) return null;
  return { kind: 'keyed', path, start: from, key: times.has('id') ? 'key' : 'id' };
}

/** The same under the first member that is an object of them. */
function keyedBelow(text: string, from: number): JsonShape | null {
  for (const { name, start } of membersAt(text, from)) {
    const found = text[start] === '{' ? keyedAt(text, start + 1, [name]) : null;
    if (found) return found;
  }
  return null;
}

/** Plain members of a record; what stands around lists has fewer. */
const MEMBERS_OF_RECORD = 4;

/**
 * @param head first text of the file, without a byte order mark
 * @param name of the file: `.ndjson` and `.jsonl` have a record in each line
 * @param wanted the list to read where there are several, as `pathWords` writes it
 * @throws Error when it is JSON that is no table
 */
export function shapeOf(head: string, name: string, wanted?: string): JsonShape {
  if (/\.(?:ndjson|jsonl)$/i.test(name)) return { kind: 'lines' };
  const from = head.search(/\S/);
  if (from < 0) throw new Error(`"${name}" is empty: it has no records.`);
  if (head[from] === '[') {
    const named = namesAt(head, from + 1);
    if (named) return { kind: 'list', path: [], ...named, others: [] };
    if (/^\s*\[/.test(head.slice(from + 1, from + 200)))
      throw new Error(
        `"${name}" is a list of lists, and their columns have no names. Export a list of objects, or CSV with a header.`,
      );
    return { kind: 'list', path: [], start: from + 1, others: [] };
  }
  const scanner = new ValueScanner();
  const end = scanner.scan(head, from);
  const line = head.indexOf('\n', from);
  const rest = (from: number) => /^\s*\{/.test(head.slice(from, from + 1000));
  if (end >= 0 && !scanner.broken && rest(end))
    // Records that share a line are no lines.
    return line >= end && /^\s*$/.test(head.slice(end, line)) ? { kind: 'lines' } : { kind: 'sequence' };
  // A first line that breaks off, before others that are whole.
  if (scanner.broken && line >= 0 && /^\{.*\}\s*$/m.test(head.slice(line + 1).split('\n')[0]!))
    return { kind: 'lines' };
  const keyed = keyedAt(head, from + 1, []);
  if (keyed) return keyed;
  const found = lists(head, from);
  if (wanted !== undefined) {
    const list = found.find(({ path }) => pathWords(path) === wanted);
    if (!list)
      throw new Error(`"${name}" no longer has the list “${wanted}”. The file was changed: choose it again.`);
    return { kind: 'list', ...list, others: [] };
  }
  const { list, others } = choose(found);
  const words = others.map(({ path }) => pathWords(path));
  if (list) return { kind: 'list', ...list, others: words };
  const plain = [...membersAt(head, from + 1)].filter(
    ({ value }) => value !== undefined && typeof value !== 'object',
  );
  if (words.length > 1 && plain.length < MEMBERS_OF_RECORD) return { kind: 'several', lists: words };
  return keyedBelow(head, from + 1) ?? { kind: 'sequence' };
}
