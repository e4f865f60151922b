/** Selectors as data: a thing on the page, and the ways to find it in the order in which they are tried. */
import { deepQueryAll, query } from './dom';

/** The present markup first, then what it was before or what else it is known to be. */
export type Selectors = Readonly<Record<string, readonly [string, ...string[]]>>;
type List = Selectors[string];

/**
 * Matches of the first selector that has any.
 * @param find `seen` for visible ones only
 */
export function tried(
  root: ParentNode & Node,
  selectors: List,
  find: (root: ParentNode & Node, selector: string) => HTMLElement[] = deepQueryAll,
): HTMLElement[] {
  for (const selector of selectors) {
    const found = find(root, selector);
    if (found.length) return found;
  }
  return [];
}

/** First match of the first selector that has any, inside one field or card; null when none has. */
export function pick(root: ParentNode, selectors: List): HTMLElement | null {
  for (const selector of selectors) {
    const found = query(root, selector);
    if (found) return found;
  }
  return null;
}
