/** What a person confirms before an import runs. Plain data: remembered per header signature and sent to the worker. */
import type { FactTable } from '@/lib/facts/types';
import type { DateFormat } from './dates';
import type { Encoding } from './decode';
import type { Dialect } from './dialect';
import type { NumberFormat } from './numbers';
import type { OutcomeFlag } from './outcome-flags';

/** How a file's bytes become records. */
export interface FileFormat {
  encoding: Encoding;
  delimiter: string;
  newline: '\n' | '\r';
  /** Records before the header. */
  skip: number;
  /** How cells are quoted, where that is not as RFC 4180 says. */
  dialect?: Dialect;
}

/** One source column feeding one column of the table. */
export interface MappedColumn {
  /** Position in the file, from 0. */
  source: number;
  /** Header as written, to show and to check. */
  header: string;
  /** Column id of the table. */
  target: string;
  date?: DateFormat;
  number?: NumberFormat;
  /** Its texts hold characters as web pages write them: see `withoutReferences`. */
  html?: boolean | undefined;
  /** Source value -> canonical value, for values that the table's own synonyms do not know; '' = leave empty. */
  values?: Record<string, string>;
  /**
   * Set where each of several columns makes rows of its own, such as rates with a column for each currency: what its
   * rows say in other columns of the table. Empty cells then make no row.
   */
  makes?: Record<string, string>;
  /** Cells are yes or no; what a yes says of a deal whose status follows from such columns. */
  outcome?: OutcomeFlag;
  /** Of such a column: an empty cell is a no, because no cell says it. */
  ticks?: true;
}

export interface Mapping {
  /** Fact table, or `partners`. */
  table: string;
  /** Header signature of the files it fits. */
  signature: string;
  /**
   * A source column may feed several table columns. Several source columns may feed the same one: the first that
   * is not empty counts.
   */
  columns: MappedColumn[];
  /** Table column -> text that every row gets, as if a cell said so; a mapped, non-empty cell goes first. */
  constants: Record<string, string>;
}

/** Settings of the workspace that decide what cells mean. */
export interface ImportContext {
  timeZone: string;
  currency: string;
}

/** Whether the cells of the amounts say what each row is in, for want of a column that does. */
export function namedInAmounts(table: FactTable, { columns }: Pick<Mapping, 'columns'>): boolean {
  const said = columns.filter(({ target }) => target === 'currency');
  return said.length > 0 && said.every(({ source }) => isAmount(table, columns, source));
}

function isAmount(table: FactTable, columns: readonly MappedColumn[], source: number): boolean {
  return columns.some((column) => column.source === source && table.columns[column.target]?.kind === 'money');
}
