import { parseArgs } from 'node:util';
import { computeFigures, lastFactDay } from '@/lib/background/figures';
import { unpackSeries } from '@/lib/background/series';
import { assembleFacts } from '@/lib/facts/factset';
import { factTables } from '@/lib/facts/registry';
import { clockOf, parseIsoDay } from '@/lib/facts/time';
import { namedModel } from '@/lib/kpi/attribution/registry';
import { checkAttribution, DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import type { KpiDefinition } from '@/lib/kpi/define';
import { createEngine } from '@/lib/kpi/engine/engine';
import { buildScorecard } from '@/lib/kpi/scorecard';
import { nameKey } from '@/lib/store/resolve';
import type { StoredPartner } from '@/lib/store/types';
import { catalogueFrom } from './definitions';
import { kpiOutput, partnerOutput, printedId } from './output';
import { InputError, readFolder } from './read';

export const USAGE = `npm run score -- --facts <folder> --as-of <yyyy-mm-dd> [--partner <id>] [--kpi <id>] [--definitions <own KPIs.json>] [--variant <id>] [--model W] [--lookback 180] [--half-life 30] [--currency EUR] [--time-zone Europe/Berlin]

Reads <table>.csv files (headers are the columns of lib/facts/tables) and partners.csv, measures every KPI as of that
day (windows end before it) and prints JSON. Money is in units of its currency, shares are fractions. Bad rows go to
stderr and make the exit code 1. --model is how credit for deals is shared: an id of lib/kpi/attribution/models, W or U. --definitions reads KPIs exported by
the options page; --variant shows a variant in place of its standard KPI.`;

export interface ScoreResult {
  /** Printed to stdout; null when nothing could be read. */
  json: string | null;
  /** Lines for stderr. */
  errors: string[];
  code: number;
}

function optionsOf(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      facts: { type: 'string' },
      'as-of': { type: 'string' },
      partner: { type: 'string', multiple: true },
      kpi: { type: 'string', multiple: true },
      definitions: { type: 'string' },
      variant: { type: 'string', multiple: true },
      model: { type: 'string', default: DEFAULT_ATTRIBUTION.model },
      lookback: { type: 'string', default: String(DEFAULT_ATTRIBUTION.lookbackDays) },
      'half-life': { type: 'string', default: String(DEFAULT_ATTRIBUTION.halfLifeDays) },
      currency: { type: 'string', default: 'EUR' },
      'time-zone': { type: 'string', default: 'UTC' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return values;
}

/** Partners by id or name, all when none is asked for. */
function chosenPartners(
  all: readonly StoredPartner[],
  wanted: readonly string[] | undefined,
): StoredPartner[] {
  if (!wanted) return [...all];
  return wanted.map((text) => {
    const key = nameKey(text);
    const found =
      all.find(({ id }) => id === text) ?? all.find(({ foldedNames }) => foldedNames.includes(key));
    if (!found)
      throw new InputError(
        `There is no partner "${text}". Known: ${all
          .slice(0, 10)
          .map(printedId)
          .join(', ')}${all.length > 10 ? ' ...' : ''}.`,
      );
    return found;
  });
}

/** KPIs by id or code, in any case; K17 stands for K17a, K17b ... where no KPI has that code itself. */
function chosenKpis(all: readonly KpiDefinition[], wanted: readonly string[] | undefined) {
  if (!wanted) return all;
  const chosen = wanted.flatMap((text) => {
    const asked = text.trim().toLowerCase();
    if (asked === 'k69')
      throw new InputError(
        'K69 (anomaly) is no figure but a flag: see each partner’s "signals", among them fraud-like-spike, conversion-drop and sentiment-shift.',
      );
    const named = all.filter(({ id, code }) => id.toLowerCase() === asked || code.toLowerCase() === asked);
    const found =
      named.length > 0 ? named : all.filter(({ code }) => code.toLowerCase().replace(/[a-z]$/, '') === asked);
    if (found.length === 0)
      throw new InputError(
        `There is no KPI "${text}". Known: ${all.map(({ id, code }) => `${id} (${code})`).join(', ')}.`,
      );
    return found;
  });
  return [...new Set(chosen)];
}

async function score(args: readonly string[]): Promise<ScoreResult> {
  const options = optionsOf(args);
  if (options.help) return { json: USAGE, errors: [], code: 0 };
  if (!options.facts || !options['as-of']) throw new InputError(`Give --facts and --as-of.\n\n${USAGE}`);
  const asOfDay = parseIsoDay(options['as-of']);
  const attribution = {
    ...DEFAULT_ATTRIBUTION,
    model: namedModel(options.model).id,
    lookbackDays: Number(options.lookback),
    halfLifeDays: Number(options['half-life']),
  };
  checkAttribution(attribution);
  const workspace = { timeZone: options['time-zone'], currency: options.currency.toUpperCase(), attribution };
  clockOf(workspace.timeZone);
  if (!Intl.supportedValuesOf('currency').includes(workspace.currency))
    throw new InputError(
      `There is no currency "${options.currency}". Use an ISO 4217 code such as EUR or USD.`,
    );
  const catalogue = catalogueFrom(options.definitions, options.variant);
  const kpis = chosenKpis(catalogue.definitions, options.kpi);
  const read = await readFolder(options.facts, workspace);
  const partners = chosenPartners(read.partners, options.partner);
  const facts = assembleFacts(read);
  const { definitions } = catalogue;
  const inMemory = {
    facts,
    columns: Object.fromEntries(
      Object.entries(factTables).map(([id, { columns }]) => [id, Object.keys(columns)]),
    ),
    partners: read.partners,
    workspace,
    revision: 0,
    keys: [],
    seenImports: new Set<number>(),
  };
  const engine = createEngine(facts, definitions, { asOfDay, workspace });
  const figures = await computeFigures(
    { inMemory, definitions, engine, asOfDay, programme: [] },
    null,
    async () => {},
  );
  const bases = new Map(
    figures.partners.map((ordinal) => [facts.partners[ordinal]!.id, figures.basisOf(ordinal)]),
  );
  const ordinals = new Map(facts.partners.map(({ id }, ordinal) => [id, ordinal]));
  /** Of a partner without any row: for each KPI why it is not measured. */
  const withoutRows = (id: string) =>
    definitions.map((definition) => engine.measure(definition, ordinals.get(id)!));
  // What is dated on the as-of day or later nobody knew of.
  const newest = lastFactDay(inMemory, workspace.timeZone, asOfDay - 1);
  const output = {
    asOf: options['as-of'],
    timeZone: workspace.timeZone,
    currency: workspace.currency,
    attribution,
    files: read.files,
    partners: partners.map((partner) => {
      const basis = bases.get(partner.id);
      const card = buildScorecard({
        partner,
        definitions,
        measurements: basis?.measurements ?? withoutRows(partner.id),
        programme: figures.programme,
        series: (kpi) => (basis?.series[kpi] ? unpackSeries(basis.series[kpi]) : []),
        limits: [],
        asOfDay,
        now: new Date(asOfDay * 86_400_000),
        lastFactDay: newest,
        counts: basis?.counts,
        largestShare: basis?.largestShare,
        unmappedStages: basis?.unmappedStages,
        changeParts: basis?.changeParts,
        // A program that reads this cuts for itself.
        signalCap: Number.POSITIVE_INFINITY,
      });
      return partnerOutput(partner, card, kpis, workspace.currency, catalogue.find);
    }),
    programme: {
      kpis: figures.programme
        .filter(({ kpi }) => kpis.some(({ id }) => id === kpi))
        .map((result) =>
          kpiOutput(kpis.find(({ id }) => id === result.kpi)!, result, workspace.currency, catalogue.find),
        ),
    },
  };
  const errors = read.rejects.map(({ file, row, column, value, reason }) => {
    const where = column ? `, column "${column}"` : '';
    return `${file}: row ${row}${where}: ${value ? `"${value}" ` : ''}${reason}.`;
  });
  return { json: JSON.stringify(output, null, 2), errors, code: errors.length > 0 ? 1 : 0 };
}

/** Runs the command without touching the process. */
export async function runScore(args: readonly string[]): Promise<ScoreResult> {
  try {
    return await score(args);
  } catch (error) {
    // Wrong input is said in a sentence; anything else is a bug and keeps its stack.
    const wrong = error instanceof InputError || error instanceof RangeError || isArgumentError(error);
    if (!wrong) throw error;
    return { json: null, errors: [(error as Error).message], code: 2 };
  }
}

const isArgumentError = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
