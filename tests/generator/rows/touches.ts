import { behaviours } from '../behaviours';
import { type SamplePartner, samplePartners } from '../partners';
import { Random } from '../random';
import { businessMinute, type GeneratorOptions, numbered, type Row } from '../world';
import type { SampleDeal } from './deals';

const OWN_CHANNELS = [
  ['Paid search', 3],
  ['Organic search', 2],
  ['Newsletter', 2],
  ['Direct', 2],
  ['Trade fair', 1],
] as const;
const PARTNER_CHANNELS = [
  ['Webinar', 3],
  ['Referral', 3],
  ['Co-branded page', 2],
  ['Trade fair', 1],
] as const;
/** Some channels win more often than others, so that models that learn have something to find. */
const WINNING = new Set(['Referral', 'Trade fair']);

/** Partners that take part in the deals of others. */
const helpers = samplePartners.filter(({ behaviour }) => ['star', 'solid', 'slow'].includes(behaviour));

/** Whether a partner was there and active on a day. */
function active({ behaviour }: SamplePartner, day: number, { asOfDay }: GeneratorOptions): boolean {
  const { since, quietFor } = behaviours[behaviour];
  return day >= asOfDay - since && day < asOfDay - quietFor;
}

/**
 * Ways of buyers to their deals and leads: touches of the deal's partner, of other partners and of our own campaigns,
 * from two months before the deal was created. One way in four has its milestones and roles marked.
 */
export function buyerTouchRows(
  options: GeneratorOptions,
  deals: readonly SampleDeal[],
  leads: readonly Row[],
): Row[] {
  const random = new Random(options.seed).fork('buyer touches');
  const id = numbered('B', 6);
  const rows: Row[] = [];
  const touch = (partner: SamplePartner | null, day: number, channel: string, more: Row): Row => ({
    touch: id(),
    partner: partner?.id ?? null,
    deal: null,
    lead: null,
    at: businessMinute(random, day),
    kind: channel.toLowerCase(),
    direction: partner ? 'buyer' : null,
    campaign: `${partner?.id ?? 'OWN'} ${channel.toLowerCase()} ${1 + (Math.floor(day / 91) % 4)}`,
    channel,
    party: partner ? 'partner' : 'own',
    ...more,
  });

  for (const deal of deals) {
    const end = Math.min(deal.closed ?? options.asOfDay - 1, options.asOfDay - 1);
    // Some deals come from where nobody looked.
    if (random.chance(0.08)) continue;
    const marked = random.chance(0.25);
    const own: Row[] = [];
    for (let n = random.int(1, 5); n > 0; n--) {
      const day = random.int(deal.created - 60, Math.max(deal.created, end));
      const helper = random.chance(0.2) ? random.pick(helpers) : null;
      const partner = helper ?? (random.chance(0.45) ? deal.partner : null);
      // Deals without a partner stay without one: what a partner did for them is another matter.
      const by = deal.partner && partner && active(partner, day, options) ? partner : null;
      if (day < options.asOfDay - options.months * 30) continue;
      const channel = random.weighted(by ? PARTNER_CHANNELS : OWN_CHANNELS);
      if (deal.stage === 'Closed Lost' && WINNING.has(channel) && random.chance(0.5)) continue;
      own.push(touch(by, day, channel, { deal: deal.id, role: null, milestone: null }));
    }
    own.sort((a, b) => Number(a.at) - Number(b.at));
    if (marked) mark(own, deal);
    rows.push(...own);
  }

  for (const lead of leads) {
    const minute = Number(lead.created);
    if (!random.chance(0.4) || !Number.isFinite(minute) || typeof lead.created !== 'number') continue;
    const partner = samplePartners.find(
      ({ name, aliases }) => name === lead.partner || aliases.includes(String(lead.partner)),
    );
    const by = random.chance(0.7) ? (partner ?? null) : null;
    const day = Math.floor(minute / 1440) - random.int(1, 40);
    if (day < options.asOfDay - options.months * 30 || (by && !active(by, day, options))) continue;
    const channel = random.weighted(by ? PARTNER_CHANNELS : OWN_CHANNELS);
    rows.push(touch(by, day, channel, { lead: lead.lead ?? null, role: null, milestone: null }));
  }
  return rows;
}

/** Marks milestones and roles as a campaign tool does. */
function mark(touches: readonly Row[], { created }: SampleDeal): void {
  const [first] = touches;
  if (!first) return;
  const before = touches.filter(({ at }) => Math.floor(Number(at) / 1440) <= created);
  const opened = before[before.length - 1];
  if (first === opened) first.milestone = 'FT+LC+OC';
  else {
    first.milestone = touches.length > 2 ? 'First Touch' : 'FT+LC';
    if (touches.length > 2) touches[1]!.milestone = touches[1] === opened ? 'LC+OC' : 'Lead Created';
    if (opened && !opened.milestone) opened.milestone = 'Opportunity Created';
  }
  touches.forEach((touch, i) => {
    if (touch.partner) touch.role = i === 0 ? 'Source' : i === touches.length - 1 ? 'Resell' : 'Influence';
  });
}
