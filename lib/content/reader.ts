import type { PageReader } from '../crm/choose';
import { sniff } from '../crm/sniff';
import { type RequestError, request } from '../messaging/client';

/**
 * Where a reader script leaves its reader: a global of the extension's own world, which the page cannot see. It is made
 * before it is asked for, since an element or a frame of that name would be found else.
 */
type World = typeof globalThis & { partnerLensReader?: PageReader };

/** Pauses before asking again: a frame that was just replaced, or a worker that was just stopped, is back by then. */
const PAUSES = [200, 800, 3200];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A background that said no, or an extension that is gone, says the same again. */
const isFinal = (error: unknown): boolean => /refused|updated/.test((error as RequestError).code);

/**
 * Fetches the reader for this page's CRM, so that no page carries the code of all CRMs. Asks again where that fails
 * in passing: a page is read from the start or never.
 * @throws RequestError when the background does not give one
 */
export async function loadReader(doc: Document, pauses: readonly number[] = PAUSES): Promise<PageReader> {
  const world: World = globalThis;
  world.partnerLensReader = undefined;
  for (let tries = 0; !world.partnerLensReader; tries++) {
    try {
      await request('page.reader', { hint: sniff(doc) });
      if (!world.partnerLensReader) throw new Error('no reader');
    } catch (error) {
      const wait = pauses[tries];
      if (wait === undefined || isFinal(error)) throw error;
      await pause(wait);
    }
  }
  return world.partnerLensReader;
}
