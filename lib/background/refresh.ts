/**
 * Keeps the cached scorecards right. Touches no browser API, so that a page's worker may call it after an import
 * as well as the background: the lock lets one run at a time, whoever asks.
 */
import { factTables } from '../facts/registry';
import { clockOf } from '../facts/time';
import { type PlanPart, partsOf } from '../fields/plan-parts';
import type { PlanItem } from '../fields/types';
import type { KpiDefinition } from '../kpi/define';
import { buildScorecard } from '../kpi/scorecard';
import type { Measurement } from '../kpi/types';
import type { StoredWeights } from '../kpi/weights';
import { eachBasis, putBases } from '../store/bases';
import { database } from '../store/db';
import { loadCatalogue, variantsInForce } from '../store/kpis';
import { limitsInForce } from '../store/limits';
import { planMap, scopesOf } from '../store/plans';
import { getProgramme, putProgramme, putScorecards } from '../store/scorecards';
import { databaseId, getRevision, getSetting, getWorkspace, putSetting } from '../store/settings';
import { putStandings, StandingsBuilder } from '../store/standings';
import type { LayeredLimit, StoredBasis, StoredPartner, StoredScorecard } from '../store/types';
import { getWeights } from '../store/weights';
import { exclusively } from './exclusively';
import { computeFigures, type Figures } from './figures';
import { type Footing, footingOf, keepLive, type Live, liveFacts } from './live';
import { unpackSeries } from './series';

/**
 * - `stale`  whatever is older than the data, the day, the KPI definitions or the limits; nothing when all is fresh
 * - `limits` judges the partners of one limit scope again from what was measured, without reading a fact
 */
export type RefreshScope = { what: 'stale' } | { what: 'limits'; scope: string };

export interface RefreshResult {
  /** False when there was nothing to do. */
  ran: boolean;
  /** Scorecards written. */
  computed: number;
}

/** What the scorecards in the store were computed from. */
interface Computed {
  revision: number;
  /** Day of the computation. */
  today: number;
  /** Day on which the windows end: today, or earlier where the data ends earlier. */
  asOfDay: number;
  definitions: string;
  /** Limits and tracking plans that the cards were judged by. */
  judgedBy: string;
  lastFactDay: number | null;
  /** What they rest on; left out by versions that did not tell. */
  footing?: Footing;
}
const COMPUTED = 'scorecards';

/** Partners whose cards are written together. */
const BATCH = 100;

/** Changes with every KPI that is added, removed or redefined; not with the choice of a variant, which is measured anyway. */
const definitionsVersion = (definitions: readonly KpiDefinition[]): string =>
  [...definitions]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, version }) => `${id}@${version}`)
    .join(' ');

/** The first day that is not over at this moment, in the workspace time zone. */
async function today(now: Date): Promise<number> {
  const { timeZone } = await getWorkspace();
  return clockOf(timeZone).dayOfMinute(Math.floor(now.getTime() / 60_000));
}

/** Day on which the windows of a fresh scorecard end at this moment, and the day it is. */
export async function asOf(now: Date): Promise<{ asOfDay: number; today: number }> {
  const [day, computed] = await Promise.all([today(now), getSetting<Computed | null>(COMPUTED, null)]);
  return { today: day, asOfDay: computed?.today === day ? computed.asOfDay : day };
}

/** Changes with every limit, weight, tracking plan and choice of a variant. */
const judgedBy = async (): Promise<string> =>
  JSON.stringify([
    await limitsInForce(),
    [...(await planMap())],
    await variantsInForce(),
    (await getWeights()).dimensions,
  ]);

/** What has to be done: measure anew, only judge anew, or nothing. */
async function due(day: number): Promise<'measure' | 'judge' | 'nothing'> {
  const computed = await getSetting<Computed | null>(COMPUTED, null);
  if (
    computed === null ||
    computed.revision !== (await getRevision()) ||
    computed.today !== day ||
    computed.definitions !== definitionsVersion((await loadCatalogue()).definitions)
  ) {
    return 'measure';
  }
  return computed.judgedBy === (await judgedBy()) ? 'nothing' : 'judge';
}

