import type { Handler } from '../../messaging/server';
import { syncRegistration } from '../registration';
import { noteSourceHost } from '../source-hosts';

export const handle: Handler<'sources.host'> = async ({ pattern }) => {
  await noteSourceHost(pattern);
  // The person may have been quicker than this message.
  await syncRegistration();
  return null;
};
