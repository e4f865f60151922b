/** What the readers of lists and boards share. */
import { textOf } from './dom';
import type { RecordKind, RowHandle } from './types';

/**
 * One row, or none where it has no name yet.
 * @param anchor the element that holds the record's name, a link or within one if there is any
 */
export function rowOf(
  element: HTMLElement,
  anchor: HTMLElement | null,
  kind: RecordKind,
  id: string | null,
  base: URL,
): RowHandle[] {
  const name = anchor ? textOf(anchor) : '';
  if (!anchor || !name) return [];
  const to = anchor.closest('a')?.getAttribute('href') ?? '';
  // A link to nowhere opens the record by script.
  const leads = !/^(#?$|javascript:)/.test(to) && URL.canParse(to, base);
  return [{ element, anchor, id, name, kind, href: leads ? new URL(to, base).href : null }];
}
