/**
 * Dynamics 365: the grid of a view. Cells are named after their columns; the id of a row's record is in the document
 * only where the grid gives rows its own, which no source promises.
 */
import { seen } from '../dom';
import { rowOf } from '../row';
import { pick, type Selectors, tried } from '../selectors';
import type { RecordKind, RowReader } from '../types';

const KINDS: Record<string, RecordKind> = {
  opportunity: 'deal',
  lead: 'lead',
  account: 'account',
  contact: 'contact',
};
const GUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/i;

const selectors = {
  /** Columns that are pinned have rows of their own beside these. */
  row: ['.ag-center-cols-container [role=row][row-index]', '[role=treegrid] [role=row][row-index]'],
  /** Primary columns of the standard tables before any other link. */
  name: [
    '[col-id=name] a,[col-id=fullname] a,[col-id=subject] a,[col-id=topic] a',
    'a[aria-label]',
    '[role=gridcell][col-id]',
  ],
} satisfies Selectors;

export const reader: RowReader = {
  id: 'dynamics',
  checked: '2026-11-21',
  selectors,
  rows(doc, url) {
    const given = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
    if (given.get('pagetype') !== 'entitylist') return [];
    const kind = KINDS[given.get('etn')?.toLowerCase() ?? ''] ?? 'other';
    return tried(doc, selectors.row, seen).flatMap((row) => {
      const name = pick(row, selectors.name);
      const given = `${name?.getAttribute('href')} ${row.getAttribute('row-id')}`;
      return rowOf(row, name, kind, GUID.exec(given)?.[0].toLowerCase() ?? null, url);
    });
  },
};
