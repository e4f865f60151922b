/** Where the records of a JSON file lie. */
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
  | { kind: 'list'; path: string[]; start: number; names?: string[] };

/** Members that hold the list, as APIs and exports name them; the first that is there counts. */
const LIST_NAMES = ['records', 'results', 'data', 'value', 'values', 'items', 'rows', 'list', 'entries'];
const DEEPEST_LIST = 4;

interface Candidate {
  path: string[];
  start: number;
  names?: string[];
}

/** Names of the columns, where the first element of a list is a list of names: sheets are written so. */
function namesAt(text: string, from: number): { names: string[]; start: number } | null {
  const open = /^\s*\[/.exec(text.slice(from, from + 200));
  const end = open ? text.indexOf(']', from) : -1;
  if (!open || end < 0) return null;
  let names: unknown;
  try {
    names = JSON.parse(text.slice(from, end + 1));
  } catch {
    return null;
  }
  const usable =
    Array.isArray(names) &&
    names.length > 1 &&
    names.every((name) => typeof name === 'string' && name !== '') &&
    new Set(names).size === names.length;
  return usable ? { names: names as string[], start: end + 1 } : null;
}

/** Lists of objects inside objects, in the order in which they begin. */
function lists(text: string, from: number): Candidate[] {
  const found: Candidate[] = [];
  const path: (string | null)[] = [];
  let key: string | null = null;
  for (let at = from; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"') {
      const end = endOfString(text, at);
      if (end < 0) return found;
      if (/^\s*:/.test(text.slice(end + 1, end + 20))) key = text.slice(at + 1, end);
      at = end;
    } else if (char === '{') path.push(key);
    else if (char === '[') {
      const inObjects = path.every((part, depth) => depth === 0 || part !== null);
      if (
        inObjects &&
        path.length <= DEEPEST_LIST &&
        key !== null &&
        /^\s*[{\][]/.test(text.slice(at + 1, at + 200))
      ) {
        const names = namesAt(text, at + 1);
        if (names || !/^\s*\[/.test(text.slice(at + 1, at + 200)))
          found.push({ path: [...path.slice(1), key] as string[], start: at + 1, ...names });
      }
      path.push(null);
      key = null;
    } else if (char === '}' || char === ']') {
      path.pop();
      key = null;
    } else if (char === ',') key = null;
  }
  return found;
}

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

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return -1;
}

/**
 * @param head first text of the file, without a byte order mark
 * @param name of the file: `.ndjson` and `.jsonl` have a record in each line
 * @throws Error when it is JSON that is no table
 */
export function shapeOf(head: string, name: string): JsonShape {
  if (/\.(?:ndjson|jsonl)$/i.test(name)) return { kind: 'lines' };
  const from = head.search(/\S/);
  if (from < 0) throw new Error(`"${name}" is empty: it has no records.`);
  if (head[from] === '[') {
    const named = namesAt(head, from + 1);
    if (named) return { kind: 'list', path: [], ...named };
    if (/^\s*\[/.test(head.slice(from + 1, from + 200)))
      throw new Error(
        `"${name}" is a list of lists, and their columns have no names. Export a list of objects, or CSV with a header.`,
      );
    return { kind: 'list', path: [], start: from + 1 };
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
  const named = found
    .filter(({ path }) => LIST_NAMES.includes(path.at(-1)!.toLowerCase()))
    .sort((a, b) => a.path.length - b.path.length || rank(a) - rank(b))[0];
  const outer = found.filter(({ path }) => path.length === 1);
  const list = named ?? (outer.length === 1 ? outer[0] : undefined);
  if (list) return { kind: 'list', ...list };
  return keyedBelow(head, from + 1) ?? { kind: 'sequence' };
}

const rank = ({ path }: Candidate) => LIST_NAMES.indexOf(path.at(-1)!.toLowerCase());
