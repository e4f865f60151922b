import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { originOf } from '../../sources/address';
import { redact, SourceProblem } from '../../sources/problem';
import { sourceKind } from '../../sources/registry';
import { contextOf } from '../../sources/run';
import { readSecret } from '../../store/secrets';
import { hostOf, mayAsk, network } from '../sources';

export const handle: Handler<'sources.check'> = async (draft) => {
  const kind = sourceKind(draft.kind);
  const secret =
    draft.credential === undefined
      ? await readSecret(draft.id, originOf(kind, draft.settings))
      : draft.credential;
  try {
    const context = contextOf(kind, draft.settings, secret, network);
    const host = hostOf(draft);
    if (host && !(await mayAsk(host.pattern)))
      throw new SourceProblem('permission', `The browser gives Partner Lens no access to ${host.host}.`);
    return { reached: redact(await kind.check(context), secret) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new RequestError('failed', redact(message, secret));
  }
};
