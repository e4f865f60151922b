/** Salesforce Lightning: list views of either make, split view, kanban. Rows and cards are used again while scrolling. */
import { seen } from '../dom';
import { frontPage, objectKind, pageSelectors } from '../lightning';
import { rowOf } from '../row';
import { pick, type Selectors, tried } from '../selectors';
import type { RowReader } from '../types';

const RECORD = /\/lightning\/r\/(?:([A-Za-z]\w*)\/)?([A-Za-z\d]{15}(?:[A-Z\d]{3})?)\/view/;
const LIST = /^\/lightning\/o\/([A-Za-z]\w*)\/|^\/lightning\/r\/.*\/related\//;
const ID = /^[A-Za-z\d]{15}(?:[A-Z\d]{3})?$/;

const selectors = {
  ...pageSelectors,
  row: [
    'tr[data-row-key-value]:not([data-row-key-value=HEADER])',
    '.pipelineViewCard',
    'table.uiVirtualDataTable tbody tr',
    '.slds-split-view__list-item',
  ],
  name: [
    'th a[href*="/lightning/r/"]',
    '.primaryDisplayField a',
    'th a.outputLookupLink',
    'a[href*="/lightning/r/"]',
  ],
} satisfies Selectors;

export const reader: RowReader = {
  id: 'salesforce',
  checked: '2026-11-21',
  selectors,
  rows(doc, url) {
    const list = LIST.exec(url.pathname);
    const page = list && (frontPage(doc) ?? doc.body);
    if (!page) return [];
    return tried(page, selectors.row, seen).flatMap((row) => {
      const link = pick(row, selectors.name);
      const [, object, linked] = RECORD.exec(link?.getAttribute('href') ?? '') ?? [];
      const own = [link?.dataset.recordid, row.dataset.rowKeyValue, ...row.classList];
      const id = linked ?? own.find((text) => text && ID.test(text)) ?? null;
      return rowOf(row, link, objectKind(object ?? list[1], id ?? ''), id, url);
    });
  },
};
