import { accounts } from '../accounts';
import { at } from '../behaviours';
import {
  activeMonths,
  businessMinute,
  eventDays,
  type GeneratorOptions,
  numbered,
  partnerContexts,
  type Row,
} from '../world';
import type { SampleDeal } from './deals';

const SECTORS = [
  ['Manufacturing', 5],
  ['Retail', 4],
  ['Public sector', 2],
  ['Health care', 2],
  ['Logistics', 2],
  ['Education', 1],
] as const;

/** Who made which asset: the partner alone, or with us and others. */
export function contributionRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  const id = numbered('CT', 5);
  for (const context of partnerContexts(options, 'contributions')) {
    const { behaviour, partner, random } = context;
    let asset = 0;
    for (const [age, ...span] of activeMonths(context))
      for (const day of eventDays(context, 2.2, span)) {
        asset++;
        const others = random.chance(0.15 + at(behaviour.engagement, age) / 2) ? random.int(1, 2) : 0;
        const organisations = [partner.name, 'Us', random.pick(accounts).name].slice(0, 1 + others);
        for (const organisation of organisations)
          rows.push({
            contribution: id(),
            asset: `${partner.domain}/asset-${asset}`,
            partner: partner.name,
            organisation,
            person: `${partner.id}-C${random.int(1, 9)}`,
            contributed: day,
            paid: random.chance(0.25),
          });
      }
  }
  return rows;
}

/** People and organisations met with a partner, and whether they were still in touch afterwards. */
export function relationshipRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  const id = numbered('REL', 5);
  for (const context of partnerContexts(options, 'relationships')) {
    const { behaviour, partner, random } = context;
    let person = 0;
    for (const [, ...span] of activeMonths(context))
      for (const first of eventDays(context, behaviour.network, span)) {
        person++;
        const ended = first + random.int(20, 70);
        const lasting = random.chance(0.25 + behaviour.csatGood / 3);
        const last = first + (lasting ? random.int(170, 320) : random.int(0, 90));
        rows.push({
          relationship: id(),
          partner: partner.name,
          person: `${partner.id}-P${String(person).padStart(3, '0')}`,
          organisation: random.pick(accounts).name,
          sector: random.chance(0.92) ? random.weighted(SECTORS) : null,
          first_seen: first,
          via: random.chance(0.95)
            ? random.weighted([
                ['Partner', 6],
                ['Own', 3],
                ['Other', 1],
              ] as const)
            : null,
          joint: random.chance(0.96) ? random.chance(0.45) : null,
          known_before: random.chance(0.95) ? random.chance(0.25) : null,
          relevant: random.chance(0.95) ? random.chance(0.75) : null,
          ended: ended < options.asOfDay ? ended : null,
          last_interaction: Math.min(last, options.asOfDay - 1),
        });
      }
  }
  return rows;
}

/** Conversations at joint actions; some become one of the partner's deals. */
export function conversationRows(options: GeneratorOptions, deals: readonly SampleDeal[]): Row[] {
  const rows: Row[] = [];
  const id = numbered('CV', 5);
  for (const context of partnerContexts(options, 'conversations')) {
    const { behaviour, partner, random } = context;
    const own = deals.filter((deal) => deal.partner === partner);
    for (const [, ...span] of activeMonths(context))
      for (const held of eventDays(context, behaviour.network, span)) {
        const later = own.filter(({ created }) => created >= held);
        const deal = later.length > 0 && random.chance(0.35) ? random.pick(later) : null;
        rows.push({
          conversation: id(),
          partner: partner.name,
          person: `${partner.id}-P${String(random.int(1, 60)).padStart(3, '0')}`,
          held,
          deal: deal?.id ?? null,
          linked: deal && random.chance(0.5) ? deal.created : null,
        });
      }
  }
  return rows;
}

/** Touches of leads that had gone quiet, and what leads did: at first, and some of them again afterwards. */
export function nurtureRows(
  options: GeneratorOptions,
  leads: readonly Row[],
): { touches: Row[]; activities: Row[] } {
  const touches: Row[] = [];
  const activities: Row[] = [];
  const touchId = numbered('XN', 5);
  const activityId = numbered('LA', 6);
  const act = (lead: Row, partner: string, acted: number, kind: string): void => {
    if (acted < options.asOfDay * 1440)
      activities.push({ activity: activityId(), lead: lead.lead!, partner, acted, kind });
  };
  for (const context of partnerContexts(options, 'nurture')) {
    const { behaviour, partner, random } = context;
    const own = leads.filter((lead) => [partner.name, ...partner.aliases].includes(String(lead.partner)));
    for (const lead of own)
      if (random.chance(0.2)) act(lead, partner.id, Number(lead.created) + random.int(60, 40_000), 'visit');
    for (const [age, ...span] of activeMonths(context)) {
      if (age > 11) continue;
      for (const day of eventDays(context, 5, span)) {
        const quiet = own.filter((lead) => Number(lead.created) < (day - 110) * 1440);
        if (quiet.length === 0) continue;
        const lead = random.pick(quiet);
        const when = businessMinute(random, day);
        touches.push({
          touch: touchId(),
          partner: partner.id,
          deal: null,
          lead: lead.lead!,
          at: when,
          replied: null,
          kind: random.pick(['event', 'call', 'newsletter']),
          direction: 'buyer',
        });
        if (random.chance(0.2 + at(behaviour.engagement, age) / 4))
          act(
            lead,
            partner.id,
            when + random.int(30, 45 * 1440),
            random.pick(['reply', 'download', 'sign-up']),
          );
      }
    }
  }
  return { touches, activities };
}
