/**
 * The background's one door. Written by hand rather than with a messaging library because the check of role and
 * schema before any handler runs is the point of it.
 */
import { browser } from 'wxt/browser';
import { RequestError } from './errors';
import type { Input, Output, Reply, RequestName, SenderRole } from './messages';
import { protocol } from './protocol';
import { type Sender, senderRole } from './roles';

/** What a handler knows about who asked; it comes from the browser, never from the message. */
export interface Asker {
  role: SenderRole;
  /** Tab that the sender sits in; null for the popup. */
  tabId: number | null;
  /** Address of the sending document as the browser reports it. */
  url: string;
}

export type Handler<N extends RequestName> = (input: Input<N>, asker: Asker) => Promise<Output<N>>;
export type Handlers = { readonly [N in RequestName]: Handler<N> };

/** Longest payload, in characters of JSON: a record page's reading takes some tens of thousands. */
export const MAX_INPUT = 1_000_000;

const refuse = (code: string, message: string): Reply<never> => ({ ok: false, error: { code, message } });

/**
 * Checks one request and runs its handler.
 *
 * @param name name that the message claims
 * @param input its payload, not to be trusted
 * @param asker null when the sender has no role
 * @returns always a reply; an unknown name, a refused role, a bad payload and a failing handler are errors in it
 */
export async function answer(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  asker: Asker | null,
): Promise<Reply<unknown>> {
  if (typeof name !== 'string' || !Object.hasOwn(protocol, name)) {
    return refuse('unknown-message', `There is no message "${String(name).slice(0, 60)}".`);
  }
  const known = name as RequestName;
  const entry = protocol[known];
  if (!asker || !entry.from.includes(asker.role)) {
    return refuse('refused', `"${known}" may not be sent from here.`);
  }
  try {
    if ((JSON.stringify(input) ?? '').length > MAX_INPUT) {
      return refuse('too-large', `The payload of "${known}" is longer than ${MAX_INPUT} characters.`);
    }
  } catch {
    return refuse('bad-input', `The payload of "${known}" is not JSON.`);
  }
  const parsed = entry.input.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') || 'payload';
    return refuse('bad-input', `"${known}": ${where}: ${issue?.message ?? 'does not fit'}.`);
  }
  try {
    const run = handlers[known] as Handler<RequestName>;
    const value = await run(parsed.data, asker);
    // Chromium sends JSON and Firefox clones: going through JSON here makes both give the same answer.
    return { ok: true, value: value === undefined ? null : JSON.parse(JSON.stringify(value)) };
  } catch (error) {
    if (error instanceof RequestError) return refuse(error.code, error.message);
    console.error(`Partner Lens: "${known}" failed.`, error);
    return refuse('failed', saidBy(error));
  }
}

/** What an error says. The database puts "Error" before a sentence of ours that kept it from opening: that is left out. */
function saidBy(error: unknown): string {
  const inner = error instanceof Error && 'inner' in error ? error.inner : null;
  if (inner instanceof Error && /^(Error)?$/.test(inner.name)) return inner.message;
  return error instanceof Error ? error.message : String(error);
}

/** Origin of this extension without a trailing slash. */
export function ownOrigin(): string {
  return browser.runtime.getURL('').replace(/\/$/, '');
}

/** Registers the listener. Must run in the worker's first turn, so that the message that woke it is heard. */
export function serve(handlers: Handlers): void {
  const origin = ownOrigin();
  const ownId = browser.runtime.id;
  browser.runtime.onMessage.addListener(
    (message: unknown, sender: Sender, sendResponse: (reply: Reply<unknown>) => void): boolean => {
      if (typeof message !== 'object' || message === null || !('request' in message)) return false;
      const { request, input } = message as { request: unknown; input?: unknown };
      const role = senderRole(sender, origin, ownId);
      const asker: Asker | null = role && { role, tabId: sender.tab?.id ?? null, url: sender.url ?? '' };
      answer(handlers, request, input, asker).then(sendResponse);
      return true;
    },
  );
}
