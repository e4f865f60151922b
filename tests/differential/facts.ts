import { factTable, factTables } from '@/lib/facts/registry';
import type { ColumnDef } from '@/lib/facts/types';
import { generate } from '@/tests/generator/generate';
import { Random } from '@/tests/generator/random';
import type { Cell, Row } from '@/tests/generator/world';

/** A row of one import: days and minutes as numbers, money in units, categories in their canonical values. */
export interface ImportedRow {
  import: number;
  row: Row;
}

export interface DifferentialFacts {
  asOfDay: number;
  timeZone: string;
  currency: string;
  partners: { id: string; name: string }[];
  /** Every way in which a partner is written -> its ordinal. */
  names: ReadonlyMap<string, number>;
  /** Fact table id -> rows in import order. */
  tables: Readonly<Record<string, readonly ImportedRow[]>>;
}

const DAY = 1440;
/** Partners that are no part of the sample programme. */
const SPECIAL = [
  'Nothing at all',
  'One of each',
  'Too young',
  'Several currencies',
  'On the edges',
  'Converted',
  'Rates with a gap',
];
/** Every table that rows of partners are made for. */
const TABLES = Object.values(factTables).filter(({ id }) => id !== 'rates');
const CHAOTIC = 12;

/** Canonical value of a category or flag, as an import would have made it. */
function canonical(cell: Cell | undefined, { kind, values, synonyms }: ColumnDef): Cell {
  if (cell === undefined || cell === '') return null;
  if (kind !== 'category' || typeof cell !== 'string' || !values) return cell;
  const folded = cell.toLowerCase();
  const found = values.find((value) => value.toLowerCase() === folded) ?? synonyms?.[folded];
  if (found === undefined) throw new RangeError(`"${cell}" is none of ${values.join(', ')}.`);
  return found;
}

/** A day near a bound of some window or maturity, or anywhere in two years. */
function anyDay(random: Random, asOfDay: number): number {
  if (random.chance(0.5)) return asOfDay - random.int(-20, 750);
  const bound = random.pick([
    0, 2, 5, 30, 44, 60, 89, 90, 91, 120, 150, 180, 181, 240, 270, 364, 365, 366, 455,
  ]);
  return asOfDay - bound + random.int(-1, 1);
}

function anyNumber(column: string, random: Random): number {
  if (column === 'severity') return random.pick([1, 3, 9]);
  if (column === 'score') return random.int(0, 10);
  return random.pick([0, 0.05, 0.2, 1, 2, 3.5]);
}

/** A cell of a column, whatever comes along; ids from a small pool, so that rows meet and new versions occur. */
function anyCell(
  column: string,
  def: ColumnDef,
  random: Random,
  asOfDay: number,
  near: { day: number; partner: string; currencies: readonly Cell[] },
): Cell {
  if (!def.required && random.chance(def.kind === 'key' || def.kind === 'category' ? 0.1 : 0.2)) return null;
  switch (def.kind) {
    case 'key':
      if (column === 'partner') return random.chance(0.9) ? near.partner : `Chaos ${random.int(1, CHAOTIC)}`;
      return `${def.domain}-${random.int(1, def.domain === 'customer' || def.domain === 'asset' ? 40 : 400)}`;
    case 'category':
      if (column === 'currency') return random.pick(near.currencies);
      if (def.domain === 'goal-metric')
        return random.pick(['Revenue', 'revenue', 'sales', 'pipeline', 'Leads', 'deals']);
      if (def.domain === 'stage') return random.pick(['Closed Won', 'closedlost', 'Proposal', 'Negotiation']);
      return random.pick(def.values ?? ['Referral', 'Webinar', 'event', 'newsletter', 'content', 'other']);
    case 'text':
      return null;
    case 'day':
      return random.chance(0.6) ? near.day + random.int(-3, 130) : anyDay(random, asOfDay);
    case 'minute':
      return random.chance(0.6)
        ? near.day * DAY + random.int(-3 * DAY, 20 * DAY)
        : anyDay(random, asOfDay) * DAY + random.int(-180, DAY);
    case 'money':
      return random.chance(0.05) ? 0 : random.int(1, 500_000) / 100;
    case 'number':
      return anyNumber(column, random);
    case 'flag':
      return column === 'test' ? random.chance(0.05) : random.chance(0.5);
  }
}

/** Rows that no business would make, a thousand of each table: whatever the language allows is to be agreed on. */
function* chaos(asOfDay: number, currencies: readonly Cell[]): Generator<[string, ImportedRow]> {
  const random = new Random('chaos');
  for (const table of TABLES)
    for (let i = 0; i < 1_200; i++) {
      const near = { day: anyDay(random, asOfDay), partner: `Chaos ${random.int(1, CHAOTIC)}`, currencies };
      const row: Row = {};
      for (const [column, def] of Object.entries(table.columns)) {
        // A row is placed near its day; what follows from it, after.
        if (column === table.date && (def.required || random.chance(0.95)))
          row[column] = def.kind === 'day' ? near.day : near.day * DAY + random.int(0, DAY - 1);
        else if (column === table.date) row[column] = null;
        else row[column] = anyCell(column, def, random, asOfDay, near);
      }
      if (table.identity.length === 1) row[table.identity[0]!] ??= `only-${table.id}-${i}`;
      yield [table.id, { import: 2 + Math.floor(i / 400), row }];
    }
}

