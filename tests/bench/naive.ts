import type { ColumnArray, FactChunk } from '@/lib/facts/types';

/** The same facts as one object a row, as a first version of such a product keeps them. */
export type NaiveRow = Record<string, number>;
export interface NaiveFacts {
  orders: NaiveRow[];
  deals: NaiveRow[];
  tickets: NaiveRow[];
  refunds: NaiveRow[];
}

export function toObjects(chunks: readonly FactChunk[]): NaiveFacts {
  const facts: NaiveFacts = { orders: [], deals: [], tickets: [], refunds: [] };
  for (const { table, rows, columns } of chunks) {
    const entries: [string, ColumnArray][] = Object.entries(columns);
    for (let i = 0; i < rows; i++) {
      const row: NaiveRow = {};
      for (const [id, values] of entries) row[id] = values[i]!;
      facts[table as keyof NaiveFacts].push(row);
    }
  }
  return facts;
}

export interface Windows {
  /** First day of the last twelve months, of the last 90 days, and the as-of day. */
  year: number;
  quarter: number;
  asOf: number;
}

/** Code of a partner -> numerator and denominator of a KPI. */
export type Shares = Map<number, { numerator: number; denominator: number }>;

function add(shares: Shares, partner: number, numerator: number, denominator: number): void {
  if (partner === 0) return;
  const share = shares.get(partner);
  if (share) {
    share.numerator += numerator;
    share.denominator += denominator;
  } else shares.set(partner, { numerator, denominator });
}

const WON = 2;
const OPEN = 1;

/** Win rate, discount rate, refund rate and tickets per 1,000 orders, by partner. */
export function naiveKpis(facts: NaiveFacts, { year, quarter, asOf }: Windows): Record<string, Shares> {
  const wins: Shares = new Map();
  const discounts: Shares = new Map();
  for (const deal of facts.deals) {
    if (deal.status === OPEN || deal.closed! < year || deal.closed! >= asOf) continue;
    const won = deal.status === WON;
    add(wins, deal.partner!, won ? 1 : 0, 1);
    if (won) add(discounts, deal.partner!, deal.list_amount! - deal.amount!, deal.list_amount!);
  }

  const firstRefund = new Map<number, number>();
  for (const refund of facts.refunds) {
    if (refund.refunded! >= asOf) continue;
    const known = firstRefund.get(refund.order!);
    if (known === undefined || refund.refunded! < known) firstRefund.set(refund.order!, refund.refunded!);
  }
  const refunds: Shares = new Map();
  const tickets: Shares = new Map();
  for (const order of facts.orders) {
    if (order.ordered! < quarter || order.ordered! >= asOf) continue;
    add(tickets, order.partner!, 0, 1);
    if (order.ordered! > asOf - 60) continue;
    const refunded = firstRefund.get(order.order!);
    add(refunds, order.partner!, refunded !== undefined && refunded - order.ordered! <= 60 ? 1 : 0, 1);
  }
  for (const ticket of facts.tickets) {
    const opened = Math.floor(ticket.opened! / 1440);
    if (opened >= quarter && opened < asOf) add(tickets, ticket.partner!, 1, 0);
  }
  return {
    'win-rate': wins,
    'discount-rate': discounts,
    'refund-rate': refunds,
    'tickets-per-1000-orders': tickets,
  };
}
