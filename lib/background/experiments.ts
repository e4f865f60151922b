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
import { frameFormulas } from '../kpi/experiments/frame';
import { type HoldoutView, holdoutReads, holdoutView } from '../kpi/experiments/holdout';
import {
  type IncrementalityView,
  incrementalityReads,
  incrementalityView,
} from '../kpi/experiments/incrementality';
import { type IntegrationView, integrationReads, integrationView } from '../kpi/experiments/integrations';
import { BY_PARTNER, canBeParted, type MixView, mixFrame, mixView } from '../kpi/experiments/mix';
import { type TrustView, trustReads, trustView } from '../kpi/experiments/trust-transfer';
import type { Formula } from '../kpi/expression';
import { kpiDefinition } from '../kpi/registry';
import type { DayWindow } from '../kpi/types';
import type { EvidenceRow } from '../messaging/views';
import { loadCatalogue } from '../store/kpis';
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
  /** Why a KPI changed. */
  mix: { partner: Subject; parts: Parts };
  /** The rows behind a cohort's figure. */
  cohortRows: { revision: number; of: CohortGroup; window: DayWindow; figure: CohortFigure };
  /** Rows as they are shown; `tables` are all tables of the list that they are a page of. */
  rows: { revision: number; tables: readonly string[]; rows: readonly RowReference[]; parts?: Parts };
}

/** A KPI that can be parted, and a column of its rows or BY_PARTNER. */
interface Parts {
  kpi: string;
  by: string;
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
  mix: MixView & Stamp;
  cohortRows: RowReference[];
  rows: { columns: string[]; rows: EvidenceRow[] };
}

export type ExperimentKind = keyof Asked;
export type ExperimentQuestion<K extends ExperimentKind = ExperimentKind> = {
  [Each in K]: { ask: Each } & Asked[Each];
}[K];
export type ExperimentAnswer<K extends ExperimentKind> = Answered[K];

/** Formulas in the form in which facts are asked for: as KPIs. */
const asKpis = (formulas: readonly Formula[]): KpiDefinition[] =>
  formulas.map((formula, i) => ({ ...kpiDefinition('logo-retention'), id: `experiment ${i}`, formula }));

const EVERYTHING = asKpis([
  ...cohortReads,
  ...integrationReads,
  ...incrementalityReads,
  ...trustReads,
  ...holdoutReads,
]);

interface Read extends FactsInMemory {
  asOfDay: number;
  /** Columns that rows are shown with, by table. */
  shown: Readonly<Record<string, readonly string[]>>;
  /** KPI whose parts were asked for, null where it is the facts of everything else. */
  parted: KpiDefinition | null;
}
/** What was read last for a KPI's parts, and for everything else. */
const kept = new Map<'parts' | 'else', Read & { key: string }>();

/** @throws Error when there is no such KPI any more */
async function partedKpi(id: string): Promise<KpiDefinition> {
  const found = (await loadCatalogue()).find(id);
  if (!found || !canBeParted(found)) throw new Error('This KPI is no longer known. Choose another one.');
  return found;
}

/** @param parts KPI and column whose parts are asked for */
async function factsFor(now: Date, parts: Parts | null): Promise<Read> {
  const { asOfDay } = await asOf(now);
  const parted = parts && (await partedKpi(parts.kpi));
  const which = parts ? 'parts' : 'else';
  // Everything may have been erased and begun anew.
  const store = [await getSetting(DATABASE_ID, null), await getRevision()];
  const key = JSON.stringify([store, asOfDay, parts, parted?.version]);
  let read = kept.get(which);
  if (read?.key !== key) {
    const reads = parted ? asKpis(frameFormulas(mixFrame(parted, parts!.by))) : EVERYTHING;
    const shown = shownOf(reads);
    const needed = neededToShow(shown);
    // Tests of holdouts are shown by their names.
    const domains = [...needed.domains, factTables.holdouts!.columns.experiment!.domain!];
    read = {
      ...(await factsInMemory(reads, { ...needed, domains }, { onlyRead: true })),
      asOfDay,
      shown,
      parted,
      key,
    };
    kept.set(which, read);
  }
  return read;
}

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
  const read = await factsFor(now, ('parts' in question && question.parts) || null);
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
    case 'mix': {
      const { by } = question.parts;
      const view = mixView(facts, {
        ...options,
        by,
        definition: read.parted!,
        partner: ordinalOf(read, question.partner),
      });
      const names = new Map(read.partners.map(({ id, name }) => [id, name]));
      const groups = view.groups.map((group) =>
        by === BY_PARTNER ? { ...group, name: names.get(group.name) ?? group.name } : group,
      );
      return { ...stamp, ...view, groups };
    }
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
  { workspace, asOfDay, shown }: Read,
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
    partnerOf: () => '',
  };
  return { columns, rows: showRows(facts, raw, shown, columns, style, await fileNames(raw)) };
}
