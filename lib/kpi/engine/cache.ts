import type { Facts, TableFacts } from '../../facts/factset';
import { grown, roomFor } from '../../facts/growing';
import { KeyIndex } from '../../facts/key-index';
import type { TableChange } from '../../facts/memory';
import type { Clock } from '../../facts/time';
import { NO_TIME } from '../../facts/types';
import { RATE_DAYS, type Workspace } from '../../facts/workspace';
import { KeptAnswers } from './answers';
import { type Conversion, convert, extended } from './conversion';
import { type CurrencyNames, currencyNames } from './currency-names';
import { KeptLookups } from './kept-lookups';
import { NamedCodes } from './named-codes';
import { numberPairs, type Pairs } from './pairs';
import { Rates } from './rates';
import { SeenMarks } from './seen-marks';
import { KeyOwners } from './single-owner';
import { Uniqueness } from './uniqueness';

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
  /** Set where codes are numbers of pairs, which are made anew when rows come. */
  paired?: true;
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
  private currenciesNamed: CurrencyNames | null = null;
  private seenMarks = new SeenMarks();

  /**
   * Marks for `size` codes, and the first of as many numbers as there are partners, which no scan used before.
   * Scans that count things once must be read one after the other.
   */
  seen(size: number): { marks: SeenMarks; base: number } {
    const numbers = this.facts.partners.length + 2;
    if (this.seenMarks.next + numbers > 0x7fffffff) this.seenMarks = new SeenMarks();
    const marks = this.seenMarks;
    marks.reserve(size + 1);
    const base = marks.next;
    marks.next += numbers;
    return { marks, base };
  }

  private askMarks = { owner: new Int32Array(0), mark: 0 };

  /** Marks for `size` codes with a number that was not used before; good until the next call. */
  asked(size: number): { owner: Int32Array; mark: number } {
    const marks = this.askMarks;
    if (marks.owner.length < size || marks.mark === 0x7fffffff)
      this.askMarks = { owner: new Int32Array(2 ** Math.ceil(Math.log2(size + 1))), mark: 0 };
    this.askMarks.mark++;
    return this.askMarks;
  }

  private rowsScratch = new Int32Array(0);

  /** Room for the numbers of all rows of a table and one more; anything may stand in it, and it is good until the next call. */
  roomForRows(table: TableFacts): Int32Array {
    if (this.rowsScratch.length <= table.rows) this.rowsScratch = new Int32Array(roomFor(table.rows));
    return this.rowsScratch;
  }

  readonly lookups = new KeptLookups();
  readonly answers = new KeptAnswers();
  readonly codes: NamedCodes;

  constructor(
    readonly facts: Facts,
    readonly clock: Clock,
    /** Its currency is that of rows that name none, and the one that money is converted to. */
    private readonly workspace: Pick<Workspace, 'currency' | 'rateDays'>,
  ) {
    this.changesSeen = facts.changes.length;
    this.codes = new NamedCodes(facts);
  }

  /** Calendar days of a `day` or `minute` column, in the workspace time zone. */
  dayColumn(table: TableFacts, column: string): Int32Array {
    if (table.definition.columns[column]?.kind === 'day') return table.column(column) as Int32Array;
    const name = `${table.id}.${column}`;
    let days = this.days.get(name);
    if (!days) {
      days = this.clock.daysOfMinutes(table.column(column) as Int32Array);
      this.days.set(name, days);
    }
    return days.subarray(0, table.rows);
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
      const { partner } = table;
      keys = new Uint32Array(roomFor(table.rows));
      for (let row = 0; row < table.rows; row++) keys[row] = Math.max(0, partner[row]! + 1);
      this.keys.set(table.id, keys);
    }
    return keys.subarray(0, table.rows);
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
    const own = table === other && column === otherColumn;
    // A row's own key names rows of its own partner alone: then there is no pair to be told from another.
    if (!samePartner || column === 'partner' || (own && this.ofOnePartner(other, otherColumn)))
      return {
        name: otherColumn,
        mine: this.keyColumn(table, column),
        theirs: this.keyColumn(other, otherColumn),
        size: this.keySize(other, otherColumn),
      };
    const pairs = this.numbered(other, otherColumn);
    const name = `${table.id}.${column}|${other.id}.${otherColumn}`;
    let mine = own ? pairs.codes : this.keys.get(name);
    if (!mine) {
      mine = pairs.of(table.partner, this.keyColumn(table, column));
      this.keys.set(name, mine);
    }
    return { name: `${otherColumn}+partner`, mine, theirs: pairs.codes, size: pairs.size, paired: true };
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
    const shared = column === 'partner' ? null : this.facts.index(table, column);
    if (shared) return shared;
    const name = `${table.id}.${column}`;
    let index = this.indexes.get(name);
    if (!index) {
      index = new KeyIndex(table, keys, size);
      this.indexes.set(name, index);
    }
    return index;
  }

  private readonly uniques = new Map<string, Uniqueness>();

  /** Whether no two rows of a table have the same key: `every` row has one of its own, or only `some` have any. */
  unique(table: TableFacts, column: string): 'every' | 'some' | 'no' {
    const name = `${table.id}.${column}`;
    let unique = this.uniques.get(name);
    if (unique === undefined) {
      unique = new Uniqueness(table, this.keyColumn(table, column), this.keySize(table, column));
      this.uniques.set(name, unique);
    }
    return unique.is;
  }

  private readonly owners = new KeyOwners();

  /** Whether all rows of each key are of one partner. */
  private ofOnePartner(table: TableFacts, column: string): boolean {
    return (
      this.unique(table, column) !== 'no' || this.owners.areSingle(table, column, this.keySize(table, column))
    );
  }

  private changesSeen: number;
  private newMoney = 0;

  /** Counts the changes that may turn money of rows that stayed into another currency's. */
  get moneyVersion(): number {
    return this.newMoney;
  }

  /** Takes note of what became of the facts since. */
  follow(): void {
    const { changes } = this.facts;
    if (this.changesSeen < changes.length) {
      this.answers.forget();
      this.codes.forget();
    }
    for (; this.changesSeen < changes.length; this.changesSeen++)
      for (const [id, change] of changes[this.changesSeen]!) this.followTable(this.facts.table(id), change);
  }

  private followTable(table: TableFacts, change: TableChange): void {
    const { id } = table;
    const of = (name: string): boolean => name.startsWith(`${id}.`);
    const column = (name: string): string => name.slice(id.length + 1);
    for (const [name, days] of this.days) {
      if (!of(name)) continue;
      const minutes = table.column(column(name)) as Int32Array;
      const roomy = grown(days, table.rows, NO_TIME);
      for (const row of change.came) roomy[row] = this.clock.dayOfMinute(minutes[row]!);
      this.days.set(name, roomy);
    }
    for (const [name, latest] of this.latestDays) {
      if (!of(name) || !table.has(column(name))) continue;
      const days = this.dayColumn(table, column(name));
      // A day of a row that went may stay: too late a day only asks a question too many.
      this.latestDays.set(
        name,
        change.came.reduce((max, row) => Math.max(max, days[row]!), latest),
      );
    }
    const keys = this.keys.get(id);
    if (keys) {
      const roomy = grown(keys, table.rows);
      const { partner } = table;
      for (const row of change.came) roomy[row] = partner[row]! + 1;
      this.keys.set(id, roomy);
    }
    // Numbers of pairs, and what is joined by them, are made anew.
    for (const name of [...this.keys.keys()])
      if (name.includes('|') && (of(name) || name.includes(`|${id}.`))) this.keys.delete(name);
    for (const name of [...this.pairs.keys()]) if (of(name)) this.pairs.delete(name);
    for (const [name, index] of [...this.indexes]) {
      if (!of(name)) continue;
      const key = column(name);
      if (table.definition.columns[key]) {
        const codes = this.keyColumn(table, key);
        index.follow(
          codes,
          change.came,
          change.went.map((row) => codes[row]!),
        );
      } else this.indexes.delete(name);
    }
    for (const [name, unique] of [...this.uniques]) {
      if (!of(name)) continue;
      // A row that changes its partner has another key then.
      const follows =
        column(name) !== 'partner' && unique.follow(this.keyColumn(table, column(name)), change);
      if (!follows) this.uniques.delete(name);
    }
    this.owners.follow(table, change);
    this.followMoney(table, change, of);
    // They read all that was followed before.
    this.lookups.follow(id, change);
  }

  private followMoney(table: TableFacts, { came }: TableChange, of: (name: string) => boolean): void {
    if (table.id === 'rates') {
      this.conversions.clear();
      this.currencies.clear();
      this.ratesKnown = null;
      this.newMoney++;
      return;
    }
    if (this.currenciesNamed && this.currenciesNamed.canonical.length !== this.facts.size('currency'))
      this.currenciesNamed = null;
    // Where nothing asked for a table's money, its currency need not be loaded.
    const asked = [...this.conversions].filter(([name]) => of(name));
    if (asked.length === 0 || !table.has('currency')) return;
    let kept = true;
    for (const [name, made] of asked) {
      if (extended(made, this, table, name.slice(table.id.length + 1), came)) continue;
      this.conversions.delete(name);
      this.currencies.delete(name);
      kept = false;
    }
    if (!kept) this.newMoney++;
  }

  private currencyTable(): CurrencyNames {
    this.currenciesNamed ??= currencyNames(this.facts, this.workspace.currency);
    return this.currenciesNamed;
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
