import type { Handler } from '../../messaging/server';
import { injectIntoOpenTabs, syncRegistration } from '../registration';
import { dropSourceHost } from '../source-hosts';

export const handle: Handler<'sites.enable'> = async ({ pattern }) => {
  // Granted before, for a source: the browser tells nobody of it a second time.
  if (await dropSourceHost(pattern)) {
    await syncRegistration();
    await injectIntoOpenTabs([pattern]);
  }
  return null;
};
