import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LensDatabase } from '@/lib/store/db';
import { allLessons, dropLesson, lessonsOf, noteLesson, putLessons } from '@/lib/store/lessons';
import { samples } from '../messaging/samples';

const lesson = samples['lessons.import'].lessons[0]!;
const WEAK = [{ label: 'Agency', failing: ['label' as const] }];
const AT = '2026-11-22T09:00:00.000Z';

let db: LensDatabase;
beforeEach(() => {
  db = new LensDatabase(`lessons-${crypto.randomUUID()}`);
});
afterEach(() => db.delete());

it('keeps lessons by site, and replaces one of the same id', async () => {
  const other = { ...lesson, id: 'L-2', origin: 'https://other.example.com' };
  expect(await putLessons([lesson, other], 10, db)).toEqual({ added: 2, replaced: 0 });
  expect(await putLessons([{ ...lesson, kind: 'lead' }], 10, db)).toEqual({ added: 0, replaced: 1 });
  expect(await lessonsOf(lesson.origin, db)).toEqual([{ ...lesson, kind: 'lead' }]);
  expect(await dropLesson('L-2', db)).toBe('https://other.example.com');
  expect(await allLessons(db)).toHaveLength(1);
});

it('keeps none when there would be too many', async () => {
  await putLessons([lesson], 1, db);
  await expect(putLessons([{ ...lesson, id: 'L-2' }], 1, db)).rejects.toThrow('At most 1 lessons');
  expect(await allLessons(db)).toHaveLength(1);
});

it('notes what a visit found, for lessons of the visited site only', async () => {
  await putLessons([lesson], 10, db);
  const degraded = { state: 'degraded' as const, weak: WEAK };
  expect(await noteLesson('https://other.example.com', lesson.id, degraded, AT, db)).toBe(false);
  expect((await allLessons(db))[0]!.state).toBe('new');
  expect(await noteLesson(lesson.origin, lesson.id, degraded, AT, db)).toBe(true);
  expect(await noteLesson(lesson.origin, lesson.id, degraded, AT, db)).toBe(false);
  expect((await allLessons(db))[0]).toMatchObject({ state: 'degraded', weak: WEAK, checked: AT });
});
