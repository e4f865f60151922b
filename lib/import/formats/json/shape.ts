/** Where the records of a JSON file lie. */
import { ValueScanner } from './records';

/**
 * `start` is the position behind the bracket of the list, or behind its first list where that has the `names` of the
 * others' values.
 */
export type JsonShape =
  | { kind: 'lines' }
  | { kind: 'sequence' }
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
  const found = lists(head, from);
  const named = found
    .filter(({ path }) => LIST_NAMES.includes(path.at(-1)!.toLowerCase()))
    .sort((a, b) => a.path.length - b.path.length || rank(a) - rank(b))[0];
  const outer = found.filter(({ path }) => path.length === 1);
  const list = named ?? (outer.length === 1 ? outer[0] : undefined);
  return list ? { kind: 'list', ...list } : { kind: 'sequence' };
}

const rank = ({ path }: Candidate) => LIST_NAMES.indexOf(path.at(-1)!.toLowerCase());
