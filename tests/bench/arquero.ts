import { op, escape as plain, table } from 'arquero';
import { assembleFacts } from '@/lib/facts/factset';
import { addMonths } from '@/lib/facts/time';
import { type Measurements, measureAll } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinition } from '@/lib/kpi/registry';
import { AS_OF, type BenchFacts, benchFacts, WORKSPACE } from './facts';
import { compare, type Figures, figuresOf } from './figures';
import { race, report } from './timing';

type Table = ReturnType<typeof table>;
/** A row in an expression. */
type Row = Record<string, number>;

/** The columns of one fact table, end to end. */
function columnsOf(made: BenchFacts, id: string, columns: readonly string[]): Table {
  const chunks = made.chunks.filter((chunk) => chunk.table === id);
  return table(
    Object.fromEntries(
      columns.map((column) => {
        const parts = chunks.map((chunk) => chunk.columns[column]!);
        const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
        let at = 0;
        for (const part of parts) {
          out.set(part, at);
          at += part.length;
        }
        return [column, out];
      }),
    ),
  );
}

interface Tables {
  deals: Table;
  orders: Table;
  tickets: Table;
  refunds: Table;
}

const YEAR = addMonths(AS_OF, -12);
const QUARTER = AS_OF - 90;

/** Values by partner ordinal. */
function valuesOf(result: Table, value: (i: number) => number): Map<number, number> {
  const partners = result.array('partner') as ArrayLike<number>;
  const values = new Map<number, number>();
  for (let i = 0; i < partners.length; i++) {
    const number = value(i);
    if (partners[i]! > 0 && Number.isFinite(number)) values.set(partners[i]! - 1, number);
  }
  return values;
}

/**
 * KPIs whose definition Arquero's verbs can say without help: filters, groups, windows, a join, sums and medians. Look-ups under
 * a condition, attribution, composites and intervals are not among them. Each is written as its SQL is.
 */
