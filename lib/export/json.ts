import { type ExportDocument, finite } from './document';

/** Every table as objects by column name. */
export function documentJson({ title, about, tables }: ExportDocument): string {
  const content = {
    format: 'partner-lens-export',
    version: 1,
    title,
    about: Object.fromEntries(about),
    tables: tables.map((table) => ({
      title: table.title,
      rows: table.rows.map((row) =>
        Object.fromEntries(table.columns.map((column, i) => [column, finite(row[i])])),
      ),
    })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
