/** From what visits left to rows of fact tables. Pure. */
import { foldLabel } from '../crm/labels';
import type { StageMeaning } from '../facts/stage-terms';
import { REQUIRED, type SeenValues, type Snapshot, stateAfter } from '../govern/snapshot';
import { statusOfStage } from '../import/categories';

/** Cells of one row by column of its table, as a CSV would have them. */
export type Cells = Readonly<Record<string, string | null>>;

export interface SeenRow {
  /** Number of the visit that it rests on: its row number. */
  visit: number;
  cells: Cells;
}

/** What files and sources say of the same records: it goes before what was seen on a page. Days are day numbers. */
export interface Imported {
  /** Day of the latest import that has the deal; null when none has. */
  dealOn(id: string): number | null;
  /** Stages that the deal entered, with the day. */
  stagesOf(id: string): readonly { stage: string; day: number }[];
  /** Day of the latest check of the record; null when there is none. */
  checkedOn(id: string): number | null;
}

export interface RowOptions {
  imported: Imported;
  /** Day of an ISO time in the workspace time zone. */
  dayOf(time: string): number;
  /** Id of a record as other rows write it. */
  idOf(snapshot: Snapshot): string;
  /** What a stage means by the terms that a person set; null where they do not say. */
  meaningOf(stage: string): StageMeaning | null;
  /** Whether rows of this table that rest on the visit are wanted. */
  wanted(table: string, visit: number): boolean;
}

/** Tables that visits make rows of. */
export const SEEN_TABLES = ['deals', 'stage_changes', 'field_checks'] as const;
export type SeenTable = (typeof SEEN_TABLES)[number];

/**
 * - `deals`: the deal as it was last seen, unless it was imported on that day or later. The day on which it was created
 *   is the one that its page shows, the day on which it was qualified that of the visit that first saw it so.
 * - `stage_changes`: a stage that differs from that of the visit before, on the day of the visit that first saw it. The
 *   stage of the first visit was entered nobody knows when, and makes no row. Where an import has a stage of that deal
 *   on that day, or the same stage since the visit before, it stands alone.
 * - `field_checks`: required fields at the latest visit, unless a check of that day or later was imported.
 *
 * @param snapshots of one site, oldest first, each with its number
 */
export function seenRows(
  snapshots: readonly Snapshot[],
  options: RowOptions,
): Readonly<Record<SeenTable, SeenRow[]>> {
  const rows: Record<SeenTable, SeenRow[]> = { deals: [], stage_changes: [], field_checks: [] };
  for (const own of Map.groupBy(snapshots, ({ key }) => key).values()) {
    // Without an id nothing tells which record of other rows it is.
    if (own[0]!.id === null) continue;
    if (own[0]!.kind === 'deal') {
      rows.deals.push(...dealRow(own, options));
      rows.stage_changes.push(...stageRows(own, options));
    }
    rows.field_checks.push(...checkRows(own, options));
  }
  for (const list of Object.values(rows)) list.sort((a, b) => a.visit - b.visit);
  return rows;
}

function dealRow(own: readonly Snapshot[], options: RowOptions): SeenRow[] {
  const { imported, dayOf, idOf, wanted } = options;
  const last = own.at(-1)!;
  if (!wanted('deals', last.visit!)) return [];
  const id = idOf(last);
  const known = imported.dealOn(id);
  if (known !== null && known >= dayOf(last.until)) return [];
  const { name, stage, owner, partner, amount, currency, created } = stateAfter(own);
  const closed = closedAt(own);
  // Of a deal that was imported, the import knows its days better.
  const days = known === null ? { created, qualified: qualifiedAt(own, options) } : {};
  return [
    {
      visit: last.visit!,
      cells: {
        deal: id,
        link: last.url,
        ...shown({ name, stage, owner, partner, amount, currency, ...days }),
        ...(closed === undefined ? {} : { closed }),
      },
    },
  ];
}

