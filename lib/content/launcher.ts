import type { Operate } from './operate';
import type { Place } from './place';
import { POINTER } from './shield';

export interface LauncherActions {
  toggle(): void;
  move(place: Place): void;
  /** It got no answer: the extension may be gone. */
  check(): void;
  /** Aborts when the launcher has left the page. */
  signal: AbortSignal;
}

export interface Launcher {
  element: HTMLButtonElement;
  update(place: Place, missing: number): void;
}

/** A button that looks like it, and stands where it stands. */
export function launcherButton(doc: Document): HTMLButtonElement {
  const button = doc.createElement('button');
  button.type = 'button';
  button.className = 'launcher';
  return button;
}

/**
 * The pill that opens and closes the panel. Its only text is the count of missing fields, which the page shows
 * anyway: text in a closed shadow root can be found by the page, so nothing about a partner may stand here.
 *
 * @param load gives what answers to a person; what was done before it came is answered then
 */
export function createLauncher(
  doc: Document,
  actions: LauncherActions,
  load: () => Promise<Operate>,
): Launcher {
  const element = launcherButton(doc);

  let place: Place;
  let waiting: Event[] = [];
  let answer = (event: Event) => {
    if (waiting.push(event) > 1) return;
    load().then(
      (operate) => {
        answer = operate(element, actions, () => place);
        waiting.forEach(answer);
      },
      () => {
        waiting = [];
        actions.check();
      },
    );
  };
  for (const type of ['focus', ...POINTER])
    element.addEventListener(type, (event) => {
      event.stopPropagation();
      if (event.isTrusted) answer(event);
    });

  return {
    element,
    update(now, missing) {
      place = now;
      const { collapsed } = now;
      const words = missing > 0 ? `${missing} missing` : '';
      element.ariaExpanded = `${!collapsed}`;
      element.ariaLabel = `${collapsed ? 'Open' : 'Close'} Partner Lens${words && `, ${words} on this record`}`;
      element.textContent = collapsed ? words : '';
    },
  };
}
