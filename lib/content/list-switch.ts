import { request } from '../messaging/client';
import { createDirtyFlag } from './dirty';
import type { Lists, StartLists } from './lists/types';
import { onNavigation } from './navigation';

/** Where the script for lists leaves its start: a global of the extension's own world, made first as a reader's is. */
type World = typeof globalThis & { partnerLensLists?: StartLists };

/**
 * Badges on lists and boards; their script is fetched when they are first wanted.
 * @param crm adapter id of the page
 * @param onOpen a person opened a row, and the background knows its record now
 * @returns switches them on, asking anew about every row, or off
 */
export function createListSwitch(
  doc: Document,
  crm: () => string,
  onOpen: () => void,
  signal: AbortSignal,
): (on: boolean) => Promise<void> {
  const world: World = globalThis;
  world.partnerLensLists = undefined;
  let lists: Lists | null = null;
  let wanted = false;
  const ask: Parameters<StartLists>[0]['ask'] = (rows) => request('list.badges', { crm: crm(), rows });
  const open: Parameters<StartLists>[0]['open'] = (row) =>
    void request('list.open', { crm: crm(), row }).then(onOpen, () => {});
  return async (on) => {
    wanted = on;
    if (on && !lists) {
      if (!world.partnerLensLists) await request('list.script', {}).catch(() => {});
      lists ??= world.partnerLensLists?.({ doc, ask, open, createDirtyFlag, onNavigation, signal }) ?? null;
    }
    lists?.show(wanted);
  };
}
