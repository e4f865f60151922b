import { factTable } from '@/lib/facts/registry';
import { type ColumnArray, type Dictionary, type FactChunk, NO_FLAG, NO_TIME } from '@/lib/facts/types';
import { Random } from './random';

/**
 * Facts straight into typed columns, without a row object or a line of CSV: for benchmarks, where a million rows
 * must be made in a moment. Shapes as lib/facts/types describes them, so that the engine and the store take them as
 * they are.
 */
export interface ColumnFacts {
  chunks: FactChunk[];
  dictionaries: Dictionary[];
  /** Code of the dictionary `partner` -> ordinal. */
  partnerOfCode: Int32Array;
  partners: { id: string }[];
  rows: number;
}

export interface ColumnOptions {
  /** Rows in all: 70 % orders, 15 % deals, 10 % tickets, 5 % refunds. */
  rows: number;
  partners: number;
  /** Day after the last row. */
  asOfDay: number;
  seed?: string;
  days?: number;
  /** Rows of one chunk. */
  chunkRows?: number;
}

const SHARES = { orders: 0.7, deals: 0.15, tickets: 0.1, refunds: 0.05 } as const;
const CATEGORIES = {
  'deal-status': ['', 'open', 'won', 'lost'],
  currency: ['', 'EUR'],
  segment: ['', 'SMB', 'Mid-market', 'Enterprise'],
} as const;

type Fill = Record<string, ColumnArray>;

/** Columns of `rows` rows of a table, all missing where nothing fills them. */
function columnsOf(table: string, ids: readonly string[], rows: number): Fill {
  const { columns } = factTable(table);
  return Object.fromEntries(
    ids.map((id): [string, ColumnArray] => {
      const kind = columns[id]?.kind;
      if (!kind) throw new RangeError(`The table "${table}" has no column "${id}".`);
      if (kind === 'day' || kind === 'minute') return [id, new Int32Array(rows).fill(NO_TIME)];
      if (kind === 'money' || kind === 'number') return [id, new Float64Array(rows).fill(Number.NaN)];
      if (kind === 'flag') return [id, new Uint8Array(rows).fill(NO_FLAG)];
      return [id, new Uint32Array(rows)];
    }),
  );
}

/** Cuts columns into chunks as an import would have written them. */
export function* chunksOf(table: string, fill: Fill, rows: number, chunkRows: number): Generator<FactChunk> {
  for (let from = 0; from < rows; from += chunkRows) {
    const to = Math.min(rows, from + chunkRows);
    const number = (i: number) => from + i + 1;
    yield {
      table,
      importId: 1,
      rows: to - from,
      columns: Object.fromEntries(Object.entries(fill).map(([id, values]) => [id, values.slice(from, to)])),
      id: Uint32Array.from({ length: to - from }, (_, i) => number(i)),
      hash: Float64Array.from({ length: to - from }, (_, i) => number(i) * 7919),
      sourceRow: Int32Array.from({ length: to - from }, (_, i) => number(i)),
      sourceFile: new Uint8Array(to - from),
    };
  }
}

