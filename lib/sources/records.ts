import type * as z from 'zod/mini';
import { SourceProblem } from './problem';
import type { BadRecord, Page, Row } from './types';

/**
 * Reads each record by itself, so that one of a surprising shape does not cost the others of its page.
 * @returns what was read, and what could not be and why
 */
export function readEach<T>(
  schema: z.ZodMiniType<T>,
  records: readonly unknown[],
): { good: T[]; bad: BadRecord[] } {
  const good: T[] = [];
  const bad: BadRecord[] = [];
  records.forEach((record, i) => {
    const parsed = schema.safeParse(record);
    if (parsed.success) {
      good.push(parsed.data);
      return;
    }
    const [issue] = parsed.error.issues;
    bad.push({
      record: rawId(record) ?? `no. ${i + 1} of its page`,
      reason: `${issue?.path.join('.') || 'the record'}: ${issue?.message ?? 'does not fit'}`,
    });
  });
  return { good, bad };
}

/** Id of a raw record, for going on behind one that could not be read. */
function rawId(record: unknown): string | null {
  const id = (record as { id?: unknown } | null)?.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

/** Ids of raw records, in their order; those without one left out. */
export const rawIds = (records: readonly unknown[]): string[] =>
  records.map(rawId).filter((id) => id !== null);

/** Rows of a table as a page has them; nothing for none. */
export const under = (table: string, rows: readonly Row[]): Page['rows'] =>
  rows.length > 0 ? { [table]: rows } : {};

/** A moment of a server that writes UTC without saying so; null for nothing. */
export const utcMoment = (value: unknown): string | null =>
  typeof value === 'string' && value ? `${value.replace(' ', 'T')}Z` : null;

/** A moment as such a server reads it. @param ms since 1970 */
export const utcWritten = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** Items of a list that is held as a whole, such as people or fields: more than any service has of them. */
export const MOST_ITEMS = 500_000;

/**
 * Every item of a list that comes in pages.
 * @param ask for the page at a cursor, null for the first one
 * @throws SourceProblem `answer` when the pages go round in a circle or do not end
 */
export async function everyPage<T>(
  host: string,
  ask: (cursor: string | null) => Promise<{ items: readonly T[]; next: string | null }>,
): Promise<T[]> {
  const out: T[] = [];
  const been = new Set<string>();
  for (let cursor: string | null = null; ; ) {
    const { items, next }: { items: readonly T[]; next: string | null } = await ask(cursor);
    for (const item of items) out.push(item);
    if (!next) return out;
    if (been.has(next))
      throw new SourceProblem(
        'answer',
        `The pages of a list of ${host} lead back to one before. It was not read.`,
      );
    been.add(next);
    if (out.length > MOST_ITEMS || been.size > MOST_ITEMS)
      throw new SourceProblem(
        'answer',
        `A list of ${host} has more than ${MOST_ITEMS.toLocaleString('en')} entries. It was not read.`,
      );
    cursor = next;
  }
}

const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?Z$/;

/** A moment as the import reads it; a day that is written as midnight UTC stays that day in every time zone. */
export function dayOrMoment(value: string | null | undefined): string | null {
  if (!value) return null;
  return MIDNIGHT.exec(value)?.[1] ?? value;
}

/** Milliseconds since the epoch; null when it is no date. */
export function millis(value: string | null | undefined): number | null {
  const time = value ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** Labels and keys of fields that name the partner of a deal. */
const PARTNER = /partner|reseller|referr|affiliat|distribut|vertriebspartner|partenaire|socio|parceiro/i;
/** About the partner, but not who it is. */
const ABOUT =
  /type|tier|role|manager|owner|stage|status|date|amount|score|email|e-mail|phone|notes?$|commission|count/i;

/** The field that names the partner, by its key or label; null when none or several may. */
export function guessPartnerField(fields: readonly { key: string; label: string }[]): string | null {
  const found = fields.filter(
    ({ key, label }) => (PARTNER.test(key) || PARTNER.test(label)) && !ABOUT.test(`${key} ${label}`),
  );
  const exact = found.filter(
    ({ key, label }) => /^partner(_?name|_?id)?$/i.test(key) || /^partner$/i.test(label),
  );
  const one = exact.length === 1 ? exact : found;
  return one.length === 1 ? one[0]!.key : null;
}
