/** HubSpot's line items: what a deal's products cost before discount, and cost us. */
import * as z from 'zod/mini';
import { type DealLine, pricesFrom } from '../prices';
import { SourceProblem } from '../problem';
import type { BadRecord, PullContext, Row } from '../types';
import { associations } from './associations';
import { type HubspotRecord, MOST_IN_BATCH, OBJECTS } from './records';

/** Properties that HubSpot keeps of every line item. */
const PROPERTIES = ['quantity', 'price', 'amount', 'hs_cost_of_goods_sold'];
const SCOPE = 'crm.objects.line_items.read';
const linesSchema = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.nullish(z.string())) })),
});

const number = (value: string | null | undefined): number | null =>
  value === null || value === undefined || value.trim() === '' ? null : Number(value);
const times = (one: number | null, quantity: number | null): number | null =>
  one === null || quantity === null ? null : one * quantity;

function lineOf(p: Readonly<Record<string, string | null | undefined>>): DealLine {
  const quantity = number(p.quantity);
  return {
    net: number(p.amount),
    list: times(number(p.price), quantity),
    cost: times(number(p.hs_cost_of_goods_sold), quantity),
  };
}

/** Whether the credential reaches line items; asked once a run. */
const reached = (context: PullContext): Promise<boolean> =>
  context.once('line items', async () => {
    if (context.settings.more === 'deals') return false;
    try {
      await context.client.json(linesSchema, `${OBJECTS}/line_items`, { query: { limit: 1 } });
      return true;
    } catch (error) {
      if (error instanceof SourceProblem && error.forbidden) return false;
      throw error;
    }
  });

/** Says that list prices are missing because the token has no scope for them. */
export async function lineItemsLacked(context: PullContext): Promise<BadRecord[]> {
  if (context.settings.more === 'deals' || (await reached(context))) return [];
  const reason = `Deals come without list price and cost: ${context.client.host} does not let this credential read line items. It needs the scope ${SCOPE}.`;
  return [{ record: 'line items', reason }];
}

/** Deal -> its list price and cost, where its line items tell them. */
export async function pricesOf(
  context: PullContext,
  deals: readonly HubspotRecord[],
): Promise<Map<string, Row>> {
  if (!(await reached(context))) return new Map();
  const ids = deals.map(({ id }) => id);
  const itemsOf = await associations(context, 'deals', 'line_items', ids);
  const wanted = [...new Set([...itemsOf.values()].flatMap((items) => items.map(({ id }) => id)))];
  const lines = new Map<string, DealLine>();
  for (let at = 0; at < wanted.length; at += MOST_IN_BATCH) {
    const inputs = wanted.slice(at, at + MOST_IN_BATCH).map((id) => ({ id }));
    const { results } = await context.client.json(linesSchema, `${OBJECTS}/line_items/batch/read`, {
      method: 'POST',
      body: { properties: PROPERTIES, inputs },
      // 207: some are gone meanwhile.
      accept: [207],
    });
    for (const { id, properties } of results) lines.set(id, lineOf(properties));
  }
  const missing: DealLine = { net: null, list: null, cost: null };
  return new Map(
    deals.map(({ id, properties }) => [
      id,
      pricesFrom(
        properties.amount,
        (itemsOf.get(id) ?? []).map((item) => lines.get(item.id) ?? missing),
      ),
    ]),
  );
}
