import type { ExportDocument } from '@/lib/export/document';

/**
 * What is read off the page, with its values: for whoever looks at it. For a bug report there is a copy without them.
 * @param lines what is read, by name; null = not there
 */
export function pageDocument(
  site: string | null,
  lines: readonly (readonly [string, string | null])[],
  fields: readonly { key: string; label: string; value: string; state: string; required: boolean }[],
): ExportDocument {
  return {
    title: 'What Partner Lens sees',
    about: [['Site', site ?? 'none'], ...lines.map(([label, value]) => [label, value ?? 'none'] as const)],
    tables: [
      {
        title: 'Fields',
        columns: ['Field', 'Key', 'Value', 'State', 'Required by the CRM'],
        rows: fields.map(({ key, label, value, state, required }) => [
          label,
          key,
          value,
          state,
          required ? 'yes' : 'no',
        ]),
      },
    ],
  };
}
