/** Wires the parts of the content script; everything it does on a page starts and ends here. */
import { browser } from 'wxt/browser';
import type { PageReader } from '../crm/choose';
import { whole } from '../crm/slices';
import type { PageReading } from '../crm/types';
import { connected, type RequestError, request } from '../messaging/client';
import { onCommand } from '../messaging/commands';
import { DOCKED_KEY } from '../messaging/dock';
import type { PageBadge } from '../messaging/views';
import type { Acts } from './acts';
import { createListSwitch } from './list-switch';
import { type LoadPart, lacksWords, parts } from './load-part';
import type { Overlay } from './overlay';
import { createReporter } from './reporter';
import { takeOver, takeoverKey } from './takeover';
import { watchPage } from './watcher';

/** The script that acts on fields, once it is here. */
const acts = () => (globalThis as { partnerLensActs?: Acts }).partnerLensActs;

/** Resolves when the document is shown; a page that is rendered ahead of time is nobody's page yet. */
function activated(doc: Document): Promise<void> {
  return new Promise((resolve) => {
    if (!(doc as Document & { prerendering?: boolean }).prerendering) resolve();
    else doc.addEventListener('prerenderingchange', () => resolve(), { once: true });
  });
}

/**
 * @param loadReader gives what reads records and finds fields of this page; when it fails, nothing happens here
 * @param loadPart gives what shows them, when it is first needed
 */
export async function startPage(
  doc: Document,
  loadReader: () => Promise<PageReader>,
  loadPart: LoadPart,
): Promise<void> {
  await activated(doc);
  const win = doc.defaultView as Window & typeof globalThis;
  const placeKey = `place:${win.location.origin}`;
  const stored: Record<string, unknown> = await browser.storage.local
    .get([placeKey, takeoverKey, DOCKED_KEY])
    .catch(() => ({}));
  const signal = takeOver(doc, stored[takeoverKey]);

  const reader = await loadReader().catch(() => null);
  if (!reader || signal.aborted) return;

  const url = () => new URL(win.location.href);
  /** Where a field stands; only a page that made it anew since it was read is searched again. */
  const markable = (reading: PageReading, key: string): Element | undefined => {
    const placeIn = (shown: PageReading) => {
      const field = reader.fieldOf(shown, key);
      return field?.input ?? field?.box;
    };
    const place = placeIn(reading);
    return place?.isConnected ? place : placeIn(whole(reader.read(doc, url())).reading);
  };
  const lists = createListSwitch(
    doc,
    () => reader.adapterFor(doc, url())?.id ?? 'generic',
    () => {
      opened = true;
      reporter.again();
    },
    signal,
  );

  let loading: Promise<void> | null = null;
  let overlay: Overlay | null = null;
  let lost = false;
  /** A person opened a row of the list, and the panel is about to show it. */
  let opened = false;

  function onLost(): void {
    if (lost || signal.aborted) return;
    lost = true;
    void lists(false);
    overlay?.updated();
  }

  /** Makes the overlay, once. */
  function withOverlay(): Promise<void> {
    loading ??= loadPart('overlay').then(
      (start) => {
        if (signal.aborted) return;
        overlay = start({
          doc,
          frame: parts.frame!,
          place: stored[placeKey],
          onPlace(place) {
            if (!connected()) onLost();
            else browser.storage.local.set({ [placeKey]: place }).catch(() => {});
          },
          check: () => connected() || onLost(),
          loadPart,
          signal,
        });
      },
      (error) => {
        // The next record asks again.
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  const onBadge = (badge: PageBadge, reading: PageReading): void => {
    if (lost || signal.aborted || reading.state === 'pending') return;
    void lists(!!badge.lists);
    if (badge.show) {
      overlay?.show(
        badge.missing.flatMap(({ key }) => markable(reading, key) ?? []),
        badge.missing.length,
        reader.placesOf(reading),
        badge.docked,
      );
      if (opened && !badge.docked) overlay?.collapse(false);
    } else overlay?.hide();
    opened = false;
  };

  const reporter = createReporter(
    async (reported) => {
      const badge = await request('page.read', reported);
      if (badge.show) await withOverlay();
      return badge;
    },
    onBadge,
    (error) => {
      if ((error as RequestError).code === 'updated') onLost();
      else overlay?.hide();
    },
  );

  watchPage({
    doc,
    *read() {
      const found = yield* reader.read(doc, url());
      // A page that is loading is read again soon.
      return lacksWords(loadPart) ? { ...found, reading: { state: 'pending' } } : found;
    },
    places: (reading) => reader.placesOf(reading),
    own: (node) => node === overlay?.element,
    onReading(address, reading, next) {
      if (reading.state === 'pending') overlay?.wait();
      reporter.report({ url: address, reading, next });
      // On its way while the page settles: a record that names a partner always shows the panel.
      if (next?.record.partner && !stored[DOCKED_KEY])
        withOverlay().then(
          () => overlay?.prepare(),
          () => {},
        );
    },
    alive: connected,
    onLost,
    signal,
  });

  onCommand(
    {
      'field.jump': ({ key }) => acts()?.jump(reader, doc, key, signal) ?? { found: false },
      'field.fill': ({ key, value }) => acts()?.fill(reader, doc, key, value, signal) ?? { filled: false },
      'panel.collapse': ({ collapsed }) => {
        overlay?.collapse(collapsed);
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
