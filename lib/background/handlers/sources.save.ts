import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { originOf } from '../../sources/address';
import { sourceKind } from '../../sources/registry';
import { forgetSecret, writeSecret } from '../../store/secrets';
import { getSource, putSource } from '../../store/sources';
import { startRun, stopRun } from '../sources';

export const handle: Handler<'sources.save'> = async ({ credential, ...draft }) => {
  const origin = originOf(sourceKind(draft.kind), draft.settings);
  if (origin === null)
    throw new RequestError('bad-input', 'The source has no address that can be asked. Correct it.');
  await stopRun(draft.id);
  const known = await getSource(draft.id);
  // Another place is read from the beginning; a new name, schedule or credential goes on.
  const same =
    known?.kind === draft.kind && JSON.stringify(known.settings) === JSON.stringify(draft.settings);
  if (credential) await writeSecret(draft.id, origin, credential);
  else if (credential !== undefined) await forgetSecret(draft.id);
  await putSource({
    ...draft,
    paused: known?.paused ?? false,
    streams: same ? known.streams : {},
    run: known?.run ?? null,
    trouble: null,
    failures: 0,
    nextAt: Date.now(),
    required: same ? known.required : null,
    imports: known?.imports ?? [],
  });
  if (!known?.paused) void startRun(draft.id);
  return null;
};
