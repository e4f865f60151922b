import type { PanelFrame } from '../messaging/panel-frame';
import { asideOf, type Stand, sideOf, standOf } from './aside';
import { keepAttached } from './attach';
import { onDialogs } from './dialogs';
import { createLauncher, type LauncherActions } from './launcher';
import type { LoadPart } from './load-part';
import { type Place, toPlace } from './place';
import { shieldFocus } from './shield';
import { css } from './style';
import { createUpdatedNotice } from './updated';

export interface Host {
  /** Element in the page; its mutations are ours. */
  element: HTMLElement;
  /** Loads the panel, unseen, unless it is collapsed. */
  prepare(): void;
  /**
   * Shows the launcher, and the panel unless it is collapsed.
   * @param places where the record stands in the page
   */
  show(missing: number, places: readonly Element[]): void;
  /** The page is between two records: keep what shows, without figures of the old one. */
  wait(): void;
  hide(): void;
  collapse(collapsed: boolean): void;
  /** Replaces launcher and panel by the notice that the extension was updated. */
  updated(): void;
}

export interface HostOptions {
  doc: Document;
  /** What the panel's frame is made with; it comes with the script that shows it. */
  frame: PanelFrame;
  /** Where it stood when this site was last open, as it was stored. */
  place: unknown;
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
export function createHost({ doc, frame: made, place, onPlace, check, loadPart, signal }: HostOptions): Host {
  const element = doc.createElement('div');
  const shadow = element.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  const root = doc.createElement('div');
  root.className = 'root';
  shadow.append(root);

  /** Where it stands now. */
  const current = toPlace(place);
  /** The edge that a person chose: the panel keeps to the other one where it would stand over the record here. */
  let own = current.side;
  let moved = false;
  /** Where the record stands. */
  let record: readonly Element[] = [];
  let visible = false;
  let missing = 0;
  let dead = false;
  let frame: HTMLIFrameElement | null = null;
  /** How far the launcher stands from its place now, in CSS pixels. */
  let aside = 0;
  /** The edge at which the panel should stand, and where it does; null where that is to be found anew. */
  let edge = own;
  let stand: Stand | null = null;

  const actions: LauncherActions = {
    toggle: () => setPlace({ ...current, collapsed: !current.collapsed }),
    move(next) {
      moved = true;
      own = next.side;
      setPlace(next);
    },
    check,
    signal,
  };
  const launcher = createLauncher(doc, actions, () => loadPart('launcher'));
  root.append(launcher.element);
  let follow: ((event?: Event) => void) | null = null;
  let asked = false;
  /** Fetches what follows modal dialogs once there is one, and has it look. */
  function checkModals(event?: Event): void {
    if (follow) follow(event);
    else if (!asked && visible && doc.querySelector('dialog:modal')) {
      asked = true;
      loadPart('modals').then(
        (start) => {
          follow = start(doc, element, signal);
          follow();
        },
        () => {
          asked = false;
        },
      );
    }
  }
  onDialogs(checkModals, signal);
  shieldFocus(element, signal);

  function setPlace(next: Place): void {
    stand = null;
    Object.assign(current, next);
    onPlace({ ...current, side: own });
    render();
  }

  let stepping = false;
  /** Steps aside where launcher or panel would cover a control; after the next frame, when the page is laid out anyway. */
  function stepAside(): void {
    if (stepping || !visible) return;
    stepping = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        stepping = false;
        if (signal.aborted || dead || !visible) return;
        // The page is laid out here already, and once more only where the panel changes sides.
        const wide = frame?.offsetWidth ?? 0;
        const wish = moved ? own : sideOf(record, own, wide);
        if (wish !== edge) stand = null;
        edge = wish;
        const side = stand?.side ?? wish;
        if (wide)
          stand = standOf(
            doc,
            record,
            moved ? [side] : [side, side === 'left' ? 'right' : 'left'],
            wide,
            stand,
          );
        current.side = stand?.side ?? wish;
        root.dataset.side = current.side;
        const { x, y, width, height } = launcher.element.getBoundingClientRect();
        const at = new DOMRect(x, y - aside, width, height);
        aside = width > 0 ? asideOf(doc, at, element) : 0;
        // All of it is read before any is written.
        if (frame && stand) frame.style.cssText = `top:${stand.top}px;height:${stand.height}px`;
        root.style.setProperty('--aside', `${aside}px`);
      }),
    );
  }
  for (const type of ['resize', 'scrollend'])
    addEventListener(
      type,
      () => {
        if (type < 's') stand = null;
        stepAside();
      },
      { capture: true, passive: true, signal },
    );

  /** The frame is made before the panel first opens and kept from then on, so that it opens at once again. */
  function panel(): HTMLIFrameElement {
    if (frame) return frame;
    frame = doc.createElement('iframe');
    frame.className = 'panel';
    frame.title = 'Partner Lens';
    Object.assign(frame, made);
    frame.onload = () => {
      frame!.onload = check;
    };
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
    launcher.update(current, missing);
    stepAside();
  }

  render();
  keepAttached(doc, element, signal, () => {
    dead = true;
    // A page that kept the element can put it anywhere.
    root.remove();
  });
  return {
    element,
    prepare() {
      if (!dead && !current.collapsed) panel();
    },
    show(count, places) {
      visible = true;
      record = places;
      missing = count;
      render();
      checkModals();
    },
    wait() {
      missing = 0;
      stand = null;
      render();
    },
    hide() {
      visible = false;
      stand = null;
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
