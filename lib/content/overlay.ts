/**
 * What stands in the page for a record: launcher, frame of the panel, and marks on its missing fields. A script of its
 * own, put into the page when it first shows a record: most pages of most sites never do.
 */
import { createHost, type HostOptions } from './host';
import { createMarker } from './marker';

/** How often a shown overlay makes sure that its extension is still there, ms. */
const ALIVE_EVERY = 5_000;

export interface Overlay {
  /** Element in the page; its mutations are ours. */
  element: HTMLElement;
  /** Loads the panel, unseen: it is about to be shown. */
  prepare(): void;
  /**
   * Shows launcher and panel, and marks these missing fields and no others.
   * @param fields those that are on the page now
   * @param places where the record stands
   * @param docked the panel shows in the browser's side panel: the page gets the marks alone
   */
  show(fields: readonly Element[], missing: number, places: readonly Element[], docked?: boolean): void;
  /** The page is between two records: keep what shows, without figures of the old one. */
  wait(): void;
  hide(): void;
  collapse(collapsed: boolean): void;
  /** Replaces everything by the notice that the extension was updated. */
  updated(): void;
}

export type StartOverlay = (options: HostOptions) => Overlay;

export const startOverlay: StartOverlay = (options) => {
  const { check, signal } = options;
  const marker = createMarker();
  const host = createHost(options);
  let missing: readonly Element[] = [];
  function mark(fields: readonly Element[]): void {
    missing = fields;
    marker.mark(fields);
  }

  // A frame of an extension that is gone stays as it was: nothing else tells.
  const pulse = setInterval(check, ALIVE_EVERY);
  // Paper shows the record alone.
  for (const type of ['beforeprint', 'afterprint'])
    addEventListener(type, () => marker.mark(type < 'b' ? missing : []), { signal });
  signal.addEventListener('abort', () => {
    clearInterval(pulse);
    mark([]);
  });
  return {
    ...host,
    show(fields, count, places, docked) {
      if (docked) host.hide();
      else host.show(count, places);
      mark(fields);
    },
    wait() {
      host.wait();
      mark([]);
    },
    hide() {
      host.hide();
      mark([]);
    },
    updated() {
      mark([]);
      host.updated();
    },
  };
};
