/** Feeds that the administrator set for everyone: sources like others, which only a policy makes and takes away. */
import { isPolicySource, POLICY_SOURCE } from '../policy/source-id';
import type { PolicySource } from '../policy/types';
import { deleteSource, listSources, putSource } from '../store/sources';
import { startRun, stopRun, unschedule } from './sources';

/** Makes the administrator's sources those of the policy. What one that goes has brought stays. */
export async function followSources(wanted: readonly PolicySource[]): Promise<void> {
  const known = new Map(
    (await listSources()).filter(({ id }) => isPolicySource(id)).map((source) => [source.id, source]),
  );
  // Of two with one name the last one counts.
  const byId = new Map(wanted.map((source) => [`${POLICY_SOURCE}${source.name}`, source]));
  for (const [id, { name, url, everyMinutes }] of byId) {
    const before = known.get(id);
    known.delete(id);
    if (before?.kind === 'feed' && before.settings.address === url && before.everyMinutes === everyMinutes)
      continue;
    await stopRun(id);
    await putSource({
      id,
      kind: 'feed',
      name,
      settings: { address: url },
      everyMinutes,
      paused: false,
      streams: {},
      run: before?.run ?? null,
      trouble: null,
      failures: 0,
      nextAt: Date.now(),
      required: null,
      imports: before?.imports ?? [],
    });
    void startRun(id);
  }
  for (const id of known.keys()) {
    await unschedule(id);
    await deleteSource(id);
  }
}
