/** HubSpot: the table and the board of an index page. Cards are used again: their id is an attribute. */
import { seen } from '../dom';
import { rowOf } from '../row';
import { pick, type Selectors, tried } from '../selectors';
import type { RecordKind, RowReader } from '../types';

const INDEX = /^\/contacts\/\d+\/objects\/(\d+-\d+)\//;
const RECORD = /\/record\/\d+-\d+\/(\d+)/;
const KINDS: Record<string, RecordKind> = {
  '0-1': 'contact',
  '0-2': 'account',
  '0-3': 'deal',
  '0-136': 'lead',
};

const selectors = {
  row: [
    'tr[data-test-id^="row-"]',
    '[data-test-id=cdb-column-item]',
    '[data-test-id=framework-data-table] tbody tr',
  ],
  name: [
    '[data-test-id=board-card-section-title-link]',
    '[data-test-id=cdbc-title]',
    '[data-test-id=truncated-object-label]',
    'a[href*="/record/"]',
  ],
} satisfies Selectors;

export const reader: RowReader = {
  id: 'hubspot',
  checked: '2026-11-21',
  selectors,
  rows(doc, url) {
    const type = INDEX.exec(url.pathname)?.[1];
    if (!type) return [];
    return tried(doc, selectors.row, seen).flatMap((row) => {
      const name = pick(row, selectors.name);
      const own = row.dataset.seleniumId ?? /^row-(\d+)$/.exec(row.dataset.testId ?? '')?.[1];
      const id = own ?? RECORD.exec(name?.closest('a')?.getAttribute('href') ?? '')?.[1] ?? null;
      return rowOf(row, name, KINDS[type] ?? 'other', id, url);
    });
  },
};