/** Makes the columns; the same options give the same values. */
export function columnFacts(options: ColumnOptions): ColumnFacts {
  const { rows, partners, asOfDay, seed = 'columns', days = 730, chunkRows = 10_000 } = options;
  const random = new Random(seed);
  const count = (share: number) => Math.round(rows * share);
  const orders = count(SHARES.orders);
  const day = () => asOfDay - 1 - Math.floor(random.next() * days);
  const partner = () => 1 + Math.floor(random.next() ** 2 * partners);

  const order = columnsOf(
    'orders',
    ['order', 'partner', 'customer', 'ordered', 'amount', 'list_amount', 'cost', 'currency'],
    orders,
  );
  const customers = Math.max(1, Math.round(orders / 3));
  for (let i = 0; i < orders; i++) {
    order.order![i] = i + 1;
    order.partner![i] = partner();
    order.customer![i] = 1 + Math.floor(random.next() * customers);
    order.ordered![i] = day();
    const list = 1_000 + Math.floor(random.next() * 40_000);
    order.list_amount![i] = list;
    order.amount![i] = Math.round(list * (1 - 0.2 * random.next()));
    order.cost![i] = Math.round(list * 0.6);
    order.currency![i] = 1;
  }

  const deals = count(SHARES.deals);
  const deal = columnsOf(
    'deals',
    [
      'deal',
      'partner',
      'customer',
      'status',
      'created',
      'qualified',
      'closed',
      'amount',
      'list_amount',
      'cost',
      'currency',
      'registered',
      'sourced',
      'segment',
      'test',
    ],
    deals,
  );
  for (let i = 0; i < deals; i++) {
    const created = day();
    const closed = created + 10 + Math.floor(random.next() * 110);
    deal.deal![i] = i + 1;
    // Some deals have no partner: the baseline.
    deal.partner![i] = random.chance(0.15) ? 0 : partner();
    deal.customer![i] = 1 + Math.floor(random.next() * customers);
    deal.created![i] = created;
    if (random.chance(0.85)) deal.qualified![i] = created + 7;
    deal.status![i] = closed >= asOfDay ? 1 : random.chance(0.3) ? 2 : 3;
    if (closed < asOfDay) deal.closed![i] = closed;
    const list = 300_000 + Math.floor(random.next() * 4_000_000);
    deal.list_amount![i] = list;
    deal.amount![i] = Math.round(list * (1 - 0.3 * random.next()));
    deal.cost![i] = Math.round(list * 0.55);
    deal.currency![i] = 1;
    if (random.chance(0.6)) deal.registered![i] = created;
    deal.sourced![i] = random.chance(0.7) ? 1 : 0;
    deal.segment![i] = 1 + Math.floor(random.next() * 3);
    deal.test![i] = 0;
  }

  const tickets = count(SHARES.tickets);
  const ticket = columnsOf(
    'tickets',
    ['ticket', 'partner', 'order', 'opened', 'first_response', 'complaint', 'escalated'],
    tickets,
  );
  for (let i = 0; i < tickets; i++) {
    const row = Math.floor(random.next() * orders);
    const opened = (order.ordered![row]! + 1) * 1440 + Math.floor(random.next() * 1440);
    ticket.ticket![i] = i + 1;
    ticket.partner![i] = order.partner![row]!;
    ticket.order![i] = row + 1;
    ticket.opened![i] = opened;
    ticket.first_response![i] = opened + Math.floor(random.next() * 2_000);
    ticket.complaint![i] = random.chance(0.15) ? 1 : 0;
    ticket.escalated![i] = random.chance(0.08) ? 1 : 0;
  }

  const refunds = rows - orders - deals - tickets;
  const refund = columnsOf(
    'refunds',
    ['refund', 'order', 'partner', 'refunded', 'amount', 'currency'],
    refunds,
  );
  for (let i = 0; i < refunds; i++) {
    const row = Math.floor(random.next() * orders);
    refund.refund![i] = i + 1;
    refund.order![i] = row + 1;
    refund.partner![i] = order.partner![row]!;
    refund.refunded![i] = order.ordered![row]! + 3 + Math.floor(random.next() * 40);
    refund.amount![i] = order.amount![row]!;
    refund.currency![i] = 1;
  }

  return {
    chunks: [
      ...chunksOf('orders', order, orders, chunkRows),
      ...chunksOf('deals', deal, deals, chunkRows),
      ...chunksOf('tickets', ticket, tickets, chunkRows),
      ...chunksOf('refunds', refund, refunds, chunkRows),
    ],
    dictionaries: Object.entries(CATEGORIES).map(([domain, values]) => ({ domain, values })),
    partnerOfCode: Int32Array.from({ length: partners + 1 }, (_, code) => code - 1),
    partners: Array.from({ length: partners }, (_, ordinal) => ({
      id: `P-${String(ordinal + 1).padStart(4, '0')}`,
    })),
    rows,
  };
}
