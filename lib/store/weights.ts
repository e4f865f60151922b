import { type DimensionWeights, NO_WEIGHTS, type QualityWeights, type StoredWeights } from '../kpi/weights';
import { database, type LensDatabase } from './db';
import { getSetting, putSetting } from './settings';

const WEIGHTS = 'weights';

/** What a person set dimensions and parts of the partner quality score to count for. */
export const getWeights = (db: LensDatabase = database()): Promise<StoredWeights> =>
  getSetting<StoredWeights>(WEIGHTS, NO_WEIGHTS, db);

function change(
  make: (now: StoredWeights, version: number) => Omit<StoredWeights, 'last'>,
  db: LensDatabase,
): Promise<void> {
  return db.transaction('rw', db.settings, async () => {
    const now = await getWeights(db);
    const last = now.last + 1;
    await putSetting(WEIGHTS, { ...make(now, last), last }, db);
  });
}

/**
 * @param scope see `focusScope`
 * @param weights checked by `weightProblems`; null = what the level above says
 */
export const putDimensionWeights = (
  scope: string,
  weights: DimensionWeights | null,
  db: LensDatabase = database(),
): Promise<void> =>
  change(({ dimensions, quality }, version) => {
    const { [scope]: _, ...others } = dimensions;
    return { quality, dimensions: weights ? { ...others, [scope]: { version, weights } } : others };
  }, db);

/** @param weights checked by `weightProblems`; null = the standard ones */
export const putQualityWeights = (
  weights: QualityWeights | null,
  db: LensDatabase = database(),
): Promise<void> =>
  change(({ dimensions }, version) => ({ dimensions, quality: weights && { version, weights } }), db);
