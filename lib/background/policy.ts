/** Keeps the administrator's policy as managed storage has it, and what it switches off switched off. */
import { browser } from 'wxt/browser';
import { RequestError } from '../messaging/errors';
import type { RequestName } from '../messaging/messages';
import type { Handler, Handlers } from '../messaging/server';
import { featureOf } from '../policy/gate';
import { parsePolicy } from '../policy/parse';
import { isPolicySource } from '../policy/source-id';
import { getPolicy, putPolicy } from '../store/policy';
import { announceChange } from './changes';
import { keepFresh } from './keep-fresh';
import { followSources } from './policy-sources';

/**
 * Everything in managed storage; nothing where no administrator set any, which Firefox tells by an error.
 * @throws what the browser says of any other trouble: a policy that cannot be read now still holds
 */
async function managed(): Promise<Record<string, unknown>> {
  try {
    return (await browser.storage.managed?.get(null)) ?? {};
  } catch (error) {
    if (/manifest not found/i.test(String((error as Error | null)?.message))) return {};
    throw error;
  }
}

/** Takes the policy over when it changed since it was read last. */
async function syncPolicy(): Promise<void> {
  const policy = parsePolicy(await managed());
  const same = JSON.stringify(policy) === JSON.stringify(await getPolicy());
  if (!same) await putPolicy(policy);
  // Also where the policy is as before: a restored backup may have brought sources that go by an administrator's name.
  await followSources(policy.off.includes('sources') ? [] : policy.sources);
  if (same) return;
  await announceChange();
  await keepFresh();
}

/** One at a time: the last change must not be overtaken by the one before. */
let pending: Promise<void> = Promise.resolve();

/** Looks at managed storage again: it changed, or the database was erased or replaced. */
export function followPolicy(): void {
  pending = pending.then(syncPolicy).catch((error) => {
    console.error('Partner Lens could not read the administrator’s policy.', error);
  });
}

/** Registers the listener; call in the worker's first turn. Firefox reads a changed policy at its next start. */
export function watchPolicy(): void {
  browser.storage.onChanged.addListener((_changes: unknown, area: string) => {
    if (area === 'managed') followPolicy();
  });
  followPolicy();
}

const CHANGE_SOURCES: ReadonlySet<RequestName> = new Set(['sources.save', 'sources.pause', 'sources.remove']);

/** Handlers that refuse what the administrator switched off. */
export function gated(handlers: Handlers): Handlers {
  const entries = Object.entries(handlers) as [RequestName, Handler<RequestName>][];
  return Object.fromEntries(
    entries.map(([name, handle]) => {
      const feature = featureOf(name);
      const source = CHANGE_SOURCES.has(name);
      if (!feature && !source) return [name, handle];
      const guarded: Handler<RequestName> = async (input, asker) => {
        if (source && isPolicySource((input as { id: string }).id))
          throw new RequestError('refused', 'Your administrator set this source; ask them to change it.');
        if (feature && (await getPolicy()).off.includes(feature))
          throw new RequestError('refused', 'Your administrator switched this off.');
        return handle(input, asker);
      };
      return [name, guarded];
    }),
  ) as unknown as Handlers;
}
