import { originOf } from '@/lib/sources/address';
import { sourceKind } from '@/lib/sources/registry';
import { type RunSurroundings, runSource } from '@/lib/sources/run';
import type { LensDatabase } from '@/lib/store/db';
import { loadFacts } from '@/lib/store/facts';
import { writeSecret } from '@/lib/store/secrets';
import { putWorkspace } from '@/lib/store/settings';
import { getSource, putSource, runsOf, type SourceRun, type StoredSource } from '@/lib/store/sources';
import { CONTEXT, readable } from '../import/fixtures';
import { freshDatabase } from '../store/fixtures';

/** Long and odd enough to be found wherever it leaks. */
export const SECRET = 'pat-eu1-5Kq9-zebra-unicorn';

export interface Lab {
  db: LensDatabase;
  id: string;
  /** Waits that the client asked for, in milliseconds; none of them is waited. */
  waits: number[];
  surroundings: RunSurroundings;
  run(part?: Partial<RunSurroundings>): Promise<{ source: StoredSource; run: SourceRun }>;
  /** Current rows of a table, readable. */
  facts(table: string): Promise<Record<string, unknown>[]>;
  deals(): Promise<string[]>;
}

let count = 0;

/** A source in a database of its own. */
export async function lab(
  kind: string,
  settings: Record<string, string>,
  secret: string | null = SECRET,
): Promise<Lab> {
  const db = freshDatabase();
  await putWorkspace(CONTEXT, db);
  const id = `source-${++count}`;
  const waits: number[] = [];
  await putSource(
    {
      id,
      kind,
      name: 'Our CRM',
      settings,
      everyMinutes: 60,
      paused: false,
      streams: {},
      run: null,
      trouble: null,
      failures: 0,
      nextAt: null,
      required: null,
      imports: [],
    },
    db,
  );
  const origin = originOf(sourceKind(kind), settings);
  if (origin && secret !== null) await writeSecret(id, origin, secret);
  const surroundings: RunSurroundings = {
    db,
    fetch: (...args) => fetch(...args),
    wait: async (ms) => {
      waits.push(ms);
    },
    random: () => 0.5,
    now: () => Date.now(),
    allowed: async () => true,
  };
  const facts = async (table: string) => {
    const loaded = await loadFacts({ tables: [table] }, db);
    const dictionaries = Object.fromEntries(loaded.dictionaries.map((d) => [d.domain, d]));
    return readable(loaded.chunks, dictionaries) as Record<string, unknown>[];
  };
  return {
    db,
    id,
    waits,
    surroundings,
    async run(part = {}) {
      await runSource(id, { ...surroundings, ...part });
      return { source: (await getSource(id, db))!, run: (await runsOf(id, db))[0]! };
    },
    facts,
    deals: async () => (await facts('deals')).map(({ deal }) => String(deal)).sort(),
  };
}
