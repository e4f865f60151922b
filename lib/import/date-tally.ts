/** Finding how the dates of a whole column are written. */
import { isoDay } from '@/lib/facts/time';
import { withoutBuddhistYear } from './calendars';
import { isNothing } from './categories';
import {
  type DateFormat,
  type DateOrder,
  isSerial,
  LONGEST_DATE,
  NUMERIC,
  parseDate,
  tidy,
  year,
} from './dates';

/** What was seen in a column, cell by cell. */
export class DateTally {
  iso = 0;
  named = 0;
  dayFirst = 0;
  monthFirst = 0;
  /** Numeric dates that fit both orders, and those of them with dots. */
  either = 0;
  dotted = 0;
  serial = 0;
  seconds = 0;
  milliseconds = 0;
  other = 0;
  timed = 0;
  /** Cells whose years are of an era of Japan or Taiwan, and of the Buddhist one. */
  era = 0;
  buddhist = 0;
  eraExample = '';
  /** A year of two digits that may be of another century, or calendar. */
  lateExample = '';
  buddhistExample = '';
  /** Cells that fit year first with two digits, and those of them that fit nothing else. */
  shortYear = 0;
  onlyShortYear = 0;
  shortExample = '';
  /** First and last part of such cells as years, by how often they are there. */
  readonly #firsts = new Int32Array(100);
  readonly #lasts = new Int32Array(100);
  dayFirstExample = '';
  monthFirstExample = '';
  eitherExample = '';

  /** @param weight how many cells say this */
  add(cell: string, weight = 1): void {
    if (cell.length > LONGEST_DATE) {
      this.other += weight;
      return;
    }
    if (isNothing(cell, false)) return;
    const plain = tidy(cell);
    const gregorian = withoutBuddhistYear(plain);
    const text = gregorian !== null && isDate(gregorian) ? gregorian : plain;
    if (text !== plain) {
      this.buddhist += weight;
      this.buddhistExample ||= cell;
    }
    const match = NUMERIC.exec(text);
    if (match) {
      const short = parseDate(text, { order: 'yymd' }) !== null;
      if (short) {
        this.shortYear += weight;
        this.shortExample ||= text;
        this.#firsts[Number(match[1])]! += weight;
        this.#lasts[Number(match[4])]! += weight;
      }
      if (LATE.test(match[4]!)) this.lateExample ||= cell;
      const dmy = parseDate(text, { order: 'dmy' });
      const mdy = parseDate(text, { order: 'mdy' });
      if ((dmy ?? mdy)?.minute != null) this.timed += weight;
      if (dmy && mdy) {
        this.either += weight;
        if (match[2] === '.') this.dotted += weight;
        this.eitherExample ||= cell;
      } else if (dmy) {
        this.dayFirst += weight;
        this.dayFirstExample ||= cell;
      } else if (mdy) {
        this.monthFirst += weight;
        this.monthFirstExample ||= cell;
      } else if (short) this.onlyShortYear += weight;
      else this.other += weight;
      return;
    }
    const date = parseDate(text, { order: 'ymd' });
    if (date) {
      if (date.minute !== null) this.timed += weight;
      if (/^\D/.test(cell.trim()) && /^\d{4}/.test(text)) {
        this.era += weight;
        this.eraExample ||= cell;
      }
      if (/^\d/.test(text) && !/\p{L}{3}/u.test(text)) this.iso += weight;
      else this.named += weight;
    } else if (/^\d{13}(?:\.\d+)?$/.test(text)) this.milliseconds += weight;
    else if (/^\d{10}(?:\.\d+)?$/.test(text)) this.seconds += weight;
    else if (/^\d{5}(?:\.\d+)?$/.test(text) && isSerial(Number(text))) this.serial += weight;
    else this.other += weight;
  }

