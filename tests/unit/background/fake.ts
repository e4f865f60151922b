import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** An event that tests fire themselves. */
function event<T extends unknown[]>() {
  const listeners: ((...args: T) => void)[] = [];
  return {
    addListener: (listener: (...args: T) => void) => void listeners.push(listener),
    fire: (...args: T) => {
      for (const listener of listeners) listener(...args);
    },
  };
}

export interface FakeTab {
  id: number;
  url?: string;
  discarded?: boolean;
}

interface Registered {
  id: string;
  matches: string[];
  js?: string[];
  runAt?: string;
}

const matchesPattern = (url: string, pattern: string): boolean => {
  const [scheme, rest = ''] = pattern.split('://');
  const at = new URL(url);
  const host = rest.split('/')[0]!;
  const hostFits =
    host === '*' || host === at.hostname || (host.startsWith('*.') && at.hostname.endsWith(host.slice(1)));
  return `${scheme}:` === at.protocol && hostFits;
};

/**
 * The parts of the browser that the fake one lacks: permissions, registered scripts, injection, messages to tabs.
 * State is public, so that tests can set and read it.
 */
export function installFakes(options: { origins?: string[]; tabs?: FakeTab[] } = {}) {
  fakeBrowser.reset();
  fakeBrowser.runtime.id = 'test-extension-id';
  const state = {
    origins: new Set(options.origins),
    tabs: options.tabs ?? [],
    registered: [] as Registered[],
    /** Calls that change the registration, in order. */
    calls: [] as string[],
    injected: [] as number[],
    commands: [] as { tabId: number; command: string; input: unknown }[],
    /** Answer of the content script in a tab; without one nobody listens. */
    answer: undefined as ((command: string) => unknown) | undefined,
  };
  const added = event<[{ origins?: string[] }]>();
  const removed = event<[{ origins?: string[] }]>();

  fakeBrowser.permissions = {
    getAll: async () => ({ origins: [...state.origins], permissions: [] }),
    contains: async ({ origins = [] }: { origins?: string[] }) =>
      origins.every((pattern) =>
        [...state.origins].some((granted) => matchesPattern(pattern.replace('/*', '/'), granted)),
      ),
    onAdded: added,
    onRemoved: removed,
  } as never;
  fakeBrowser.commands = { onCommand: event<[string]>() } as never;
  fakeBrowser.scripting = {
    getRegisteredContentScripts: async () => structuredClone(state.registered),
    registerContentScripts: async (scripts: Registered[]) => {
      state.calls.push('register');
      for (const script of scripts)
        if (state.registered.some(({ id }) => id === script.id)) throw new Error(`Duplicate ${script.id}`);
      state.registered.push(...structuredClone(scripts));
    },
    updateContentScripts: async (scripts: Registered[]) => {
      state.calls.push('update');
      for (const script of scripts)
        if (!state.registered.some(({ id }) => id === script.id)) throw new Error(`Nonexistent ${script.id}`);
      state.registered = state.registered.map((old) => ({
        ...old,
        ...scripts.find(({ id }) => id === old.id),
      }));
    },
    unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
      state.calls.push('unregister');
      for (const id of ids)
        if (!state.registered.some((one) => one.id === id)) throw new Error(`Nonexistent ${id}`);
      state.registered = state.registered.filter(({ id }) => !ids.includes(id));
    },
    executeScript: async ({ target }: { target: { tabId: number } }) => {
      const tab = state.tabs.find(({ id }) => id === target.tabId);
      if (tab?.url?.includes('error')) throw new Error('Cannot access contents of the page');
      state.injected.push(target.tabId);
      return [];
    },
  } as never;
  fakeBrowser.tabs.query = vi.fn(async ({ url }: { url?: string | string[] }) => {
    const patterns = url === undefined ? ['*'] : [url].flat();
    return state.tabs.filter(
      (tab) => tab.url && patterns.some((pattern) => pattern === '*' || matchesPattern(tab.url!, pattern)),
    );
  }) as never;
  fakeBrowser.tabs.get = vi.fn(async (tabId: number) => {
    const tab = state.tabs.find(({ id }) => id === tabId);
    if (!tab) throw new Error(`No tab with id: ${tabId}.`);
    return tab;
  }) as never;
  fakeBrowser.tabs.sendMessage = vi.fn(
    async (tabId: number, { command, input }: { command: string; input: unknown }) => {
      state.commands.push({ tabId, command, input });
      if (!state.answer) throw new Error('Could not establish connection. Receiving end does not exist.');
      return state.answer(command);
    },
  ) as never;
  return {
    ...state,
    state,
    grant(origin: string) {
      state.origins.add(origin);
      added.fire({ origins: [origin] });
    },
    revoke(origin: string) {
      state.origins.delete(origin);
      removed.fire({ origins: [origin] });
    },
  };
}

/** Lets everything that was started finish. */
export const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};
