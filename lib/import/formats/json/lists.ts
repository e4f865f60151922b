/** Lists of records inside the objects of a JSON file. */
import { ValueScanner } from './records';

/** Members that hold the list, as APIs and exports name them; the first that is there counts. */
const LIST_NAMES =
  'records results data value values items rows list entries edges nodes hits elements resources objects docs documents content payload'.split(
    ' ',
  );
/** Members that say something of the file or of its records, and are none. */
const ABOUT =
  /^(?:@.*|_(?!embedded$).*|columns?|fields?|headers?|schemas?|meta(?:data)?|errors?|warnings?|messages?|links?|paging|pagination|facets?|aggregations?|filters?|sorts?|sorting|orderby|included|includes|related.*|additional_data|parameters?|params|options?|permissions?|actions?|labels?|tags?)$/i;
const DEEPEST_LIST = 8;

export interface Candidate {
  path: string[];
  /** Position behind its bracket. */
  start: number;
  /** It has no element. */
  empty: boolean;
  names?: string[];
}

/** Members beside a list of lists that name its columns. */
const NAMING = /^(?:columns?|cols|column_?names|fields?|headers?)$/i;

/** Names of columns: texts, or objects that have a name. */
function columnNames(value: unknown): string[] | null {
  if (!Array.isArray(value) || value.length < 2) return null;
  const names = value.map((each) => {
    if (typeof each === 'string') return each;
    const { name, title, label, field } = (each ?? {}) as Record<string, unknown>;
    return name ?? title ?? label ?? field;
  });
  const usable = names.every((name) => typeof name === 'string' && name !== '');
  return usable && new Set(names).size === names.length ? (names as string[]) : null;
}

/** The value that begins in the text, where it lies in it whole; undefined else. */
function valueAt(text: string, from: number): unknown {
  const end = new ValueScanner().scan(text, from);
  try {
    return end < 0 ? undefined : JSON.parse(text.slice(from, end));
  } catch {
    return undefined;
  }
}

/** Names of the columns, where the first element of a list is a list of names: sheets are written so. */
export function namesAt(text: string, from: number): { names: string[]; start: number } | null {
  const open = /^\s*\[/.exec(text.slice(from, from + 200));
  const end = open ? text.indexOf(']', from) : -1;
  if (!open || end < 0) return null;
  const first = valueAt(text, text.indexOf('[', from));
  const names =
    Array.isArray(first) && first.every((name) => typeof name === 'string') ? columnNames(first) : null;
  return names && { names, start: end + 1 };
}

/** Lists of objects inside objects, in the order in which they begin. */
export function lists(text: string, from: number): Candidate[] {
  const found: Candidate[] = [];
  const path: (string | null)[] = [];
  let key: string | null = null;
  /** By the path of an object: what names the columns of a list of lists in it. */
  const naming = new Map<string, string[]>();
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
      if (inObjects && path.length <= DEEPEST_LIST && key !== null) {
        const place = path.join('\0');
        const own = NAMING.test(key) ? columnNames(valueAt(text, at)) : null;
        if (own) naming.set(place, own);
        const start = text.slice(at + 1, at + 200);
        const beside = /^\s*\[/.test(start) ? naming.get(place) : undefined;
        const names = beside ? { names: beside } : namesAt(text, at + 1);
        if (names || /^\s*[{\]]/.test(start))
          found.push({
            path: [...path.slice(1), key] as string[],
            start: at + 1,
            empty: /^\s*\]/.test(start),
            ...names,
          });
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

const rank = ({ path }: Candidate) => LIST_NAMES.indexOf(path.at(-1)!.toLowerCase());

/**
 * The list that holds the records: the only one, or the one with a usual name that lies above the others. Lists that
 * say something of the file, and empty ones beside others, do not count.
 * @returns `others`: the lists that are not read, or of which none is the one
 */
export function choose(found: readonly Candidate[]): { list: Candidate | null; others: Candidate[] } {
  const telling = found.filter(({ path }) => !path.some((part) => ABOUT.test(part)));
  const counted = telling.length > 0 ? telling : found;
  const filled = counted.filter(({ empty }) => !empty);
  const lists = filled.length > 0 ? filled : counted;
  const [first, second] = lists
    .filter((list) => rank(list) >= 0)
    .sort((a, b) => a.path.length - b.path.length || rank(a) - rank(b));
  const alike = first && second && first.path.length === second.path.length && rank(first) === rank(second);
  const list = lists.length === 1 ? lists[0]! : alike ? undefined : first;
  return { list: list ?? null, others: lists.filter((each) => each !== list) };
}
