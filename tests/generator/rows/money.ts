import { at } from '../behaviours';
import { quarterStart } from '../calendar';
import { Random } from '../random';
import { activeMonths, cents, type GeneratorOptions, numbered, partnerContexts, type Row } from '../world';
import type { SampleDeal } from './deals';

/** Commissions on won deals, the fixed cost of every month, and what selling and marketing cost the company besides. */
export function costRows(options: GeneratorOptions, deals: readonly SampleDeal[]): Row[] {
  const rows: Row[] = [];
  const id = numbered('K', 5);
  const { asOfDay, months, scale } = options;
  for (let age = months - 1; age >= 0; age--)
    for (const [kind, amount] of [
      ['sales', 52_000],
      ['marketing', 31_000],
    ] as const)
      rows.push({
        cost: id(),
        partner: null,
        deal: null,
        spent: asOfDay - 1 - age * 30,
        kind,
        amount: cents(amount * scale),
        hours: null,
        currency: 'EUR',
      });
  for (const context of partnerContexts(options, 'costs')) {
    const { behaviour, partner, random } = context;
    for (const deal of deals)
      if (deal.partner === partner && deal.stage === 'Closed Won' && deal.closed! + 20 < options.asOfDay)
        rows.push({
          cost: id(),
          partner: partner.name,
          deal: deal.id,
          spent: deal.closed! + 20,
          kind: 'commission',
          amount: cents(deal.amount * behaviour.commission),
          hours: null,
          currency: partner.currency,
        });
    for (const [, , last] of activeMonths(context)) {
      const hours = cents(Math.max(1, random.normal(9, 3)));
      rows.push(
        {
          cost: id(),
          partner: partner.name,
          deal: null,
          spent: last,
          kind: 'hours',
          amount: cents(hours * 60),
          hours,
          currency: partner.currency,
        },
        {
          cost: id(),
          partner: partner.name,
          deal: null,
          spent: last,
          kind: random.pick(['mdf', 'tools', 'spiff']),
          amount: cents(random.lognormal(behaviour.fixedCost, 0.4)),
          hours: null,
          currency: partner.currency,
        },
      );
    }
  }
  return rows;
}

/** Revenue and pipeline goals of the last eight quarters, set so that a partner reaches what it tends to reach. */
export function goalRows(options: GeneratorOptions, deals: readonly SampleDeal[]): Row[] {
  const rows: Row[] = [];
  const random = new Random(options.seed).fork('goals');
  const current = quarterStart(options.asOfDay - 1);
  const quarters: [number, number][] = [];
  for (let from = current, n = 0; n < 8; n++) {
    quarters.push([from, quarterStart(from + 100)]);
    from = quarterStart(from - 1);
  }
  for (const { behaviour, partner } of partnerContexts(options, 'goals')) {
    const won = deals.filter((deal) => deal.partner === partner && deal.stage === 'Closed Won');
    const total = won.reduce((sum, deal) => sum + deal.amount, 0);
    const activeDays = Math.max(30, Math.min(behaviour.since, options.months * 30) - behaviour.quietFor);
    // What the partner sells in a typical quarter, divided by the share of its goal that it tends to reach.
    const typical =
      won.length >= 4
        ? (total / activeDays) * 91
        : at(behaviour.deals, 0) * 3 * at(behaviour.winRate, 0) * behaviour.dealAmount;
    for (const [from, to] of quarters) {
      if (to <= options.asOfDay - behaviour.since) continue;
      const target = (typical / behaviour.attainment) * random.normal(1, 0.05);
      const round = (value: number) => Math.max(1_000, Math.round(value / 1_000) * 1_000);
      rows.push(
        {
          partner: partner.name,
          metric: 'revenue',
          from,
          to,
          target: round(target),
          baseline: round(target * 0.4),
          currency: partner.currency,
        },
        {
          partner: partner.name,
          metric: 'pipeline',
          from,
          to,
          target: round(target * 3),
          currency: partner.currency,
        },
      );
    }
  }
  return rows;
}
