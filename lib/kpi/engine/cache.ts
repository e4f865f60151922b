import type { Facts, TableFacts } from '../../facts/factset';
import type { Clock } from '../../facts/time';
import { NO_TIME } from '../../facts/types';
import { RATE_DAYS, type Workspace } from '../../facts/workspace';
import { type Conversion, convert } from './conversion';
import { numberPairs, type Pairs } from './pairs';
import { Rates } from './rates';

/** Rows of a table by key, as linked lists in ascending row order. */
export interface KeyIndex {
  /** Key code -> first row, -1 without one. */
  head: Int32Array;
  /** Row -> next row with the same key, -1 at the end. */
  next: Int32Array;
}

/** Codes by which two tables are joined. */
export interface JoinKeys {
  /** Names the other table's codes. */
  name: string;
  /** Code of each of the table's rows, 0 = none. */
  mine: Uint32Array;
  /** Code of each of the other table's rows. */
  theirs: Uint32Array;
  /** Number of codes. */
  size: number;
}

/** Marks by code, used again by every scan that counts things once: each marks with numbers of its own. */
export class SeenMarks {
  readonly partner: Int32Array;
  private more: Record<'partnerBits' | 'everyone' | 'everyoneBits', Int32Array> | null = null;

  constructor(private readonly size: number) {
    this.partner = new Int32Array(size);
  }

  /** Only several windows at once need these. */
  private get several() {
    if (!this.more) {
      const column = () => new Int32Array(this.size);
      this.more = { partnerBits: column(), everyone: column(), everyoneBits: column() };
    }
    return this.more;
  }
  get partnerBits(): Int32Array {
    return this.several.partnerBits;
  }
  get everyone(): Int32Array {
    return this.several.everyone;
  }
  get everyoneBits(): Int32Array {
    return this.several.everyoneBits;
  }
}

/** What is derived from facts and kept as long as they are. */
export class FactsCache {
  private readonly days = new Map<string, Int32Array>();
  private readonly latestDays = new Map<string, number>();
  private readonly keys = new Map<string, Uint32Array>();
  private readonly indexes = new Map<string, KeyIndex>();
  private readonly conversions = new Map<string, Conversion | null>();
  private readonly currencies = new Map<string, number | null>();
  private ratesKnown: Rates | null = null;
  private currencyNames: { canonical: Uint32Array; names: string[] } | null = null;
  private readonly seenMarks = new Map<number, { marks: SeenMarks; next: number }>();

  /**
   * Marks for `size` codes, and the first of as many numbers as there are partners, which no scan used before.
   * Scans that count things once must be read one after the other.
   */
  seen(size: number): { marks: SeenMarks; base: number } {
    let kept = this.seenMarks.get(size);
    const numbers = this.facts.partners.length + 2;
    if (!kept || kept.next + numbers > 0x7fffffff) {
      kept = { marks: new SeenMarks(size), next: 1 };
      this.seenMarks.set(size, kept);
    }
    const base = kept.next;
    kept.next += numbers;
    return { marks: kept.marks, base };
  }

  /** Whole look-ups by what they ask. */
  readonly lookups = new Map<string, unknown>();

  constructor(
    readonly facts: Facts,
    readonly clock: Clock,
    /** Its currency is that of rows that name none, and the one that money is converted to. */
    private readonly workspace: Pick<Workspace, 'currency' | 'rateDays'>,
  ) {}

  /** Calendar days of a `day` or `minute` column, in the workspace time zone. */
  dayColumn(table: TableFacts, column: string): Int32Array {
    if (table.definition.columns[column]?.kind === 'day') return table.column(column) as Int32Array;
    const name = `${table.id}.${column}`;
    let days = this.days.get(name);
    if (!days) {
      days = this.clock.daysOfMinutes(table.column(column) as Int32Array);
      this.days.set(name, days);
    }
    return days;
  }

  /** Latest day of a column, NO_TIME when it is empty. */
  latestDay(table: TableFacts, column: string): number {
    const name = `${table.id}.${column}`;
    let latest = this.latestDays.get(name);
    if (latest === undefined) {
      latest = NO_TIME;
      if (table.has(column)) {
        const days = this.dayColumn(table, column);
        for (let i = 0; i < days.length; i++) if (days[i]! > latest) latest = days[i]!;
      }
      this.latestDays.set(name, latest);
    }
    return latest;
  }

  /** Codes of a key column, 0 = none; for `partner` the ordinals + 1, links followed. */
  keyColumn(table: TableFacts, column: string): Uint32Array {
    if (column !== 'partner') return table.column(column) as Uint32Array;
    let keys = this.keys.get(table.id);
    if (!keys) {
      keys = Uint32Array.from(table.partner, (ordinal) => ordinal + 1);
      this.keys.set(table.id, keys);
    }
    return keys;
  }

  private readonly pairs = new Map<string, Pairs>();

  private numbered(table: TableFacts, column: string): Pairs {
    const name = `${table.id}.${column}`;
    let pairs = this.pairs.get(name);
    if (!pairs) {
      pairs = numberPairs(table.partner, this.keyColumn(table, column));
      this.pairs.set(name, pairs);
    }
    return pairs;
  }

