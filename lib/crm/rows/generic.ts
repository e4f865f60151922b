/**
 * Lists and boards of any other CRM: rows of tables and grids, and repeated cards, in which a link leads to a record.
 * One such row is no list, and a page whose address names a record is none either.
 */
import { deepQueryAll, seen, textOf, visible } from '../dom';
import { isPlace } from '../nouns';
import { rowOf } from '../row';
import type { RecordKind, RowHandle, RowReader } from '../types';
import { isId, refOf } from '../url';
import { vote, winner } from '../votes';

const ROW =
  'tr,[role=row],[class*=row i]:not(td,th,td *,[role*=cell] *,[role*=cell]),li,article,[draggable=true],[role=listitem],[role=option],[class*=card i]';
const AROUND =
  'aside,footer,nav,header,[class*=pagination i],[role=menu],[class*=breadcrumb i],[role=navigation],[role=dialog],[role=banner]';
/** Attributes in which a row without a link may carry the id of its record. */
const IDS = ['data-id', 'data-record-id', 'data-recordid', 'data-row-id', 'data-row-key'];
const LEAST = 2;
/** Rows by which the kind of a list is told where its address does not tell. */
const SAMPLE = 50;

export const reader: RowReader = {
  id: 'generic',
  checked: '2026-11-21',
  *rows(doc, url) {
    const page = refOf(url);
    if (page.id && page.kind) return;
    const main = seen(doc, 'main,[role=main]').at(-1) ?? doc.body;
    const rest = linked(main, url);
    const first: RowHandle[][] = [];
    for (let next = rest.next(); !next.done; next = rest.next()) {
      first.push(next.value);
      if (first.length === SAMPLE) break;
    }
    const kind = page.kind ?? firstKind(first);
    const found = new Set<HTMLElement>();
    const held: RowHandle[] = [];
    for (const rows of [first, rest]) {
      for (const links of rows) {
        const one = links.find((link) => link.kind === kind);
        if (!one || found.has(one.element)) continue;
        found.add(one.element);
        held.push(one);
        if (found.size >= LEAST) yield* held.splice(0);
      }
    }
    if (found.size >= LEAST) return;
    const others = unlinked(main, page.kind, url);
    if (others.length >= LEAST) yield* others;
  },
};

/** The links to records in each row, row after row. */
function* linked(main: HTMLElement, url: URL): Generator<RowHandle[], void> {
  let row: HTMLElement | null = null;
  let links: RowHandle[] = [];
  for (const link of deepQueryAll(main, 'a[href]')) {
    const at = link.closest<HTMLElement>(ROW);
    const href = link.getAttribute('href')!;
    if (!at || !main.contains(at) || link.closest(AROUND) || !URL.canParse(href, url.href)) continue;
    const ref = refOf(new URL(href, url));
    if (!ref.kind || !ref.id || !visible(link)) continue;
    if (at !== row && links.length) {
      yield links;
      links = [];
    }
    row = at;
    links.push(...rowOf(at, names(link) ? link : nameIn(at), ref.kind, ref.id, url, link));
  }
  if (links.length) yield links;
}

/** The kind that most rows begin with. */
function firstKind(rows: RowHandle[][]): RecordKind | null {
  const counts = new Map<RecordKind, number>();
  for (const [first] of rows) if (first) vote(counts, first.kind, 1);
  return winner(counts)?.[0] ?? null;
}

/** Rows that open by script: the address tells the kind, an attribute the id, the first cell with words the name. */
function unlinked(main: HTMLElement, kind: RecordKind | null, url: URL): RowHandle[] {
  if (!kind) return [];
  return seen(main, IDS.map((name) => `[${name}]`).join()).flatMap((row) => {
    const id = IDS.map((name) => row.getAttribute(name)).find((text) => text && isId(text));
    return id && row.matches(ROW) && !row.closest(AROUND) ? rowOf(row, nameIn(row), kind, id, url) : [];
  });
}

/** Neither a picture nor a number, nor what is done with a record: "Edit". */
const names = (el: HTMLElement): boolean => /\p{L}/u.test(textOf(el)) && !isPlace(textOf(el));

/** The first cell of a row that names it. */
const nameIn = (row: HTMLElement): HTMLElement | null =>
  seen(row, row.matches('tr,[role=row]') ? ':scope>*' : '*').find(names) ?? null;
