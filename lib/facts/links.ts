import type { FactTable } from './types';

export interface PartnerLink {
  /** Column by which a row names the record, and the table of those records. */
  column: string;
  table: string;
  /** The only tables whose rows follow it; all that have the column when left out. */
  only?: readonly string[];
}

/**
 * Records through which a row without a partner of its own gets one, in this order. What a customer has is its
 * partner's, but not whom it buys from: a deal or an order of that customer without a partner is a direct one.
 */
const PARTNER_LINKS: readonly PartnerLink[] = [
  { column: 'deal', table: 'deals' },
  { column: 'order', table: 'orders' },
  { column: 'lead', table: 'leads' },
  { column: 'customer', table: 'customers', only: ['subscriptions', 'integrations'] },
];

const linksOf = new WeakMap<FactTable, readonly PartnerLink[]>();

/** Links of one table, leaving out those to itself. */
export function partnerLinks(table: FactTable): readonly PartnerLink[] {
  let links = linksOf.get(table);
  if (!links) {
    links = PARTNER_LINKS.filter(
      ({ column, table: to, only }) =>
        to !== table.id && table.columns[column] !== undefined && (only?.includes(table.id) ?? true),
    );
    linksOf.set(table, links);
  }
  return links;
}

/** The link that leads to a table, if any does. */
export function linkTo(table: string): PartnerLink | undefined {
  return PARTNER_LINKS.find((link) => link.table === table);
}

/** Columns of a table that its rows, or those of others, are given their partner by. */
export function linkColumns(table: FactTable): string[] {
  const followed = partnerLinks(table).map(({ column }) => column);
  const named = PARTNER_LINKS.filter((link) => link.table === table.id).map(({ column }) => column);
  return ['partner', ...followed, ...named].filter((column) => table.columns[column] !== undefined);
}
