/** What a URL says about the record it leads to. */
import { hasPlace, isCreate, isSettings, kindOf } from './nouns';
import type { RecordKind } from './types';

export interface Ref {
  /** Kind that the URL names, also without an id. */
  kind: RecordKind | null;
  id: string | null;
  /** It names a place (list, board, settings) or a new record. */
  place: boolean;
  /** Segment after the kind that may be a name used as id. */
  slug: string | null;
}

/** Numbers, UUIDs, hex, `D-0001`, `CRM-DEAL-2026-00012`, `12-acme-renewal`, 15 or more mixed letters and digits. */
const ID =
  /^(\d+(-[\w-]+)?|\{?[\da-f]{8}-[\da-f-]{27}\}?|[\da-f]{10,}|[a-z]{1,6}[-_]?\d{2,}|[\w-]+-\d+|(?=\w*\d)(?=\w*[a-z])\w{15,})$/i;
const VERB = /^(view|show|details?|(detail|edit)view|records?|edit|r|o|id|objects?|open|form|main|info)$/i;
const ID_KEY =
  /^(o?id|record(_?id)?|selected|peek|detail|fullprofile|\w*(deal|opportunity|lead|account|company|contact|partner)_?id)$/i;

export const isId = (text: string): boolean => ID.test(text);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Reads kind and id off a URL of an unknown CRM: path and hash path (`/deals/12`, `#Opportunity/view/5f..`), and
 * the query of either (`?module=Opportunities&record=..`, `#id=5&model=crm.lead`). Segments after the last kind
 * decide; a word after it that is no id (`/deals/pipeline`) is a place.
 */
export function refOf(url: URL): Ref {
  const ref: Ref = { kind: null, id: null, place: false, slug: null };
  // An address may be wrapped in the hash of another one (`#ajaxUILoc=index.php%3Fmodule..`).
  const hash = decode(url.hash.slice(1)).replace(/^\w+=(?=\S*\?)/, '');
  const [route, ...rest] = hash.split(/[?;]/);
  const isQuery = /^[\w.-]+=/.test(hash);
  const path = `${url.pathname}/${isQuery ? '' : route}`.split('/').filter(Boolean).map(decode);

  for (const [key, value] of [...url.searchParams, ...new URLSearchParams(isQuery ? hash : rest.join('&'))]) {
    if (/^(module|model|etn|entity|object|type|doctype)$/.test(key)) ref.kind = kindOf(value) ?? ref.kind;
    else if (ID_KEY.test(key)) {
      const [, prefix = '', id = value] = /^([a-z]+)-(.+)$/i.exec(value) ?? [];
      const kind = kindOf(prefix);
      if (isId(kind ? id : value)) {
        ref.id = kind ? id : value;
        ref.kind = kind ?? kindOf(key) ?? ref.kind;
      }
    }
  }
  const queried = ref.id;
  path.forEach((segment, i) => {
    if (isId(segment)) return;
    const kind = kindOf(segment);
    if (!kind) {
      ref.place ||= !ref.id && (hasPlace(segment) || isCreate(segment));
      return;
    }
    const next = path.slice(i + 1).find((one) => !VERB.test(one));
    // `/companies/5/deals` is a tab of the company: a kind without an id does not take the record away.
    if (ref.id && !queried && !next) return;
    ref.kind = kind;
    if (!next) return;
    ref.place = false;
    ref.id = isId(next) ? next : queried;
    if (!isId(next) && !kindOf(next)) ref.slug = next;
  });
  ref.place = path.some(isSettings) || (ref.place && !queried);
  return ref;
}

/** The id in a link to another record: the one after a kind, else the last segment that looks like one. */
export function idOfLink(href: string, base: string): string | null {
  try {
    const url = new URL(href, base);
    return refOf(url).id ?? `${url.pathname}/${url.hash}`.split(/[/#?&;=]/).findLast(isId) ?? null;
  } catch {
    return null;
  }
}
