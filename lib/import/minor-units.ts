/** Records of Stripe's API, whose amounts are in the smallest unit of their currency: 1200 is 12.00 USD, and 1200 JPY. */
import type { FileAnalysis } from './analyse';

/** What an id of each kind of record begins with. */
const PREFIXES: Record<string, RegExp> = {
  charge: /^(?:ch|py)_/,
  refund: /^(?:re|pyr)_/,
  invoice: /^in_/,
  payment_intent: /^pi_/,
  balance_transaction: /^txn_/,
  payout: /^po_/,
  subscription: /^sub_/,
  dispute: /^(?:dp|du)_/,
};

/** Whether the rows say of themselves that they are such records. */
export function inMinorUnits({ columns }: Pick<FileAnalysis, 'columns'>): boolean {
  const values = (name: string) => columns.find(({ header }) => header === name)?.top ?? [];
  const [kind, ...others] = values('object');
  const prefix = kind && others.length === 0 ? PREFIXES[kind.value] : undefined;
  const ids = values('id');
  return prefix !== undefined && ids.length > 0 && ids.every(({ value }) => prefix.test(value));
}
