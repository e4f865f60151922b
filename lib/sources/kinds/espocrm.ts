import * as z from 'zod/mini';
import { baseAddress } from '../address';
import { SourceProblem } from '../problem';
import { guessPartnerField, millis, rawIds, readEach } from '../records';
import { sweepPage } from '../sweep';
import type { Cursor, Page, PullContext, Row, SourceKind } from '../types';
import { afterPage, windowOf } from '../window';

/** REST API of EspoCRM, version 1 (https://docs.espocrm.com/development/api). */
const API = 'api/v1/';
const LIMIT = 200;

const listSchema = z.object({ list: z.array(z.unknown()) });
const text = z.nullish(z.string());
const opportunitySchema = z.looseObject({
  id: z.string(),
  name: text,
  stage: text,
  amount: z.nullish(z.union([z.number(), z.string()])),
  amountCurrency: text,
  probability: z.nullish(z.number()),
  closeDate: text,
  createdAt: text,
  modifiedAt: text,
  accountName: text,
  assignedUserName: text,
});
type Opportunity = z.infer<typeof opportunitySchema>;
const fieldsSchema = z.record(
  z.string(),
  z.looseObject({
    type: z.optional(z.string()),
    required: z.optional(z.boolean()),
    probabilityMap: z.optional(z.record(z.string(), z.number())),
  }),
);

/** EspoCRM writes moments in UTC without saying so. */
const moment = (value: string | null | undefined): string | null =>
  value ? `${value.replace(' ', 'T')}Z` : null;
const written = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

type Where = { type: string; attribute: string; value: string };

/** Query of a list with conditions, as PHP reads nested parameters. */
function listQuery(select: string, where: readonly Where[]): Record<string, string | number> {
  const query: Record<string, string | number> = {
    maxSize: LIMIT,
    offset: 0,
    orderBy: 'id',
    order: 'asc',
    select,
  };
  where.forEach((item, i) => {
    for (const [key, value] of Object.entries(item)) query[`where[${i}][${key}]`] = value;
  });
  return query;
}

const beyond = (after: string | null): Where[] =>
  after === null ? [] : [{ type: 'greaterThan', attribute: 'id', value: after }];

const fields = ({ client, once }: PullContext) =>
  once('fields', () =>
    client.json(fieldsSchema, `${API}Metadata`, { query: { key: 'entityDefs.Opportunity.fields' } }),
  );

/** Link of the opportunity that leads to the partner. */
async function partnerField(context: PullContext): Promise<string | null> {
  const set = context.settings.partner?.trim();
  const known = await fields(context);
  if (set && !Object.hasOwn(known, set))
    throw new SourceProblem(
      'settings',
      `EspoCRM's opportunities have no field "${set}". Enter its name, or leave it empty.`,
    );
  if (set) return set;
  const may = Object.entries(known).filter(([, { type }]) =>
    ['link', 'varchar', 'enum'].includes(type ?? ''),
  );
  return guessPartnerField(may.map(([key]) => ({ key, label: key })));
}

async function status(context: PullContext, { stage, probability }: Opportunity): Promise<string> {
  const of = (await fields(context)).stage?.probabilityMap?.[stage ?? ''] ?? probability;
  if (of === 100 || stage === 'Closed Won') return 'won';
  return stage === 'Closed Lost' || (of === 0 && /lost|verloren|perdid/i.test(stage ?? '')) ? 'lost' : 'open';
}

async function changed(context: PullContext, cursor: Cursor | null): Promise<Page> {
  const window = windowOf(cursor);
  const partner = await partnerField(context);
  const link = partner && (await fields(context))[partner]?.type === 'link';
  const select = [
    ...['id', 'name', 'stage', 'amount', 'amountCurrency', 'probability', 'closeDate', 'createdAt'],
    ...['modifiedAt', 'accountName', 'assignedUserName'],
    ...(partner ? (link ? [`${partner}Id`, `${partner}Name`] : [partner]) : []),
  ].join();
  const since: Where[] =
    window.since === null
      ? []
      : [{ type: 'greaterThanOrEquals', attribute: 'modifiedAt', value: written(window.since) }];
  const { value, date } = await context.client.answerJson(listSchema, `${API}Opportunity`, {
    query: listQuery(select, [...since, ...beyond(window.after)]),
  });
  const { good, bad } = readEach(opportunitySchema, value.list);
  const rows: Row[] = [];
  for (const one of good) {
    const state = await status(context, one);
    const named = partner ? one[link ? `${partner}Name` : partner] : null;
    rows.push({
      deal: one.id,
      name: one.name ?? null,
      partner: typeof named === 'string' ? named : null,
      customer: one.accountName ?? null,
      stage: one.stage ?? null,
      status: state,
      created: moment(one.createdAt),
      closed: state === 'open' ? null : (one.closeDate ?? null),
      expected_close: state === 'open' ? (one.closeDate ?? null) : null,
      amount: one.amount === null || one.amount === undefined ? null : String(one.amount),
      currency: one.amountCurrency ?? null,
      owner: one.assignedUserName ?? null,
      link: new URL(
        `#Opportunity/view/${encodeURIComponent(one.id)}`,
        baseAddress(context.settings.address ?? ''),
      ).href,
    });
  }
  return {
    rows: rows.length > 0 ? { deals: rows } : {},
    records: { deals: good.map(({ id }) => id) },
    bad,
    ...afterPage(window, value.list, LIMIT, {
      modified: good.map(({ modifiedAt }) => millis(moment(modifiedAt))),
      date,
    }),
  };
}

export const source: SourceKind = {
  id: 'espocrm',
  name: 'EspoCRM',
  description: 'Opportunities of your EspoCRM, by the API key of a user of the type API.',
  crm: 'espocrm',
  settings: [
    {
      id: 'address',
      label: 'Address of EspoCRM',
      hint: 'As in the browser, up to the folder that it is in.',
      kind: 'address',
      required: true,
      placeholder: 'https://crm.example.com/',
    },
    {
      id: 'partner',
      label: 'Field that leads to the partner',
      hint: 'Its name in the Entity Manager. Empty: the only field of the opportunity that speaks of a partner.',
      kind: 'text',
      required: false,
      placeholder: 'partner',
    },
  ],
  credential: {
    label: 'API key',
    hint: 'Of an API user whose role reads opportunities.',
    required: true,
  },
  base: ({ address = '' }) => baseAddress(address),
  authorize: (secret) => ({ 'X-Api-Key': secret }),
  async check(context) {
    const partner = await partnerField(context);
    await context.client.json(listSchema, `${API}Opportunity`, { query: { maxSize: 1, select: 'id' } });
    return partner
      ? `EspoCRM answers; the field "${partner}" leads to the partner`
      : 'EspoCRM answers; no field of the opportunity names a partner, so deals come without one';
  },
  streams: [
    { id: 'deals', name: 'opportunities', page: changed },
    {
      // The API lists no deleted records.
      id: 'present',
      name: 'opportunities that are there',
      everyHours: 24,
      async page({ client }, cursor) {
        const after = typeof cursor?.after === 'string' ? cursor.after : null;
        const { list } = await client.json(listSchema, `${API}Opportunity`, {
          query: listQuery('id', beyond(after)),
        });
        return sweepPage('deals', after, rawIds(list), list.length === LIMIT);
      },
    },
  ],
  required: async (context) =>
    Object.entries(await fields(context)).flatMap(([name, { required }]) =>
      required ? [{ object: 'deal' as const, fields: [name], stages: [] }] : [],
    ),
};
