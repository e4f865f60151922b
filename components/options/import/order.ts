import type { Entry } from './session';

/** Tables that others point to come first: partners, then what deals, leads and orders bring. */
const FIRST = ['partners', 'deals', 'leads', 'orders'];

/** The order in which files are imported; files of one table stay as they were added. */
export function importOrder(entries: readonly Entry[]): Entry[] {
  const rank = ({ draft }: Entry) => {
    const at = FIRST.indexOf(draft?.mapping.table ?? '');
    return at < 0 ? FIRST.length : at;
  };
  return [...entries].sort((a, b) => rank(a) - rank(b));
}
