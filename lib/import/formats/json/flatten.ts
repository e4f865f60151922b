/** One record of JSON as cells by column: objects become dotted names, lists of plain values one text. */
import { badCell, numberCell, textCell } from '../cells';
import type { JsonRecord } from './records';

/** Deeper than any record is; the parser's own stack is not put to the test. */
const DEEPEST = 64;

/** A number whose digits a float would not keep. */
class Exact {
  constructor(readonly text: string) {}
}

/** Numbers that may lose digits or range as a float. */
const LONG_NUMBER = /\d[\d.]{14}|\d[eE]/;

function parse(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  const keep = (_: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source !== undefined ? new Exact(context.source) : value;
  return JSON.parse(text, keep);
}

function scalar(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberCell(String(value)) ?? '';
  if (value instanceof Exact)
    return numberCell(value.text) ?? badCell(value.text, 'is larger than any number');
  return textCell(String(value));
}

const plain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Exact) && !Array.isArray(value);

/** Value inside a list, as text. */
function shown(value: unknown): string {
  if (value instanceof Exact) return value.text;
  if (typeof value === 'object' && value !== null)
    return JSON.stringify(value, (_, each) => (each instanceof Exact ? each.text : each));
  return value === null || value === undefined ? '' : String(value);
}

function members(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + members(each), 0);
  if (!plain(value)) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + 1 + members(each), 0);
}

function put(value: Record<string, unknown>, prefix: string, cells: Map<string, string>) {
  for (const [key, each] of Object.entries(value)) {
    const column = prefix + key;
    if (plain(each)) put(each, `${column}.`, cells);
    else {
      const cell = Array.isArray(each) ? textCell(each.map(shown).filter(Boolean).join('; ')) : scalar(each);
      // An object's member and a name with a dot can come out as one column.
      const clash = cells.get(column);
      cells.set(column, clash ? badCell('', 'is given twice, once as a dotted name') : cell);
    }
  }
}

/** Members in which APIs keep a record's fields, beside its id. */
const ENVELOPES = ['node', 'properties', 'attributes', 'fields', '_source'];

/** The record with its fields where their envelope was; one that is smaller than what is around it is none. */
function opened(value: Record<string, unknown>): Record<string, unknown> {
  for (const key of ENVELOPES) {
    const inner = value[key];
    if (!plain(inner)) continue;
    const { [key]: _, ...rest } = value;
    const own = Object.keys(inner);
    if (own.length < Object.keys(rest).length || own.some((name) => Object.hasOwn(rest, name))) continue;
    return opened({ ...rest, ...inner });
  }
  return value;
}

/** @param names of the values, where the record is a list of them
 *  @returns cells by column in the record's order, or why the record is bad; null for one that says nothing */
export function flatten(
  { text, names, depth, problem }: JsonRecord,
  columns?: readonly string[],
): { cells: Map<string, string> } | { reason: string } | null {
  if (problem) return { reason: problem };
  if (text === '') return null;
  if (depth > DEEPEST) return { reason: `is nested deeper than ${DEEPEST} levels` };
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    return { reason: `is not valid JSON (${error instanceof Error ? error.message.slice(0, 120) : error})` };
  }
  if (value === null) return null;
  if (columns && Array.isArray(value)) {
    if (value.length > columns.length)
      return { reason: `has ${value.length} values where the first list has ${columns.length} names` };
    value = Object.fromEntries(value.map((each, i) => [columns[i]!, each]));
    if (members(value) - Object.keys(value as object).length !== names)
      return { reason: 'names a value twice, and only one of the two could be kept' };
  } else if (!plain(value)) return { reason: 'is no object with named values' };
  else if (members(value) !== names)
    return { reason: 'names a value twice, and only one of the two could be kept' };
  const cells = new Map<string, string>();
  put(opened(value as Record<string, unknown>), '', cells);
  return { cells };
}

const MEMBER = /^("(?:[^"\\]|\\.)*")\s*:\s*/;

/** A record with the name that it goes by in an object of records. @param key column for that name */
export function flatMember(record: JsonRecord, key: string): ReturnType<typeof flatten> {
  const found = MEMBER.exec(record.text);
  if (record.problem || !found)
    return record.text === '' && !record.problem ? null : { reason: record.problem ?? 'has no id' };
  const text = record.text.slice(found[0].length);
  const flat = flatten({ ...record, text, names: record.names - 1 });
  if (!flat || 'reason' in flat) return flat;
  let name: string;
  try {
    name = JSON.parse(found[1]!);
  } catch {
    return { reason: `has an id that is not valid JSON: ${found[1]}` };
  }
  return { cells: new Map([[key, textCell(name)], ...flat.cells]) };
}
