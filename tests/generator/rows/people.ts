import { accounts } from '../accounts';
import { at, type Behaviour } from '../behaviours';
import {
  activeMonths,
  burstDays,
  businessMinute,
  eventDays,
  type GeneratorOptions,
  monthsAgo,
  numbered,
  type PartnerContext,
  partnerContexts,
  type Row,
} from '../world';

const ORIGINS = ['referral form', 'webinar', 'co-branded page', 'event', 'newsletter'] as const;
const COURSES = ['Product basics', 'Selling the platform', 'Security module', 'Data protection'] as const;

/** What a lead of a burst is like: nobody who would ever buy. */
const WORTHLESS = { mqlToSql: 0.02, icpFit: 0.12 };

/** Leads with the day of each step; a third of the partners writes under its alias. */
export function leadRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  const id = numbered('L', 5);
  for (const context of partnerContexts(options, 'leads')) {
    const { behaviour } = context;
    for (const [age, ...span] of activeMonths(context))
      for (const day of eventDays(context, at(behaviour.leads, age), span))
        rows.push(leadRow(id(), context, behaviour, day));
    for (const day of burstDays(context, behaviour.burst?.leads))
      rows.push(leadRow(id(), context, { ...behaviour, ...WORTHLESS }, day));
  }
  return rows;
}

function leadRow(
  id: string,
  { options, partner, random }: PartnerContext,
  behaviour: Behaviour,
  day: number,
): Row {
  const end = options.asOfDay;
  const age = monthsAgo(options, day);
  const account = random.pick(accounts);
  const created = businessMinute(random, day);
  const contacted = created + Math.round(random.lognormal(at(behaviour.leadResponseMinutes, age), 0.8));
  const answered = !random.chance(behaviour.leadUnanswered) && contacted < end * 1440;
  const mql = random.chance(0.72) ? day + random.int(0, 6) : null;
  const sql = mql !== null && random.chance(at(behaviour.mqlToSql, age)) ? mql + random.int(3, 40) : null;
  const won = sql !== null && random.chance(0.28) ? sql + random.int(10, 90) : null;
  const past = (when: number | null): number | null => (when !== null && when < end ? when : null);
  const pastMinute = (when: number): number | null => (when < end * 1440 ? when : null);
  return {
    lead: id,
    name: `Lead at ${account.name}`,
    partner: partner.aliases[0] && random.chance(0.3) ? partner.aliases[0] : partner.name,
    customer: account.name,
    created,
    // Who is told, and whose it becomes, takes its part of the time until the first contact.
    notified: pastMinute(created + Math.round((contacted - created) * 0.1)),
    assigned: pastMinute(created + Math.round((contacted - created) * 0.45)),
    first_contact: answered ? contacted : null,
    mql: past(mql),
    sql: past(sql),
    won: past(won),
    origin: random.pick(ORIGINS),
    icp_fit: random.chance(0.95) ? random.chance(behaviour.icpFit) : null,
    status: past(sql) !== null ? 'accepted' : past(mql) !== null ? 'new' : random.pick(['new', 'rejected']),
    test: random.chance(0.003),
  };
}

/** Answers to customer surveys (NPS, CSAT) and to the partners' own. */
export function surveyRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  const id = numbered('A', 5);
  const ours = numbered('I', 5);
  for (const context of partnerContexts(options, 'surveys')) {
    const { behaviour, partner, random } = context;
    for (const [age, ...span] of activeMonths(context)) {
      for (const day of eventDays(context, behaviour.surveys, span))
        rows.push({
          response: id(),
          partner: partner.name,
          kind: 'NPS',
          score: Math.min(10, Math.max(0, Math.round(random.normal(at(behaviour.nps, age), 1.7)))),
          answered: day,
        });
      for (const day of eventDays(context, behaviour.surveys * 1.4, span))
        rows.push({
          response: id(),
          partner: partner.name,
          kind: 'CSAT',
          score: random.chance(behaviour.csatGood) ? random.int(4, 5) : random.int(1, 3),
          answered: day,
        });
      if (age % 3 === 0)
        rows.push({
          response: id(),
          partner: partner.name,
          kind: 'Partner satisfaction',
          score: Math.min(5, Math.max(1, Math.round(random.normal(behaviour.partnerScore, 0.6)))),
          answered: span[1],
        });
      // Our own people see the partner much as it sees us, at times a little worse.
      if (age % 3 === 1)
        rows.push({
          response: ours(),
          partner: partner.name,
          kind: 'Team satisfaction',
          score: Math.min(5, Math.max(1, Math.round(behaviour.partnerScore - (age % 2) * 0.8))),
          answered: span[1],
        });
    }
  }
  return rows;
}

/** Training, certification and compliance modules of the partners' people. */
export function trainingRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  for (const { behaviour, partner, random } of partnerContexts(options, 'trainings')) {
    const people = random.int(4, 12);
    const newest = options.asOfDay - Math.max(20, behaviour.quietFor);
    const oldest = options.asOfDay - Math.min(behaviour.since, 420);
    for (let person = 1; person <= people; person++) {
      for (const course of COURSES) {
        const enrolled = random.int(Math.min(oldest, newest), newest);
        const compliance = course === 'Data protection';
        const certification = course === 'Security module';
        const done = random.chance(compliance ? behaviour.complianceDone : behaviour.certified);
        const completed = enrolled + random.int(1, 18);
        const counts = done && completed < options.asOfDay;
        rows.push({
          partner: partner.name,
          person: `${partner.id}-U${String(person).padStart(2, '0')}`,
          course,
          kind: compliance ? 'Compliance' : certification ? 'Certification' : 'Training',
          required: compliance || certification,
          enrolled,
          completed: counts ? completed : null,
          valid_until: counts && (compliance || certification) ? completed + 730 : null,
        });
      }
    }
  }
  return rows;
}
