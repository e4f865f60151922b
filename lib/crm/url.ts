/** What a URL says about the record it leads to. */
import { isCreate, isPlace, isSettings, isVerb, kindOf } from './nouns';
import type { RecordKind } from './types';

export interface Ref {
  /** Kind that the URL names, also without an id. */
  kind: RecordKind | null;
  id: string | null;
  /** It names a place (list, board, settings) or a new record. */
  place: boolean;
}

/** A URL, or a link that leads there. */
export type Address = Pick<URL, 'pathname' | 'search' | 'hash'>;

/** Numbers, UUIDs, hex, `D-0001`, `CRM-DEAL-2026-00012`, `12-acme-renewal`, 15 or more mixed letters and digits. */
const ID =
  /^((?=\w*\d)(?=\w*[a-z])\w{15,}|[a-z]{1,6}[-_]?\d{2,}|[\da-f]{10,}|[\w-]+-\d+|\{?[\da-f]{8}-[\da-f-]{27}\}?|\d+(-[\w-]+)?)$/i;
/** What also counts as an id right after a kind: `/deals/8f3e`. */
const SHORT_ID = /^(?=.*\d)[\w-]{3,}$/;
/** Words that may stand between a kind and its id. */
const VERB = /^(records?|form|r|o|\w*view|action|show|info|det\w+|edit|id)$/i;
/** Parameters that hold the record's id, or nearly every id there may be. */
const ID_KEY = /^(record(_?id)?|entity_?id|pk|path|selected\w*|o?id|peek|uuid)$/i;
const ANY_ID_KEY =
  /^(?!filter|portal|workspace|app|pipeline|stage|page|session|team|view|tab|user|menu|list|board|tenant|org)\w*id\d?$/i;
/** Parameters that tell where one came from or how to show it, not what is shown. */
const ASIDE = /^(tab|url|name$|return|back|next|\w*menu|q$|redirect|continue|source|from|utm|views?$|re?f)/i;

export const isId = (text: string): boolean => ID.test(text);

/** A key is the name of a parameter. */
type Step = readonly [text: string, key?: string];

/**
 * Segments, parameters and keys in one row, also nested: `#ajaxUILoc=index.php%3Fmodule%3DLeads`, `Deals('12')`. What
 * nests deeper or goes on for longer than any address of a record is somebody's joke.
 */
function stepsOf(address: string, depth = 5): Step[] {
  return address
    .split(/[/?#&;()',]+/, depth * 40)
    .filter(Boolean)
    .flatMap((piece): Step[] => {
      const [key, value] = piece.split(/=(.*)/s) as [string, string?];
      let text = value ?? key;
      try {
        text = decodeURIComponent(text);
      } catch {
        // Taken as it stands.
      }
      if (value === undefined) return [[text]];
      // What holds blanks is a search or a text.
      if (ASIDE.test(key) || (/[\s+]/.test(text) && !isPlace(text))) return [];
      return /[/?=]/.test(text) ? stepsOf(text, depth - 1) : [[text, key]];
    });
}

/**
 * Reads kind and id off a URL of an unknown CRM: `/deals/12`, `#Opportunity/view/5f..`, `?module=Leads&record=..`,
 * `#id=5&model=crm.lead`. The last kind that is followed by an id decides: `/companies/5/deals` is a tab of the
 * company. A word after the kind that is no id (`/deals/pipeline`) is a place.
 */
export function refOf({ pathname, search, hash }: Address): Ref {
  const ref: Ref = { kind: null, id: null, place: false };
  // No address of a record is longer; a page may hold links of megabytes.
  const steps = stepsOf((pathname + search + hash).slice(0, 8_000));
  let creates = false;
  steps.forEach(([text, key], i) => {
    const isParameter = key !== undefined;
    const id = isId(text);
    // `?selectedDeal=12`: the name of a parameter may tell the kind too.
    const kind = kindOf(!id ? text : (key ?? ''));
    if (kind) {
      const after = steps.slice(i + 1).find(([word, name]) => !(VERB.test(word) || isVerb(word)) || name);
      const next = id ? text : isParameter || after?.[1] ? '' : (after?.[0] ?? '');
      const found = isId(next) || SHORT_ID.test(next);
      if (found || !ref.id) Object.assign(ref, { kind, id: found ? next : null });
    } else if (!id) {
      creates ||= !isParameter && isCreate(text);
      // `/business/detail/12`: a word for looking at a record of whatever kind.
      const shows = VERB.test(text) && isId(steps[i + 1]?.[0] ?? '');
      ref.place ||= !ref.id && !shows && isPlace(text);
    }
  });
  const valued = (named: RegExp) => steps.find(([text, key]) => key && named.test(key) && isId(text))?.[0];
  ref.id ??= valued(ID_KEY) ?? valued(ANY_ID_KEY) ?? null;
  // The last of the path, unless it numbers a view or a list.
  const path = steps.filter(([, key]) => key === undefined);
  const last = path.findLastIndex(([text]) => isId(text));
  const [before = ''] = path[last - 1] ?? [];
  // `/app/1/deals`: a number before the kind is that of a workspace.
  if (
    last > 0 &&
    !path.slice(last + 1).some(([text]) => kindOf(text)) &&
    (VERB.test(before) || !isPlace(before))
  )
    ref.id ??= path[last]![0];
  // `/pipelines/5/box/12`: no word for a place stands before the last id.
  const own = ref.kind || (ref.id === path[last]?.[0] && !isPlace(before));
  ref.place = creates || steps.some(([text]) => isSettings(text)) || (ref.place && !(ref.id && own));
  return ref;
}

/** The id in a link to another record: the one after a kind, else the last segment that looks like one. */
export const idOfLink = (link: Address): string | null =>
  refOf(link).id ?? `${link.pathname}/${link.hash}`.split(/[/#?&;=]/).findLast(isId) ?? null;
