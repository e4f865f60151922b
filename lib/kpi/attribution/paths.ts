import { ROLES, type Role } from '../../facts/attribution';
import type { Facts, TableFacts } from '../../facts/factset';
import type { KeyIndex } from '../../facts/key-index';
import { GONE } from '../../facts/table';
import { NO_CODE, NO_TIME } from '../../facts/types';
import type { FactsCache } from '../engine/cache';
import { withMilestones } from './milestones';
import {
  FIRST_TOUCH,
  LEAD_CREATED,
  OPPORTUNITY_CREATED,
  OURS,
  type Path,
  type Steps,
  type Touch,
} from './types';

/** A path with the rows of `touches` that it was read from, in the same order. */
export interface PathOfRow extends Path {
  rows: readonly number[];
}

const MILESTONES: Readonly<Record<string, number>> = {
  FT: FIRST_TOUCH,
  LC: LEAD_CREATED,
  OC: OPPORTUNITY_CREATED,
  'FT+LC': FIRST_TOUCH + LEAD_CREATED,
  'FT+OC': FIRST_TOUCH + OPPORTUNITY_CREATED,
  'LC+OC': LEAD_CREATED + OPPORTUNITY_CREATED,
  'FT+LC+OC': FIRST_TOUCH + LEAD_CREATED + OPPORTUNITY_CREATED,
};
const DIRECT = new Set(['direct', '(direct)', 'direct traffic', 'direct visit']);

/** Code of a category -> what it means; 0 = nothing. */
function meanings<T>(
  facts: Facts,
  domain: string,
  of: readonly (readonly [string, T])[],
): ReadonlyMap<number, T> {
  return new Map(
    of.flatMap(([value, meaning]) => facts.codes(domain, value).map((code) => [code, meaning] as const)),
  );
}

/** Codes of an optional column; null where no import filled it. */
const codesOf = (table: TableFacts, column: string): Uint32Array | null =>
  table.rows > 0 && table.has(column) ? (table.column(column) as Uint32Array) : null;

const NONE: readonly number[] = [];

/**
 * Reads the way to each conversion of a table: the touches that name it, up to its day and no older than the lookback.
 *
 * Whose a touch is: the partner's that it names; our own where it names none, or says so. Milestones are those that the
 * touches of a path name; where none does, the first touch is the first, the lead was created by the last touch up to
 * its creation, the opportunity by the last touch up to the day it was created.
 */
export class Paths {
  private readonly touches: TableFacts;
  private readonly days: Int32Array;
  private readonly minutes: Int32Array;
  private readonly index: KeyIndex;
  private readonly keys: Uint32Array;
  private readonly named: Uint32Array | null;
  private readonly ownParty: ReadonlySet<number>;
  private readonly partnerParty: ReadonlySet<number>;
  private readonly parties: Uint32Array | null;
  private readonly channels: Uint32Array | null;
  private readonly marks: Uint32Array | null;
  private readonly milestones: ReadonlyMap<number, number>;
  private readonly roleCodes: Uint32Array | null;
  private readonly roles: ReadonlyMap<number, Role>;
  private readonly leadCreated: (touch: number) => number;
  /** Channel code -> its name, the one code of it, and whether it stands for direct visits. */
  private readonly channelNames = new Map<number, { name: string; code: number; direct: boolean }>();
  private readonly firstOfName = new Map<string, number>();
  private readonly found: number[] = [];

  /** @param by key column by which touches name the rows of `table` */
  constructor(
    private readonly cache: FactsCache,
    readonly table: TableFacts,
    by: 'deal' | 'lead',
    private readonly lookbackDays: number,
  ) {
    const { facts } = cache;
    this.touches = facts.table('touches');
    const { touches } = this;
    const join = cache.join(table, by, touches, by, false);
    this.index = cache.keyIndex(touches, join);
    this.keys = join.mine;
    this.days = cache.dayColumn(touches, 'at');
    this.minutes = touches.column('at') as Int32Array;
    this.named = codesOf(touches, 'partner');
    this.parties = codesOf(touches, 'party');
    this.channels = codesOf(touches, 'channel');
    this.marks = codesOf(touches, 'milestone');
    this.roleCodes = codesOf(touches, 'role');
    this.ownParty = new Set(this.parties ? facts.codes('touch-party', 'own') : []);
    this.partnerParty = new Set(this.parties ? facts.codes('touch-party', 'partner') : []);
    this.milestones = this.marks
      ? meanings(facts, 'touch-milestone', Object.entries(MILESTONES))
      : new Map<number, number>();
    this.roles = this.roleCodes
      ? meanings(
          facts,
          'touch-role',
          ROLES.map((role) => [role, role] as const),
        )
      : new Map<number, Role>();
    this.leadCreated = this.leads();
  }

  /** Instant at which the lead that a touch names was created; NaN without one. */
  private leads(): (touch: number) => number {
    const { cache, touches } = this;
    const leads = cache.facts.table('leads');
    const keys = codesOf(touches, 'lead');
    if (leads.rows === 0 || !keys) return () => Number.NaN;
    const index = cache.keyIndex(leads, cache.join(touches, 'lead', leads, 'lead', false));
    const created = leads.column('created') as Int32Array;
    const test = leads.has('test') ? (leads.column('test') as Uint8Array) : null;
    return (touch) => {
      const row = keys[touch] === NO_CODE ? -1 : (index.head[keys[touch]!] ?? -1);
      return row < 0 || test?.[row] === 1 || created[row] === NO_TIME ? Number.NaN : created[row]!;
    };
  }