const KPIS: Readonly<Record<string, (tables: Tables) => Map<number, number>>> = {
  'win-rate': ({ deals }) => {
    const result = deals
      .params({ from: YEAR, to: AS_OF })
      .filter((d: Row, $: Row) => d.status! > 1 && d.closed! >= $.from! && d.closed! < $.to!)
      .groupby('partner')
      .rollup({ won: (d: Row) => op.sum(d.status === 2), n: op.count() });
    const [won, n] = [result.array('won'), result.array('n')] as ArrayLike<number>[];
    return valuesOf(result, (i) => won![i]! / n![i]!);
  },
  'discount-rate': ({ deals }) => {
    const result = deals
      .params({ from: YEAR, to: AS_OF })
      .filter((d: Row, $: Row) => d.status === 2 && d.closed! >= $.from! && d.closed! < $.to!)
      .groupby('partner')
      .rollup({ net: op.sum('amount'), list: op.sum('list_amount') });
    const [net, list] = [result.array('net'), result.array('list')] as ArrayLike<number>[];
    return valuesOf(result, (i) => 1 - net![i]! / list![i]!);
  },
  acv: ({ deals }) => {
    const result = deals
      .params({ from: YEAR, to: AS_OF })
      .filter((d: Row, $: Row) => d.status === 2 && d.closed! >= $.from! && d.closed! < $.to!)
      .groupby('partner')
      .rollup({ value: op.mean('amount') });
    const value = result.array('value') as ArrayLike<number>;
    return valuesOf(result, (i) => value[i]!);
  },
  'sales-cycle-days': ({ deals }) => {
    const result = deals
      .params({ from: YEAR, to: AS_OF })
      .filter((d: Row, $: Row) => d.status === 2 && d.closed! >= $.from! && d.closed! < $.to!)
      .derive({ days: (d: Row) => d.closed! - d.created! })
      .groupby('partner')
      .rollup({ value: op.median('days') });
    const value = result.array('value') as ArrayLike<number>;
    return valuesOf(result, (i) => value[i]!);
  },
  'order-discount': ({ orders }) => {
    const result = orders
      .params({ from: YEAR, to: AS_OF })
      .filter((d: Row, $: Row) => d.ordered! >= $.from! && d.ordered! < $.to!)
      .groupby('partner')
      .rollup({ net: op.sum('amount'), list: op.sum('list_amount') });
    const [net, list] = [result.array('net'), result.array('list')] as ArrayLike<number>[];
    return valuesOf(result, (i) => 1 - net![i]! / list![i]!);
  },
  'order-margin': ({ orders }) => {
    const result = orders
      .params({ from: YEAR, to: AS_OF })
      .filter((d: Row, $: Row) => d.ordered! >= $.from! && d.ordered! < $.to!)
      .groupby('partner')
      .rollup({ net: op.sum('amount'), cost: op.sum('cost') });
    const [net, cost] = [result.array('net'), result.array('cost')] as ArrayLike<number>[];
    return valuesOf(result, (i) => (net![i]! - cost![i]!) / net![i]!);
  },
  'refund-rate': ({ orders, refunds }) => {
    const first = refunds.groupby('order').rollup({ refunded: op.min('refunded') });
    const result = orders
      .params({ from: QUARTER, to: AS_OF - 60 })
      .filter((d: Row, $: Row) => d.ordered! >= $.from! && d.ordered! <= $.to!)
      .join_left(first, 'order')
      .derive({
        late: plain((d: Row) => (d.refunded !== undefined && d.refunded - d.ordered! <= 60 ? 1 : 0)),
      })
      .groupby('partner')
      .rollup({ hit: op.sum('late'), n: op.count() });
    const [hit, n] = [result.array('hit'), result.array('n')] as ArrayLike<number>[];
    return valuesOf(result, (i) => hit![i]! / n![i]!);
  },
  'repeat-purchase': ({ orders }) => {
    const result = orders
      .orderby('customer', 'ordered', 'partner')
      .groupby('customer')
      .derive({ place: op.row_number(), next: op.lead('ordered', 1) })
      .ungroup()
      .params({ from: YEAR, to: AS_OF - 90 })
      .filter((d: Row, $: Row) => d.place === 1 && d.ordered! >= $.from! && d.ordered! <= $.to!)
      .derive({ again: plain((d: Row) => (d.next !== undefined && d.next - d.ordered! <= 90 ? 1 : 0)) })
      .groupby('partner')
      .rollup({ hit: op.sum('again'), n: op.count() });
    const [hit, n] = [result.array('hit'), result.array('n')] as ArrayLike<number>[];
    return valuesOf(result, (i) => hit![i]! / n![i]!);
  },
  'tickets-per-1000-orders': ({ orders, tickets }) => {
    const sold = orders
      .params({ from: QUARTER, to: AS_OF })
      .filter((d: Row, $: Row) => d.ordered! >= $.from! && d.ordered! < $.to!)
      .groupby('partner')
      .rollup({ orders: op.distinct('order') });
    const result = sold
      .join_left(
        tickets
          .params({ from: QUARTER * 1440, to: AS_OF * 1440 })
          .filter((d: Row, $: Row) => d.opened! >= $.from! && d.opened! < $.to!)
          .groupby('partner')
          .rollup({ tickets: op.count() }),
        'partner',
      )
      .select('partner', 'orders', 'tickets');
    const [orderCount, ticketCount] = [
      result.array('orders'),
      result.array('tickets'),
    ] as ArrayLike<number>[];
    return valuesOf(result, (i) => (1_000 * (ticketCount![i] ?? 0)) / orderCount![i]!);
  },
};

/** The engine beside Arquero, which works in a browser too: the KPIs that it can say, and the same figures. */
export async function benchArquero(rows: number, partners: number, rounds: number): Promise<void> {
  const made = benchFacts(rows, partners);
  const facts = assembleFacts(made);
  const tables: Tables = {
    deals: columnsOf(made, 'deals', ['partner', 'status', 'created', 'closed', 'amount', 'list_amount']),
    orders: columnsOf(made, 'orders', [
      'order',
      'partner',
      'customer',
      'ordered',
      'amount',
      'list_amount',
      'cost',
    ]),
    tickets: columnsOf(made, 'tickets', ['partner', 'opened']),
    refunds: columnsOf(made, 'refunds', ['order', 'refunded']),
  };
  const definitions = Object.keys(KPIS).map(kpiDefinition);
  const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: findKpi };
  const { timings, results } = await race<Measurements | Figures>(
    [
      {
        name: 'Partner Lens: facts in memory to figures with intervals',
        run: () => measureAll(Object.create(facts), definitions, options),
      },
      {
        name: 'Arquero: tables of typed arrays to figures',
        run: () => new Map(Object.entries(KPIS).map(([kpi, of]) => [kpi, of(tables)])),
      },
    ],
    rounds,
  );
  const ours = figuresOf((results[0] as Measurements).byPartner);
  const compared = compare(ours, results[1] as Figures, 'Arquero');
  report(
    `Arquero: ${made.rows.toLocaleString('en')} facts of ${partners.toLocaleString('en')} partners, ${definitions.length} KPIs: ${Object.keys(KPIS).join(', ')}`,
    timings,
  );
  console.log(`${compared.toLocaleString('en')} figures compared, all equal.`);
}
