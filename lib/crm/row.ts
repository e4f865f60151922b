/** What the readers of lists and boards share. */
import { textOf } from './dom';
import type { RecordKind, RowHandle } from './types';

/**
 * One row, or none where it has no name yet.
 * @param anchor the element that holds the record's name
 * @param link what leads to the record, or stands within that
 */
export function rowOf(
  element: HTMLElement,
  anchor: HTMLElement | null,
  kind: RecordKind,
  id: string | null,
  base: URL,
  link = anchor,
): RowHandle[] {
  const name = anchor && textOf(anchor);
  if (!name) return [];
  const to = link?.closest('a')?.getAttribute('href') ?? '';
  // A link to nowhere opens the record by script.
  const leads = !/^(#?$|javascript:)/.test(to) && URL.canParse(to, base);
  return [{ element, anchor, id, name, kind, href: leads ? new URL(to, base).href : null }];
}