/** One row of each table for one partner; `day` is the day of everything in it. */
function* oneOfEach(partner: string, day: number, mark: string): Generator<[string, ImportedRow]> {
  for (const table of TABLES) {
    const row: Row = {};
    for (const [column, def] of Object.entries(table.columns)) {
      if (column === 'partner') row[column] = partner;
      else if (def.kind === 'key') row[column] = `${mark}-${def.domain}`;
      else if (def.kind === 'category')
        row[column] = def.values?.[1] ?? (column === 'currency' ? 'EUR' : 'other');
      else if (def.kind === 'day') row[column] = day;
      else if (def.kind === 'minute') row[column] = day * DAY + 600;
      else if (def.kind === 'money') row[column] = 100;
      else if (def.kind === 'number') row[column] = 3;
      else if (def.kind === 'flag') row[column] = column !== 'test';
      else row[column] = null;
    }
    yield [table.id, { import: 1, row }];
  }
}

/** Rows of each table in each of the currencies, over most of a year. */
function* inCurrencies(
  partner: string,
  currencies: readonly string[],
  asOfDay: number,
): Generator<[string, ImportedRow]> {
  for (const currency of currencies)
    for (const day of [5, 40, 100, 200])
      for (const [table, { row }] of oneOfEach(partner, asOfDay - day, `${partner}-${currency}-${day}`))
        yield [
          table,
          {
            import: 1,
            row: {
              ...row,
              ...(factTable(table).columns.currency ? { currency } : {}),
              ...(table === 'deals' ? { status: 'won' } : {}),
            },
          },
        ];
}

/** Rates of working days: some direct, some the other way round, some by way of the dollar, one with a gap. */
function* exchange(asOfDay: number, gaps: boolean): Generator<[string, ImportedRow]> {
  const row = (day: number, from: string, to: string, rate: number): [string, ImportedRow] => [
    'rates',
    { import: 1, row: { day, from, to, rate } },
  ];
  for (let day = asOfDay - 900; day < asOfDay + 140; day++) {
    // 1970-01-01 was a Thursday: days 2 and 3 of a week that begins with it are the weekend.
    if (day % 7 === 2 || day % 7 === 3) continue;
    const ago = asOfDay - day;
    yield row(day, 'eur', 'USD', 1.1 + (day % 97) / 1000);
    yield row(day, 'USD', 'JPY', 150 + (day % 31) / 4);
    if (day % 5 === 0) yield row(day, 'KWD', 'EUR', 3 + (day % 11) / 100);
    if (!gaps) yield row(day, 'GBP', 'EUR', 1.2 - (day % 17) / 1000);
    if (!gaps || ago < 60 || ago > 150) yield row(day, 'EUR', 'CHF', 0.95 + (day % 13) / 1000);
    if (day % 3 === 0) yield row(day, 'CHF', 'JPY', 170);
    if (day % 50 === 0) yield row(day, 'EUR', 'USD', 0);
  }
}

function* special(asOfDay: number): Generator<[string, ImportedRow]> {
  yield* oneOfEach('One of each', asOfDay - 40, 'one');
  for (let i = 0; i < 5; i++) yield* oneOfEach('Too young', asOfDay - 1, `young-${i}`);
  yield* inCurrencies('Several currencies', ['EUR', 'USD', 'GBP'], asOfDay);
  for (const bound of [0, 30, 60, 90, 180, 365, 366])
    for (const off of [-1, 0, 1])
      yield* oneOfEach('On the edges', asOfDay - bound + off, `edge-${bound}-${off}`);
}

/**
 * The sample programme of 40 partners and two years, and beside it partners that it has none of: without a row, with
 * one row of each table, with young rows only, with several currencies, with rows on every bound, and with chaos.
 * @param rates whether there are rates of exchange, for all currencies or not, and partners whose money they convert
 */
export function differentialFacts(
  asOfDay: number,
  scale = 1,
  rates: 'none' | 'gaps' | 'all' = 'none',
): DifferentialFacts {
  const sample = generate({ asOfDay, scale });
  const tables: Record<string, ImportedRow[]> = Object.fromEntries(
    Object.keys(factTables).map((id) => [id, []]),
  );
  for (const [id, rows] of Object.entries(sample.tables)) {
    const { columns } = factTable(id);
    for (const source of rows) {
      const row: Row = {};
      let good = true;
      for (const [column, def] of Object.entries(columns)) {
        row[column] = canonical(source[column], def);
        const text = typeof row[column] === 'string';
        // The sample has a few rows that an import refuses.
        if (def.required && (row[column] === null || (text && def.kind === 'minute'))) good = false;
      }
      if (good) tables[id]!.push({ import: 1, row });
    }
  }
  for (const [id, row] of special(asOfDay)) tables[id]!.push(row);
  const currencies = ['EUR', 'EUR', 'EUR', 'eur', null];
  for (const [id, row] of chaos(asOfDay, rates !== 'none' ? [...currencies, 'USD', 'jpy'] : currencies))
    tables[id]!.push(row);
  tables.rates = [];
  if (rates !== 'none')
    for (const [id, row] of [
      ...exchange(asOfDay, rates === 'gaps'),
      ...inCurrencies('Converted', ['EUR', 'USD', 'JPY', 'KWD'], asOfDay),
      ...inCurrencies('Rates with a gap', ['EUR', 'CHF'], asOfDay),
    ])
      tables[id]!.push(row);

  const partners = sample.partners.map(({ id, name }) => ({ id: String(id), name: String(name) }));
  const names = new Map<string, number>();
  sample.partners.forEach(({ id, name, aliases }, ordinal) => {
    for (const text of [id, name, ...String(aliases).split('; ')]) if (text) names.set(String(text), ordinal);
  });
  const others = [...SPECIAL, ...Array.from({ length: CHAOTIC - 1 }, (_, i) => `Chaos ${i + 1}`)];
  // The last chaotic partner is in no directory: its rows count for nobody.
  for (const name of others) {
    names.set(name, partners.length);
    partners.push({ id: `X-${partners.length}`, name });
  }
  return { asOfDay, timeZone: 'Europe/Berlin', currency: 'EUR', partners, names, tables };
}
