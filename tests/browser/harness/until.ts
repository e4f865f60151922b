/**
 * Asks again and again until the answer is something other than null, undefined or false. Errors of the probe count
 * as "not yet": a frame may navigate while it is asked.
 *
 * @param what told when it never comes, as in "the panel's frame"
 * @throws Error after `timeout` milliseconds, with the last error of the probe
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  timeout = 90_000,
): Promise<T> {
  const end = performance.now() + timeout;
  let problem: unknown;
  for (;;) {
    try {
      const answer = await probe();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      problem = undefined;
    } catch (error) {
      problem = error;
    }
    if (performance.now() > end)
      throw new Error(`Waited ${timeout / 1000} s in vain for ${what}.`, { cause: problem });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
