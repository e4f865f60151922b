/** Values that a sheet shows once for several rows, or behind another text, put where a table has them. */

import { isFaultText } from '../../faults';
import { foldHeader, saysId } from '../../fold-header';
import { isNumberLike, textCell, unquoted } from '../cells';
import type { Header } from './header';
import type { SheetRow } from './rows';
import type { SheetTail } from './tail';

/** Headers of columns whose cells are addresses. */
const LINKS = new Set(
  'url | urls | link | links | hyperlink | weblink | website | web site | webseite | homepage | web page | web address | domain | domains | site web | sitio web | pagina web | lien | enlace | crm link | record link | record url | company domain | company website | company url | partner url | partner website'.split(
    ' | ',
  ),
);
const ADDRESS = /^(?:[a-z][\w+.-]*:|www\.)|^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/i;
/** Whose ids stand for many records. */
const PARTY =
  /\b(?:partner|account|customer|client|company|organi[sz]ation|reseller|distributor|vendor|kunden?|konto|firma|firmen|socio|cliente|empresa|compte|azienda|klant)/;
const DATE = /^\d{4}-\d\d-\d\d/;

/** Columns that hold addresses, by what the header calls them. */
export function linkColumns(names: readonly string[]): number[] {
  return names.flatMap((name, c) => (LINKS.has(foldHeader(name)) ? [c] : []));
}

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** Puts values into rows, in order, and says how often it did. */
export class Filler {
  readonly #names: string[];
  readonly #links: readonly { column: number; letters: string }[];
  /** Merges by the row of their first cell, from 0. */
  readonly #begin = new Map<number, { column: number; bottom: number }[]>();
  /** By column: the value that goes on, and the last row that it stands for. */
  readonly #going = new Map<number, { cell: string; bottom: number }>();
  /** By column: cells that got a value, and figures that did not. */
  readonly #filled = new Map<number, number>();
  readonly #kept = new Map<number, number>();
  readonly #led = new Map<number, number>();

  constructor(
    header: Header,
    private readonly tail: SheetTail,
  ) {
    this.#names = header.cells.map(unquoted);
    this.#links = linkColumns(this.#names).map((column) => ({ column, letters: letters(column) }));
    for (const { top, left, bottom } of tail.merges) {
      if (bottom <= top || top < header.row) continue;
      const known = this.#begin.get(top);
      if (known) known.push({ column: left, bottom });
      else this.#begin.set(top, [{ column: left, bottom }]);
    }
  }

  row(row: SheetRow): void {
    if (row.bad) return;
    this.#link(row);
    const at = row.number - 1;
    for (const [column, { bottom }] of this.#going) if (bottom < at) this.#going.delete(column);
    // A row that has nothing of its own is none.
    if (this.#going.size > 0 && row.cells.some((cell, c) => cell !== '' && !this.#going.has(c)))
      for (const [column, { cell }] of this.#going) {
        if (row.cells[column]) continue;
        while (row.cells.length < column) row.cells.push('');
        row.cells[column] = cell;
        this.#filled.set(column, (this.#filled.get(column) ?? 0) + 1);
      }
    for (const { column, bottom } of this.#begin.get(at) ?? []) {
      const cell = row.cells[column] ?? '';
      const text = unquoted(cell);
      if (cell === '' || isFaultText(text)) continue;
      const name = this.#names[column] ?? '';
      const id = saysId(name);
      // One amount for five rows is no five amounts, and one id of a record no five records.
      const once = id ? !PARTY.test(foldHeader(name)) : isNumberLike(text) && !DATE.test(text);
      if (once) this.#kept.set(column, (this.#kept.get(column) ?? 0) + 1);
      else this.#going.set(column, { cell, bottom });
    }
  }

  #link({ number, cells, links }: SheetRow) {
    for (const { column, letters } of this.#links) {
      const target = this.tail.links.get(letters + number) ?? links?.get(column);
      const text = unquoted(cells[column] ?? '');
      if (!target || text === '' || isFaultText(text) || ADDRESS.test(text)) continue;
      cells[column] = textCell(target);
      this.#led.set(column, (this.#led.get(column) ?? 0) + 1);
    }
  }

  /** What was done, for a person; one sentence a column. */
  notes(): string[] {
    const cells = (n: number) => (n === 1 ? '1 cell' : `${n.toLocaleString('en')} cells`);
    const name = (column: number) => `“${this.#names[column] || `Column ${column + 1}`}”`;
    return [
      ...[...this.#filled].map(
        ([column, n]) =>
          `${name(column)} is merged over several rows: ${cells(n)} below got the value above.`,
      ),
      ...[...this.#kept].map(
        ([column, n]) =>
          `${name(column)} has figures or ids that are merged over several rows (${cells(n)}): each is taken once, for the first of its rows.`,
      ),
      ...[...this.#led].map(
        ([column, n]) =>
          `${name(column)} is read as the addresses that ${cells(n)} lead to, not as their text.`,
      ),
    ];
  }
}
