/** HubSpot's deals with the history of their stages, and the companies that are partners. */
import * as z from 'zod/mini';
import { dayOrMoment, readEach, under } from '../records';
import type { PullContext, Row } from '../types';
import { companiesOf } from './associations';
import { lineItemsLacked, pricesOf } from './line-items';
import {
  type HubspotRecord,
  idList,
  MOST_IN_BATCH,
  OBJECTS,
  type Objects,
  owners,
  pageSchema,
  partnerProperty,
} from './records';

/** Records with the history of a property that one batch may name. */
const MOST_WITH_HISTORY = MOST_IN_BATCH / 2;

const pipelinesSchema = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      stages: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          metadata: z.optional(z.record(z.string(), z.unknown())),
        }),
      ),
    }),
  ),
});
const historySchema = z.object({
  id: z.string(),
  propertiesWithHistory: z.object({
    dealstage: z.array(z.object({ value: z.nullish(z.string()), timestamp: z.string() })),
  }),
});

const DEAL_PROPERTIES = [
  'dealname',
  'amount',
  'deal_currency_code',
  'dealstage',
  'pipeline',
  'dealtype',
  'createdate',
  'closedate',
  'hubspot_owner_id',
  'hs_lastmodifieddate',
];
const COMPANY_PROPERTIES = ['name', 'domain', 'country', 'hubspot_owner_id', 'hs_lastmodifieddate'];

/** HubSpot's own deal types; a portal's others are left out, since nobody said what they are. */
const DEAL_TYPES = new Map([
  ['newbusiness', 'new'],
  ['existingbusiness', 'expansion'],
]);

const stages = ({ client, once }: PullContext) =>
  once('stages', async () => {
    const { results } = await client.json(pipelinesSchema, 'crm/v3/pipelines/deals');
    const known = new Map<string, { label: string; status: string }>();
    for (const pipeline of results)
      for (const { id, label, metadata } of pipeline.stages) {
        const closed = String(metadata?.isClosed ?? '') === 'true';
        const won = Number(metadata?.probability ?? 0) === 1;
        known.set(`${pipeline.id}/${id}`, { label, status: closed ? (won ? 'won' : 'lost') : 'open' });
      }
    return known;
  });

async function dealRows(context: PullContext, records: readonly HubspotRecord[]): Promise<Row[]> {
  const [known, people, property] = [
    await stages(context),
    await owners(context),
    await partnerProperty(context, 'deals'),
  ];
  const companies = await companiesOf(
    context,
    'deals',
    records.map(({ id }) => id),
  );
  const prices = await pricesOf(context, records);
  return records.map(({ id, properties: p, createdAt, url }): Row => {
    const stage = known.get(`${p.pipeline}/${p.dealstage}`);
    const status = stage?.status ?? 'open';
    const closing = dayOrMoment(p.closedate);
    return {
      deal: id,
      name: p.dealname ?? null,
      partner: (property ? p[property] : companies.get(id)?.partner) ?? null,
      customer: companies.get(id)?.customer ?? null,
      stage: stage?.label ?? p.dealstage ?? null,
      status,
      created: p.createdate ?? createdAt ?? null,
      closed: status === 'open' ? null : closing,
      expected_close: status === 'open' ? closing : null,
      amount: p.amount ?? null,
      ...prices.get(id),
      currency: p.deal_currency_code ?? null,
      type: DEAL_TYPES.get(p.dealtype ?? '') ?? null,
      owner: people.get(p.hubspot_owner_id ?? '') ?? null,
      link: url ?? null,
    };
  });
}

/** Every stage that the deals entered; the search does not tell histories. */
async function stageRows(context: PullContext, records: readonly HubspotRecord[]): Promise<Row[]> {
  const known = await stages(context);
  const pipelines = new Map(records.map(({ id, properties }) => [id, properties.pipeline]));
  // A deal that moved to another pipeline has stages of the one before in its history.
  const labels = new Map([...known].map(([key, { label }]) => [key.slice(key.indexOf('/') + 1), label]));
  const rows: Row[] = [];
  for (let at = 0; at < records.length; at += MOST_WITH_HISTORY) {
    const { results } = await context.client.json(pageSchema, `${OBJECTS}/deals/batch/read`, {
      method: 'POST',
      body: {
        properties: ['dealstage'],
        propertiesWithHistory: ['dealstage'],
        inputs: records.slice(at, at + MOST_WITH_HISTORY).map(({ id }) => ({ id })),
      },
      accept: [207],
    });
    for (const { id, propertiesWithHistory } of readEach(historySchema, results).good)
      for (const { value, timestamp } of propertiesWithHistory.dealstage)
        if (value)
          rows.push({
            deal: id,
            stage: known.get(`${pipelines.get(id)}/${value}`)?.label ?? labels.get(value) ?? value,
            entered: timestamp,
          });
  }
  return rows;
}

async function companyRows(context: PullContext, records: readonly HubspotRecord[]): Promise<Row[]> {
  const people = await owners(context);
  return records.map(
    ({ id, properties: p }): Row => ({
      id,
      name: p.name || p.domain || id,
      domains: p.domain ?? null,
      region: p.country ?? null,
      manager: people.get(p.hubspot_owner_id ?? '') ?? null,
      // A company that was merged into this one: what names it means this one.
      crm_ids: [id, ...idList(p.hs_merged_object_ids)].join(';'),
    }),
  );
}

export const partners: Objects = {
  type: 'companies',
  table: 'partners',
  modified: 'hs_lastmodifieddate',
  filters: async () => [{ propertyName: 'type', operator: 'EQ', value: 'PARTNER' }],
  properties: async () => COMPANY_PROPERTIES,
  rows: async (context, records) => under('partners', await companyRows(context, records)),
};

export const deals: Objects = {
  type: 'deals',
  table: 'deals',
  leaves: ['deals', 'stage_changes'],
  lacks: lineItemsLacked,
  modified: 'hs_lastmodifieddate',
  filters: async () => [],
  async properties(context) {
    const partner = await partnerProperty(context, 'deals');
    return partner ? [...DEAL_PROPERTIES, partner] : DEAL_PROPERTIES;
  },
  rows: async (context, records) => ({
    ...under('deals', await dealRows(context, records)),
    ...under('stage_changes', await stageRows(context, records)),
  }),
};
