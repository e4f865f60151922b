/** Credit for deals as pages are told it. */
import type { Facts } from '../facts/factset';
import { clockOf, isoDay, startOf } from '../facts/time';
import type { Workspace } from '../facts/workspace';
import { creditOfDeal, type DealCredit } from '../kpi/attribution/deal';
import type { Flip } from '../kpi/attribution/flip';
import { DEFAULT_ATTRIBUTION } from '../kpi/attribution/settings';
import { type Business, bySource } from '../kpi/attribution/sources';
import { FIRST_TOUCH, LEAD_CREATED, OPPORTUNITY_CREATED, OURS } from '../kpi/attribution/types';
import { resolveWindow } from '../kpi/engine/windows';
import { wholePercent } from '../kpi/format';
import { kpiDefinition } from '../kpi/registry';
import type { CreditParty, DealCreditAnswer, DealCreditView, InfluenceView } from '../messaging/credit-views';
import { getImport } from '../store/imports';
import { getRevision } from '../store/settings';
import type { StoredPartner } from '../store/types';
import { type FactsInMemory, factsInMemory } from './facts';
import { asOf } from './refresh';

const MILESTONES = [
  [FIRST_TOUCH, 'first touch'],
  [LEAD_CREATED, 'lead created'],
  [OPPORTUNITY_CREATED, 'opportunity created'],
] as const;
const OUR_NAME = 'Our own campaigns';
const dayWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** The facts that were read last; gone with the worker, then read anew. */
let last: { key: string; loaded: Promise<FactsInMemory> } | null = null;

async function opened(): Promise<FactsInMemory> {
  const key = String(await getRevision());
  if (last?.key !== key) {
    const loaded = factsInMemory([kpiDefinition('attributed-value'), kpiDefinition('won-attributed-arr')], {
      columns: { touches: ['campaign', 'kind'], deals: ['name', 'currency', 'amount'], leads: [] },
      domains: ['deal', 'deal-name', 'campaign', 'touch-channel', 'touch-kind'],
    });
    last = { key, loaded };
    loaded.catch(() => {
      last = null;
    });
  }
  return last.loaded;
}

const partyOf = (party: number, partners: readonly StoredPartner[]): CreditParty =>
  party === OURS
    ? { partnerId: null, name: OUR_NAME }
    : { partnerId: partners[party]!.id, name: partners[party]!.name };

/** Row of the deal that a CRM names by one of these ids; else of the only one with this very name. */
function dealRow(facts: Facts, ids: readonly string[], name: string | null): number {
  const deals = facts.table('deals');
  if (deals.rows === 0) return -1;
  const find = (column: string, domain: string, value: string): number[] => {
    const codes = new Set(facts.codes(domain, value));
    if (codes.size === 0 || !deals.has(column)) return [];
    const values = deals.column(column);
    const rows: number[] = [];
    for (let row = 0; row < deals.rows; row++)
      if (codes.has(values[row]!) && deals.partner[row]! >= -1) rows.push(row);
    return rows;
  };
  for (const id of ids) {
    const [row] = find('deal', 'deal', id);
    if (row !== undefined) return row;
  }
  const same = name ? find('name', 'deal-name', name) : [];
  return same.length === 1 ? same[0]! : -1;
}

