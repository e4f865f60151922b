import type { FileAnalysis } from '@/lib/import/analyse';
import { plural } from '@/lib/kpi/format';

/**
 * Why a file that could be read is not imported all the same, or null.
 * @param twin name of a file in the list that has the same content
 */
export function refusalOf({ rows, headers }: FileAnalysis, twin: string | undefined): string | null {
  if (rows === 0)
    return `It has the names of ${plural(headers.length, 'column')} and no rows below them. Export it again with its rows.`;
  return twin === undefined ? null : `It has the same content as “${twin}”, which is in the list already.`;
}
