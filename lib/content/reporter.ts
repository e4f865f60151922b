import type { PageReading } from '../crm/types';
import type { PageBadge } from '../messaging/views';

export interface Reported {
  url: string;
  reading: PageReading;
  /** What the page seems to show when it has settled: the background may look it up meanwhile. */
  next?: PageReading | null;
}

export interface Reporter {
  /** Reports a reading; one that is overtaken before it was sent is dropped. */
  report(reported: Reported): void;
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
  send: (reported: Reported) => Promise<PageBadge>,
  onBadge: (badge: PageBadge, reading: PageReading) => void,
  onError: (error: unknown) => void,
): Reporter {
  let last: Reported | null = null;
  let waiting = false;
  let busy = false;

  async function run(): Promise<void> {
    busy = true;
    // What is reported at one moment goes as one.
    await null;
    while (waiting && last) {
      waiting = false;
      const sent: Reported = last;
      try {
        const badge = await send(sent);
        if (!waiting) onBadge(badge, sent.reading);
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
    report(reported) {
      last = reported;
      push();
    },
    again() {
      if (last) push();
    },
  };
}
