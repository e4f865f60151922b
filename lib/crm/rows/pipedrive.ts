/** Pipedrive: tiles of the pipeline and the forecast; of lists, the links alone are known. */
import { seen } from '../dom';
import { rowOf } from '../row';
import { pick, type Selectors, tried } from '../selectors';
import type { RecordKind, RowReader } from '../types';

const RECORD = /^\/(deal|person|organization)\/(\d+)/;
const KINDS: Record<string, RecordKind> = { deal: 'deal', person: 'contact', organization: 'account' };
/** First part of a list's address, and the links that its rows are about. */
const LISTS: Record<string, string> = {
  pipeline: 'deal',
  deals: 'deal',
  persons: 'person',
  people: 'person',
  organizations: 'organization',
};

const selectors = {
  tile: ['[data-test=pipeline-deal-tile]', '[data-test$="deal-tile"]'],
  /** A tile's label, such as HOT, comes before its title. */
  title: ['a[href^="/deal/"] > span:not([data-test])', 'a[href^="/deal/"]'],
  row: ['[data-test=list-row],[role=row],tr'],
} satisfies Selectors;

export const reader: RowReader = {
  id: 'pipedrive',
  checked: '2026-11-21',
  selectors,
  rows(doc, url) {
    const word = LISTS[url.pathname.split('/')[1]!];
    if (!word) return [];
    const tiles = word === 'deal' ? tried(doc, selectors.tile, seen) : [];
    if (tiles.length)
      return tiles.flatMap((tile) => {
        const title = pick(tile, selectors.title);
        const id =
          tile.dataset.testDealId ?? RECORD.exec(title?.closest('a')?.getAttribute('href') ?? '')?.[2];
        return rowOf(tile, title, 'deal', id ?? null, url);
      });
    // Several links may lead to one record: the first that has a text is its name.
    const rows = new Set<Element>();
    return seen(doc, `a[href^="/${word}/"]`).flatMap((link) => {
      const row = link.closest<HTMLElement>(selectors.row[0]);
      if (!row || rows.has(row)) return [];
      const found = rowOf(row, link, KINDS[word]!, RECORD.exec(link.getAttribute('href')!)?.[2] ?? null, url);
      if (found.length) rows.add(row);
      return found;
    });
  },
};