interface Judging {
  definitions: readonly KpiDefinition[];
  programme: readonly Measurement[];
  limits: readonly LayeredLimit[];
  weights: StoredWeights;
  lastFactDay: number | null;
  today: number;
  now: Date;
  /** Tracking plans by scope. */
  plans: ReadonlyMap<string, readonly PlanItem[]>;
  /** Data revision that the figures are right for. */
  revision: number;
}

/** Parts of the partner's own plan and its type's; null where nobody has a plan. */
function trackingOf({ id, type }: StoredPartner, plans: Judging['plans']): PlanPart[] | null {
  if (plans.size === 0) return null;
  return partsOf(scopesOf({ id, type }).flatMap((scope) => plans.get(scope) ?? []));
}

function judgeBasis(basis: StoredBasis, partner: StoredPartner, judging: Judging): StoredScorecard {
  const card = buildScorecard({
    partner,
    measurements: basis.measurements,
    series: (kpi) => {
      const packed = basis.series[kpi];
      return packed ? unpackSeries(packed) : [];
    },
    counts: basis.counts,
    largestShare: basis.largestShare,
    unmappedStages: basis.unmappedStages,
    changeParts: basis.changeParts,
    tracking: trackingOf(partner, judging.plans),
    asOfDay: basis.asOfDay,
    ...judging,
  });
  return { ...card, revision: judging.revision };
}

/** Lets messages that wait for the worker have their turn. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Writes what was measured of some partners, and how that is judged; returns their ids. */
async function writeFigures(
  figures: Figures,
  { inMemory: { facts, partners }, touched }: Live,
  judging: Judging,
  standings: StandingsBuilder,
): Promise<Set<string>> {
  const db = database();
  const byId = new Map(partners.map((partner) => [partner.id, partner]));
  const done = new Set<string>();
  for (let from = 0; from < figures.partners.length; from += BATCH) {
    const batch = figures.partners.slice(from, from + BATCH);
    const ids = batch.map((ordinal) => facts.partners[ordinal]!.id);
    const before = touched ? await db.bases.bulkGet(ids) : [];
    const bases = batch.flatMap((ordinal, i) => figures.basisOf(ordinal, before[i]) ?? []);
    const cards = bases.map((basis) => judgeBasis(basis, byId.get(basis.partnerId)!, judging));
    await db.transaction('rw', [db.bases, db.scorecards], async () => {
      await putBases(bases);
      await putScorecards(cards);
    });
    for (const basis of bases) {
      done.add(basis.partnerId);
      standings.add(basis);
    }
    await breathe();
  }
  return done;
}

/** Judges the cards of partners that nothing touched: what the whole programme measures may have moved. */
async function judgeOthers(
  measured: ReadonlySet<string>,
  judging: Judging,
  live: Live,
  standings: StandingsBuilder,
): Promise<Set<string>> {
  const byId = new Map(live.inMemory.partners.map((partner) => [partner.id, partner]));
  const ordinals = new Map(live.inMemory.facts.partners.map(({ id }, ordinal) => [id, ordinal]));
  const hasFacts = (id: string) =>
    Object.keys(factTables).some(
      (table) => live.inMemory.facts.table(table).count(ordinals.get(id) ?? -2) > 0,
    );
  const done = new Set<string>();
  await eachBasis(async (batch) => {
    const others = batch.filter(({ partnerId }) => !measured.has(partnerId) && hasFacts(partnerId));
    await putScorecards(others.map((basis) => judgeBasis(basis, byId.get(basis.partnerId)!, judging)));
    for (const basis of others) {
      done.add(basis.partnerId);
      standings.add(basis);
    }
    await breathe();
  });
  return done;
}

