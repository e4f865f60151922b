/** The card that stands in the page while a person teaches: what it shows, and the events it takes. */
import { onDialogs } from '../dialogs';
import { takeEscape } from '../escape';
import { followModals } from '../modal';
import { POINTER, shieldFocus } from '../shield';
import { css } from './style';

export interface Card {
  host: HTMLElement;
  root: HTMLElement;
  /** Replaces what the card shows; the control with the same name keeps the focus, which the first time it takes. */
  show(...children: (Node | string)[]): void;
  /** Says something to screen readers and shows it, without drawing the card anew. */
  say(text: string): void;
  contains(x: number, y: number): boolean;
  remove(): void;
}

/** An element; `on` handlers run for a person's own events only. */
export function h<T extends keyof HTMLElementTagNameMap>(
  doc: Document,
  tag: T,
  props: Partial<Record<string, string | boolean>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[T] {
  const element = doc.createElement(tag);
  for (const [name, value] of Object.entries(props))
    if (value !== false && value !== undefined) element.setAttribute(name, value === true ? '' : value);
  element.append(...children);
  return element;
}

/** Calls back for events that a person made, not for those that a script of the page sends. */
export function onTrusted(element: HTMLElement, type: 'click' | 'change', work: () => void): void {
  element.addEventListener(type, (event) => {
    if (event.isTrusted) work();
  });
}

/** @param onEscape Escape was pressed on the card */
export function createCard(doc: Document, onEscape: () => void, signal: AbortSignal): Card {
  const host = doc.createElement('div');
  const shadow = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  const status = h(doc, 'p', { class: 'soft', role: 'status' });
  const body = h(doc, 'div', { style: 'display:contents' });
  const card = h(
    doc,
    'section',
    { class: 'card', 'aria-label': 'Teach this site', tabindex: '-1' },
    body,
    status,
  );
  const root = h(doc, 'div', { class: 'root' }, card);
  shadow.append(root);
  const win = doc.defaultView as Window;
  for (const type of POINTER)
    host.addEventListener(type, (event) => event.stopPropagation(), { signal, passive: true });
  shieldFocus(host, signal);
  takeEscape(host, win, onEscape, signal);
  doc.documentElement.append(host);
  const follow = followModals(doc, host, signal);
  onDialogs(follow, signal);
  follow();
  let empty = true;
  return {
    host,
    root,
    show(...children) {
      const name = shadow.activeElement?.getAttribute('data-name');
      // It takes the focus with the first that it shows: a key pressed before would go astray.
      const had = empty || shadow.activeElement !== null;
      empty = false;
      body.replaceChildren(...children);
      status.textContent = '';
      const next = [...body.querySelectorAll<HTMLElement>('[data-name]')].find(
        (one) => one.dataset.name === name && !one.matches(':disabled'),
      );
      if (had) (next ?? card).focus({ preventScroll: true });
    },
    say(text) {
      status.textContent = text;
    },
    contains(x, y) {
      const { left, right, top, bottom } = card.getBoundingClientRect();
      return x >= left && x <= right && y >= top && y <= bottom;
    },
    remove: () => host.remove(),
  };
}
