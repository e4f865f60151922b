/** Rows of Odoo's opportunities and leads. */
import { baseAddress } from '../address';
import { under, utcMoment } from '../records';
import type { PullContext, Row } from '../types';
import { type LeadKind, nameOf, partnerField, partnerOf, said, statusOf, wonStages } from './records';

const linkOf = (context: PullContext, id: number): string =>
  new URL(`odoo/crm/${id}`, baseAddress(context.settings.address ?? '')).href;

export const opportunities: LeadKind = {
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
        partner: partnerOf(lead, partner),
        customer: nameOf(lead.partner_id),
        stage: nameOf(lead.stage_id),
        status,
        created: utcMoment(lead.create_date),
        closed: status === 'open' ? null : (utcMoment(lead.date_closed) ?? utcMoment(lead.write_date)),
        expected_close: said(lead.date_deadline),
        amount: amount === null || amount === undefined ? null : String(amount),
        currency: nameOf(lead.company_currency),
        owner: nameOf(lead.user_id),
        link: linkOf(context, lead.id),
      };
    });
    const entered = leads.flatMap((lead): Row[] => {
      const stage = nameOf(lead.stage_id);
      const at = utcMoment(lead.date_last_stage_update);
      return stage && at ? [{ deal: String(lead.id), stage, entered: at }] : [];
    });
    return { ...under('deals', deals), ...under('stage_changes', entered) };
  },
};

/** Leads, those too that have become opportunities. */
export const leads: LeadKind = {
  table: 'leads',
  name: 'leads',
  domain: (known) =>
    'date_conversion' in known
      ? ['|', ['type', '=', 'lead'], ['date_conversion', '!=', false]]
      : [['type', '=', 'lead']],
  async rows(context, records) {
    const won = await wonStages(context);
    const partner = await partnerField(context);
    return under(
      'leads',
      records.map((lead): Row => {
        const status = statusOf(lead, won);
        const accepted = lead.type === 'opportunity';
        return {
          lead: String(lead.id),
          name: said(lead.name),
          partner: partnerOf(lead, partner),
          customer: nameOf(lead.partner_id),
          created: utcMoment(lead.create_date),
          assigned: utcMoment(lead.date_open),
          sql: utcMoment(lead.date_conversion),
          won: status === 'won' ? utcMoment(lead.date_closed) : null,
          status: accepted ? 'accepted' : status === 'lost' ? 'rejected' : 'new',
          link: linkOf(context, lead.id),
        };
      }),
    );
  },
};
