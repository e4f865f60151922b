import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { textSource } from '@/lib/import/decode';
import { propose } from '@/lib/import/propose';
import { runImport } from '@/lib/import/run';
import type { LensDatabase } from '@/lib/store/db';
import { loadFacts } from '@/lib/store/facts';
import { deleteImport } from '@/lib/store/imports';
import { getRevision, getWorkspace, putWorkspace } from '@/lib/store/settings';
import { stagesInUse } from '@/lib/store/stages';
import { putStageTerm } from '@/lib/store/terms';
import { CONTEXT, readable } from '../import/fixtures';
import { freshDatabase } from './fixtures';

const DEALS =
  'Deal ID,Partner,Stage,Close Date,Amount\n' +
  'D1,Alpha,Zielgerade,2026-01-05,10\nD2,Beta,Zielgerade,2026-01-06,10\nD3,Alpha,Closed Won,2026-01-07,10\nD4,Alpha,Proposal,2026-01-08,10\n';
const WITH_STATUS =
  'Deal ID,Partner,Stage,Status,Close Date\nE1,Alpha,Zielgerade,lost,2026-01-05\nE2,Alpha,Zielgerade,open,\n';

async function imported(text = DEALS): Promise<{ db: LensDatabase; id: number }> {
  const db = freshDatabase();
  await putWorkspace(CONTEXT, db);
  return { db, id: await add(db, text) };
}

async function add(db: LensDatabase, text: string): Promise<number> {
  const source = textSource('file.csv', text);
  const analysis = await analyseFile(source);
  const { mapping } = propose(analysis, CONTEXT, 'deals');
  return (await runImport([{ source, format: analysis.format }], mapping, { db })).id;
}

async function deals(db: LensDatabase): Promise<Record<string, string>> {
  const { chunks, dictionaries } = await loadFacts({ tables: ['deals'] }, db);
  const rows = readable(chunks, Object.fromEntries(dictionaries.map((one) => [one.domain, one])));
  return Object.fromEntries(
    rows.map((row) => [row.deal, `${row.status} ${row.closed ?? '-'} ${row.expected_close ?? '-'}`]),
  );
}

const say = (db: LensDatabase, means: 'won' | 'lost' | 'proposal' | null, partnerId: string | null = null) =>
  putStageTerm({ stage: 'Zielgerade', partnerId, means }, db);

describe('what a stage means', () => {
  it('decides the outcome of its deals, for all partners or for one, and is taken back without a trace', async () => {
    const { db } = await imported();
    const before = await deals(db);
    const stored = await db.chunks.toArray();
    expect(before).toEqual({
      D1: 'open - 2026-01-05',
      D2: 'open - 2026-01-06',
      D3: 'won 2026-01-07 -',
      D4: 'open - 2026-01-08',
    });
    const revision = await getRevision(db);
    await say(db, 'lost', 'name:alpha');
    expect(await getRevision(db)).toBeGreaterThan(revision);
    expect(await deals(db)).toEqual({ ...before, D1: 'lost 2026-01-05 2026-01-05' });
    await say(db, 'won');
    expect(await deals(db)).toEqual({
      ...before,
      D1: 'lost 2026-01-05 2026-01-05',
      D2: 'won 2026-01-06 2026-01-06',
    });
    await say(db, null, 'name:alpha');
    await say(db, null);
    expect(await deals(db)).toEqual(before);
    expect(await db.chunks.toArray()).toEqual(stored);
  });

  it('gives way to a status that the source has', async () => {
    const { db } = await imported(WITH_STATUS);
    await say(db, 'won');
    expect(await deals(db)).toMatchObject({ E1: 'lost 2026-01-05 -', E2: 'won - -' });
  });

  it('holds for what is imported later, and when imports are undone', async () => {
    const { db, id } = await imported('Deal ID,Partner,Stage,Amount\nD9,Alpha,Proposal,1\n');
    await say(db, 'lost');
    const later = await add(db, DEALS);
    expect(await deals(db)).toMatchObject({ D1: 'lost 2026-01-05 2026-01-05' });
    await deleteImport(later, db);
    await deleteImport(id, db);
    await add(db, DEALS);
    expect(await deals(db)).toMatchObject({ D1: 'lost 2026-01-05 2026-01-05', D3: 'won 2026-01-07 -' });
  });

  it('is asked of the stages in use, each with its deals and partners', async () => {
    const { db } = await imported();
    await say(db, 'proposal');
    const { stages, terms } = await stagesInUse(db);
    expect(stages[0]).toMatchObject({
      stage: 'Zielgerade',
      deals: 2,
      says: null,
      partners: [
        { id: 'name:alpha', deals: 1 },
        { id: 'name:beta', deals: 1 },
      ],
    });
    expect(stages.find(({ stage }) => stage === 'Proposal')?.says).toBe('proposal');
    expect(terms).toEqual([{ stage: 'Zielgerade', partnerId: null, means: 'proposal' }]);
    await expect(putStageTerm({ stage: ' ', partnerId: null, means: 'won' }, db)).rejects.toThrow(
      'Choose the stage',
    );
    const workspace = await getWorkspace(db);
    await expect(
      putWorkspace(
        { ...workspace, stageTerms: [{ stage: 'X', partnerId: null, means: 'maybe' as 'won' }] },
        db,
      ),
    ).rejects.toThrow('no meaning of the stage');
  });
});
