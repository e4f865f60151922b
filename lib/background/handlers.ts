import type { RequestName } from '../messaging/messages';
import type { Handler, Handlers } from '../messaging/server';

const modules = import.meta.glob<{ handle: Handler<RequestName> }>('./handlers/*.ts', { eager: true });

/** Every handler by the name of its file, which is the name of its message. */
export const handlers = Object.fromEntries(
  Object.entries(modules).map(([path, module]) => [path.slice('./handlers/'.length, -3), module.handle]),
) as unknown as Handlers;
