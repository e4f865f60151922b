import { type Behaviour, behaviours } from './behaviours';
import { lastWholeMonth } from './calendar';
import { type SamplePartner, samplePartners } from './partners';
import { Random } from './random';

/** A cell as the CSV writer takes it: days and minutes as numbers, money in units, null = empty. */
export type Cell = string | number | boolean | null;
/** Column id of the fact table -> cell. */
export type Row = Record<string, Cell>;

export interface GeneratorOptions {
  seed: string;
  /** Day that the data ends on, exclusive: its last rows are of the day before. */
  asOfDay: number;
  /** Multiplies every volume; 1 is about 230,000 rows. */
  scale: number;
  /** Address of the demo CRM, for links to records. */
  crmUrl: string;
  months: number;
}

export const defaultOptions: Omit<GeneratorOptions, 'asOfDay'> = {
  seed: 'partner-lens',
  scale: 1,
  crmUrl: 'http://127.0.0.1:4173',
  months: 24,
};

export const MONTH = 30;

/** What every table generator needs: options, one partner with its behaviour, and a stream of random numbers. */
export interface PartnerContext {
  options: GeneratorOptions;
  partner: SamplePartner;
  behaviour: Behaviour;
  random: Random;
}

/** One context for each partner that has facts at all, with a stream of its own for the named table. */
export function* partnerContexts(options: GeneratorOptions, table: string): Generator<PartnerContext> {
  const random = new Random(options.seed);
  for (const partner of samplePartners) {
    if (partner.behaviour === 'unmeasured') continue;
    yield {
      options,
      partner,
      behaviour: behaviours[partner.behaviour],
      random: random.fork(`${table}/${partner.id}`),
    };
  }
}

/** Months in which the partner was active, oldest first, as [month's age, first day, last day]. */
export function* activeMonths({ options, behaviour }: PartnerContext): Generator<[number, number, number]> {
  const { asOfDay, months } = options;
  for (let age = months - 1; age >= 0; age--) {
    const first = Math.max(asOfDay - (age + 1) * MONTH, asOfDay - behaviour.since);
    const last = Math.min(asOfDay - age * MONTH - 1, asOfDay - behaviour.quietFor - 1);
    if (first <= last) yield [age, first, last];
  }
}

/** Days of the events of one month, in order; a month cut short has proportionally fewer. */
export function eventDays(
  context: PartnerContext,
  monthly: number,
  [first, last]: readonly [number, number],
): number[] {
  const { random, options } = context;
  const share = (last - first + 1) / MONTH;
  const days = Array.from({ length: random.poisson(monthly * share * options.scale) }, () =>
    random.int(first, last),
  );
  return days.sort((a, b) => a - b);
}

/** Days of the extra events of a burst, in order. */
export function burstDays(context: PartnerContext, count: number | undefined): number[] {
  const { random, options } = context;
  const [first, last] = lastWholeMonth(options.asOfDay);
  const days = Array.from({ length: Math.round((count ?? 0) * options.scale) }, () =>
    random.int(first, last),
  );
  return days.sort((a, b) => a - b);
}

/** Whole months between a day and the as-of day. */
export const monthsAgo = (options: GeneratorOptions, day: number): number =>
  Math.max(0, Math.floor((options.asOfDay - 1 - day) / MONTH));

/** A minute within business hours of a day. */
export const businessMinute = (random: Random, day: number): number =>
  day * 1440 + random.int(8 * 60, 18 * 60);

/** Two decimals. */
export const cents = (value: number): number => Math.round(value * 100) / 100;

/** Running numbers with a prefix: `O-000001`, `O-000002` ... */
export function numbered(prefix: string, digits = 6): () => string {
  let count = 0;
  return () => `${prefix}-${String(++count).padStart(digits, '0')}`;
}