async function recompute(day: number, now: Date): Promise<RefreshResult> {
  const { definitions } = await loadCatalogue();
  const judgedNow = await judgedBy();
  const version = definitionsVersion(definitions);
  const before = await getSetting<Computed | null>(COMPUTED, null);
  // Figures of another day are made anew, whatever came since.
  const footing = before?.definitions === version && before.today === day ? (before.footing ?? null) : null;
  const live = await liveFacts(definitions, `${await databaseId()} ${version}`, footing, day);
  const { inMemory, asOfDay, newest } = live;
  const { revision } = inMemory;
  const figures = await computeFigures(live, live.touched, breathe);
  const judging: Judging = {
    definitions,
    programme: figures.programme,
    limits: await limitsInForce(),
    weights: await getWeights(),
    lastFactDay: newest,
    today: day,
    now,
    plans: await planMap(),
    revision,
  };
  const standings = new StandingsBuilder();
  const done = await writeFigures(figures, live, judging, standings);
  const computedNow = done.size;
  if (live.touched) for (const id of await judgeOthers(done, judging, live, standings)) done.add(id);

  const db = database();
  await db.transaction('rw', [db.bases, db.scorecards, db.standings, db.programme, db.settings], async () => {
    // Partners without facts, or gone, have no card.
    for (const table of [db.bases, db.scorecards]) {
      const ids = await table.toCollection().primaryKeys();
      await table.bulkDelete(ids.filter((id) => !done.has(id)));
    }
    await putProgramme(
      figures.programme.map((measurement) => ({ kpi: measurement.kpi, measurement, revision })),
    );
    await putStandings(standings.rows());
    const computed: Computed = {
      revision,
      today: day,
      asOfDay,
      definitions: version,
      judgedBy: judgedNow,
      lastFactDay: newest,
      footing: footingOf(live),
    };
    await putSetting(COMPUTED, computed);
  });
  keepLive(`${await databaseId()} ${version}`, live, figures.programme);
  return { ran: true, computed: live.touched ? computedNow : done.size };
}

/** Whether a limit of this scope may hold for the partner. */
export function inScope(
  scope: string,
  { id, type, tier }: Pick<StoredPartner, 'id' | 'type' | 'tier'>,
): boolean {
  const colon = scope.indexOf(':');
  const name = scope.slice(colon + 1);
  const same = (text: string | null) => text?.trim().toLowerCase() === name.trim().toLowerCase();
  switch (scope.slice(0, Math.max(0, colon)) || scope) {
    case 'partner':
      return id === name;
    case 'type':
      return same(type);
    case 'tier':
      return same(tier);
    default:
      return true;
  }
}

async function rejudge(scope: string, now: Date): Promise<RefreshResult> {
  const computed = await getSetting<Computed | null>(COMPUTED, null);
  const judgedNow = await judgedBy();
  const judging: Judging = {
    definitions: (await loadCatalogue()).definitions,
    programme: [...(await getProgramme()).values()].map(({ measurement }) => measurement),
    limits: await limitsInForce(),
    weights: await getWeights(),
    lastFactDay: computed?.lastFactDay ?? null,
    today: await today(now),
    now,
    plans: await planMap(),
    revision: computed?.revision ?? 0,
  };
  const db = database();
  let count = 0;
  await eachBasis(async (batch) => {
    const partners = await db.partners.bulkGet(batch.map(({ partnerId }) => partnerId));
    const cards = batch.flatMap((basis, i) => {
      const partner = partners[i];
      return partner && inScope(scope, partner) ? [judgeBasis(basis, partner, judging)] : [];
    });
    await putScorecards(cards);
    count += cards.length;
    await breathe();
  });
  if (computed) await putSetting(COMPUTED, { ...computed, judgedBy: judgedNow });
  return { ran: true, computed: count };
}

/**
 * Brings scorecards up to date.
 *
 * @param now moment that decides which day it is
 */
export function refreshScorecards(scope: RefreshScope, now: Date = new Date()): Promise<RefreshResult> {
  return exclusively(async () => {
    if (scope.what === 'limits') return rejudge(scope.scope, now);
    const day = await today(now);
    switch (await due(day)) {
      case 'measure':
        return recompute(day, now);
      case 'judge':
        return rejudge('global', now);
      default:
        return { ran: false, computed: 0 };
    }
  });
}
