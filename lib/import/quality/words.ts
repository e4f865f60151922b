/** Findings in words. */
import { importTables } from '../tables';
import type { Finding, FindingKind } from './report';

/** What it is, with the column's label in place of `#`. */
const WORDS: Record<FindingKind, string> = {
  duplicate: 'Rows that the file has more than once; the last version counts',
  'no-key': 'Rows without #',
  'no-partner': 'Rows that lead to no partner: they count for nobody',
  'unknown-partner': 'Rows whose partner the directory does not have',
  unmapped: 'Rows with a # of unknown meaning',
  'out-of-range': 'Values of # outside its scale',
  negative: 'Values of # below zero',
  'before-start': 'Rows whose # lies before their beginning',
  future: 'Values of # in the future',
  'too-old': 'Values of # before 1990',
  currency: 'Rows in an unknown currency',
  'bad-date': 'Values of # that are no dates',
  'bad-number': 'Values of # that are no numbers',
  'bad-value': 'Values of # that cannot be read',
  joined: 'Rows of a partner that has one before; they were joined',
  shared: 'Rows with a # that another partner has too',
  'unknown-parent': 'Rows whose # the directory does not have',
  shape: 'Rows that are no record (totals, remarks), have other cells than the header, or a broken quote',
};

/** The finding as a title for its count. @param table id of the import's table */
export function findingWords({ kind, column, rejected }: Finding, table: string): string {
  const label = column === null ? 'value' : (importTables[table]?.columns[column]?.label ?? column);
  return WORDS[kind].replace('#', label) + (rejected ? ' (not kept)' : '');
}
