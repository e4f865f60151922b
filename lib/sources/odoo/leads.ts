/** Leads and opportunities of Odoo, which are records of one model. */
import * as z from 'zod/mini';
import { SourceProblem } from '../problem';
import { under, utcMoment } from '../records';
import type { PullContext, Row } from '../types';
import {
  fieldsOf,
  linkOf,
  type Model,
  nameOf,
  number,
  ownPartnerField,
  partnerIn,
  reference,
  said,
  shaped,
  text,
} from './records';
import { odoo } from './rpc';

export const LEADS = 'crm.lead';

const shape = {
  name: text,
  active: z.optional(z.boolean()),
  stage_id: reference,
  partner_id: reference,
  user_id: reference,
  company_currency: reference,
  expected_revenue: number,
  probability: number,
  create_date: text,
  write_date: text,
  date_closed: text,
  date_deadline: text,
  type: text,
  date_open: text,
  date_conversion: text,
  date_last_stage_update: text,
};
const schema = z.looseObject({ id: z.int(), ...shape });
type Lead = z.infer<typeof schema>;
const stagesSchema = z.array(z.looseObject({ id: z.int(), is_won: z.optional(z.boolean()) }));

const wonStages = (context: PullContext) =>
  context.once('stages', async () => {
    const call = await odoo(context);
    const { value } = await call('crm.stage', 'search_read', { domain: [], fields: ['is_won'] });
    const stages = shaped(stagesSchema, value, context.client.host, 'the stages');
    return new Set(stages.filter(({ is_won }) => is_won).map(({ id }) => id));
  });

/** Field of opportunities that names the partner. `partner_id` is the customer in Odoo, whatever it is called. */
export async function partnerField(context: PullContext): Promise<string | null> {
  const set = context.settings.partner?.trim();
  const known = await fieldsOf(context, LEADS);
  if (set && !Object.hasOwn(known, set))
    throw new SourceProblem(
      'settings',
      `Odoo's opportunities have no field "${set}". Enter its technical name.`,
    );
  if (set) return set;
  return 'partner_assigned_id' in known ? 'partner_assigned_id' : ownPartnerField(known);
}

/** Won, lost or open: lost ones are archived and have no chance left. */
function statusOf(lead: Lead, won: ReadonlySet<number>): 'won' | 'lost' | 'open' {
  if (lead.active === false && (lead.probability ?? 0) === 0) return 'lost';
  return Array.isArray(lead.stage_id) && won.has(lead.stage_id[0]) ? 'won' : 'open';
}

const common = {
  model: LEADS,
  schema,
  fields: Object.keys(shape),
  more: async (context: PullContext) => [(await partnerField(context)) ?? []].flat(),
};

export const opportunities: Model<Lead> = {
  ...common,
  table: 'deals',
  name: 'opportunities',
  domain: () => [['type', '=', 'opportunity']],
  async rows(context, leads) {
    const won = await wonStages(context);
    const partner = await partnerField(context);
    const deals = leads.map((lead): Row => {
      const status = statusOf(lead, won);
      const amount = lead.expected_revenue;
      return {
        deal: String(lead.id),
        name: said(lead.name),
        partner: partnerIn(lead, partner),
        customer: nameOf(lead.partner_id),
        stage: nameOf(lead.stage_id),
        status,
        created: utcMoment(lead.create_date),
        closed: status === 'open' ? null : (utcMoment(lead.date_closed) ?? utcMoment(lead.write_date)),
        expected_close: said(lead.date_deadline),
        amount: amount === null || amount === undefined ? null : String(amount),
        currency: nameOf(lead.company_currency),
        owner: nameOf(lead.user_id),
        link: linkOf(context, 'crm', lead.id),
      };
    });
    const entered = leads.flatMap((lead): Row[] => {
      const stage = nameOf(lead.stage_id);
      const at = utcMoment(lead.date_last_stage_update);
      return stage && at ? [{ deal: String(lead.id), stage, entered: at }] : [];
    });
    return { rows: { ...under('deals', deals), ...under('stage_changes', entered) } };
  },
};

/** Leads, those too that have become opportunities. */
export const leads: Model<Lead> = {
  ...common,
  table: 'leads',
  name: 'leads',
  domain: (known) =>
    'date_conversion' in known
      ? ['|', ['type', '=', 'lead'], ['date_conversion', '!=', false]]
      : [['type', '=', 'lead']],
  async rows(context, records) {
    const won = await wonStages(context);
    const partner = await partnerField(context);
    const rows = records.map((lead): Row => {
      const status = statusOf(lead, won);
      const accepted = lead.type === 'opportunity';
      return {
        lead: String(lead.id),
        name: said(lead.name),
        partner: partnerIn(lead, partner),
        customer: nameOf(lead.partner_id),
        created: utcMoment(lead.create_date),
        assigned: utcMoment(lead.date_open),
        sql: utcMoment(lead.date_conversion),
        won: status === 'won' ? utcMoment(lead.date_closed) : null,
        status: accepted ? 'accepted' : status === 'lost' ? 'rejected' : 'new',
        link: linkOf(context, 'crm', lead.id),
      };
    });
    return { rows: under('leads', rows) };
  },
};
