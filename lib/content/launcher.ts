import { moved, type Place } from './place';

export interface LauncherActions {
  toggle(): void;
  move(place: Place): void;
  /** The pointer let go of a dragged launcher at this point of the window. */
  drop(x: number, y: number): void;
  /** The dragged launcher is over this point. */
  drag(x: number, y: number): void;
}

export interface Launcher {
  element: HTMLButtonElement;
  update(state: { place: Place; missing: number; loading: boolean }): void;
}

/** Movement below it, in CSS pixels, is a click. */
const DRAG_THRESHOLD = 5;

/**
 * The pill that opens and closes the panel. Its only text is the count of missing fields, which the page shows
 * anyway: text in a closed shadow root can be found by the page, so nothing about a partner may stand here.
 */
export function createLauncher(doc: Document, actions: LauncherActions): Launcher {
  const element = doc.createElement('button');
  element.type = 'button';
  element.className = 'launcher';
  element.title = 'Partner Lens. Drag it, or use the arrow keys, to move it.';
  const count = doc.createElement('span');
  element.append(count);

  let place: Place;
  let from: { x: number; y: number; dragging: boolean } | null = null;
  let swallowClick = false;

  element.addEventListener('pointerdown', (event) => {
    if (!event.isTrusted || event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY, dragging: false };
    swallowClick = false;
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', (event) => {
    if (!from) return;
    const far = Math.hypot(event.clientX - from.x, event.clientY - from.y) >= DRAG_THRESHOLD;
    from.dragging ||= far;
    if (from.dragging) actions.drag(event.clientX, event.clientY);
  });
  element.addEventListener('pointerup', (event) => {
    if (from?.dragging) {
      swallowClick = true;
      actions.drop(event.clientX, event.clientY);
    }
    from = null;
  });
  element.addEventListener('pointercancel', () => {
    if (from?.dragging) actions.move(place);
    from = null;
  });
  element.addEventListener('click', (event) => {
    if (swallowClick || !event.isTrusted) {
      swallowClick = false;
      return;
    }
    actions.toggle();
  });
  element.addEventListener('keydown', (event) => {
    if (!event.isTrusted || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = moved(place, event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    actions.move(next);
  });

  return {
    element,
    update(state) {
      place = state.place;
      const { collapsed } = state.place;
      const words = state.missing > 0 ? `${state.missing} missing` : '';
      element.setAttribute('aria-expanded', String(!collapsed));
      element.setAttribute(
        'aria-label',
        [collapsed ? 'Open Partner Lens' : 'Close Partner Lens', words && `${words} on this record`]
          .filter(Boolean)
          .join(', '),
      );
      element.toggleAttribute('data-loading', state.loading);
      count.textContent = collapsed ? words : '';
    },
  };
}
