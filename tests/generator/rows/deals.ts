import { type Account, accounts } from '../accounts';
import { at, behaviours } from '../behaviours';
import type { SamplePartner } from '../partners';
import { Random } from '../random';
import {
  activeMonths,
  cents,
  eventDays,
  type GeneratorOptions,
  monthsAgo,
  type PartnerContext,
  partnerContexts,
  type Row,
} from '../world';

/** Pipeline of the demo CRM, in order; the last two are closed. */
export const STAGES = [
  'Prospecting',
  'Qualified',
  'Proposal',
  'Negotiation',
  'Closed Won',
  'Closed Lost',
] as const;
export type Stage = (typeof STAGES)[number];

export interface SampleDeal {
  id: string;
  name: string;
  partner: SamplePartner | null;
  account: Account;
  stage: Stage;
  created: number;
  qualified: number | null;
  closed: number | null;
  expectedClose: number;
  listAmount: number;
  amount: number;
  cost: number;
  registered: number | null;
  registration: string | null;
  sourced: boolean | null;
  type: 'New business' | 'Expansion' | 'Renewal';
  owner: string;
  test: boolean;
  /** Day on which each stage was entered. */
  history: { stage: Stage; entered: number }[];
}

const WORK = [
  'rollout',
  'renewal',
  'pilot',
  'expansion',
  'platform',
  'migration',
  'workspace',
  'upgrade',
] as const;
/** The cycle of a deal depends on who buys. */
const CYCLE = { SMB: 0.75, 'Mid-market': 1, Enterprise: 1.6 } as const;
/** Share of the cycle after which each open stage is entered. */
const PROGRESS = [0, 0.18, 0.45, 0.72] as const;

interface Draft {
  winRate: (day: number) => number;
  discount: (day: number) => number;
  margin: (day: number) => number;
  cycleDays: number;
  amount: number;
  sourcedShare: number;
}

function drawDeal(
  random: Random,
  options: GeneratorOptions,
  created: number,
  draft: Draft,
  partner: SamplePartner | null,
): SampleDeal {
  const account = random.pick(accounts);
  const cycle = Math.max(4, Math.round(random.lognormal(draft.cycleDays * CYCLE[account.segment], 0.45)));
  const end = created + cycle;
  const isClosed = end < options.asOfDay;
  const priced = Math.min(end, options.asOfDay - 1);
  const won = random.chance(draft.winRate(priced));
  const stopped = won ? 4 : random.int(1, 4);
  const history: SampleDeal['history'] = [];
  PROGRESS.forEach((share, index) => {
    const entered = created + Math.round(cycle * share);
    if (index < stopped && entered < options.asOfDay) history.push({ stage: STAGES[index]!, entered });
  });
  if (isClosed) history.push({ stage: won ? 'Closed Won' : 'Closed Lost', entered: end });
  const listAmount = cents(random.lognormal(draft.amount, 0.55));
  const discount = Math.min(0.7, Math.max(0, random.normal(draft.discount(priced), 0.035)));
  const amount = cents(listAmount * (1 - discount));
  const margin = Math.min(0.8, Math.max(-0.2, random.normal(draft.margin(priced), 0.04)));
  const sourced = random.chance(draft.sourcedShare);
  const registers = partner !== null && sourced && random.chance(0.85);
  return {
    id: '',
    name: `${account.name} ${random.pick(WORK)}`,
    partner,
    account,
    stage: history[history.length - 1]!.stage,
    created,
    qualified: history.find(({ stage }) => stage === 'Qualified')?.entered ?? null,
    closed: isClosed ? end : null,
    expectedClose: isClosed ? end : end + random.int(-10, 25),
    listAmount,
    amount,
    cost: cents(amount * (1 - margin)),
    registered: registers ? created - random.int(0, 4) : null,
    registration: registers ? `REG-${random.int(100_000, 999_999)}` : null,
    sourced: partner ? sourced : null,
    type: random.weighted([
      ['New business', 6],
      ['Expansion', 2],
      ['Renewal', 2],
    ] as const),
    owner: `Sales desk ${random.int(1, 6)}`,
    test: random.chance(0.004),
    history,
  };
}

/** Deals of one partner over the whole span, by the day they were created. */
function partnerDeals(context: PartnerContext): SampleDeal[] {
  const { behaviour, options, random, partner } = context;
  const draft: Draft = {
    winRate: (day) => at(behaviour.winRate, monthsAgo(options, day)),
    discount: (day) => at(behaviour.discount, monthsAgo(options, day)),
    margin: (day) => at(behaviour.margin, monthsAgo(options, day)),
    cycleDays: behaviour.cycleDays,
    amount: behaviour.dealAmount,
    sourcedShare: behaviour.sourcedShare,
  };
  const deals: SampleDeal[] = [];
  for (const [age, ...span] of activeMonths(context))
    for (const day of eventDays(context, at(behaviour.deals, age), span))
      deals.push(drawDeal(random, options, day, draft, partner));
  return deals;
}

