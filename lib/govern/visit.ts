/** What a visit to a record changes in what is remembered of it. Pure. */
import type { PageRecord } from '../crm/types';
import type { MissingField } from '../fields/types';
import type { Blanked } from './history';
import type { Flag, GapSource, SeenGap, SeenRecord, SeenState } from './types';

/** One reading of a record by a person who has it open. */
export interface Visit {
  origin: string;
  url: string;
  record: PageRecord;
  partner: { id: string; name: string } | null;
  missing: readonly MissingField[];
  /** ISO time. */
  at: string;
  /** The tab showed something else before: what the fields hold now was there when the page opened. */
  fresh: boolean;
  /** The partner field that was filled at an earlier visit; left out where visits are not remembered. */
  blanked?: Blanked | null;
}

/**
 * Identity of a record across visits: the site, the CRM, the kind and the id, or the address without its query where
 * the page has no id.
 */
export function recordKey(origin: string, url: string, { crm, kind, id }: PageRecord): string {
  return [origin, crm, kind, id ?? new URL(url).pathname].join(' ');
}

/** A form without an id: the CRM has no such record yet, and the next one will stand at the same address. */
export const isUnsaved = ({ id, editing }: PageRecord): boolean => id === null && editing;

export function stateOf({ closed, resolved }: SeenRecord): SeenState {
  return closed ? 'closed' : resolved ? 'resolved' : 'open';
}

/** The flag that still waits for the partner manager: a record that left the worklist keeps its own for the record. */
export const openFlag = (record: SeenRecord | null | undefined): Flag | null =>
  record && stateOf(record) === 'open' ? record.flag : null;

/** Gaps that the CRM alone asks for are the CRM's own business; ours are those of a rule or a tracking plan. */
const isOurs = ({ sources }: MissingField): boolean => sources.some((source) => source !== 'page');

/**
 * @param before what is remembered of the record; null where nothing is
 * @returns what to remember now; null when there is nothing to
 *
 * A gap is filled when the page shows a value in the field, and not merely while someone types: in edit mode only a
 * field that was filled when the page opened counts. A gap that nobody asks for any more is forgotten, unless an earlier visit
 * found its field filled; one whose field the page does not show now stays. Nor is what someone types into a form told
 * of the record before it is saved: its name, stage, owner and partner, and what is left empty.
 */
export function afterVisit(before: SeenRecord | null, visit: Visit): SeenRecord | null {
  const { record, at } = visit;
  const asked = visit.missing.filter(isOurs);
  const typed = record.editing && !visit.fresh;
  if (!before && (asked.length === 0 || typed) && !visit.blanked) return null;

  let gaps = before ? before.gaps.flatMap((gap) => gapNow(gap, visit, asked)) : [];
  for (const { key, label, why, sources } of asked) {
    if (!typed && !gaps.some((gap) => isSame(gap, { key, label }))) {
      gaps.push({ key, label, why, sources: [...sources], since: at, filled: null });
    }
  }
  if (visit.blanked) gaps = withBlanked(gaps, visit.blanked, record);
  const known = new Set(before?.gaps.filter(({ filled }) => !filled).map(({ key }) => key));
  const isNew = gaps.some(({ key, filled }) => !filled && !known.has(key));
  const allFilled = gaps.length > 0 && gaps.every(({ filled }) => filled);
  const { name, stage, owner, partnerId, partnerName } = before && typed ? before : shownBy(visit);
  return {
    key: recordKey(visit.origin, visit.url, record),
    origin: visit.origin,
    url: visit.url,
    crm: record.crm,
    kind: record.kind,
    name,
    stage,
    owner: owner ?? before?.owner ?? null,
    partnerId,
    partnerName,
    firstSeen: before?.firstSeen ?? at,
    lastSeen: at,
    gaps,
    flag: before?.flag ?? null,
    resolved: allFilled ? (before?.resolved ?? at) : null,
    closed: isNew ? null : (before?.closed ?? null),
  };
}

/** What a visit tells of the record itself. */
export const shownBy = ({ record: { name, stage, owner, partner: named }, partner }: Visit) => ({
  name,
  stage,
  owner,
  partnerId: partner?.id ?? null,
  partnerName: partner?.name ?? named?.name ?? null,
});

const isSame = (a: { key: string; label: string }, b: { key: string; label: string }): boolean =>
  a.key === b.key || a.label.toLowerCase() === b.label.toLowerCase();

/** Says of the partner field, which is empty now, whom it named. */
function withBlanked(gaps: readonly SeenGap[], { was, field, until, since }: Blanked, record: PageRecord) {
  const key = record.fields.find(({ label }) => label === field)?.key ?? field;
  const same = gaps.find((gap) => isSame(gap, { key, label: field }));
  const open = same && !same.filled ? same : { key, label: field, since, sources: [] };
  const gap: SeenGap = {
    ...open,
    why: `named ${was} until ${until.slice(0, 10)}, now empty`,
    sources: [...new Set<GapSource>([...open.sources, 'seen'])],
    filled: null,
  };
  return same ? gaps.map((one) => (one === same ? gap : one)) : [...gaps, gap];
}

/** The gap as this visit leaves it; none when nobody asks for it any more. */
function gapNow(gap: SeenGap, { record, at, fresh }: Visit, asked: readonly MissingField[]): SeenGap[] {
  const told = gap.sources.includes('seen') && !gap.filled;
  const still = asked.find((field) => isSame(field, gap));
  if (still) {
    const { key, label } = still;
    const why = told ? gap.why : still.why;
    const sources: GapSource[] = told ? [...still.sources, 'seen'] : [...still.sources];
    return [{ key, label, why, sources, since: gap.filled ? at : gap.since, filled: null }];
  }
  const field = record.fields.find((one) => isSame(one, gap));
  if (!field || field.state === 'absent' || field.state === 'pending') return [gap];
  if (field.state === 'empty') return gap.filled || told ? [gap] : [];
  if (gap.filled || (record.editing && !fresh)) return [gap];
  return [{ ...gap, filled: at }];
}
