/** Zoho CRM: rows of a list view and cards of a kanban. */
import { seen } from '../dom';
import { rowOf } from '../row';
import { pick, type Selectors, tried } from '../selectors';
import type { RecordKind, RowReader } from '../types';

const MODULE = /\/crm\/(?:org\d+\/)?tab\/([A-Za-z]\w*)\/(?!\d{6,})/;
const KINDS: Record<string, RecordKind> = {
  Potentials: 'deal',
  Deals: 'deal',
  Leads: 'lead',
  Accounts: 'account',
  Contacts: 'contact',
};

const selectors = {
  row: ['lyte-exptable-tr[data-zcqa=detailView]', 'lyte-card.crm-kv-card', '[id^=table_row_]'],
  card: ['a.crm-kv-header-link'],
} satisfies Selectors;

export const reader: RowReader = {
  id: 'zoho',
  checked: '2026-11-21',
  selectors,
  rows(doc, url) {
    const module = MODULE.exec(url.pathname)?.[1];
    if (!module) return [];
    const id = new RegExp(`/tab/${module}/(\\d{6,})`);
    return tried(doc, selectors.row, seen).flatMap((row) => {
      const name =
        pick(row, selectors.card) ??
        seen(row, 'a[href]').find((link) => id.test(link.getAttribute('href')!)) ??
        null;
      return rowOf(
        row,
        name,
        KINDS[module] ?? 'other',
        id.exec(name?.getAttribute('href') ?? '')?.[1] ?? null,
        url,
      );
    });
  },
};
