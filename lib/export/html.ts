import { type Cell, type ExportDocument, type ExportTable, finite } from './document';
import { harmless } from './formula';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);

/** A spreadsheet that opens the page takes such cells as they stand, and never for a formula. */
const STYLE = `
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font: 14px/1.45 system-ui, sans-serif; color: #14181d; background: #fff; }
h1 { margin: 0 0 .75rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { color: #474f5b; }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #d3d7dd; text-align: start; vertical-align: top; overflow-wrap: break-word; }
td { mso-number-format: "\\@"; }
td.n { text-align: end; white-space: nowrap; mso-number-format: General; }
thead th { border-bottom-color: #868f9b; }
@page { size: landscape; margin: 12mm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 9pt; } table { font-size: 7pt; } .wide { overflow: visible; } thead { display: table-header-group; } tr { break-inside: avoid; } h2 { break-after: avoid; } th, td { padding: 2pt 3pt; hyphens: auto; } }
`.trim();

function cellHtml(cell: Cell | undefined, first: boolean): string {
  const value = finite(cell);
  if (typeof value === 'number') return `<td class="n">${shown(value)}</td>`;
  const text = escaped(harmless(value ?? ''));
  return first ? `<th scope="row">${text}</th>` : `<td>${text}</td>`;
}

/** To be read, not computed with: the other formats have every digit. */
function shown(value: number): string {
  const digits = Math.abs(value) < 1 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 2 };
  return (value + 0).toLocaleString('en', { ...digits, useGrouping: false });
}

/** Columns that say something; the paper has no room for others. */
function filled({ columns, rows }: ExportTable): number[] {
  const all = columns.map((_, i) => i);
  return rows.length === 0 ? all : all.filter((i) => rows.some((row) => (row[i] ?? '') !== ''));
}

function tableHtml(table: ExportTable): string {
  const { title, columns, rows } = table;
  const used = filled(table);
  const head = used.map((i) => `<th scope="col">${escaped(columns[i]!)}</th>`).join('');
  const lines = rows.map((row) => `<tr>${used.map((i) => cellHtml(row[i], i === 0)).join('')}</tr>`);
  return `<h2>${escaped(title)}</h2>
<div class="wide"><table aria-label="${escaped(title)}">
<thead><tr>${head}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table></div>`;
}

/** One page that needs nothing else, runs nothing and loads nothing. */
export function documentHtml({ title, about, tables }: ExportDocument): string {
  const facts = about.map(([label, text]) => `<dt>${escaped(label)}</dt><dd>${escaped(text)}</dd>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<dl>
${facts.join('\n')}
</dl>
${tables.map(tableHtml).join('\n')}
</body>
</html>
`;
}
