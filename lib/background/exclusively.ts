/** One at a time over all contexts of the extension: what computes scorecards, and what replaces all that they rest on. */
export async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = globalThis.navigator ?? {};
  return locks ? ((await locks.request('partner-lens:scorecards', work)) as T) : work();
}
