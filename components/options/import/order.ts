import { importRank } from '@/lib/import/tables';
import type { Entry } from './session';

/** The order in which files are imported; files of one table stay as they were added. */
export function importOrder(entries: readonly Entry[]): Entry[] {
  const rank = ({ draft }: Entry) => importRank(draft?.mapping.table ?? '');
  return [...entries].sort((a, b) => rank(a) - rank(b));
}
