import type { ExportDocument } from '@/lib/export/document';
import { findingWords } from '@/lib/import/quality/words';
import { importTables } from '@/lib/import/tables';
import type { ImportRecord } from '@/lib/store/types';

const tableName = (id: string): string => importTables[id]?.name ?? id;

/** What was imported, with what was found of the quality of its rows; latest first, as it is listed. */
export function importsDocument(imports: readonly ImportRecord[]): ExportDocument {
  const filesOf = ({ files }: ImportRecord): string => files.map(({ name }) => name).join(', ');
  return {
    title: 'Earlier imports',
    about: [['Quality', 'the first rows of each finding; older imports and directories have none']],
    tables: [
      {
        title: 'Imports',
        columns: [
          'Import',
          'Files',
          'Table',
          'Imported',
          'Rows read',
          'Added',
          'Changed',
          'Unchanged',
          'Rejected',
          'Taken out',
          'Findings',
          'Seen on',
          'SHA-256',
        ],
        rows: imports.map((record) => [
          record.id ?? null,
          filesOf(record),
          tableName(record.table),
          record.at,
          record.rowsRead,
          record.added,
          record.changed,
          record.unchanged,
          record.rejected,
          record.removed ?? 0,
          record.quality?.findings.length ?? null,
          record.seenOn ?? null,
          record.files.map(({ sha256 }) => sha256).join(', '),
        ]),
      },
      {
        title: 'Findings',
        columns: ['Import', 'Files', 'Finding', 'Rows', 'Kept', 'First rows', 'Values'],
        rows: imports.flatMap((record) =>
          (record.quality?.findings ?? []).map((finding) => [
            record.id ?? null,
            filesOf(record),
            findingWords(finding, record.table),
            finding.count,
            finding.rejected ? 'no' : 'yes',
            finding.first.map(({ file, row, value }) => `${file} row ${row}: ${value}`).join('; '),
            finding.values?.map(({ value, count }) => `${value} (${count})`).join('; ') ?? null,
          ]),
        ),
      },
    ],
  };
}
