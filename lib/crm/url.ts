/** What a URL says about the record it leads to. */
import { isCreate, isPlace, isSettings, kindOf } from './nouns';
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
/** Words that may stand between a kind and its id. */
const VERB = /^(\w*view|show|details?|records?|edit|action|r|o|id|form)$/i;
const ID_KEY =
  /^(o?id|record(_?id)?|selected|peek|\w*(deal|lead|account|company|contact|partner|opportunity)_?id)$/i;

export const isId = (text: string): boolean => ID.test(text);

/** Path, query and hash in pieces, however they are nested: `#ajaxUILoc=index.php%3Fmodule%3DLeads` too. */
function piecesOf({ pathname, search, hash }: URL): string[] {
  let text = pathname + search + hash;
  try {
    text = decodeURIComponent(text);
  } catch {
    // Taken as it stands.
  }
  return text
    .replace(/return_\w+=[^&]*/g, '')
    .split(/[/?#&=;]+/)
    .filter(Boolean);
}

/**
 * Reads kind and id off a URL of an unknown CRM: `/deals/12`, `#Opportunity/view/5f..`, `?module=Leads&record=..`,
 * `#id=5&model=crm.lead`. The last kind that is followed by an id decides: `/companies/5/deals` is a tab of the
 * company. A word after the kind that is no id (`/deals/pipeline`) is a place.
 */
export function refOf(url: URL): Ref {
  const ref: Ref = { kind: null, id: null, place: false, slug: null };
  const pieces = piecesOf(url);
  pieces.forEach((piece, i) => {
    const kind = isId(piece) ? null : kindOf(piece);
    const next = pieces.slice(i + 1).find((one) => !VERB.test(one)) ?? '';
    if (kind && (isId(next) || !ref.id))
      Object.assign(ref, { kind, id: isId(next) ? next : null, slug: next || null });
    ref.place ||= !kind && !ref.id && !isId(piece) && (isPlace(piece) || isCreate(piece));
  });
  ref.id ??= pieces.find((piece, i) => isId(piece) && ID_KEY.test(pieces[i - 1] ?? '')) ?? null;
  ref.place = pieces.some(isSettings) || (ref.place && !(ref.id && ref.kind));
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
