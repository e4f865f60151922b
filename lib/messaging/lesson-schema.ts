/** What a lesson must look like, wherever it comes from: a page that is being taught, or a file. */
import * as z from 'zod/mini';
import type { Draft, Lesson, LessonBody } from '../crm/taught/lesson';

const text = (max: number) => z.string().check(z.maxLength(max));
const some = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const whole = (max: number) => z.int().check(z.minimum(0), z.maximum(max));
const list = <T>(item: z.ZodMiniType<T>, max: number) => z.array(item).check(z.maxLength(max));

/** A tag and an attribute become parts of selectors and comparisons: names only. */
const tag = z.string().check(z.regex(/^[a-z][\w.-]{0,79}$/i));
const down = list(z.strictObject({ tag, at: whole(10_000) }), 60);

const anchor = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('attribute'),
    name: z.string().check(z.regex(/^[a-z_][\w-]{0,79}$/i)),
    value: some(120),
    down,
  }),
  z.strictObject({
    by: z.literal('label'),
    text: some(80),
    under: z.nullable(text(80)),
    up: whole(60),
    down,
  }),
  z.strictObject({ by: z.literal('role'), role: some(80), name: some(80) }),
  z.strictObject({ by: z.literal('place'), root: z.enum(['main', 'dialog', 'body']), down }),
]);

const field = z.strictObject({
  meaning: z.enum(['partner', 'name', 'stage', 'amount', 'account', 'owner', 'field']),
  key: some(300),
  label: some(300),
  required: z.boolean(),
  optional: z.boolean(),
  anchors: z.array(anchor).check(z.minLength(1), z.maxLength(12)),
});

const part = z.nullable(text(300));
const address = z.strictObject({
  path: list(part, 30),
  hash: list(part, 30),
  query: list(z.strictObject({ key: some(100), value: part }), 30),
  id: z.nullable(
    z.union([
      z.strictObject({ part: z.enum(['path', 'hash']), at: whole(30) }),
      z.strictObject({ part: z.literal('query'), key: some(100) }),
    ]),
  ),
});

const kind = z.enum(['deal', 'lead', 'account', 'partner', 'contact']);
const fields = z.array(field).check(z.minLength(1), z.maxLength(40));
const identity = z.nullable(some(120));
const body = { kind, address, identity, fields };

export const lessonBody: z.ZodMiniType<LessonBody> = z.strictObject(body);

export const draftSchema: z.ZodMiniType<Draft> = z.strictObject({
  kind,
  identity,
  fields,
  first: z.strictObject({ url: text(8_000), values: list(text(2_000), 40) }),
});

const isOrigin = (text: string): boolean => /^https?:/.test(text) && URL.parse(text)?.origin === text;

const lesson: z.ZodMiniType<Lesson> = z.strictObject({
  id: some(60),
  origin: z
    .string()
    .check(
      z.maxLength(300),
      z.refine(isOrigin, 'must be the address of a site, like https://crm.example.com'),
    ),
  ...body,
});

/** Most lessons that are kept or imported. */
export const MOST_LESSONS = 200;
export const lessonList = list(lesson, MOST_LESSONS);

/** Longest file of lessons, characters. */
export const LONGEST_FILE = 1_000_000;
const FORMAT = 'partner-lens-lessons';
const file = z.strictObject({ format: z.literal(FORMAT), version: z.literal(1), lessons: lessonList });

/** Text of a file of lessons. */
export const lessonFile = (lessons: readonly Lesson[]): string =>
  `${JSON.stringify({ format: FORMAT, version: 1, lessons }, null, 2)}\n`;

/**
 * Reads a file of lessons.
 * @throws SyntaxError that says what is wrong and where
 */
export function readLessonFile(content: string): Lesson[] {
  if (content.length > LONGEST_FILE)
    throw new SyntaxError(
      `The file is longer than ${LONGEST_FILE.toLocaleString('en')} characters. Export lessons again.`,
    );
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch (error) {
    throw new SyntaxError(`The file is not JSON (${(error as Error).message}). Export the lessons again.`);
  }
  const parsed = file.safeParse(data);
  if (parsed.success) return parsed.data.lessons;
  const issue = parsed.error.issues[0];
  const where = issue?.path.length ? `at ${issue.path.join('.')}` : 'at its top';
  throw new SyntaxError(
    `This is no file of lessons: ${where}: ${issue?.message ?? 'does not fit'}. Nothing was imported.`,
  );
}
