/**
 * What a person does with the launcher: press, drag, move by keys. A script of its own, put into the page when somebody
 * comes near the launcher.
 */
import { takeEscape } from './escape';
import type { LauncherActions } from './launcher';
import { dropped, moved, type Place } from './place';

/** Movement below it, in CSS pixels, is a click. */
const DRAG_THRESHOLD = 5;

/**
 * @param place where the launcher is now
 * @returns takes the events of the launcher, in their order
 */
export type Operate = (
  launcher: HTMLElement,
  actions: LauncherActions,
  place: () => Place,
) => (event: Event) => void;

export const operate: Operate = (launcher, actions, place) => {
  launcher.title = 'Partner Lens: drag it, or move it by the arrow keys.';
  const win = launcher.ownerDocument.defaultView as Window;
  let from: { x: number; y: number; dragging: boolean } | null = null;
  let swallowClick = false;

  /** Where the style sheet draws it again. */
  const drop = (at: Place) => {
    launcher.style.cssText = '';
    actions.move(at);
  };
  const on: Partial<Record<string, (event: PointerEvent & KeyboardEvent) => void>> = {
    pointerdown({ button, clientX, clientY, pointerId }) {
      if (button !== 0) return;
      from = { x: clientX, y: clientY, dragging: false };
      swallowClick = false;
      launcher.setPointerCapture(pointerId);
    },
    pointermove({ clientX, clientY }) {
      if (!from) return;
      from.dragging ||= Math.hypot(clientX - from.x, clientY - from.y) >= DRAG_THRESHOLD;
      if (!from.dragging) return;
      launcher.style.cssText = `left:${clientX}px;right:auto;top:${clientY}px;cursor:grabbing;translate:-50% -50%`;
    },
    pointerup({ clientX, clientY }) {
      if (from?.dragging) {
        swallowClick = true;
        drop(dropped(place(), clientX, clientY, win.innerWidth, win.innerHeight));
      }
      from = null;
    },
    pointercancel() {
      if (from?.dragging) drop(place());
      from = null;
    },
    click() {
      if (!swallowClick) actions.toggle();
      swallowClick = false;
    },
    keydown(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const next = moved(place(), event.key, event.shiftKey);
      if (!next) return;
      event.preventDefault();
      actions.move(next);
    },
  };
  const { host } = launcher.getRootNode() as ShadowRoot;
  takeEscape(host, win, () => place().collapsed || actions.toggle(), actions.signal);
  return (event) => on[event.type]?.(event as PointerEvent & KeyboardEvent);
};
