/**
 * What stands in the page for a record: launcher, frame of the panel, and marks on its missing fields. A script of its
 * own, put into the page when it first shows a record: most pages of most sites never do.
 */
import type { FieldHandle } from '../crm/types';
import { createHost } from './host';
import { createMarker } from './marker';
import { type Place, toPlace } from './place';

/** How often a shown overlay makes sure that its extension is still there, ms. */
const ALIVE_EVERY = 5_000;

export interface OverlayOptions {
  doc: Document;
  /** Address of the panel page. */
  panelUrl: string;
  /** Where it stood when this site was last open, as it was stored. */
  place: unknown;
  /** The user moved, opened or closed it. */
  onPlace(place: Place): void;
  /** Finds a field of the record by its key. */
  locate(key: string): FieldHandle | null;
  /** To be called when the extension may be gone. */
  check(): void;
  signal: AbortSignal;
}

export interface Overlay {
  /** Element in the page; its mutations are ours. */
  element: HTMLElement;
  /**
   * Shows launcher and panel, and marks the fields with these keys and no others.
   * @param docked the panel shows in the browser's side panel: the page gets the marks alone
   */
  show(missing: string[], docked: boolean): void;
  /** The page is between two records: keep what shows, without figures of the old one. */
  wait(): void;
  hide(): void;
  collapse(collapsed: boolean): void;
  /** Replaces everything by the notice that the extension was updated. */
  updated(): void;
}

export type StartOverlay = (options: OverlayOptions) => Overlay;

export const startOverlay: StartOverlay = ({ doc, panelUrl, place, onPlace, locate, check, signal }) => {
  const win = doc.defaultView as Window;
  const marker = createMarker(locate);
  const host = createHost({ doc, panelUrl, place: toPlace(place), onPlace, onFrameReloaded: check, signal });
  let missing: string[] = [];

  function mark(keys: string[]): void {
    missing = keys;
    marker.mark(keys);
  }

  // A frame of an extension that is gone stays as it was: nothing else tells.
  const pulse = setInterval(check, ALIVE_EVERY);
  // Paper shows the record alone.
  win.addEventListener('beforeprint', () => marker.mark([]), { signal });
  win.addEventListener('afterprint', () => marker.mark(missing), { signal });
  signal.addEventListener('abort', () => {
    clearInterval(pulse);
    marker.mark([]);
  });
  return {
    element: host.element,
    show(keys, docked) {
      if (docked) host.hide();
      else host.show(keys.length);
      mark(keys);
    },
    wait() {
      host.wait();
      mark([]);
    },
    hide() {
      host.hide();
      mark([]);
    },
    collapse: host.collapse,
    updated() {
      mark([]);
      host.updated();
    },
  };
};
