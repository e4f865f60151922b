import { orderKey } from '../store/sources';
import { SourceProblem } from './problem';
import type { Page } from './types';

/**
 * One page of a walk over all ids, by which records that were deleted without a trace are found.
 * @param after id beyond which was asked; null at the beginning
 * @param ids in ascending order
 * @throws SourceProblem `answer` when they are not: nothing may then be taken for deleted
 */
export function sweepPage(table: string, after: string | null, ids: readonly string[], more: boolean): Page {
  const keys = [...(after === null ? [] : [after]), ...ids].map(orderKey);
  if (keys.some((key, i) => i > 0 && key <= keys[i - 1]!))
    throw new SourceProblem(
      'answer',
      `The ids of ${table} do not come in order. Deleted ones could not be told from others; nothing was taken out.`,
    );
  const last = more ? (ids.at(-1) ?? after) : null;
  return { rows: {}, present: { table, after, last, ids }, cursor: { after: last }, more };
}