  get #dates(): number {
    return this.iso + this.named + this.dayFirst + this.monthFirst + this.either + this.onlyShortYear;
  }

  /** Years between the first and the last one of nearly all cells, were the year their first or their last part. */
  get spreads(): { first: number; last: number } {
    return { first: spread(this.#firsts), last: spread(this.#lasts) };
  }

  get total(): number {
    const plain = this.serial + this.seconds + this.milliseconds;
    return this.#dates + plain + this.other;
  }

  /** Share of the cells that are written like dates; plain numbers are not. */
  get share(): number {
    return this.total === 0 ? 0 : this.#dates / this.total;
  }

  /** Share of the cells that could be dates if a person says so: plain numbers too. */
  get possible(): number {
    return this.total === 0 ? 0 : 1 - this.other / this.total;
  }
}

const isDate = (text: string): boolean =>
  (parseDate(text, { order: 'dmy' }) ?? parseDate(text, { order: 'mdy' })) !== null;

/** Share of the cells at either end that may be typing errors. */
const EDGE = 0.025;

function spread(times: Int32Array): number {
  const years = [...times.entries()]
    .filter(([, count]) => count > 0)
    .map(([digits, count]): [number, number] => [year(String(digits).padStart(2, '0')), count])
    .sort((a, b) => a[0] - b[0]);
  const edge = years.reduce((sum, [, count]) => sum + count, 0) * EDGE;
  const end = (from: typeof years) => {
    let passed = 0;
    return from.find(([, count]) => {
      passed += count;
      return passed > edge;
    })?.[0];
  };
  return (end([...years].reverse()) ?? 0) - (end(years) ?? 0);
}

export interface DetectedDate {
  format: DateFormat;
  evidence: string;
  /** Several orders fit every cell, or each fits some: a person has to say. */
  ambiguous: boolean;
  /** The orders that may be meant, where a person has to say. */
  options: readonly Exclude<DateOrder, 'ymd'>[];
}

/** Share of the telling dates that may be typing errors. */
const FEW = 0.1;

/** Two digits of years that no business has planned for, and that are years of the Buddhist era now. */
const LATE = /^(?:4[5-9]|[56]\d)$/;

/** Business dates lie within so many years. */
const FEW_YEARS = 10;

/**
 * Whether years stand first with two digits: then the first parts lie close together and the last ones, which are days,
 * do not.
 * @returns null where years may as well stand last
 */
function yearWithTwoDigits(tally: DateTally): 'sure' | 'perhaps' | null {
  const { dayFirst, monthFirst, either, shortYear, onlyShortYear, dotted } = tally;
  const numeric = dayFirst + monthFirst + either + onlyShortYear;
  if (shortYear === 0 || shortYear < numeric * (1 - FEW)) return null;
  if (onlyShortYear > numeric * FEW) return 'sure';
  const { first, last } = tally.spreads;
  if (dotted === numeric || first >= last || first > FEW_YEARS) return null;
  return last > FEW_YEARS ? 'sure' : 'perhaps';
}

/** Format of a column from all of its cells. */
export function detectDate(tally: DateTally): DetectedDate {
  const found = detectOrder(tally);
  const { buddhist, era, total } = tally;
  const said: string[] = [];
  if (buddhist > 0) {
    said.push(
      `years of the Buddhist era, e.g. ${shownAs(tally.buddhistExample, { ...found.format, buddhist: true })}`,
    );
    found.format.buddhist = true;
  }
  if (era > 0) said.push(`years of eras, e.g. ${shownAs(tally.eraExample, found.format)}`);
  if (tally.lateExample && found.format.order !== 'yymd' && !found.ambiguous)
    said.push(`years below 70 are of this century: ${shownAs(tally.lateExample, found.format)}`);
  if (said.length === 0 || total === 0) return found;
  return { ...found, evidence: [found.evidence, ...said].join('; ') };
}

/** A cell and the day that it is: "R6.5.1 is 2024-05-01". */
function shownAs(cell: string, format: DateFormat): string {
  const date = parseDate(cell, format);
  return date ? `${cell} is ${isoDay(date.day)}` : cell;
}

function detectOrder(tally: DateTally): DetectedDate {
  const { dayFirst, monthFirst, either, onlyShortYear } = tally;
  const plain = Math.max(tally.serial, tally.seconds, tally.milliseconds);
  const format: DateFormat = { order: 'ymd' };
  if (plain > 0)
    format.numeric = plain === tally.serial ? 'serial' : plain === tally.seconds ? 'seconds' : 'milliseconds';
  const found = (
    evidence: string,
    order: DateOrder = 'ymd',
    ambiguous = false,
    options: DetectedDate['options'] = ['dmy', 'mdy'],
  ): DetectedDate => ({ format: { ...format, order }, evidence, ambiguous, options });
  const short = yearWithTwoDigits(tally);
  const { first, last } = tally.spreads;
  if (short === 'sure') {
    const why =
      onlyShortYear > 0
        ? `${onlyShortYear} of ${tally.total} cells fit only that`
        : `the first parts lie within ${first + 1} ${first === 0 ? 'year' : 'years'}, the last ones are days`;
    return found(`year first, with two digits: ${why}, e.g. ${tally.shortExample}`, 'yymd');
  }
  if (short === 'perhaps') {
    const orders = [
      ...(monthFirst === 0 ? (['dmy'] as const) : []),
      ...(dayFirst === 0 ? (['mdy'] as const) : []),
      'yymd' as const,
    ];
    return found(
      `which part is the year? First parts lie within ${first + 1} ${first === 0 ? 'year' : 'years'}, last parts within ${last + 1}, e.g. ${tally.shortExample}`,
      orders[0]!,
      true,
      orders,
    );
  }
  if (dayFirst > 0 || monthFirst > 0) {
    const dmy = dayFirst >= monthFirst;
    const winner = dmy ? 'day/month/year' : 'month/day/year';
    const [count, example] = dmy ? [dayFirst, tally.dayFirstExample] : [monthFirst, tally.monthFirstExample];
    const against = dmy ? monthFirst : dayFirst;
    // Dates that a spreadsheet turned round in part: those that fit both ways may be either.
    if (either > 0 && against > (dayFirst + monthFirst) * FEW)
      return found(
        `day or month first? ${dayFirst} of ${tally.total} dates fit only day first, e.g. ${tally.dayFirstExample}, and ${monthFirst} only month first, e.g. ${tally.monthFirstExample}; ${either} fit both ways. What does not fit your answer is listed as bad`,
        dmy ? 'dmy' : 'mdy',
        true,
      );
    const but = against > 0 ? `; ${against} fit only the other way round and will be listed as bad` : '';
    const cells = `${count} of ${tally.total} cells fit only that, e.g. ${example}`;
    return found(`${winner}: ${cells}${but}`, dmy ? 'dmy' : 'mdy');
  }
  if (either > 0) {
    if (tally.dotted === either) return found('day.month.year, as dates with dots are written', 'dmy');
    return found(
      `day or month first? Every one of ${either} dates fits both ways, e.g. ${tally.eitherExample}`,
      'dmy',
      true,
      tally.shortYear === either ? ['dmy', 'mdy', 'yymd'] : ['dmy', 'mdy'],
    );
  }
  if (tally.iso > 0) return found('year first');
  if (tally.named > 0) return found('month by name');
  if (plain > 0 && format.numeric === 'serial') return found('Excel day numbers');
  if (plain > 0) return found(`${format.numeric} since 1970`);
  return found('no dates seen');
}
