import { Customers } from '../accounts';
import { at, type Behaviour } from '../behaviours';
import {
  activeMonths,
  burstDays,
  cents,
  eventDays,
  type GeneratorOptions,
  monthsAgo,
  numbered,
  type PartnerContext,
  partnerContexts,
  type Row,
} from '../world';

export interface CommerceRows {
  orders: Row[];
  refunds: Row[];
  disputes: Row[];
  tickets: Row[];
}

const REASONS = ['Changed mind', 'Not as described', 'Arrived late', 'Faulty', 'Ordered twice'] as const;
const SUBJECTS = [
  'Invoice question',
  'Login does not work',
  'Delivery late',
  'Wrong item',
  'How to set up',
  'Cancel order',
] as const;

/** What an order of a burst is like: from somebody new, and soon returned. */
const WORTHLESS = { repeatShare: 0, refundRate: 0.2, disputeRate: 0.04, ticketsPerOrder: 0.02 };

/** Orders with what follows from them: refunds, chargebacks and support tickets. Partners by their id. */
export function commerceRows(options: GeneratorOptions): CommerceRows {
  const rows: CommerceRows = { orders: [], refunds: [], disputes: [], tickets: [] };
  const ids = {
    order: numbered('O'),
    refund: numbered('R', 5),
    dispute: numbered('CB', 5),
    ticket: numbered('T', 5),
  };
  for (const context of partnerContexts(options, 'orders')) {
    const { behaviour, partner, random } = context;
    const customers = new Customers(random, `S${partner.id.slice(2)}`);
    for (const [age, ...span] of activeMonths(context))
      for (const day of eventDays(context, at(behaviour.orders, age), span))
        sell(rows, ids, context, behaviour, customers, day);
    for (const day of burstDays(context, behaviour.burst?.orders))
      sell(rows, ids, context, { ...behaviour, ...WORTHLESS }, customers, day);
  }
  return rows;
}

function sell(
  rows: CommerceRows,
  ids: Record<'order' | 'refund' | 'dispute' | 'ticket', () => string>,
  { options, partner, random }: PartnerContext,
  behaviour: Behaviour,
  customers: Customers,
  day: number,
): void {
  const end = options.asOfDay;
  const age = monthsAgo(options, day);
  const id = ids.order();
  const customer = customers.pick(behaviour.repeatShare);
  const list = cents(random.lognormal(behaviour.orderAmount, 0.6));
  const discount = random.chance(0.3) ? random.pick([0.05, 0.1, 0.15]) : 0;
  const amount = cents(list * (1 - discount));
  const margin = Math.min(0.7, Math.max(0.05, random.normal(at(behaviour.margin, age), 0.05)));
  rows.orders.push({
    order: id,
    partner: partner.id,
    customer,
    ordered: day,
    amount,
    list_amount: list,
    cost: cents(amount * (1 - margin)),
    discount,
    currency: partner.currency,
  });

  const refunded = day + 2 + random.poisson(14);
  if (random.chance(at(behaviour.refundRate, age)) && refunded < end)
    rows.refunds.push({
      refund: ids.refund(),
      order: id,
      partner: partner.id,
      refunded,
      amount: random.chance(0.8) ? amount : cents(amount * random.pick([0.25, 0.5])),
      reason: random.pick(REASONS),
      currency: partner.currency,
    });

  const disputed = day + 10 + random.poisson(30);
  if (random.chance(at(behaviour.disputeRate, age)) && disputed < end)
    rows.disputes.push({
      dispute: ids.dispute(),
      order: id,
      partner: partner.id,
      disputed,
      amount,
      fee: 15,
      currency: partner.currency,
    });

  const opened = day * 1440 + random.int(60, 20 * 1440);
  if (random.chance(at(behaviour.ticketsPerOrder, age)) && opened < end * 1440) {
    const response = opened + Math.round(random.lognormal(180, 0.9));
    const resolved = response + Math.round(random.lognormal(1_400, 0.9));
    rows.tickets.push({
      ticket: ids.ticket(),
      partner: partner.name,
      customer,
      order: id,
      opened,
      first_response: response < end * 1440 ? response : null,
      resolved: resolved < end * 1440 ? resolved : null,
      subject: random.pick(SUBJECTS),
      complaint: random.chance(behaviour.complaintShare),
      escalated: random.chance(behaviour.escalationRate),
    });
  }
}
