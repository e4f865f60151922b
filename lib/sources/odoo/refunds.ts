/**
 * Credit notes of Odoo as refunds of the sales orders that they name. A credit note made of an invoice keeps the
 * invoice's origin, which is the order's name.
 */
import * as z from 'zod/mini';
import { under } from '../records';
import type { Row } from '../types';
import { type Model, nameOf, number, reference, said, text } from './records';

const shape = {
  state: text,
  invoice_origin: text,
  invoice_date: text,
  amount_untaxed: number,
  currency_id: reference,
  ref: text,
  write_date: text,
};
const schema = z.looseObject({ id: z.int(), ...shape });
type CreditNote = z.infer<typeof schema>;

/** Orders that a credit note names; Odoo parts them with commas. */
const ordersOf = ({ invoice_origin }: CreditNote): string[] =>
  (said(invoice_origin) ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

export const refunds: Model<CreditNote> = {
  model: 'account.move',
  table: 'refunds',
  name: 'credit notes',
  schema,
  fields: Object.keys(shape),
  // Of manual ones that name no order nobody knows what was returned.
  domain: (known) =>
    'move_type' in known && 'invoice_origin' in known
      ? [
          ['move_type', '=', 'out_refund'],
          ['invoice_origin', '!=', false],
        ]
      : null,
  async rows(_, notes) {
    const posted = notes.filter(({ state }) => state === 'posted');
    const single = posted.filter((note) => ordersOf(note).length === 1);
    const several = posted.filter((note) => ordersOf(note).length > 1);
    const rows = single.map(
      (note): Row => ({
        refund: String(note.id),
        order: ordersOf(note)[0]!,
        refunded: said(note.invoice_date),
        amount:
          note.amount_untaxed === null || note.amount_untaxed === undefined
            ? null
            : String(note.amount_untaxed),
        currency: nameOf(note.currency_id),
        reason: said(note.ref),
      }),
    );
    return {
      rows: under('refunds', rows),
      // A draft is no refund yet, and a cancelled one none any more.
      removed: { refunds: notes.filter((note) => !single.includes(note)).map(({ id }) => String(id)) },
      records: { refunds: single.map(({ id }) => String(id)) },
      bad: several.map((note) => ({
        record: String(note.id),
        reason: `the credit note names several orders (${ordersOf(note).join(', ')}): which share is whose is not known`,
      })),
    };
  },
};
