/** Findings as sentences. */
import { importTables } from '../tables';
import type { Finding, FindingKind } from './report';

/** What it is, with the column's label in place of `#`. */
const WORDS: Record<FindingKind, string> = {
  duplicate: 'rows say again what another row of the file says; the last one counts',
  'no-key': 'rows have no #',
  'no-partner': 'rows name no partner, nor a record that has one: they count for nobody',
  'unknown-partner': 'rows name a partner that the directory does not have',
  unmapped: 'rows have a # without a known meaning',
  'out-of-range': 'values of # lie outside its scale',
  negative: 'values of # are below zero',
  'before-start': 'rows have a # before the day on which they began',
  future: 'values of # lie in the future',
  'too-old': 'values of # lie before 1990',
  currency: 'rows have a currency that is not known',
  'bad-date': 'values of # are no dates',
  'bad-number': 'values of # are no numbers',
  'bad-value': 'values of # cannot be read',
  shape: 'rows have another number of cells than the header, or a broken quote',
};

/** The finding without its count, which stands in front of it. @param table id of the import's table */
export function findingWords({ kind, column, rejected }: Finding, table: string): string {
  const label = column === null ? 'value' : (importTables[table]?.columns[column]?.label ?? column);
  return WORDS[kind].replace('#', label) + (rejected ? '; they were not kept' : '');
}
