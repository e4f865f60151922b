/** Pipedrive's products of deals: what they cost before discount. */
import * as z from 'zod/mini';
import { type DealLine, pricesFrom } from '../prices';
import { SourceProblem } from '../problem';
import type { PullContext, Row } from '../types';
import { all, number, V2 } from './pages';

/** Deals that one request may name. */
const MOST_DEALS = 100;

const productSchema = z.object({
  deal_id: z.int(),
  item_price: z.number(),
  quantity: z.number(),
  sum: number,
  is_enabled: z.optional(z.boolean()),
});

/**
 * Deal -> its list price, where its products add up to its value. Nothing where the company has no products, or the
 * token does not reach them; what a product costs us is kept elsewhere, in one price for each currency.
 */
export async function pricesOf(
  context: PullContext,
  deals: readonly { id: number; value?: number | null | undefined }[],
): Promise<Map<number, Row>> {
  if (context.settings.more === 'deals') return new Map();
  const lines = new Map<number, DealLine[]>();
  for (let at = 0; at < deals.length; at += MOST_DEALS) {
    const ids = deals.slice(at, at + MOST_DEALS).map(({ id }) => id);
    try {
      for (const product of await all(context, productSchema, `${V2}/deals/products`, {
        deal_ids: ids.join(),
      })) {
        if (product.is_enabled === false) continue;
        const { deal_id: deal, item_price: price, quantity, sum: net = null } = product;
        lines.set(deal, [...(lines.get(deal) ?? []), { net, list: price * quantity, cost: null }]);
      }
    } catch (error) {
      if (error instanceof SourceProblem && error.forbidden) return new Map();
      throw error;
    }
  }
  return new Map(deals.map(({ id, value }) => [id, pricesFrom(value, lines.get(id) ?? [])]));
}
