import { browser } from 'wxt/browser';
import { RequestError } from './errors';
import type { Input, Output, Reply, RequestName } from './messages';

export { RequestError } from './errors';

/** What the browser says when the background was stopped while the message was on its way. */
const RESTARTING = /receiving end|port closed|not establish/i;
const INVALIDATED = /context inval/i;

/** False once the extension was updated, reloaded or removed under this page. */
export function connected(): boolean {
  try {
    return browser.runtime?.id != null;
  } catch {
    return false;
  }
}

const updated = () => new RequestError('updated', 'Partner Lens was updated. Reload this page.');

async function once<N extends RequestName>(name: N, input: Input<N>): Promise<Reply<Output<N>> | undefined> {
  if (!connected()) throw updated();
  try {
    return await browser.runtime.sendMessage({ request: name, input });
  } catch (error) {
    const text = (error as Error).message;
    if (!connected() || INVALIDATED.test(text)) {
      throw updated();
    }
    if (RESTARTING.test(text)) return undefined;
    throw new RequestError('failed', text);
  }
}

/**
 * Asks the background. A message sent while the worker stops is lost, so a request without an answer is sent
 * once more; every handler can therefore run twice for one request.
 *
 * @param name name of the message
 * @param input its payload, JSON-safe
 * @returns the answer
 * @throws RequestError with the background's code, or `no-answer`, `updated`
 */
export async function request<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
  const reply = (await once(name, input)) ?? (await once(name, input));
  if (!reply) {
    throw new RequestError('no-answer', `Partner Lens did not answer "${name}". Reload this page.`);
  }
  if (!reply.ok) throw new RequestError(reply.error.code, reply.error.message);
  return reply.value;
}
