import { documentCsv } from './csv';
import type { ExportDocument } from './document';
import { documentHtml } from './html';
import { documentJson } from './json';

export type ExportFormat = 'csv' | 'xlsx' | 'json' | 'html';

interface Format {
  name: string;
  type: string;
  write: (content: ExportDocument) => Promise<string | Uint8Array<ArrayBuffer>>;
}

/** In the order in which they are offered; the key is the file's ending. */
export const FORMATS: Readonly<Record<ExportFormat, Format>> = {
  csv: { name: 'CSV', type: 'text/csv;charset=utf-8', write: async (content) => documentCsv(content) },
  xlsx: {
    name: 'Excel (XLSX)',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    // The writer of workbooks is fetched when one is asked for.
    write: async (content) => (await import('./xlsx')).documentXlsx(content),
  },
  json: {
    name: 'JSON',
    type: 'application/json;charset=utf-8',
    write: async (content) => documentJson(content),
  },
  html: {
    name: 'Web page (HTML)',
    type: 'text/html;charset=utf-8',
    write: async (content) => documentHtml(content),
  },
};

export async function writeExport(format: ExportFormat, content: ExportDocument): Promise<Blob> {
  const { type, write } = FORMATS[format];
  return new Blob([await write(content)], { type });
}
