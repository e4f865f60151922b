/** The rows behind one number of a partner or of the whole programme, and the words around it. */
import { addMonths, clockOf, startOf } from '../facts/time';
import type { Catalogue } from '../kpi/catalogue';
import type { KpiDefinition } from '../kpi/define';
import { monthlySeries, oneMonth, PROGRAMME } from '../kpi/engine/measure';
import { type Evidence, evidence, recompute, rowRates, sameNumber, seenShare } from '../kpi/evidence';
import { explain } from '../kpi/explain';
import { judge } from '../kpi/judge';
import { comparedKpi, resolveLimit } from '../kpi/limits';
import { referencesOf } from '../kpi/references';
import type { DayWindow, JudgedKpi, Measurement, SeriesPoint } from '../kpi/types';
import { RequestError } from '../messaging/errors';
import type { EvidenceView, ScorecardView } from '../messaging/views';
import { getBasis } from '../store/bases';
import { getImport } from '../store/imports';
import { loadCatalogue } from '../store/kpis';
import { limitsInForce } from '../store/limits';
import { getProgramme, getScorecard } from '../store/scorecards';
import { getRevision } from '../store/settings';
import type { StoredPartner } from '../store/types';
import { packedScorecard } from './cards';
import { placeInWords } from './evidence-parts';
import { labelsOf, neededToShow, type RawRow, shownOf, showRows } from './evidence-rows';
import { type FactsInMemory, factsInMemory } from './facts';
import { MONTHS } from './figures';
import { asOf } from './refresh';
import { monthSays, programmeSays, says } from './says';
import { hasFigures, kpiRow } from './scorecard-view';
import { unpackSeries } from './series';
import { sidesOf } from './sides';
import { trendOf } from './trend';

export type EvidencePart = EvidenceView['part'];

export interface Page {
  part: EvidencePart;
  offset: number;
  limit: number;
  /** First day of a calendar month: what is behind that month's point, not behind the whole number. */
  month?: number | undefined;
}

/** A KPI and those it is made of, each once. */
export function withParts(definition: KpiDefinition, find: Catalogue['find']): KpiDefinition[] {
  const all = new Map([[definition.id, definition]]);
  for (const each of all.values()) {
    for (const id of referencesOf(each.formula).kpis) {
      const found = find(id);
      if (found) all.set(id, found);
    }
  }
  return [...all.values()];
}

/** A number with its rows and the facts that it was measured from. */
interface Opened extends FactsInMemory {
  key: string;
  found: Evidence;
  /** The number once more, from nothing but the counted rows. */
  again: Measurement;
  shown: Record<string, string[]>;
}

/** The number that was opened last: turning its pages reads no fact again. Gone with the worker, then read anew. */
let last: Opened | null = null;

/**
 * Measures a number with its rows, and once more from those that count.
 * @param partnerId null = the whole programme
 * @param month one month of it, in place of its own window
 */
export async function openNumber(
  definition: KpiDefinition,
  find: Catalogue['find'],
  partnerId: string | null,
  asOfDay: number,
  month: DayWindow | null,
): Promise<Opened> {
  const key = JSON.stringify([definition, partnerId, asOfDay, month, await getRevision()]);
  if (last?.key === key) return last;
  const definitions = withParts(definition, find);
  const shown = shownOf(definitions);
  const loaded = await factsInMemory(definitions, neededToShow(shown), { onlyRead: true });
  const group = partnerId === null ? PROGRAMME : ordinalOf(loaded, partnerId);
  const whole = { asOfDay, workspace: loaded.workspace, resolve: find };
  const asked = month ? oneMonth(definition, month, whole) : { definition, options: whole };
  const found = evidence(loaded.facts, asked.definition, group, asked.options);
  const seen = seenShare(found.counted, loaded.seenImports);
  if (seen) found.measurement = { ...found.measurement, seen };
  const again = recompute(loaded.facts, asked.definition, group, found.counted, asked.options);
  last = { ...loaded, key, found, again, shown };
  return last;
}

function ordinalOf({ partners }: FactsInMemory, partnerId: string): number {
  const ordinal = partners.findIndex(({ id }) => id === partnerId);
  if (ordinal < 0) throw new RequestError('not-found', 'That partner is no longer in the directory.');
  return ordinal;
}

/** Names of the files that some rows come from. */
export async function fileNames(
  rows: readonly Pick<RawRow, 'importId'>[],
): Promise<(importId: number, file: number) => string> {
  const ids = [...new Set(rows.map(({ importId }) => importId))];
  const imports = new Map(await Promise.all(ids.map(async (id) => [id, await getImport(id)] as const)));
  return (importId, file) => imports.get(importId)?.files[file]?.name ?? `import ${importId}`;
}

/**
 * The whole calendar month that begins on a day.
 * @throws RequestError `bad-input` when none does, or it is not over at the as-of day
 */
export function monthFrom(day: number, asOfDay: number): DayWindow {
  const month = { from: day, to: addMonths(day, 1) };
  if (startOf('month', day) === day && month.to <= asOfDay) return month;
  throw new RequestError('bad-input', 'That is not the first day of a month that is over.');
}

/** The months kept beside the scorecard, unless they end on another day than the number does; the programme keeps none. */
async function months(
  partner: StoredPartner | null,
  definition: KpiDefinition,
  asOfDay: number,
  { facts, workspace }: FactsInMemory,
  find: Catalogue['find'],
): Promise<SeriesPoint[]> {
  if (!partner) return monthlySeries(facts, definition, PROGRAMME, asOfDay, MONTHS, workspace, find);
  const kpi = definition.id;
  const basis = await getBasis(partner.id);
  const packed = basis?.asOfDay === asOfDay ? basis.series[kpi] : undefined;
  return packed ? unpackSeries(packed) : [];
}

