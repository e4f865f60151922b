/** What a URL says about the record it leads to. */
import { hasPlace, isCreate, isEdit, isSettings, kindOf } from './nouns';
import type { RecordKind } from './types';

export interface Ref {
  /** Kind that the URL names, also without an id. */
  kind: RecordKind | null;
  id: string | null;
  /** It names a place (list, board, settings) or a new record. */
  place: boolean;
  edit: boolean;
  /** Segment after the kind that may be a name used as id. */
  slug: string | null;
}

const UUID = /^\{?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\}?$/i;
/** Numbers, UUIDs, hex, `D-0001`, `CRM-DEAL-2026-00012`, `12-acme-renewal`, 15 or more mixed letters and digits. */
const ID = /^(?:\d+|\d+-[\w-]+|[\da-f]{10,}|[a-z]{1,6}[-_]?\d{2,}|[\w-]+-\d+|(?=\w*\d)(?=\w*[a-z])\w{15,})$/i;
const VERB =
  /^(view|show|detail|details|detailview|editview|record|records|edit|r|o|id|objects?|open|form|main|info)$/i;
const ID_KEY =
  /^(id|oid|record|recordid|record_id|selected|peek|detail|fullprofile|view_id|[a-z_]*(deal|opportunity|lead|account|company|contact|partner|organi[sz]ation|customer)_?id)$/i;
const KIND_KEY = /^(module|model|etn|entity|object|objecttype|type|doctype|resource)$/i;

export const isId = (text: string): boolean => UUID.test(text) || ID.test(text);

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
  const ref: Ref = { kind: null, id: null, place: false, edit: false, slug: null };
  // An address may be wrapped in the hash of another one (`#ajaxUILoc=index.php%3Fmodule..`).
  const hash = decode(url.hash.slice(1)).replace(/^[\w]+=(?=\S*\?)/, '');
  const pairs = /^[\w.-]+=/.test(hash) ? hash : hash.split(/[?;]/).slice(1).join('&');
  const path = `${url.pathname}/${pairs === hash ? '' : hash.split(/[?;]/)[0]}`
    .split('/')
    .filter(Boolean)
    .map(decode);

  for (const [key, value] of [...url.searchParams, ...new URLSearchParams(pairs)]) {
    if (KIND_KEY.test(key)) ref.kind = kindOf(value) ?? ref.kind;
    else if (ID_KEY.test(key) && value) {
      const joined = /^([a-z]+)-(.+)$/i.exec(value);
      const kind = joined && kindOf(joined[1]!);
      const id = kind ? joined[2]! : value;
      if (isId(id)) Object.assign(ref, { id, kind: kind ?? kindOf(key) ?? ref.kind });
    } else if (key === 'action' || key === 'view' || key === 'mode') {
      ref.edit ||= isEdit(value.replace(/view$/i, ''));
    }
  }
  const fromQuery = ref.id !== null;
  for (let i = 0; i < path.length; i++) {
    const segment = path[i]!;
    if (isId(segment)) continue;
    const kind = kindOf(segment);
    if (!kind) {
      if (!ref.id && (hasPlace(segment) || isCreate(segment))) ref.place = true;
      if (isEdit(segment)) ref.edit = true;
      continue;
    }
    let next = i + 1;
    while (next < path.length && VERB.test(path[next]!)) next++;
    const id = path[next];
    // `/companies/5/deals` is a tab of the company: a kind without an id does not take the record away.
    if (ref.kind && ref.id && !fromQuery && id === undefined) break;
    ref.kind = kind;
    if (id === undefined) continue;
    ref.place = false;
    if (isId(id)) ref.id = id;
    else {
      ref.id = fromQuery ? ref.id : null;
      if (kindOf(id) === null) ref.slug = id;
    }
  }
  if (fromQuery) ref.place = false;
  if (path.some(isSettings)) ref.place = true;
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
