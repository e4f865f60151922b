import { browser } from 'wxt/browser';
import type { PageCommands } from './messages';

export type CommandName = keyof PageCommands;
export type CommandHandlers = {
  [N in CommandName]: (input: PageCommands[N][0]) => PageCommands[N][1] | Promise<PageCommands[N][1]>;
};

/** Commands that act on a field take a script that no page gets before. */
const ACTS: ReadonlySet<CommandName> = new Set(['field.jump', 'field.fill']);

/**
 * Background: tells the content script of a tab's top frame to do something.
 *
 * @returns its answer, or null when no content script listens there
 */
export async function sendCommand<N extends CommandName>(
  tabId: number,
  name: N,
  input: PageCommands[N][0],
): Promise<PageCommands[N][1] | null> {
  try {
    if (ACTS.has(name))
      await browser.scripting.executeScript({
        target: { tabId, frameIds: [0] },
        files: ['/acts.js' as never],
      });
    return (await browser.tabs.sendMessage(tabId, { command: name, input }, { frameId: 0 })) ?? null;
  } catch {
    return null;
  }
}

/**
 * Content script: answers the background's commands until `signal` aborts. Messages of other frames and of
 * extension pages (which have a tab or a URL path other than the background's) are not commands.
 */
export function onCommand(handlers: CommandHandlers, signal: AbortSignal): void {
  const listener = (
    message: unknown,
    sender: { id?: string; tab?: unknown },
    sendResponse: (answer: unknown) => void,
  ): boolean => {
    const { command, input } = (message ?? {}) as { command?: unknown; input?: never };
    if (typeof command !== 'string' || !Object.hasOwn(handlers, command)) return false;
    if (sender.tab || sender.id !== browser.runtime.id) return false;
    Promise.resolve(handlers[command as CommandName](input as never)).then(sendResponse, () =>
      sendResponse(null),
    );
    return true;
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));
}