function definitionWords(definition: KpiDefinition, find: Catalogue['find']): EvidenceView['definition'] {
  const words = explain(definition, find);
  return {
    question: definition.question,
    counts: words.counts,
    numerator: words.numerator,
    denominator: words.denominator,
    window: words.window,
    maturity: words.maturity,
    includes: definition.includes,
    excludes: definition.excludes,
    sourceOfRecord: definition.sourceOfRecord,
    cadence: definition.cadence,
    owner: definition.owner,
    version: definition.version,
  };
}

/** What is known of a number of a pack: everything but its rows. */
function evidenceOfPack(
  definition: KpiDefinition,
  find: Catalogue['find'],
  { id, name }: StoredPartner,
  { kpis, source }: ScorecardView,
  { part, offset }: Page,
): EvidenceView {
  const kpi = kpis.find((row) => row.kpi === definition.id);
  if (!kpi) throw new RequestError('not-found', `The pack has no figure for ${definition.name}.`);
  return {
    kpi,
    definition: definitionWords(definition, find),
    partner: { id, name },
    says: says(definition, kpi),
    sides: null,
    check: null,
    ...(source === undefined ? {} : { source }),
    trend: null,
    columns: [],
    part,
    totals: { counted: 0, leftOut: 0, immature: 0 },
    rows: [],
    offset,
  };
}

/**
 * @param partner null = the whole programme: everybody's rows, and no limit to stand against
 * @throws RequestError `not-found` when there is no such KPI
 */
export async function loadEvidence(
  kpi: string,
  partner: StoredPartner | null,
  page: Page,
): Promise<EvidenceView> {
  const { find } = await loadCatalogue();
  const definition = find(kpi);
  if (!definition) throw new RequestError('not-found', `There is no KPI "${kpi}".`);
  const card = partner ? await getScorecard(partner.id) : undefined;
  const packed = !partner || (card && hasFigures(card)) ? null : await packedScorecard(partner);
  if (partner && packed) return evidenceOfPack(definition, find, partner, packed, page);
  // The day of the number that was clicked; its rows must make the same number.
  const asOfDay = card?.asOfDay ?? (await asOf(new Date())).asOfDay;
  const month = page.month === undefined ? null : monthFrom(page.month, asOfDay);
  const opened = await openNumber(definition, find, partner?.id ?? null, asOfDay, month);
  const { found, revision } = opened;

  // A limit holds for a partner's whole window; one month, and the programme, are only told.
  const judgedNow = async () => {
    if (month || !partner) return judge(definition, found.measurement, null);
    const cached = card?.revision === revision && card.kpis.find((judged) => judged.kpi === kpi);
    if (cached) return cached;
    const subject = { partnerId: partner.id, type: partner.type, tier: partner.tier };
    const programme = (await getProgramme()).get(comparedKpi(definition))?.measurement.value ?? null;
    return judge(
      definition,
      found.measurement,
      resolveLimit(definition, await limitsInForce(), subject, programme),
    );
  };
  const judged = await judgedNow();
  const series = await months(partner, definition, asOfDay, opened, find);
  return pageOf(opened, { definition, find, partner, asOfDay, month, judged, series }, page);
}

interface OpenedNumber {
  definition: KpiDefinition;
  find: Catalogue['find'];
  /** null = the whole programme. */
  partner: Pick<StoredPartner, 'id' | 'name'> | null;
  asOfDay: number;
  month: DayWindow | null;
  judged: JudgedKpi;
  /** Its months. */
  series: SeriesPoint[];
}

/** One page of the rows behind a number that was opened, with all that is told of it. */
export async function pageOf(
  { facts, workspace, found, again, shown, partners }: Opened,
  { definition, find, partner, asOfDay, month, judged, series }: OpenedNumber,
  page: Page,
): Promise<EvidenceView> {
  const parts = { counted: found.counted, 'left-out': found.leftOut, immature: found.immature };
  const all = parts[page.part];
  const rows = all.slice(page.offset, page.offset + page.limit);
  const columns = labelsOf(shown, all, { partners: !partner });
  const style = {
    clock: clockOf(workspace.timeZone),
    currency: workspace.currency,
    rateOf: rowRates(facts, { asOfDay, workspace }),
    placeOf: (place: string) => placeInWords(place, find),
    partnerOf: (ordinal: number) => partners[ordinal]?.name ?? '',
  };
  return {
    kpi: kpiRow(definition, judged),
    definition: definitionWords(definition, find),
    partner: partner && { id: partner.id, name: partner.name },
    says: (month ? monthSays : partner ? says : programmeSays)(definition, judged),
    sides: sidesOf(definition, judged, find, facts, found.counted, workspace.currency),
    check: { rows: found.counted.length, value: again.value, same: sameNumber(again, judged) },
    trend: trendOf(definition, series, judged.currency),
    columns,
    part: page.part,
    totals: {
      counted: found.counted.length,
      leftOut: found.leftOut.length,
      immature: found.immature.length,
    },
    rows: showRows(facts, rows, shown, columns, style, await fileNames(rows)),
    offset: page.offset,
    ...(month ? { month: month.from } : {}),
  };
}
