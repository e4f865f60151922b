/** Wires the parts of the content script; everything it does on a page starts and ends here. */
import { browser } from 'wxt/browser';
import type { PageReader } from '../crm/choose';
import type { PageReading } from '../crm/types';
import { connected, RequestError, request } from '../messaging/client';
import { onCommand } from '../messaging/commands';
import { DOCKED_KEY, watchDocked } from '../messaging/dock';
import type { PageBadge } from '../messaging/views';
import type { Acts } from './acts';
import { createHost, type Host } from './host';
import { createListSwitch } from './list-switch';
import { createMarker } from './marker';
import { type Place, toPlace } from './place';
import { createReporter } from './reporter';
import { takeOver, takeoverKey } from './takeover';
import { watchPage } from './watcher';

/** How often a shown overlay makes sure that its extension is still there, ms. */
const ALIVE_EVERY = 5_000;

/** The script that acts on fields, once it is here. */
const acts = () => (globalThis as { partnerLensActs?: Acts }).partnerLensActs;

/** Resolves when the document is shown; a page that is rendered ahead of time is nobody's page yet. */
function activated(doc: Document): Promise<void> {
  const { prerendering } = doc as Document & { prerendering?: boolean };
  if (!prerendering) return Promise.resolve();
  return new Promise((resolve) => {
    doc.addEventListener('prerenderingchange', () => resolve(), { once: true });
  });
}

/**
 * @param load gives what reads records and finds fields of this page; when it fails, nothing happens here
 */
export async function startPage(doc: Document, load: () => Promise<PageReader>): Promise<void> {
  await activated(doc);
  const win = doc.defaultView as Window & typeof globalThis;
  const placeKey = `place:${win.location.origin}`;
  const stored: Record<string, unknown> = await browser.storage.local
    .get([placeKey, takeoverKey, DOCKED_KEY])
    .catch(() => ({}));
  const signal = takeOver(doc, stored[takeoverKey]);

  const reader = await load().catch(() => null);
  if (!reader || signal.aborted) return;

  const url = () => new URL(win.location.href);
  const locate = (key: string) => reader.locateField(doc, url(), key);
  const marker = createMarker(locate);
  signal.addEventListener('abort', () => marker.clear());
  const lists = createListSwitch(
    doc,
    () => reader.adapterFor(doc, url())?.id ?? 'generic',
    () => {
      opened = true;
      reporter.again();
    },
    signal,
  );

  let host: Host | null = null;
  let place = toPlace(stored[placeKey]);
  let docked = stored[DOCKED_KEY] === true;
  let lost = false;
  /** A person opened a row of the list, and the panel is about to show it. */
  let opened = false;
  let missing: string[] = [];

  function onLost(): void {
    if (lost || signal.aborted) return;
    lost = true;
    mark([]);
    void lists(false);
    host?.updated();
  }

  function onPlace(next: Place): void {
    place = next;
    if (!connected()) onLost();
    else browser.storage.local.set({ [placeKey]: next }).catch(() => {});
  }

  function mark(keys: string[]): void {
    missing = keys;
    marker.mark(keys);
  }

  function overlay(): Host {
    if (host) return host;
    // A frame of an extension that is gone stays as it was: nothing else tells.
    const pulse = setInterval(() => connected() || onLost(), ALIVE_EVERY);
    signal.addEventListener('abort', () => clearInterval(pulse));
    // Paper shows the record alone.
    win.addEventListener('beforeprint', () => marker.clear(), { signal });
    win.addEventListener('afterprint', () => marker.mark(missing), { signal });
    host = createHost({
      doc,
      panelUrl: browser.runtime.getURL('/panel.html'),
      place,
      onPlace,
      onFrameReloaded: () => {
        if (!connected()) onLost();
      },
      signal: signal,
    });
    return host;
  }

  function onBadge(badge: PageBadge, reading: PageReading): void {
    if (lost || signal.aborted || reading.state === 'pending') return;
    void lists(badge.lists === true);
    if (!badge.show) {
      host?.hide();
      mark([]);
      return;
    }
    // In the side panel it shows there; the page keeps the marks alone.
    if (docked) host?.hide();
    else {
      overlay().show(badge.missing.length);
      if (opened) overlay().collapse(false);
    }
    opened = false;
    mark(badge.missing.map((field) => field.key));
  }

  const reporter = createReporter(
    (address, reading) => request('page.read', { url: address, reading }),
    onBadge,
    (error) => {
      if (error instanceof RequestError && error.code === 'updated') onLost();
      else host?.hide();
    },
  );

  watchPage({
    doc,
    read: () => reader.readPage(doc, url()).reading,
    places: (reading) => reader.placesOf(reading),
    own: (node) => node === host?.element,
    onReading(address, reading) {
      if (reading.state === 'pending') {
        host?.wait();
        mark([]);
      }
      reporter.report(address, reading);
    },
    alive: connected,
    onLost,
    signal: signal,
  });

  const stop = watchDocked((now) => {
    docked = now;
    reporter.again();
  });
  signal.addEventListener('abort', stop);
  onCommand(
    {
      'field.jump': ({ key }) => acts()?.jump(doc, () => locate(key), signal) ?? { found: false },
      'field.fill': ({ key, value }) =>
        acts()?.fill(doc, () => locate(key), value, signal) ?? { filled: false },
      'panel.collapse': ({ collapsed }) => {
        host?.collapse(collapsed);
        return null;
      },
      'page.reread': () => {
        reporter.again();
        return null;
      },
    },
    signal,
  );
}
