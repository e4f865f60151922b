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

const ONBOARDING = [
  'Contract signed',
  'Portal access',
  'First training',
  'Joint plan',
  'First campaign',
] as const;

/** Interactions with partners, and of partners with the buyers of their deals. */
export function touchRows(options: GeneratorOptions, deals: readonly SampleDeal[]): Row[] {
  const rows: Row[] = [];
  const id = numbered('X', 6);
  const end = options.asOfDay * 1440;
  for (const context of partnerContexts(options, 'touches')) {
    const { behaviour, partner, random } = context;
    for (const [age, ...span] of activeMonths(context)) {
      for (const day of eventDays(context, at(behaviour.touches, age), span)) {
        const when = businessMinute(random, day);
        const direction = random.weighted([
          ['outbound', 5],
          ['inbound', 2],
          ['two-way', 3],
        ] as const);
        const replied = when + Math.round(random.lognormal(at(behaviour.replyHours, age) * 60, 0.7));
        const answers = direction === 'outbound' && !random.chance(behaviour.unanswered) && replied < end;
        rows.push({
          touch: id(),
          partner: partner.id,
          deal: null,
          at: when,
          replied: answers ? replied : null,
          kind: direction === 'two-way' ? random.pick(['call', 'meeting']) : 'email',
          direction,
        });
      }
    }
    for (const deal of deals) {
      if (deal.partner !== partner || !random.chance(0.5)) continue;
      const last = Math.min(deal.closed ?? deal.expectedClose, options.asOfDay - 1 - behaviour.quietFor);
      for (let n = random.int(1, 3); n > 0; n--) {
        const day = random.int(deal.created, Math.max(deal.created, last));
        if (day >= options.asOfDay - behaviour.quietFor) continue;
        rows.push({
          touch: id(),
          partner: partner.id,
          deal: deal.id,
          at: businessMinute(random, day),
          replied: null,
          kind: random.pick(['introduction', 'call', 'event']),
          direction: 'buyer',
        });
      }
    }
  }
  return rows;
}

/** Demos with prospects and planning sessions with partners. */
export function meetingRows(options: GeneratorOptions, deals: readonly SampleDeal[]): Row[] {
  const rows: Row[] = [];
  const id = numbered('M', 5);
  for (const context of partnerContexts(options, 'meetings')) {
    const { behaviour, partner, random } = context;
    const after = random.fork('after demos');
    const own = deals.filter((deal) => deal.partner === partner);
    for (const [age, ...span] of activeMonths(context)) {
      for (const day of eventDays(context, at(behaviour.demos, age), span)) {
        const open = own.filter(({ created, closed }) => created <= day && day < (closed ?? options.asOfDay));
        const deal = open.length > 0 ? after.pick(open).id : null;
        const demo = {
          meeting: id(),
          partner: partner.name,
          deal,
          scheduled: businessMinute(random, day),
          kind: 'Product demo',
          outcome: random.chance(at(behaviour.noShow, age))
            ? 'No show'
            : random.weighted([
                ['Held', 9],
                ['Cancelled', 0.6],
                ['Rescheduled', 0.6],
              ] as const),
        };
        rows.push(demo);
        const next = day + after.int(2, 12);
        if (demo.outcome === 'Held' && deal !== null && next < options.asOfDay && after.chance(0.7))
          rows.push({
            meeting: `${demo.meeting}-F`,
            partner: partner.name,
            deal,
            scheduled: businessMinute(after, next),
            kind: 'Follow up',
            outcome: after.chance(at(behaviour.noShow, age)) ? 'No show' : 'Held',
          });
      }
      if (age % 2 === 0 && span[1] - span[0] > 10)
        rows.push({
          meeting: id(),
          partner: partner.name,
          deal: null,
          scheduled: businessMinute(random, span[0] + 9),
          kind: 'Joint planning',
          outcome: random.chance(behaviour.planningHeld) ? 'Held' : 'No show',
        });
    }
  }
  return rows;
}

/** Fields that a deal with a partner needs, and the chance that an ordinary partner's deal has them. */
const REQUIRED: readonly (readonly [field: string, filled: number])[] = [
  ['Deal registration no.', 0.97],
  ['Partner role', 0.94],
  ['Partner contact', 0.98],
];

/** What the newest check of required fields found on every deal with a partner. */
export function fieldCheckRows(options: GeneratorOptions, deals: readonly SampleDeal[]): Row[] {
  const rows: Row[] = [];
  for (const { partner, behaviour, random } of partnerContexts(options, 'field_checks')) {
    for (const deal of deals) {
      if (deal.partner !== partner) continue;
      for (const [field, filled] of REQUIRED)
        rows.push({
          record: deal.id,
          field,
          partner: partner.name,
          rule: 'Deals with a partner',
          checked: options.asOfDay - random.int(1, 7),
          filled: random.chance(filled * behaviour.onboardingDone),
        });
    }
  }
  return rows;
}

/** Campaign launches, approvals of assets, and onboarding steps. */
export function milestoneRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  const end = options.asOfDay * 1440;
  for (const context of partnerContexts(options, 'milestones')) {
    const { behaviour, partner, random } = context;
    const startDay = Math.max(options.asOfDay - behaviour.since, options.asOfDay - options.months * 30);
    ONBOARDING.forEach((name, index) => {
      const started = startDay * 1440 + index * 60;
      const done = started + random.int(2, 30) * 1440;
      rows.push({
        partner: partner.name,
        kind: 'Onboarding',
        name,
        started,
        planned: startDay + 30,
        done: random.chance(behaviour.onboardingDone) && done < end ? done : null,
        required: name !== 'First campaign',
        first_pass: null,
      });
    });
    let count = 0;
    for (const [, ...span] of activeMonths(context)) {
      for (const day of eventDays(context, 0.6, span)) {
        const started = businessMinute(random, day);
        const done = started + Math.round(random.lognormal(behaviour.launchDays, 0.35) * 1440);
        count++;
        rows.push({
          partner: partner.name,
          kind: 'Campaign launch',
          name: `Campaign ${count}`,
          started,
          planned: day + 45,
          done: done < end && !random.chance(behaviour.launchLate / 3) ? done : null,
          required: true,
          first_pass: null,
        });
      }
      for (const day of eventDays(context, 2.2, span)) {
        const started = businessMinute(random, day);
        const done = started + Math.round(random.lognormal(behaviour.approvalHours * 60, 0.6));
        count++;
        rows.push({
          partner: partner.name,
          kind: 'Approval',
          name: `Asset ${count}`,
          started,
          planned: day + 5,
          done: done < end ? done : null,
          required: true,
          first_pass: random.chance(behaviour.firstPass),
        });
      }
    }
  }
  return rows;
}
