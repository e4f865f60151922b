/** Lessons of taught sites, each with what the last visit found of it. */
import type { Lesson, Weakness } from '../crm/taught/lesson';
import { database, type LensDatabase } from './db';
import { packLayers } from './packs';

export interface StoredLesson {
  id: string;
  origin: string;
  lesson: Lesson;
  state: 'new' | 'ok' | 'degraded' | 'lost';
  weak: Weakness[];
  /** ISO time of the visit that found this. */
  checked: string | null;
}

export function allLessons(db: LensDatabase = database()): Promise<StoredLesson[]> {
  return db.lessons.orderBy('origin').toArray();
}

/** Lessons that hold on a site: those taught here, then those of packs; one that was repaired here is the one of here. */
export async function lessonsOf(origin: string, db: LensDatabase = database()): Promise<Lesson[]> {
  const [own, layers] = await Promise.all([
    db.lessons.where('origin').equals(origin).toArray(),
    packLayers('lessons', db),
  ]);
  const lessons = new Map(own.map(({ id, lesson }) => [id, lesson]));
  for (const lesson of layers.flatMap(({ data }) => data))
    if (lesson.origin === origin && !lessons.has(lesson.id)) lessons.set(lesson.id, lesson);
  return [...lessons.values()];
}

/**
 * Keeps lessons; one with the same id is replaced.
 * @throws RangeError when there would be more than `most`; nothing is kept then
 */
export async function putLessons(
  lessons: readonly Lesson[],
  most: number,
  db: LensDatabase = database(),
): Promise<{ added: number; replaced: number }> {
  return db.transaction('rw', db.lessons, async () => {
    const known = (await db.lessons.bulkGet(lessons.map(({ id }) => id))).filter(Boolean).length;
    const added = new Set(lessons.map(({ id }) => id)).size - known;
    if ((await db.lessons.count()) + added > most)
      throw new RangeError(`At most ${most} lessons are kept. Delete some under Sites, then try again.`);
    await db.lessons.bulkPut(
      lessons.map((lesson) => ({
        id: lesson.id,
        origin: lesson.origin,
        lesson,
        state: 'new' as const,
        weak: [],
        checked: null,
      })),
    );
    return { added, replaced: known };
  });
}

export async function dropLesson(id: string, db: LensDatabase = database()): Promise<string | null> {
  const known = await db.lessons.get(id);
  await db.lessons.delete(id);
  return known?.origin ?? null;
}

/** Notes what a visit found; a page can only speak of lessons of its own site. */
export async function noteLesson(
  origin: string,
  id: string,
  found: Pick<StoredLesson, 'state' | 'weak'>,
  at: string,
  db: LensDatabase = database(),
): Promise<boolean> {
  const known = await db.lessons.get(id);
  if (known?.origin !== origin) return false;
  const same = known.state === found.state && JSON.stringify(known.weak) === JSON.stringify(found.weak);
  if (!same) await db.lessons.update(id, { ...found, checked: at });
  return !same;
}
