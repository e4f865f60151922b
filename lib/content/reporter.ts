import type { PageReading } from '../crm/types';
import type { PageBadge } from '../messaging/views';

export interface Reporter {
  /** Reports a reading; one that is overtaken before it was sent is dropped. */
  report(url: string, reading: PageReading): void;
  /** Reports the last reading again, because what its badge rests on changed. */
  again(): void;
}

/**
 * Sends readings to the background one at a time, the newest always last, so that an old page can never replace a
 * new one on the way.
 *
 * @param send asks the background what to show for the reading
 * @param onBadge answer for the newest reading; answers for overtaken ones are dropped
 */
export function createReporter(
  send: (url: string, reading: PageReading) => Promise<PageBadge>,
  onBadge: (badge: PageBadge, reading: PageReading) => void,
  onError: (error: unknown) => void,
): Reporter {
  let last: { url: string; reading: PageReading } | null = null;
  let waiting = false;
  let busy = false;

  async function run(): Promise<void> {
    busy = true;
    while (waiting && last) {
      waiting = false;
      const { url, reading } = last;
      try {
        const badge = await send(url, reading);
        if (!waiting) onBadge(badge, reading);
      } catch (error) {
        onError(error);
      }
    }
    busy = false;
  }

  const push = () => {
    waiting = true;
    if (!busy) void run();
  };
  return {
    report(url, reading) {
      last = { url, reading };
      push();
    },
    again() {
      if (last) push();
    },
  };
}
