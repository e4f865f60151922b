/** What HubSpot's records are associated with. */
import * as z from 'zod/mini';
import type { PullContext } from '../types';
import { type HubspotType, MOST_IN_BATCH, OBJECTS } from './records';

const associationsSchema = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.union([z.string(), z.number()]) }),
      to: z.array(
        z.object({
          toObjectId: z.union([z.string(), z.number()]),
          associationTypes: z.array(z.object({ label: z.nullish(z.string()) })),
        }),
      ),
    }),
  ),
});
const namesSchema = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.nullish(z.string())) })),
});

export interface Association {
  id: string;
  labels: string[];
}

/** Record -> records of another type that it is associated with, with the labels of the association. */
export async function associations(
  { client }: PullContext,
  from: HubspotType,
  to: HubspotType,
  ids: readonly string[],
): Promise<Map<string, Association[]>> {
  const found = new Map<string, Association[]>();
  if (ids.length === 0) return found;
  const { results } = await client.json(associationsSchema, `crm/v4/associations/${from}/${to}/batch/read`, {
    method: 'POST',
    body: { inputs: ids.map((id) => ({ id })) },
    // 207: some of them have none.
    accept: [207],
  });
  for (const { from: one, to: others } of results)
    found.set(
      String(one.id),
      others.map(({ toObjectId, associationTypes }) => ({
        id: String(toObjectId),
        labels: associationTypes.flatMap(({ label }) => label ?? []),
      })),
    );
  return found;
}

const PARTNER_LABEL = /partner|reseller|referr/i;

export interface Companies {
  /** Associated by a label that says partner. */
  partner: string | null;
  /** The primary one, else the only one that is no partner. */
  customer: string | null;
}

/** Names of the companies of some records. */
export async function companiesOf(
  context: PullContext,
  type: HubspotType,
  ids: readonly string[],
): Promise<Map<string, Companies>> {
  const picked = new Map<string, Companies>();
  for (const [id, companies] of await associations(context, type, 'companies', ids)) {
    const isPartner = ({ labels }: Association) => labels.some((label) => PARTNER_LABEL.test(label));
    const others = companies.filter((one) => !isPartner(one));
    const primary = others.find(({ labels }) => labels.includes('Primary'));
    const customer = primary ?? (others.length === 1 ? others[0] : undefined);
    picked.set(id, { partner: companies.find(isPartner)?.id ?? null, customer: customer?.id ?? null });
  }
  const wanted = [...picked.values()].flatMap(({ partner, customer }) =>
    [partner ?? [], customer ?? []].flat(),
  );
  const names = await companyNames(context, [...new Set(wanted)]);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? id));
  return new Map(
    [...picked].map(([id, { partner, customer }]) => [
      id,
      { partner: nameOf(partner), customer: nameOf(customer) },
    ]),
  );
}

async function companyNames({ client }: PullContext, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (let at = 0; at < ids.length; at += MOST_IN_BATCH) {
    const read = await client.json(namesSchema, `${OBJECTS}/companies/batch/read`, {
      method: 'POST',
      body: {
        properties: ['name'],
        inputs: ids.slice(at, at + MOST_IN_BATCH).map((id) => ({ id })),
      },
      accept: [207],
    });
    for (const { id, properties } of read.results) names.set(id, properties.name ?? id);
  }
  return names;
}