/** Deals that no partner had a hand in: the baseline that win rates and cycles are compared with. */
function directDeals(options: GeneratorOptions): SampleDeal[] {
  const random = new Random(options.seed).fork('deals/direct');
  const draft: Draft = {
    winRate: () => 0.27,
    discount: () => 0.09,
    margin: () => 0.4,
    cycleDays: 62,
    amount: 16_000,
    sourcedShare: 0,
  };
  const span = options.months * 30;
  return Array.from({ length: Math.round(900 * options.scale) }, () =>
    drawDeal(random, options, options.asOfDay - random.int(1, span), draft, null),
  );
}

/** One deal with chosen traits, for the hand-picked records of the demo CRM. */
export function drawOneDeal(
  options: GeneratorOptions,
  label: string,
  partner: SamplePartner | null,
  stage: Stage,
): SampleDeal {
  const random = new Random(options.seed).fork(`deals/picked/${label}`);
  const draft: Draft = {
    winRate: () => (stage === 'Closed Lost' ? 0 : 1),
    discount: () => 0.12,
    margin: () => 0.35,
    cycleDays: 60,
    amount: 18_000,
    sourcedShare: 1,
  };
  const closed = stage.startsWith('Closed');
  const created = options.asOfDay - random.int(closed ? 90 : 20, closed ? 120 : 40);
  // Drawn as of long after its end, then cut back to the stage that it should be in.
  const deal = drawDeal(random, { ...options, asOfDay: created + 5_000 }, created, draft, partner);
  if (closed) {
    const shift = Math.max(0, deal.closed! - (options.asOfDay - 3));
    return {
      ...deal,
      closed: deal.closed! - shift,
      expectedClose: deal.closed! - shift,
      history: deal.history.map((step) => ({
        ...step,
        entered: Math.min(step.entered, deal.closed! - shift),
      })),
    };
  }
  const upTo = STAGES.indexOf(stage);
  const history = STAGES.slice(0, upTo + 1).map((name, index) => ({
    stage: name,
    entered: Math.min(options.asOfDay - 1, created + index * 6),
  }));
  return {
    ...deal,
    stage,
    closed: null,
    qualified: history[1]?.entered ?? null,
    expectedClose: options.asOfDay + random.int(10, 60),
    history,
  };
}

/** Every deal of the programme, by day of creation; ids are given by the caller. */
export function allDeals(options: GeneratorOptions): SampleDeal[] {
  const deals = directDeals(options);
  for (const context of partnerContexts(options, 'deals')) deals.push(...partnerDeals(context));
  return deals.sort((a, b) => a.created - b.created);
}

/** Rows of the deals table, as a CRM exports them: the partner by its name. */
export function dealRows(deals: readonly SampleDeal[], options: GeneratorOptions): Row[] {
  const random = new Random(options.seed);
  return deals.map((deal) => ({
    deal: deal.id,
    name: deal.name,
    partner: deal.partner?.name ?? null,
    customer: deal.account.name,
    stage: deal.stage,
    status: deal.stage === 'Closed Won' ? 'won' : deal.stage === 'Closed Lost' ? 'lost' : 'open',
    created: deal.created,
    qualified: deal.qualified,
    closed: deal.closed,
    expected_close: deal.expectedClose,
    amount: deal.amount,
    list_amount: deal.listAmount,
    cost: deal.cost,
    currency: deal.partner?.currency ?? 'EUR',
    registered: deal.registered,
    registration: deal.registration,
    registration_answered: answered(deal, options, random.fork(`registration/${deal.id}`)),
    sourced: deal.sourced,
    segment: deal.account.segment,
    type: deal.type,
    owner: deal.owner,
    link: `${options.crmUrl}/deals/${deal.id}`,
    test: deal.test,
  }));
}

/** Day on which the registration was answered; partners whose leads wait long wait for this too. */
function answered(
  { registered, partner }: SampleDeal,
  options: GeneratorOptions,
  random: Random,
): number | null {
  if (registered === null || partner === null || random.chance(0.04)) return null;
  const late = at(behaviours[partner.behaviour].leadResponseMinutes, monthsAgo(options, registered)) > 1440;
  const day = registered + random.poisson(late ? 3.5 : 0.7);
  return day < options.asOfDay ? day : null;
}

/** Rows of the stage history. */
export function stageRows(deals: readonly SampleDeal[]): Row[] {
  return deals.flatMap((deal) =>
    deal.history.map(({ stage, entered }) => ({
      deal: deal.id,
      partner: deal.partner?.name ?? null,
      stage,
      entered,
    })),
  );
}
