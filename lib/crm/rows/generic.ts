/**
 * Lists and boards of any other CRM: rows of tables and grids, and repeated cards, in which a link leads to a record.
 * One such row is no list, and a page whose address names a record is none either.
 */
import { seen, textOf, visible } from '../dom';
import { rowOf } from '../row';
import type { RecordKind, RowHandle, RowReader } from '../types';
import { isId, refOf } from '../url';

const ROW =
  'tr,[role=row],[role=listitem],[role=option],li,article,[draggable=true],[class*=card i],[class*=row i]';
const AROUND =
  'nav,header,footer,aside,[role=navigation],[role=banner],[role=menu],[role=dialog],[class*=breadcrumb i],[class*=pagination i]';
/** Attributes in which a row without a link may carry the id of its record. */
const IDS = ['data-id', 'data-record-id', 'data-recordid', 'data-row-id'];
const LEAST = 2;

export const reader: RowReader = {
  id: 'generic',
  checked: '2026-11-21',
  rows(doc, url) {
    const page = refOf(url);
    if (page.id && page.kind) return [];
    const main = seen(doc, 'main,[role=main]').at(-1) ?? doc.body;
    const byRow = new Map<HTMLElement, RowHandle[]>();
    for (const link of seen(main, 'a[href]')) {
      const href = link.getAttribute('href')!;
      if (link.closest(AROUND) || !URL.canParse(href, url.href)) continue;
      const ref = refOf(new URL(href, url));
      const row = link.closest<HTMLElement>(ROW);
      if (!ref.kind || !ref.id || !row || !main.contains(row)) continue;
      const found = rowOf(row, link, ref.kind, ref.id, url);
      byRow.set(row, [...(byRow.get(row) ?? []), ...found]);
    }
    const kind = page.kind ?? firstKind([...byRow.values()]);
    const rows = [...byRow.values()].flatMap((links) => links.find((one) => one.kind === kind) ?? []);
    const found = rows.length >= LEAST ? rows : unlinked(main, page.kind, url);
    return found.length >= LEAST ? found : [];
  },
};

/** The kind that most rows begin with. */
function firstKind(rows: RowHandle[][]): RecordKind | null {
  const counts = new Map<RecordKind, number>();
  for (const [first] of rows) if (first) counts.set(first.kind, (counts.get(first.kind) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/** Rows that open by script: the address tells the kind, an attribute the id, the first cell with words the name. */
function unlinked(main: HTMLElement, kind: RecordKind | null, url: URL): RowHandle[] {
  if (!kind) return [];
  return seen(main, IDS.map((name) => `[${name}]`).join()).flatMap((row) => {
    const id = IDS.map((name) => row.getAttribute(name)).find((text) => text && isId(text));
    if (!id || !row.matches(ROW) || row.closest(AROUND)) return [];
    const cells = row.matches('tr,[role=row]') ? [...row.children] : [...row.querySelectorAll('*')];
    const cell = (cells as HTMLElement[]).find((one) => /\p{L}/u.test(textOf(one)) && visible(one));
    return rowOf(row, cell ?? null, kind, id, url);
  });
}
