/** Which addresses show a record of the taught kind, learnt from two of them. */
import { isCreate, isEdit, isPlace } from '../nouns';
import { isId } from '../url';
import type { AddressPattern } from './lesson';

/** Parameters that say what is shown, and not how. */
const TELLING = /^(module|model|entity|object|etn|type|action|route|page(type)?|resource)/i;
const ID_KEY = /id$|record|key/i;

interface Parts {
  path: string[];
  hash: string[];
  query: Map<string, string>;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

function partsOf({ pathname, hash, searchParams }: URL): Parts {
  return {
    path: pathname.split('/').filter(Boolean).map(decoded),
    // A fragment without structure is a place on the page.
    hash: /[/=]/.test(hash)
      ? hash
          .slice(1)
          .split(/[/?&=]/)
          .filter(Boolean)
          .map(decoded)
      : [],
    query: new Map(searchParams),
  };
}

/** What differs from record to record is no word for a kind or a page. */
const varies = (text: string): boolean => isId(text) || !(isPlace(text) || isCreate(text));

/** Segments that both share; null when they are not two of one kind. */
function common(a: readonly string[], b: readonly string[]): (string | null)[] | null {
  if (a.length !== b.length) return null;
  if (a.some((text, i) => text !== b[i] && !(varies(text) && varies(b[i]!)))) return null;
  return a.map((text, i) => (text === b[i] ? text : null));
}

/**
 * What two addresses of records of one kind have in common.
 * @returns null when they look like pages of different kinds
 */
export function learnAddress(first: URL, second: URL): AddressPattern | null {
  const [a, b] = [partsOf(first), partsOf(second)];
  const path = common(a.path, b.path);
  const hash = a.hash.length && b.hash.length ? common(a.hash, b.hash) : [];
  if (first.origin !== second.origin || !path || !hash) return null;
  const query: AddressPattern['query'] = [];
  const differing: string[] = [];
  for (const [key, value] of a.query) {
    const other = b.query.get(key);
    if (TELLING.test(key)) {
      if (other !== value) return null;
      query.push({ key, value });
    } else if (other !== undefined && other !== value && isId(value) && isId(other)) differing.push(key);
  }
  const inPath = path.lastIndexOf(null);
  const inHash = hash.lastIndexOf(null);
  const parameter = differing.find((key) => ID_KEY.test(key)) ?? differing[0];
  if (inPath >= 0) return { path, hash, query, id: { part: 'path', at: inPath } };
  if (inHash >= 0) return { path, hash, query, id: { part: 'hash', at: inHash } };
  if (parameter === undefined) return { path, hash, query, id: null };
  query.push({ key: parameter, value: null });
  return { path, hash, query, id: { part: 'query', key: parameter } };
}

/** Whether the texts are those of the pattern; after them may stand that the record is being edited. */
function fits(pattern: readonly (string | null)[], texts: readonly string[]): boolean {
  return (
    texts.length >= pattern.length &&
    pattern.every((text, i) => (text === null ? varies(texts[i]!) : text === texts[i])) &&
    texts.slice(pattern.length).every(isEdit)
  );
}

/**
 * The record that an address leads to by a pattern.
 * @returns null when the address is none of those; `id` is null where they tell none
 */
export function matchAddress(pattern: AddressPattern, url: URL): { id: string | null } | null {
  const { path, hash, query } = partsOf(url);
  if (!fits(pattern.path, path) || (pattern.hash.length > 0 && !fits(pattern.hash, hash))) return null;
  for (const { key, value } of pattern.query) {
    const shown = query.get(key);
    if (value === null ? !shown || !isId(shown) : shown !== value) return null;
  }
  const { id } = pattern;
  if (!id) return { id: null };
  return { id: (id.part === 'query' ? query.get(id.key) : { path, hash }[id.part][id.at]) ?? null };
}
