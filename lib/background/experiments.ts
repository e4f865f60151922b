/** Cohorts and experiments of the stored facts. Keeps the facts that it read, so that the next question is quick. */
import type { Facts } from '../facts/factset';
import { factTables } from '../facts/registry';
import { clockOf } from '../facts/time';
import {
  type Cohort,
  type CohortFigure,
  type CohortOptions,
  cohortReads,
  cohortRows,
  cohortTable,
} from '../kpi/cohorts/table';
import type { KpiDefinition } from '../kpi/define';
import { rowRates } from '../kpi/evidence';
import { type HoldoutView, holdoutReads, holdoutView } from '../kpi/experiments/holdout';
import {
  type IncrementalityView,
  incrementalityReads,
  incrementalityView,
} from '../kpi/experiments/incrementality';
import { type IntegrationView, integrationReads, integrationView } from '../kpi/experiments/integrations';
import { type TrustView, trustReads, trustView } from '../kpi/experiments/trust-transfer';
import { kpiDefinition } from '../kpi/registry';
import type { DayWindow } from '../kpi/types';
import type { EvidenceRow } from '../messaging/views';
import { DATABASE_ID, getRevision, getSetting } from '../store/settings';
import { fileNames } from './evidence';
import { labelsOf, neededToShow, shownOf, showRows } from './evidence-rows';
import { type FactsInMemory, factsInMemory } from './facts';
import { asOf } from './refresh';

/** A row of a fact table as its numbers stand in memory; good for the revision that it was told with. */
export interface RowReference {
  table: string;
  row: number;
  /** Why it does not count; null where it does. */
  reason: string | null;
}

/** Id of a partner; null = the whole programme. */
type Subject = string | null;
type CohortGroup = { partner: string } | 'programme' | 'direct';

interface Asked {
  cohorts: { partner: Subject; period: 'month' | 'quarter'; cohorts: number };
  integrations: { partner: Subject; months: number; least: number };
  incrementality: { partner: Subject; months: number };
  trust: { partner: Subject; months: number };
  holdouts: { partner: Subject; months: number };
  /** The rows behind a cohort's figure. */
  cohortRows: { revision: number; of: CohortGroup; window: DayWindow; figure: CohortFigure };
  /** Rows as they are shown; `tables` are all tables of the list that they are a page of. */
  rows: { revision: number; tables: readonly string[]; rows: readonly RowReference[] };
}

interface Stamp {
  asOfDay: number;
  currency: string;
  revision: number;
}

export interface CohortsView {
  /** null where no partner was asked for. */
  partner: Cohort[] | null;
  programme: Cohort[];
  direct: Cohort[];
}

interface Answered {
  cohorts: CohortsView & Stamp;
  integrations: IntegrationView & Stamp;
  incrementality: IncrementalityView & Stamp;
  trust: TrustView & Stamp;
  holdouts: HoldoutView & Stamp;
  cohortRows: RowReference[];
  rows: { columns: string[]; rows: EvidenceRow[] };
}

export type ExperimentKind = keyof Asked;
export type ExperimentQuestion<K extends ExperimentKind = ExperimentKind> = {
  [Each in K]: { ask: Each } & Asked[Each];
}[K];
export type ExperimentAnswer<K extends ExperimentKind> = Answered[K];

/** What has to be read, in the form in which it is asked for: as KPIs. */
const READS: readonly KpiDefinition[] = [
  ...cohortReads,
  ...integrationReads,
  ...incrementalityReads,
  ...trustReads,
  ...holdoutReads,
].map((formula, i) => ({ ...kpiDefinition('logo-retention'), id: `experiment ${i}`, formula }));

const shown = shownOf(READS);

interface Read extends FactsInMemory {
  asOfDay: number;
}
let last: (Read & { key: string }) | null = null;

async function factsFor(now: Date): Promise<Read> {
  const { asOfDay } = await asOf(now);
  // Everything may have been erased and begun anew.
  const key = JSON.stringify([await getSetting(DATABASE_ID, null), await getRevision(), asOfDay]);
  if (last?.key !== key) {
    const read = await factsInMemory(READS, withNames(neededToShow(shown)), { onlyRead: true });
    last = { ...read, asOfDay, key };
  }
  return last;
}

/** Tests of holdouts are shown by their names. */
const withNames = (needed: ReturnType<typeof neededToShow>) => ({
  ...needed,
  domains: [...new Set([...needed.domains, factTables.holdouts!.columns.experiment!.domain!])],
});

function ordinalOf({ partners }: FactsInMemory, id: Subject): number | null {
  if (id === null) return null;
  const ordinal = partners.findIndex((partner) => partner.id === id);
  if (ordinal < 0) throw new Error('This partner is no longer known. Choose another one.');
  return ordinal;
}

/** @throws Error where rows are asked for by numbers that no longer hold, or a partner that is gone */
export async function answerExperiment<K extends ExperimentKind>(
  question: ExperimentQuestion<K>,
  now?: Date,
): Promise<ExperimentAnswer<K>>;
export async function answerExperiment(
  question: ExperimentQuestion,
  now: Date = new Date(),
): Promise<Answered[ExperimentKind]> {
  const read = await factsFor(now);
  const { facts, workspace, asOfDay, revision } = read;
  const options = { asOfDay, workspace };
  const stamp = { asOfDay, currency: workspace.currency, revision };
  if ('revision' in question && question.revision !== revision)
    throw new Error('The data changed meanwhile. Close this and open the rows again.');
  switch (question.ask) {
    case 'cohorts': {
      const { period, cohorts } = question;
      const ordinal = ordinalOf(read, question.partner);
      const table = (of: CohortOptions['of']) => cohortTable(facts, { ...options, of, period, cohorts });
      return {
        ...stamp,
        partner: ordinal === null ? null : table(ordinal),
        programme: table('programme'),
        direct: table('direct'),
      };
    }
    case 'integrations':
      return {
        ...stamp,
        ...integrationView(facts, { ...options, ...question, partner: ordinalOf(read, question.partner) }),
      };
    case 'incrementality':
      return {
        ...stamp,
        ...incrementalityView(facts, { ...options, ...question, partner: ordinalOf(read, question.partner) }),
      };
    case 'trust':
      return {
        ...stamp,
        ...trustView(facts, { ...options, ...question, partner: ordinalOf(read, question.partner) }),
      };
    case 'holdouts':
      return {
        ...stamp,
        ...holdoutView(facts, { ...options, ...question, partner: ordinalOf(read, question.partner) }),
      };
    case 'cohortRows': {
      const { of, window, figure } = question;
      const group = typeof of === 'string' ? of : ordinalOf(read, of.partner)!;
      return cohortRows(facts, { ...options, of: group }, window, figure);
    }
    case 'rows':
      return rowsOf(read, facts, question);
  }
}

async function rowsOf(
  { workspace, asOfDay }: Read,
  facts: Facts,
  { tables, rows }: Asked['rows'],
): Promise<Answered['rows']> {
  const raw = rows.map(({ table, row, reason }) => {
    const { importId, file, row: sourceRow } = facts.table(table).source(row);
    return { part: '', table, row, importId, file, sourceRow, reason, moneyDate: factTables[table]!.date };
  });
  const columns = labelsOf(
    shown,
    tables.map((table) => ({ table, part: '' })),
  );
  const style = {
    clock: clockOf(workspace.timeZone),
    currency: workspace.currency,
    rateOf: rowRates(facts, { asOfDay, workspace }),
    placeOf: () => '',
  };
  return { columns, rows: showRows(facts, raw, shown, columns, style, await fileNames(raw)) };
}
