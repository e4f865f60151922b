/** Columns that follow from others, where the source lacks them. */
import { type FactTable, NO_CODE, NO_TIME } from '@/lib/facts/types';
import type { ByteDictionary } from './byte-dictionary';
import { foldWord, statusOfStage } from './categories';
import type { Mapping } from './mapping';
import type { Batch } from './output';

export interface Derivation {
  /** Columns that it fills, beside those that the file fills. */
  columns: string[];
  /** Said on the mapping page. */
  note: string;
  /** Fills them for every row of the batch; the arrays hold missing values or what the file said. */
  apply(batch: Batch): void;
}

type Dictionaries = (domain: string) => ByteDictionary;

/** Cost of an order from its profit, and its list price from its discount. */
function orders(filled: ReadonlySet<string>): Derivation[] {
  const out: Derivation[] = [];
  if (filled.has('amount') && filled.has('profit') && !filled.has('cost'))
    out.push({
      columns: ['cost'],
      note: 'Cost = Amount − Profit',
      apply({ columns, rows }) {
        const { amount, profit, cost } = columns as Record<string, Float64Array>;
        for (let r = 0; r < rows; r++) cost![r] = amount![r]! - profit![r]!;
      },
    });
  if (filled.has('amount') && filled.has('discount') && !filled.has('list_amount'))
    out.push({
      columns: ['list_amount'],
      note: 'List price = Amount ÷ (1 − Discount)',
      apply({ columns, rows }) {
        const { amount, discount, list_amount: list } = columns as Record<string, Float64Array>;
        for (let r = 0; r < rows; r++) {
          const share = discount![r]!;
          // A full discount leaves no way back to the price.
          list![r] = share < 1 ? amount![r]! / (1 - share) : Number.NaN;
        }
      },
    });
  return out;
}

/** Outcome of a deal from its stage, and where the close date of an open deal belongs. */
function deals(
  filled: ReadonlySet<string>,
  dictionary: Dictionaries,
  closedHeader: string | undefined,
): Derivation[] {
  const out: Derivation[] = [];
  const statuses = dictionary('deal-status');
  const fromStage = filled.has('stage');
  if (fromStage) {
    const stages = dictionary('stage');
    const known: number[] = [];
    const statusOf = (stage: number): number => {
      known[stage] ??= codeOrMissing(statuses, statusOfStage(stages.value(stage)));
      return known[stage]!;
    };
    out.push({
      columns: filled.has('status') ? [] : ['status'],
      note: 'Status is read from the name of the stage where it is empty',
      apply({ columns, rows }) {
        const { stage, status } = columns as Record<string, Uint32Array>;
        for (let r = 0; r < rows; r++)
          if (status![r] === NO_CODE && stage![r] !== NO_CODE) status![r] = statusOf(stage![r]!);
      },
    });
  }
  const wonDate = closedHeader !== undefined && foldWord(closedHeader).split(' ').includes('won');
  if (wonDate && !fromStage && !filled.has('status'))
    out.push({
      columns: ['status'],
      note: `Deals with “${closedHeader}” are won, the others open`,
      apply({ columns, rows }) {
        const { status } = columns as Record<string, Uint32Array>;
        const { closed } = columns as Record<string, Int32Array>;
        const [won, open] = [statuses.codeOf('won'), statuses.codeOf('open')];
        for (let r = 0; r < rows; r++) status![r] = closed![r] === NO_TIME ? open : won;
      },
    });
  if (filled.has('closed') && (fromStage || filled.has('status')))
    out.push({
      columns: filled.has('expected_close') ? [] : ['expected_close'],
      note: 'The close date of an open deal is its expected close',
      apply({ columns, rows }) {
        const { status } = columns as Record<string, Uint32Array>;
        const { closed, expected_close: expected } = columns as Record<string, Int32Array>;
        const open = statuses.codeOf('open');
        for (let r = 0; r < rows; r++) {
          if (status![r] !== open || closed![r] === NO_TIME) continue;
          if (expected![r] === NO_TIME) expected![r] = closed![r]!;
          closed![r] = NO_TIME;
        }
      },
    });
  return out;
}

function codeOrMissing(dictionary: ByteDictionary, value: string | null): number {
  return value === null ? NO_CODE : dictionary.codeOf(value);
}

export function derivations(table: FactTable, mapping: Mapping, dictionary: Dictionaries): Derivation[] {
  const filled = new Set([...mapping.columns.map(({ target }) => target), ...Object.keys(mapping.constants)]);
  if (table.id === 'orders') return orders(filled);
  if (table.id === 'deals') {
    const closed = mapping.columns.find(({ target }) => target === 'closed');
    return deals(filled, dictionary, closed?.header);
  }
  return [];
}
