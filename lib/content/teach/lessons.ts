import type { PageReader } from '../../crm/choose';
import type { Lesson } from '../../crm/taught/lesson';
import { taughtReader } from '../../crm/taught/reader';

/** Globals of the extension's own world, which the page cannot see. */
type World = typeof globalThis & {
  /** `base`: the reader as it is without lessons, once it has some. */
  partnerLensReader?: PageReader & { base?: PageReader };
  partnerLensLessons?: readonly Lesson[];
};

/**
 * Puts the lessons that the background left beside the reader into effect. The reader is changed in place: the content
 * script, which holds it, knows nothing of lessons.
 */
export function useLessons(): void {
  const world: World = globalThis;
  const { partnerLensReader: reader, partnerLensLessons: lessons = [] } = world;
  if (!reader) return;
  reader.base ??= { ...reader };
  Object.assign(reader, taughtReader(reader.base, lessons));
}