  /** The join of two tables by a key, or by a key and the partner. */
  join(
    table: TableFacts,
    column: string,
    other: TableFacts,
    otherColumn: string,
    samePartner: boolean,
  ): JoinKeys {
    if (!samePartner || column === 'partner')
      return {
        name: otherColumn,
        mine: this.keyColumn(table, column),
        theirs: this.keyColumn(other, otherColumn),
        size: this.keySize(other, otherColumn),
      };
    const pairs = this.numbered(other, otherColumn);
    const name = `${table.id}.${column}|${other.id}.${otherColumn}`;
    let mine = table === other && column === otherColumn ? pairs.codes : this.keys.get(name);
    if (!mine) {
      mine = pairs.of(table.partner, this.keyColumn(table, column));
      this.keys.set(name, mine);
    }
    return { name: `${otherColumn}+partner`, mine, theirs: pairs.codes, size: pairs.size };
  }

  /** Number of codes that `keyColumn` may hold. */
  keySize(table: TableFacts, column: string): number {
    if (column === 'partner') return this.facts.partners.length + 1;
    return this.facts.size(table.definition.columns[column]!.domain!);
  }

  /** Codes of what counts once: a key, or the pair of two; 0 where one of them is missing. */
  things(table: TableFacts, column: string, within?: string): { codes: Uint32Array; size: number } {
    const keys = this.keyColumn(table, column);
    if (within === undefined) return { codes: keys, size: this.keySize(table, column) };
    const name = `${table.id}.${column}+${within}`;
    let pairs = this.pairs.get(name);
    if (!pairs) {
      const others = this.keyColumn(table, within);
      pairs = numberPairs(
        others,
        keys.map((key, row) => (others[row] === 0 ? 0 : key)),
      );
      this.pairs.set(name, pairs);
    }
    return pairs;
  }

  /** @param join keys of the table's rows, and their name among the table's joins */
  keyIndex(table: TableFacts, { name: column, theirs: keys, size }: JoinKeys): KeyIndex {
    const name = `${table.id}.${column}`;
    let index = this.indexes.get(name);
    if (!index) {
      const head = new Int32Array(size).fill(-1);
      const next = new Int32Array(table.rows).fill(-1);
      for (let row = table.rows - 1; row >= 0; row--) {
        const key = keys[row]!;
        if (key === 0) continue;
        next[row] = head[key]!;
        head[key] = row;
      }
      index = { head, next };
      this.indexes.set(name, index);
    }
    return index;
  }

  /**
   * Code -> the one code of its currency, so that `eur` and `EUR` are the same and rows without one have the
   * workspace's; and the names of those codes.
   */
  private currencyTable(): { canonical: Uint32Array; names: string[] } {
    if (!this.currencyNames) {
      const size = this.facts.size('currency');
      const names = [''];
      const codes = new Map<string, number>();
      const codeOf = (name: string): number => {
        let code = codes.get(name);
        if (code === undefined) {
          code = names.length;
          names.push(name);
          codes.set(name, code);
        }
        return code;
      };
      const own = codeOf(this.workspace.currency.trim().toUpperCase());
      const canonical = new Uint32Array(size);
      canonical[0] = own;
      for (let code = 1; code < size; code++) {
        const name = this.facts.value('currency', code);
        if (name === null) throw new RangeError('The dictionary "currency" was not loaded.');
        canonical[code] = codeOf(name.trim().toUpperCase());
      }
      this.currencyNames = { canonical, names };
    }
    return this.currencyNames;
  }

  currencyName(code: number): string {
    return this.currencyTable().names[code]!;
  }

  /** Currency code of rows that name none. */
  get ownCurrency(): number {
    return this.currencyTable().canonical[0]!;
  }

  /** Source code -> canonical code. */
  get canonicalCurrency(): Uint32Array {
    return this.currencyTable().canonical;
  }

  /** Exchange rates of the facts. */
  get rates(): Rates {
    this.ratesKnown ??= new Rates(
      this.facts,
      this.canonicalCurrency,
      (code) => this.currencyName(code),
      this.workspace.rateDays ?? RATE_DAYS,
    );
    return this.ratesKnown;
  }

  /** How a table's money becomes the workspace's, converted on the day of `date`; null = it is. */
  conversion(table: TableFacts, date: string): Conversion | null {
    const name = `${table.id}.${date}`;
    let conversion = this.conversions.get(name);
    if (conversion === undefined) {
      conversion = convert(this, table, date);
      this.conversions.set(name, conversion);
    }
    return conversion;
  }

  conversionsMade(): Conversion[] {
    return [...this.conversions.values()].filter((made) => made !== null);
  }

  /** The one currency of all money of a table after conversion, or null when there are several. */
  onlyCurrency(table: TableFacts, date: string): number | null {
    const codes = this.conversion(table, date)?.currency;
    if (!codes) return this.ownCurrency;
    const name = `${table.id}.${date}`;
    let only = this.currencies.get(name);
    if (only === undefined) {
      only = codes.every((code) => code === codes[0]) ? codes[0]! : null;
      this.currencies.set(name, only);
    }
    return only;
  }
}
