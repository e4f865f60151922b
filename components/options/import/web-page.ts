/** Tables of web pages: pasted ones, and those that systems save as "Excel" files. */

/** Beyond, parsing it would hold up the page; the importer says what to do instead. */
const LARGEST = 8 * 1024 * 1024;
/** How the importer, too, tells a web page from other text. */
const PAGE = /^\s*<(?:!doctype\s+html|html|table|head|meta|style)[\s>]/i;

/** A web page with a table as that table in CSV; any other file as it is. */
export async function withoutMarkup(file: File): Promise<File> {
  if (file.size > LARGEST || !PAGE.test(await textOf(file.slice(0, 1024)))) return file;
  const csv = tableCsv(await textOf(file));
  return csv ? new File([csv], file.name, { type: 'text/csv', lastModified: file.lastModified }) : file;
}

/** In the encoding that the page names, else UTF-8, else that of Western Europe. */
async function textOf(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  const head = new TextDecoder('latin1').decode(bytes.slice(0, 1024));
  const named = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The largest table of a piece of HTML as CSV, or null; it is parsed as a document of its own and never shown. */
export function tableCsv(html: string): string | null {
  if (!/<table[\s>]/i.test(html)) return null;
  const page = new DOMParser().parseFromString(html, 'text/html');
  const [largest] = [...page.querySelectorAll('table')].sort((a, b) => b.rows.length - a.rows.length);
  if (!largest || largest.rows.length < 2) return null;
  const grid: string[][] = [];
  [...largest.rows].forEach((row, r) => {
    let c = 0;
    for (const cell of row.cells) {
      while (grid[r]?.[c] !== undefined) c++;
      const text = wordsOf(cell);
      // A merged cell stands in its first place; in the header in each of them.
      for (let down = 0; down < Math.min(cell.rowSpan || 1, largest.rows.length - r); down++)
        for (let across = 0; across < Math.min(cell.colSpan, 1_000); across++) {
          grid[r + down] ??= [];
          grid[r + down]![c + across] = (down === 0 && across === 0) || r === 0 ? text : '';
        }
      c += cell.colSpan;
    }
  });
  const width = Math.max(...grid.map((row) => row.length));
  return grid
    .map((row) =>
      Array.from({ length: width }, (_, c) => `"${(row[c] ?? '').replaceAll('"', '""')}"`).join(','),
    )
    .join('\n');
}

function wordsOf(cell: HTMLTableCellElement): string {
  for (const br of cell.querySelectorAll('br')) br.replaceWith('\n');
  return (cell.textContent ?? '').replace(/[^\S\n]+/g, ' ').trim();
}
