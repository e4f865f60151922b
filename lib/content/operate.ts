/**
 * What a person does with the launcher: press, drag, move by keys. A script of its own, put into the page when somebody
 * comes near the launcher.
 */
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
      const root = launcher.parentElement;
      root?.toggleAttribute('data-drag', true);
      root?.style.setProperty('--x', `${clientX}px`);
      root?.style.setProperty('--t', `${clientY}px`);
    },
    pointerup({ clientX, clientY }) {
      if (from?.dragging) {
        swallowClick = true;
        actions.move(dropped(place(), clientX, clientY, win.innerWidth, win.innerHeight));
      }
      from = null;
    },
    pointercancel() {
      if (from?.dragging) actions.move(place());
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
  return (event) => on[event.type]?.(event as PointerEvent & KeyboardEvent);
};
