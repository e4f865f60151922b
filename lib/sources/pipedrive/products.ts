/** Pipedrive's products of deals: their price before discount, and what they cost us. */
import * as z from 'zod/mini';
import { type DealLine, pricesFrom } from '../prices';
import { SourceProblem } from '../problem';
import type { PullContext, Row } from '../types';
import { all, number, text, V2 } from './pages';

/** Deals, or products, that one request may name. */
const MOST_IDS = 100;

const lineSchema = z.object({
  deal_id: z.int(),
  product_id: number,
  product_variation_id: number,
  currency: text,
  item_price: z.number(),
  quantity: z.number(),
  sum: number,
  is_enabled: z.optional(z.boolean()),
});

const productSchema = z.object({
  id: z.int(),
  prices: z.nullish(z.array(z.object({ currency: text, cost: number }))),
});

/** Product -> currency -> what one costs us. Nothing where the token does not reach products. */
async function costsOf(
  context: PullContext,
  products: readonly number[],
): Promise<Map<number, ReadonlyMap<string, number>>> {
  const found = new Map<number, ReadonlyMap<string, number>>();
  // A cost of 0 is one that nobody entered.
  for (const ids of groups([...new Set(products)]))
    for (const { id, prices } of await reached(() =>
      all(context, productSchema, `${V2}/products`, { ids: ids.join() }),
    ))
      found.set(
        id,
        new Map((prices ?? []).flatMap((one) => (one.cost ? [[one.currency ?? '', one.cost]] : []))),
      );
  return found;
}

/** What a request brings; nothing where the token may not make it. */
async function reached<T>(ask: () => Promise<T[]>): Promise<T[]> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SourceProblem && error.forbidden) return [];
    throw error;
  }
}

function groups(ids: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, i) =>
    ids.slice(i * MOST_IDS, (i + 1) * MOST_IDS),
  );
}

/**
 * Deal -> its list price and cost, where its products add up to its value. Nothing where the company has no products,
 * or the token does not reach them. What a product costs us stands with it, once for each currency; a product that is
 * no longer kept, has no cost in the currency of the deal's line, or is sold as a variation with prices of its own,
 * leaves the deal without a cost.
 */
export async function pricesOf(
  context: PullContext,
  deals: readonly { id: number; value?: number | null | undefined }[],
): Promise<Map<number, Row>> {
  if (context.settings.more === 'deals') return new Map();
  const products: z.infer<typeof lineSchema>[] = [];
  for (const ids of groups(deals.map(({ id }) => id)))
    products.push(
      ...(await reached(() => all(context, lineSchema, `${V2}/deals/products`, { deal_ids: ids.join() }))),
    );
  const counted = products.filter(({ is_enabled }) => is_enabled !== false);
  const costs = await costsOf(
    context,
    counted.flatMap(({ product_id }) => product_id ?? []),
  );
  const lines = new Map<number, DealLine[]>();
  for (const line of counted) {
    const { deal_id: deal, product_id, currency, item_price: price, quantity, sum: net = null } = line;
    const one = line.product_variation_id ? undefined : costs.get(product_id ?? -1)?.get(currency ?? '');
    const cost = one === undefined ? null : one * quantity;
    lines.set(deal, [...(lines.get(deal) ?? []), { net, list: price * quantity, cost }]);
  }
  return new Map(deals.map(({ id, value }) => [id, pricesFrom(value, lines.get(id) ?? [])]));
}
