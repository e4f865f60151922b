/** Terms of stages: kept in the workspace, since every figure of deals depends on them. */
import type { StageTerm } from '../facts/stage-terms';
import { database, type LensDatabase } from './db';
import { loadDictionaries, SEPARATOR } from './dictionaries';
import { getWorkspace, putWorkspace } from './settings';

const STATUSES = ['open', 'won', 'lost'];
const STATUS_DOMAIN = 'deal-status';

/** A dictionary run that no import brought: undoing imports leaves it. */
const NO_IMPORT = 0;

/**
 * Says what a stage means, or, without a meaning, that its name says it.
 * @throws RangeError when the stage is empty
 */
export async function putStageTerm(
  { stage, partnerId, means }: Omit<StageTerm, 'means'> & { means: StageTerm['means'] | null },
  db: LensDatabase = database(),
): Promise<void> {
  if (stage.trim() === '') throw new RangeError('Choose the stage whose meaning you give.');
  await db.transaction('rw', [db.settings, db.dictionaries, db.staging], async () => {
    const workspace = await getWorkspace(db);
    const others = (workspace.stageTerms ?? []).filter(
      (term) => term.stage !== stage || term.partnerId !== partnerId,
    );
    await nameStatuses(db);
    await putWorkspace(
      { ...workspace, stageTerms: means === null ? others : [...others, { stage, partnerId, means }] },
      db,
    );
  });
}

/** An outcome that no row had so far has no code yet. */
async function nameStatuses(db: LensDatabase): Promise<void> {
  const { values } = (await loadDictionaries([STATUS_DOMAIN], db))[STATUS_DOMAIN]!;
  const missing = STATUSES.filter((status) => !values.includes(status));
  if (missing.length > 0)
    await db.dictionaries.add({
      domain: STATUS_DOMAIN,
      from: values.length,
      importId: NO_IMPORT,
      text: missing.join(SEPARATOR),
    });
}