/** Values that a page showed, full or empty: what it does not show leaves what is known from elsewhere. */
const shown = (values: Record<string, string | null | undefined>): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | null] => entry[1] !== undefined),
  );

const QUALIFIED = /(qu|kw)alif|calific|cualific/;
const NOT_YET =
  /(un|dis|des|pre|non|nicht|niet|nie|no)[ -]?(ge|za)?((qu|kw)alif|calific|cualific)|(to be|zu|a|te) ((qu|kw)alif|calific)/;
const LATER =
  /propos|offer|angebot|quot|devis|cotiza|offert|preventiv|negot|negoc|verhandl|onderhand|trattat|contract|vertrag|contrat|見積|提案|交渉/;

/**
 * ISO time of the visit that first found an open deal qualified which had been seen before, and neither then nor further
 * on; undefined where visits do not tell.
 */
function qualifiedAt(own: readonly Snapshot[], { meaningOf }: RowOptions): string | undefined {
  let before = false;
  for (const { values, at } of own) {
    if (!values.stage) continue;
    const folded = foldLabel(values.stage);
    const means = meaningOf(values.stage);
    const reached =
      means === null ? QUALIFIED.test(folded) && !NOT_YET.test(folded) : means !== 'new' && means !== 'lost';
    if (reached) return before ? at : undefined;
    if ((means === null && LATER.test(folded)) || statusOfStage(values.stage) !== 'open') return undefined;
    before = true;
  }
  return undefined;
}

/**
 * ISO time of the visit that found an open deal closed; null where a deal that was seen closed is open again, undefined
 * where visits do not tell: it was closed at the first one, or has been open at all of them.
 */
function closedAt(own: readonly Snapshot[]): string | null | undefined {
  let open: boolean | null = null;
  let closed: string | null | undefined;
  for (const { values, at } of own) {
    if (!values.stage) continue;
    const now = statusOfStage(values.stage) === 'open';
    if (now && open === false) closed = null;
    if (!now && open) closed = at;
    open = now;
  }
  return closed;
}

function stageRows(own: readonly Snapshot[], { imported, dayOf, idOf, wanted }: RowOptions): SeenRow[] {
  const rows: SeenRow[] = [];
  let state: SeenValues = {};
  let before: string | null = null;
  for (const snapshot of own) {
    const { values, visit, at, until } = snapshot;
    const { stage } = values;
    if (state.stage && stage && wanted('stage_changes', visit!)) {
      const id = idOf(snapshot);
      const day = dayOf(at);
      const from = dayOf(before!);
      const told = imported
        .stagesOf(id)
        .some((one) => one.day === day || (one.stage === stage && one.day >= from && one.day <= day));
      if (!told) rows.push({ visit: visit!, cells: { deal: id, stage, entered: at } });
    }
    state = { ...state, ...values };
    before = until;
  }
  return rows;
}

function checkRows(own: readonly Snapshot[], { imported, dayOf, idOf, wanted }: RowOptions): SeenRow[] {
  const last = own.at(-1)!;
  if (!wanted('field_checks', last.visit!)) return [];
  const id = idOf(last);
  const known = imported.checkedOn(id);
  if (known !== null && known >= dayOf(last.until)) return [];
  const state = stateAfter(own);
  const partner: Cells = state.partner ? { partner: state.partner } : {};
  return Object.entries(state)
    .filter(([name]) => name.startsWith(REQUIRED))
    .map(([name, value]) => ({
      visit: last.visit!,
      cells: {
        record: id,
        field: name.slice(REQUIRED.length),
        checked: last.until,
        filled: value === null ? 'no' : 'yes',
        link: last.url,
        ...partner,
      },
    }));
}

/**
 * Rows that fill the same columns, together: an empty cell says that nothing is there, and a column that was not shown
 * says nothing.
 */
export function byColumns(rows: readonly SeenRow[]): SeenRow[][] {
  return [...Map.groupBy(rows, ({ cells }) => Object.keys(cells).sort().join(' ')).values()];
}