function dayTime(minute: number, { timeZone }: Workspace): string {
  const local = minute + clockOf(timeZone).offset(minute);
  return new Date(local * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** "One more touch of A before 3 March ... and B would have the most" as a sentence. */
function flipWords(
  { change, party, place, minute, milestone, winner, share }: Flip,
  { path }: DealCredit,
  nameOf: (party: number) => string,
  dayOf: (minute: number) => string,
): string {
  const day = (touch: number): string => dayOf(path.touches[touch]!.minute);
  const who = party === OURS ? 'our own campaigns' : nameOf(party);
  const wins = `${winner === OURS ? 'our own campaigns' : nameOf(winner)} would have the most, ${wholePercent(share)}`;
  if (change === 'remove') return `Without the touch of ${who} on ${day(place)}, ${wins}.`;
  const where =
    place === path.touches.length
      ? `after the last one, of ${day(place - 1)}`
      : place === 0
        ? `before the first one, of ${day(0)}`
        : `between ${day(place - 1)} and ${day(place)}`;
  const what = MILESTONES.find(([bit]) => bit === milestone);
  // Which moment between the two touches it was matters to some models: said is the latest that would do.
  return `With one more touch of ${who} on ${dayOf(minute)}, ${where}${what ? `, marked “${what[1]}”` : ''}, ${wins}.`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function verdictOf(found: DealCredit, nameOf: (party: number) => string): string {
  const { standing, chosen, parties } = found;
  if (!standing) return `“${chosen.name}” cannot say.`;
  if (parties.length === 1) return `${nameOf(parties[0]!)} alone touched this deal.`;
  if (standing.winner === null) return `Nobody has the most: several have ${wholePercent(standing.share)}.`;
  const has = standing.winner === OURS ? 'have' : 'has';
  return `${nameOf(standing.winner)} ${has} the most, ${wholePercent(standing.share)} of the credit.`;
}

async function view(found: DealCredit, row: number, opened: FactsInMemory): Promise<DealCreditView> {
  const { facts, partners, workspace } = opened;
  const deals = facts.table('deals');
  const touches = facts.table('touches');
  const text = (table: typeof deals, column: string, at: number): string => {
    const { domain } = table.definition.columns[column]!;
    return table.has(column) ? (facts.value(domain!, table.column(column)[at]!) ?? '') : '';
  };
  const nameOf = (party: number) => partyOf(party, partners).name;
  const at = found.path.touches.map(({ minute }) => dayTime(minute, workspace));
  const dayOf = (minute: number) => dayWords.format(Date.parse(dayTime(minute, workspace).slice(0, 10)));
  const sources = found.path.rows.map((touch) => touches.source(touch));
  const files = new Map(
    await Promise.all(
      [...new Set(sources.map(({ importId }) => importId))].map(
        async (id) => [id, await getImport(id)] as const,
      ),
    ),
  );
  const amount = (deals.column('amount') as Float64Array)[row]!;
  const status = text(deals, 'status', row);
  return {
    deal: {
      id: text(deals, 'deal', row),
      name: text(deals, 'name', row) || text(deals, 'deal', row),
      amount: Number.isNaN(amount) ? null : amount,
      currency: text(deals, 'currency', row).toUpperCase() || workspace.currency,
      state: status === 'won' || status === 'lost' ? status : 'open',
    },
    day: isoDay(found.day),
    parties: [...found.parties].map((party) => partyOf(party, partners)),
    touches: found.path.touches.map((touch, i) => ({
      at: at[i]!,
      party: found.parties.indexOf(touch.party),
      what: [
        text(touches, 'channel', found.path.rows[i]!) || text(touches, 'kind', found.path.rows[i]!),
        text(touches, 'campaign', found.path.rows[i]!),
      ]
        .filter(Boolean)
        .join(' · '),
      milestones: MILESTONES.filter(([bit]) => touch.milestones & bit).map(([, name]) => name),
      role: touch.role,
      file:
        files.get(sources[i]!.importId)?.files[sources[i]!.file]?.name ?? `import ${sources[i]!.importId}`,
      row: sources[i]!.row,
    })),
    models: found.results.map(({ model, shares, parts, refused }) => ({
      id: model.id,
      name: model.name,
      version: model.version,
      says: model.says,
      family: model.family,
      shares: shares && [...shares],
      parts: parts && [...parts],
      refused,
    })),
    chosen: found.chosen.id,
    settings: workspace.attribution ?? DEFAULT_ATTRIBUTION,
    range: found.range,
    verdict: verdictOf(found, nameOf),
    flips: found.flips.map((flip) => sentence(flipWords(flip, found, nameOf, dayOf))),
    journeys: found.journeys,
  };
}

/**
 * Who should be credited for a deal.
 * @param ids spellings of the deal's id, most exact first
 * @param name of the deal, taken where no id is known and only one deal has it
 */
export async function dealCredit(ids: readonly string[], name: string | null): Promise<DealCreditAnswer> {
  const none = (why: string): DealCreditAnswer => ({ state: 'none', why });
  const loaded = await opened();
  const { facts, workspace } = loaded;
  const touches = facts.table('touches');
  if (touches.rows === 0)
    return none('No touches were imported yet: credit is shared among those who touched a deal.');
  if (!touches.has('partner'))
    return none(
      'The imported touches name no partner, so nobody can be credited. Import them with a partner column.',
    );
  const row = dealRow(facts, ids, name);
  if (row < 0) return none('This deal is not among the imported deals.');
  const { asOfDay } = await asOf(new Date());
  const found = creditOfDeal(facts, row, { asOfDay, workspace });
  if (!found) {
    const days = (workspace.attribution ?? DEFAULT_ATTRIBUTION).lookbackDays;
    return none(`No touch of this deal was imported for the ${days} days before it closed, or before now.`);
  }
  return { state: 'credit', credit: await view(found, row, loaded) };
}

/** Deals won in the running quarter or the last 12 months, by who brought them about. */
export async function influence(
  business: Business,
  span: 'quarter' | 'year',
  perCampaign: boolean,
): Promise<InfluenceView> {
  const { facts, partners, workspace } = await opened();
  const { asOfDay } = await asOf(new Date());
  const window =
    span === 'quarter'
      ? { from: startOf('quarter', asOfDay), to: asOfDay }
      : resolveWindow({ months: 12 }, asOfDay);
  const { models, sources, ...report } = bySource(facts, business, window, perCampaign, {
    asOfDay,
    workspace,
  });
  return {
    ...report,
    window: { from: isoDay(window.from), to: isoDay(window.to) },
    currency: workspace.currency,
    model: { id: models.chosen.id, name: models.chosen.name, version: models.chosen.version },
    refused: models.refused,
    sources: sources.map(({ party, campaign, ...source }) => ({
      ...source,
      party: partyOf(party, partners),
      campaign: campaign === null ? null : (facts.value('campaign', campaign) ?? ''),
    })),
  };
}
