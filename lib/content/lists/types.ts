import type { ListRow, RowBadge } from '../../messaging/views';
import type { createDirtyFlag } from '../dirty';
import type { onNavigation } from '../navigation';

export interface ListOptions {
  doc: Document;
  /** What the background knows about some rows, one answer a row. */
  ask(rows: ListRow[]): Promise<RowBadge[]>;
  /** A person pressed the badge of a row. */
  open(row: ListRow): void;
  /** Those of the content script, which is there already. */
  createDirtyFlag: typeof createDirtyFlag;
  onNavigation: typeof onNavigation;
  /** Ends everything. */
  signal: AbortSignal;
}

/** The badges of one document. */
export interface Lists {
  /** Shows badges, asking anew about every row, or takes all of them away. */
  show(on: boolean): void;
}

/** What the script for lists leaves in the extension's own world. */
export type StartLists = (options: ListOptions) => Lists;
