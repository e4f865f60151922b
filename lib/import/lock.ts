const LOCK = 'partner-lens-import';

/** One import at a time over all tabs, where the browser can see to it; the store checks again when writing. */
export function alone<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  return locks.request(LOCK, signal ? { signal } : {}, work) as Promise<T>;
}

/** Whether an import runs now, in whichever tab; false where the browser cannot tell. */
export async function importRuns(): Promise<boolean> {
  const { held = [] } = (await globalThis.navigator?.locks?.query()) ?? {};
  return held.some(({ name }) => name === LOCK);
}
