import { at } from '../behaviours';
import {
  activeMonths,
  businessMinute,
  eventDays,
  type GeneratorOptions,
  numbered,
  type PartnerContext,
  partnerContexts,
  type Row,
} from '../world';

const CHANNELS = [
  { channel: 'Partner newsletter', partner_owned: true, part: 0.45, clicks: 0.045 },
  { channel: 'Partner social media', partner_owned: true, part: 0.35, clicks: 0.022 },
  { channel: 'Our newsletter', partner_owned: false, part: 0.4, clicks: 0.035 },
  { channel: 'Search ads', partner_owned: false, part: 0.3, clicks: 0.016 },
] as const;
const PAGES = ['/partner-offer', '/compare'] as const;
/** Where texts come from, and how many a month. */
const PLACES = [
  ['Social media', 11],
  ['Review site', 10],
  ['Survey', 5],
] as const;

/** A whole number near a mean, never above `most`. */
const part = ({ random }: PartnerContext, mean: number, most: number): number =>
  Math.min(most, Math.max(0, Math.round(mean * random.lognormal(1, 0.15))));

/** One campaign a month on two to four channels, each with its own figures. */
export function campaignRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  for (const context of partnerContexts(options, 'campaigns')) {
    const { behaviour, partner, random } = context;
    for (const [age, first, last] of activeMonths(context)) {
      if (last - first < 10) continue;
      for (const { channel, partner_owned, part: share, clicks: rate } of CHANNELS) {
        if (random.chance(0.3)) continue;
        const reach = part(context, behaviour.audience * share, behaviour.audience * 3);
        const impressions = Math.round(reach * (1.3 + random.next()));
        const quality = at(behaviour.engagement, age) / 0.55;
        const unique = part(context, reach * rate * quality, reach);
        const clicks = Math.min(impressions, Math.round(unique * (1.1 + random.next() * 0.3)));
        const visitors = part(context, unique * 0.8, unique);
        rows.push({
          campaign: `${partner.id} campaign ${options.months - age}`,
          partner: partner.name,
          channel,
          partner_owned,
          day: first + 5,
          impressions,
          reach,
          dedupe: random.chance(0.7) ? 0.8 : null,
          clicks,
          unique_clicks: unique,
          visitors: random.chance(0.9) ? visitors : null,
          conversions: part(context, visitors * 0.06 * quality, visitors),
        });
      }
    }
  }
  return rows;
}

/** Sessions by week and landing page, of the last half year. */
export function trafficRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  for (const context of partnerContexts(options, 'traffic')) {
    const { behaviour, partner } = context;
    for (const [age, first, last] of activeMonths(context)) {
      if (age > 5) continue;
      for (let day = first; day + 6 <= last; day += 7)
        for (const page of PAGES) {
          const sessions = part(context, behaviour.audience * 0.012, 1e6);
          const engaged = part(context, sessions * at(behaviour.engagement, age), sessions);
          rows.push({
            partner: partner.id,
            page,
            day,
            sessions,
            engaged_sessions: engaged,
            converted_sessions: part(context, engaged * 0.09, engaged),
          });
        }
    }
  }
  return rows;
}

/** A webinar every second month. */
export function webinarRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  const id = numbered('WEB', 4);
  for (const context of partnerContexts(options, 'webinars')) {
    const { behaviour, partner } = context;
    for (const [age, first, last] of activeMonths(context)) {
      if (age % 2 === 1 || last - first < 12) continue;
      const visitors = part(context, behaviour.audience * 0.03, 1e6);
      const registrants = part(context, visitors * 0.34, visitors);
      const attendees = part(context, registrants * 0.42, registrants);
      rows.push({
        webinar: id(),
        partner: partner.name,
        held: first + 11,
        visitors,
        registrants,
        attendees,
        engaged: part(context, attendees * at(behaviour.engagement, age) * 0.9, attendees),
      });
    }
  }
  return rows;
}

/** Posts, reviews and free-text answers of the last eight months, with their sentiment. */
export function textRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  const id = numbered('T', 6);
  for (const context of partnerContexts(options, 'texts')) {
    const { behaviour, partner, random } = context;
    for (const [age, ...span] of activeMonths(context)) {
      if (age > 7) continue;
      for (const [channel, monthly] of PLACES)
        for (const published of eventDays(context, monthly, span)) {
          const tone = random.chance(at(behaviour.praise, age)) ? 'Positive' : 'Negative';
          rows.push({
            text: id(),
            partner: partner.name,
            channel,
            sentiment: random.chance(0.3) ? 'Neutral' : tone,
            published,
          });
        }
    }
  }
  return rows;
}

/** What people did with assets in the last seven months; some share one thing twice. */
export function interactionRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  const id = numbered('I', 6);
  for (const context of partnerContexts(options, 'interactions')) {
    const { behaviour, partner, random } = context;
    for (const [age, ...span] of activeMonths(context)) {
      if (age > 6) continue;
      for (const day of eventDays(context, 36 * at(behaviour.engagement, age), span))
        rows.push({
          interaction: id(),
          asset: `${partner.domain}/post-${random.int(1, 6)}`,
          partner: partner.name,
          person: `${partner.id}-F${String(random.int(1, 60)).padStart(2, '0')}`,
          at: businessMinute(random, day),
          kind: random.weighted([
            ['Like', 60],
            ['Comment', 18],
            ['Share', 16],
            ['UGC', 6],
          ] as const),
          paid: random.chance(0.1),
        });
    }
  }
  return rows;
}
