import { type Account, accounts } from '../accounts';
import { at, type Behaviour, behaviours } from '../behaviours';
import { Random } from '../random';
import {
  activeMonths,
  cents,
  eventDays,
  type GeneratorOptions,
  MONTH,
  monthsAgo,
  numbered,
  partnerContexts,
  type Row,
} from '../world';

/** Whose customers they are: a partner's, or nobody's. */
interface Subscriber {
  options: GeneratorOptions;
  behaviour: Behaviour;
  random: Random;
  partner: { name: string | null; currency: string };
}

export interface RecurringRows {
  customers: Row[];
  subscriptions: Row[];
  integrations: Row[];
}

const INTEGRATIONS = [
  'Mail',
  'Calendar',
  'Chat',
  'Accounting',
  'Help desk',
  'Web shop',
  'Single sign-on',
  'Data warehouse',
] as const;

/** The subscription business beside the deals: customers, the movements of what they pay, what they connected. */
export function recurringRows(options: GeneratorOptions): RecurringRows {
  const rows: RecurringRows = { customers: [], subscriptions: [], integrations: [] };
  const ids = { customer: numbered('A', 5), movement: numbered('M', 6) };
  for (const context of partnerContexts(options, 'recurring')) {
    const { behaviour } = context;
    for (const [age, ...span] of activeMonths(context))
      for (const day of eventDays(context, at(behaviour.customers, age), span))
        subscribe(rows, ids, context, day);
  }
  return rows;
}

/** Customers that came without a partner, about as many as a large partner brings. */
export function directCustomers(options: GeneratorOptions): RecurringRows {
  const rows: RecurringRows = { customers: [], subscriptions: [], integrations: [] };
  const ids = { customer: numbered('AD', 5), movement: numbered('MD', 6) };
  const random = new Random(options.seed).fork('recurring/direct');
  const behaviour = { ...behaviours.average, churn: 0.02, health: 62 };
  const subscriber = { options, behaviour, random, partner: { name: null, currency: 'EUR' } };
  const days = Array.from({ length: Math.round(220 * options.scale) }, () =>
    random.int(1, options.months * MONTH),
  );
  for (const ago of days.sort((a, b) => b - a)) subscribe(rows, ids, subscriber, options.asOfDay - ago);
  return rows;
}

function subscribe(
  rows: RecurringRows,
  ids: Record<'customer' | 'movement', () => string>,
  { options, partner, behaviour, random }: Subscriber,
  started: number,
): void {
  const end = options.asOfDay;
  const customer = ids.customer();
  const account = random.pick(accounts);
  const connected = connect(random, started, end, behaviour);
  const move = (moved: number, kind: string, mrr: number): void => {
    rows.subscriptions.push({
      movement: ids.movement(),
      partner: partner.name,
      customer,
      moved,
      kind,
      mrr: cents(mrr),
      currency: partner.currency,
    });
  };
  const ended = pay(random, behaviour, options, { account, started, loyal: connected.length >= 4 }, move);
  const activated = started + random.int(1, 40);
  const chance = (share: number, scale: number): number | null =>
    random.chance(share) ? Math.round(Math.min(100, Math.max(0, random.normal(scale, 14)))) : null;
  const health = behaviour.health;
  const own = chance(0.7, health);
  rows.customers.push({
    customer,
    name: account.name,
    partner: partner.name,
    started,
    ended,
    segment: account.segment,
    first_value: random.chance(behaviour.activation) && activated < (ended ?? end) ? activated : null,
    health: own,
    usage: own === null ? chance(0.9, health) : null,
    support: own === null ? chance(0.8, health) : null,
    sentiment: own === null ? chance(0.5, health) : null,
    origin: random.pick(['referral form', 'webinar', 'co-branded page', 'event', 'newsletter']),
    prior: random.chance(0.93) ? random.chance(0.22) : null,
  });
  for (const [name, installed] of connected) {
    const stop = ended ?? end;
    if (installed >= stop) continue;
    const used = random.chance(0.8) ? stop - 1 - random.int(0, 20) : installed + random.int(0, 30);
    const removed = random.chance(0.08) ? installed + random.int(20, 200) : null;
    rows.integrations.push({
      customer,
      integration: name,
      installed,
      last_active: Math.max(installed, Math.min(used, removed ?? used, end - 1)),
      removed: removed !== null && removed < end ? removed : null,
      test: random.chance(0.002),
    });
  }
}

/** What a customer connects and when; most connect one or two things. */
function connect(
  random: Random,
  started: number,
  end: number,
  behaviour: Behaviour,
): [name: string, installed: number][] {
  const wanted = Math.min(INTEGRATIONS.length, random.poisson(behaviour.health / 28));
  const names = [...INTEGRATIONS];
  const found: [string, number][] = [];
  for (let i = 0; i < wanted; i++) {
    const [name] = names.splice(random.int(0, names.length - 1), 1);
    const installed = started + random.int(0, 120);
    if (installed < end) found.push([name!, installed]);
  }
  return found;
}

/**
 * The movements of one customer month by month.
 * @returns the day it left, or null
 */
function pay(
  random: Random,
  behaviour: Behaviour,
  options: GeneratorOptions,
  { account, started, loyal }: { account: Account; started: number; loyal: boolean },
  move: (day: number, kind: string, mrr: number) => void,
): number | null {
  const size = { SMB: 0.5, 'Mid-market': 1, Enterprise: 2.4 }[account.segment];
  let mrr = cents(random.lognormal((behaviour.dealAmount / 30) * size, 0.4));
  move(started, 'new', mrr);
  let left: number | null = null;
  for (let month = started + MONTH; month < options.asOfDay; month += MONTH) {
    const day = Math.min(month + random.int(0, MONTH - 1), options.asOfDay - 1);
    if (left !== null) {
      if (!random.chance(0.04)) continue;
      move(day, 'reactivation', mrr);
      left = null;
      continue;
    }
    const churn = at(behaviour.churn, monthsAgo(options, day)) * (loyal ? 0.5 : 1);
    if (random.chance(churn)) {
      move(day, 'churn', -mrr);
      left = day;
    } else if (random.chance(behaviour.growth)) {
      const more = cents(mrr * random.pick([0.1, 0.25, 0.5]));
      move(day, 'expansion', more);
      mrr = cents(mrr + more);
    } else if (random.chance(0.012)) {
      const less = cents(mrr * random.pick([0.1, 0.2]));
      move(day, 'contraction', -less);
      mrr = cents(mrr - less);
    }
  }
  return left;
}