  private channelOf(code: number): { name: string; code: number; direct: boolean } {
    let known = this.channelNames.get(code);
    if (!known) {
      const name = (this.cache.facts.value('touch-channel', code) ?? '').trim().toLowerCase();
      const first = this.firstOfName.get(name) ?? code;
      this.firstOfName.set(name, first);
      known = { name, code: first, direct: DIRECT.has(name) };
      this.channelNames.set(code, known);
    }
    return known;
  }

  /** Partner ordinal that a touch is of, or OURS. */
  partyOf(touch: number): number {
    const says = this.parties ? this.parties[touch]! : NO_CODE;
    if (this.ownParty.has(says)) return OURS;
    if (!this.named?.[touch] && !this.partnerParty.has(says)) return OURS;
    return Math.max(OURS, this.touches.partner[touch]!);
  }

  /**
   * Rows of `touches` that came before a conversion on this day, in the order they are read; the list is only good
   * until the next call.
   */
  touchesOf(row: number, day: number): readonly number[] {
    const { head, next } = this.index;
    const key = this.keys[row]!;
    let touch = head[key] ?? -1;
    // Most rows have none.
    if (touch < 0 || key === NO_CODE || day === NO_TIME) return NONE;
    const { found, days, lookbackDays } = this;
    const { partner } = this.touches;
    found.length = 0;
    for (; touch >= 0; touch = next[touch]!) {
      const at = days[touch]!;
      if (at > day || at < day - lookbackDays || partner[touch] === GONE) continue;
      found.push(touch);
    }
    return found;
  }

  /**
   * The way to a conversion.
   * @param row of the table
   * @param day day of the conversion; touches on it count
   * @returns null where there is no touch
   */
  of(row: number, day: number): PathOfRow | null {
    const rows = [...this.touchesOf(row, day)];
    if (rows.length === 0) return null;
    const { minutes } = this;
    const read = rows.map((touch): { row: number; name: string; touch: Touch } => {
      const party = this.partyOf(touch);
      const { name, code, direct } = this.channelOf(this.channels ? this.channels[touch]! : NO_CODE);
      return {
        row: touch,
        name,
        touch: {
          party,
          channel: party === OURS ? -1 - code : party,
          minute: minutes[touch]!,
          milestones: this.marks ? (this.milestones.get(this.marks[touch]!) ?? 0) : 0,
          role: this.roleCodes ? (this.roles.get(this.roleCodes[touch]!) ?? null) : null,
          direct: direct && party === OURS,
        },
      };
    });
    // Of the same minute: our own channels by name, then partners; never by the order in which they were imported.
    read.sort(
      (a, b) =>
        a.touch.minute - b.touch.minute ||
        a.touch.party - b.touch.party ||
        (a.name < b.name ? -1 : a.name > b.name ? 1 : a.row - b.row),
    );
    const touches = read.map(({ touch }) => touch);
    const ordered = read.map((each) => each.row);
    const { clock } = this.cache;
    const counted = {
      from: clock.minuteOfDay(day - this.lookbackDays),
      to: clock.minuteOfDay(day + 1) - 1,
    };
    const about = { rows: ordered, counted, ...this.origin(row) };
    if (touches.some(({ milestones }) => milestones > 0)) return { touches, ...about };
    const steps = this.steps(ordered, row, day);
    return { touches: withMilestones(touches, steps), steps, ...about };
  }

  /** When the lead and the opportunity of a conversion were created, as far as it was before it. */
  private steps(touches: readonly number[], row: number, day: number): Steps {
    const { clock } = this.cache;
    let lead = Number.NaN;
    for (const touch of touches) {
      const created = this.leadCreated(touch);
      if (!Number.isNaN(created) && !(created >= lead) && clock.dayOfMinute(created) <= day) lead = created;
    }
    const opened = this.dayOf(row, 'created');
    const known = opened !== NO_TIME && opened <= day;
    return { lead, opportunity: known ? clock.minuteOfDay(opened + 1) - 1 : Number.NaN };
  }

  private dayOf(row: number, column: string): number {
    const { table, cache } = this;
    return table.id === 'deals' && table.has(column) ? cache.dayColumn(table, column)[row]! : NO_TIME;
  }

  /** Who registered and who sourced a deal, as in fragments.ts. */
  private origin(row: number): Pick<Path, 'registeredBy' | 'sourcedBy'> {
    const { table } = this;
    const partner = table.id === 'deals' ? table.partner[row]! : -1;
    if (partner < 0) return { registeredBy: null, sourcedBy: null };
    const registered = this.dayOf(row, 'registered');
    const early = registered !== NO_TIME && registered <= this.dayOf(row, 'created');
    const says = table.has('sourced') ? (table.column('sourced') as Uint8Array)[row]! : 2;
    return {
      registeredBy: early ? partner : null,
      sourcedBy: says === 1 || (says !== 0 && early) ? partner : null,
    };
  }
}
