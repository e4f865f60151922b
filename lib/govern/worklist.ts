/** The worklist: what is in it, in which order, and how it leaves the product. Pure. */
import type { SeenRecord, SeenState } from './types';
import { stateOf } from './visit';

export interface WorkFilter {
  text: string;
  state: SeenState | 'all';
  /** Only flagged records. */
  flagged: boolean;
  /** Label of a missing field; null = any. */
  field: string | null;
  /** Owner as the CRM names it, '' = none read; null = any. */
  owner: string | null;
  /** Least age of the oldest open gap or the flag, whole days. */
  olderThan: number;
}

export const WHOLE_WORKLIST: WorkFilter = {
  text: '',
  state: 'open',
  flagged: false,
  field: null,
  owner: null,
  olderThan: 0,
};

/** Labels of the fields that are still missing. */
export function openGaps(record: SeenRecord): string[] {
  return record.gaps.filter(({ filled }) => !filled).map(({ label }) => label);
}

/** ISO time since which it waits: of its oldest open gap, or of its flag. */
export function waitingSince(record: SeenRecord): string {
  const times = record.gaps.filter(({ filled }) => !filled).map(({ since }) => since);
  if (record.flag) times.push(record.flag.at);
  return times.sort()[0] ?? record.firstSeen;
}

/** Whole days from then to `now`. */
export function ageInDays(record: SeenRecord, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(waitingSince(record))) / 86_400_000));
}

export function filterWorklist(records: readonly SeenRecord[], filter: WorkFilter, now: Date): SeenRecord[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return records.filter((record) => {
    if (filter.state !== 'all' && stateOf(record) !== filter.state) return false;
    if (filter.flagged && !record.flag) return false;
    if (filter.owner !== null && (record.owner ?? '') !== filter.owner) return false;
    if (filter.field !== null && !record.gaps.some(({ label }) => label === filter.field)) return false;
    if (filter.olderThan > 0 && ageInDays(record, now) < filter.olderThan) return false;
    if (words.length === 0) return true;
    const { name, owner, partnerName, stage, flag, origin } = record;
    const text = [name, owner, partnerName, stage, flag?.note, origin, ...openGaps(record)]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export type WorkColumn = 'name' | 'missing' | 'owner' | 'age' | 'seen';

const collator = new Intl.Collator('en');

/** A new array in the order of the names. */
export function byName(records: readonly SeenRecord[]): SeenRecord[] {
  return records.toSorted((a, b) => collator.compare(a.name, b.name));
}

const VALUES: Record<Exclude<WorkColumn, 'name'>, (record: SeenRecord) => string | number> = {
  missing: (record) => openGaps(record).length,
  // Those without one come last.
  owner: ({ owner }) => owner ?? '\uffff',
  age: (record) => -Date.parse(waitingSince(record)),
  seen: ({ lastSeen }) => Date.parse(lastSeen),
};

/**
 * Flagged records first, whatever the order asked for; equals keep the order of their names.
 * @param records in the order of their names: comparing thousands at each press would hold up the page
 */
export function sortWorklist(
  records: readonly SeenRecord[],
  { column, descending }: { column: string; descending: boolean },
): SeenRecord[] {
  const value = (VALUES as Partial<Record<string, (typeof VALUES)['age']>>)[column];
  let sorted = [...records];
  if (value) {
    const sign = descending ? -1 : 1;
    const keyed = records.map((record) => ({ record, by: value(record) }));
    keyed.sort((a, b) =>
      typeof a.by === 'number' && typeof b.by === 'number'
        ? sign * (a.by - b.by)
        : sign * collator.compare(String(a.by), String(b.by)),
    );
    sorted = keyed.map(({ record }) => record);
  } else if (descending) sorted.reverse();
  return [...sorted.filter(({ flag }) => flag), ...sorted.filter(({ flag }) => !flag)];
}

/** Header and rows for a spreadsheet. Days are those of the ISO times. */
export function worklistRows(records: readonly SeenRecord[], now: Date): (string | number | null)[][] {
  return [
    [
      'record',
      'kind',
      'stage',
      'owner',
      'partner',
      'state',
      'missing',
      'why',
      'days waiting',
      'first seen',
      'last seen',
      'resolved',
      'note',
      'link',
    ],
    ...records.map((record) => {
      const open = record.gaps.filter(({ filled }) => !filled);
      return [
        record.name,
        record.kind,
        record.stage,
        record.owner,
        record.partnerName,
        stateOf(record),
        open.map(({ label }) => label).join('; '),
        [...new Set(open.map(({ why }) => why))].join('; '),
        ageInDays(record, now),
        record.firstSeen.slice(0, 10),
        record.lastSeen.slice(0, 10),
        (record.resolved ?? record.closed)?.slice(0, 10) ?? null,
        record.flag?.note ?? null,
        record.url,
      ];
    }),
  ];
}

/** A message about one record to whoever owns it, with its link. */
export function messageAbout(record: SeenRecord): string {
  const missing = openGaps(record);
  const lines = [
    record.owner ? `Hello ${record.owner},` : 'Hello,',
    missing.length > 0
      ? `${record.name} still needs: ${missing.join(', ')}.`
      : `Please have a look at ${record.name}.`,
  ];
  if (record.flag?.note) lines.push(`Note: ${record.flag.note}`);
  lines.push(record.url);
  return lines.join('\n');
}
