import { asideOf, besideBars } from './aside';
import { keepAttached } from './attach';
import { createLauncher, type LauncherActions } from './launcher';
import type { LoadPart } from './load-part';
import type { Modals } from './modal';
import type { Place } from './place';
import { shield } from './shield';
import { css } from './style';
import { createUpdatedNotice } from './updated';

export interface Host {
  /** Element in the page; its mutations are ours. */
  element: HTMLElement;
  /** Loads the panel, unseen, unless it is collapsed. */
  prepare(): void;
  /** Shows the launcher, and the panel unless it is collapsed. */
  show(missing: number): void;
  /** The page is between two records: keep what shows, without figures of the old one. */
  wait(): void;
  hide(): void;
  collapse(collapsed: boolean): void;
  /** Replaces launcher and panel by the notice that the extension was updated. */
  updated(): void;
}

export interface HostOptions {
  doc: Document;
  /** Address of the panel page. */
  panelUrl: string;
  place: Place;
  /** The user moved, opened or closed it. */
  onPlace(place: Place): void;
  /**
   * The extension may be gone: the frame was loaded again, which the browser does then, or the launcher got no answer.
   */
  check(): void;
  loadPart: LoadPart;
  signal: AbortSignal;
}

/**
 * Our one element in the CRM page: a plain, attribute-free tag on `<html>` with a closed shadow root. The figures
 * are in a frame of the extension's own origin, because text in a closed root can still be read by the page.
 */
export function createHost({ doc, panelUrl, place, onPlace, check, loadPart, signal }: HostOptions): Host {
  const win = doc.defaultView as Window & typeof globalThis;
  const element = doc.createElement('div');
  const shadow = element.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  const root = doc.createElement('div');
  root.className = 'root';
  shadow.append(root);

  let current = place;
  let visible = false;
  let missing = 0;
  let dead = false;
  let frame: HTMLIFrameElement | null = null;
  /** How far the launcher stands from its place now, in CSS pixels. */
  let aside = 0;

  const actions: LauncherActions = {
    toggle: () => setPlace({ ...current, collapsed: !current.collapsed }),
    move: setPlace,
  };
  const launcher = createLauncher(doc, actions, () =>
    loadPart('launcher').catch((error) => {
      check();
      throw error;
    }),
  );
  root.append(launcher.element);
  let modals: Modals | null = null;
  let asked = false;
  /** Fetches what follows modal dialogs once there is one. */
  function checkModals(): void {
    if (modals) modals.check();
    else if (!asked && element.isConnected && doc.querySelector('dialog:modal')) {
      asked = true;
      loadPart('modals').then(
        (follow) => {
          modals = follow(doc, element, signal);
          modals.check();
        },
        () => {
          asked = false;
        },
      );
    }
  }
  for (const type of ['toggle', 'focusin']) {
    win.addEventListener(type, () => modals || checkModals(), { capture: true, passive: true, signal });
  }
  shield(element, win, () => setPlace({ ...current, collapsed: true }), signal);

  function setPlace(next: Place): void {
    root.toggleAttribute('data-drag', false);
    current = next;
    onPlace(next);
    render();
  }

  let stepping = false;
  /** Steps aside where launcher or panel would cover a control; after the next frame, when the page is laid out anyway. */
  function stepAside(): void {
    if (stepping || !visible) return;
    stepping = true;
    win.requestAnimationFrame(() =>
      setTimeout(() => {
        stepping = false;
        if (signal.aborted || dead || !visible || root.hasAttribute('data-drag')) return;
        const { x, y, width, height } = launcher.element.getBoundingClientRect();
        const at = new DOMRect(x, y - aside, width, height);
        aside = width > 0 ? asideOf(doc, at, element) : 0;
        // Everything is read before anything is written: the page is laid out once.
        if (!current.collapsed && frame) frame.style.cssText = besideBars(doc, frame);
        root.style.setProperty('--aside', `${aside}px`);
      }),
    );
  }
  win.addEventListener('resize', stepAside, { signal, passive: true });

  /** The frame is made before the panel first opens and kept from then on, so that it opens at once again. */
  function panel(): HTMLIFrameElement {
    if (frame) return frame;
    frame = doc.createElement('iframe');
    frame.className = 'panel';
    frame.title = 'Partner Lens';
    frame.src = panelUrl;
    let loads = 0;
    frame.addEventListener('load', () => {
      if (++loads > 1) check();
    });
    root.append(frame);
    return frame;
  }

  function render(): void {
    if (dead) return;
    const open = visible && !current.collapsed;
    root.hidden = !visible;
    root.dataset.side = current.side;
    root.style.setProperty('--y', String(current.y));
    root.toggleAttribute('data-open', open);
    if (open) panel();
    if (frame) frame.hidden = !open;
    launcher.update({ place: current, missing });
    stepAside();
  }

  let attached = false;
  function attach(): void {
    if (attached) return;
    attached = true;
    keepAttached(doc, element, signal, () => {
      dead = true;
    });
  }

  render();
  return {
    element,
    prepare() {
      if (dead || current.collapsed) return;
      attach();
      panel();
    },
    show(count) {
      visible = true;
      missing = count;
      attach();
      render();
      checkModals();
    },
    wait() {
      missing = 0;
      render();
    },
    hide() {
      visible = false;
      render();
    },
    collapse(collapsed) {
      const focused = doc.activeElement === element;
      setPlace({ ...current, collapsed });
      if (focused && collapsed) launcher.element.focus({ preventScroll: true });
    },
    updated() {
      if (dead) return;
      dead = true;
      if (!visible) return;
      root.toggleAttribute('data-open', false);
      root.role = 'status';
      root.replaceChildren(createUpdatedNotice(doc));
    },
  };
}
