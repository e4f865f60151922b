/** Reading of page elements: what a person sees, not what the markup holds. Pure over the document passed in. */
import { english, plain } from './labels';
import type { FieldState } from './types';

/** Whether the element is rendered. Being covered, scrolled away or `aria-hidden` behind a dialog does not count. */
export function visible(el: Element): boolean {
  if (el.closest('[hidden],[role=tabpanel][aria-hidden=true]')) return false;
  if (el.checkVisibility({ visibilityProperty: true })) return true;
  // An element that only groups its children, such as a slot, has no box of its own.
  const { parentElement: parent } = el;
  return !!parent && styleOf(el)?.display === 'contents' && visible(parent);
}

/** Of the element or a part that only the style sheet makes; none in a document that is not shown. */
export const styleOf = (el: Element, part?: string): CSSStyleDeclaration | undefined =>
  el.ownerDocument.defaultView?.getComputedStyle(el, part);

/** Whether the document has open shadow roots, as far as is known. */
let shady: boolean | null = null;

/** To be called before a page is read anew. */
export function forgetShadows(): void {
  shady = null;
}

/** `querySelectorAll` that also looks into open shadow roots; a selector never spans two roots. */
export function deepQueryAll(root: ParentNode & Node, selector: string): HTMLElement[] {
  const found = [...root.querySelectorAll<HTMLElement>(selector)];
  shady ??= [...(root.ownerDocument ?? (root as Document)).querySelectorAll('*')].some((el) => el.shadowRoot);
  if (!shady) return found;
  const hosts = [root as Element, ...root.querySelectorAll('*')].filter((el) => el.shadowRoot);
  return found.concat(hosts.flatMap((host) => deepQueryAll(host.shadowRoot!, selector)));
}

/** Elements under the root in document order, also in open shadow roots, without what is to be left out. */
export function elementsIn(root: Element, leaveOut: (el: HTMLElement) => boolean): HTMLElement[] {
  const out: HTMLElement[] = [];
  const walk = (parent: Element | ShadowRoot) => {
    // Not `children`: that of a form may be its input of that name.
    for (const child of parent.childNodes as NodeListOf<HTMLElement>) {
      if (child.nodeType !== 1 || leaveOut(child)) continue;
      out.push(child);
      if (child.shadowRoot) walk(child.shadowRoot);
      walk(child);
    }
  };
  if (root.shadowRoot) walk(root.shadowRoot);
  walk(root);
  return out;
}

/** The visible ones of `deepQueryAll`. */
export const seen = (root: ParentNode & Node, selector: string): HTMLElement[] =>
  deepQueryAll(root, selector).filter(visible);

/** Whether the element is one of these, or inside one. */
export const isWithin = (boxes: { has(el: Element): boolean }, el: Element | null): boolean =>
  !!el && (boxes.has(el) || isWithin(boxes, el.parentElement));

/** The first match, or null. */
export const query = (root: ParentNode, selector: string): HTMLElement | null =>
  root.querySelector<HTMLElement>(selector);

/** `Partner: Northwind` in one text. */
export const LABELLED = /^([^:：]{2,40}?)\s*[:：]\s*(.*)$/s;

/** Of an avatar before a name. */
export const INITIALS = /^(\p{Lu})(\p{Lu})?\p{Lu}? (?=\1\S*(.* \2|$))/u;

/** Without needless blanks, and no longer than the background takes: what is longer is no value to be judged. */
export const squeeze = (text: string | null | undefined): string =>
  (text ?? '')
    .slice(0, 20_000)
    .replace(/[\s\u200b]+/g, ' ')
    .trim();

/** Text of the element's own, without that of its children. */
export const ownText = (el: Element): string =>
  squeeze([...el.childNodes].map((node) => (node.nodeType === 3 ? node.nodeValue : '')).join(' '));

/** Never part of what is read. */
export const NOISE =
  'script,style,template,noscript,svg,i[class*=icon],[hidden],[class*=assistive],[class*=sr-only],[class*=visually i],[class*=nvisible]';
/** Not part of a value: marks for the eye, and things to press. */
export const DECOR = `${NOISE},[aria-hidden=true],[role=tooltip],:not([role=listbox],[role=combobox])>[role=alert],[class*=placeholder i],[role=spinbutton][data-placeholder]`;
/** What holds a control is no button, whatever it is called. */
const BUTTON = ',[role=button]:not(:has(input)),button,a.add';

function collect(node: Node, skip: string, hides: boolean): string {
  const el = node as HTMLElement;
  const slotted = el.tagName === 'SLOT' ? (el as HTMLSlotElement).assignedNodes() : [];
  let out = '';
  for (const child of slotted.length ? slotted : (el.shadowRoot ?? el).childNodes) {
    const part = child as HTMLElement;
    if (part.nodeType === 3) out += part.nodeValue;
    else if (part.nodeType === 1 && !part.matches(skip) && !(hides && !visible(part))) {
      out += ` ${collect(part, skip, hides)} `;
    }
  }
  return out;
}

/** Visible text without assistive parts; inside a collapsed section, the text that opening it would show. */
export const textOf = (el: Element, skip: string = NOISE): string =>
  squeeze(collect(el, skip, visible(el))).replace(/ ([,.;:)])/g, '$1');

const EMPTY = /^[-–—_+.…(<[\s]*(null|none|empty|n[./]?[adv])?[-–—_.)>\]\s]*$/i;
const PROMPT =
  /^(\+ ?)?(set|selec|click to|adicion|search|choose|pick|wybierz|agreg|toevoeg|edit|hinzu|auswah|aggiung|dodaj|ajout|select|add|choisi)\S*( |$)|\.{3}$/;

/** What asks for a value in its place: "Select…", "+ Add partner". */
const isPrompt = (text: string): boolean => PROMPT.test(english(plain(text)));

/** What writes "nothing" whatever the language: "", "--", "—", "-None-", "N/A". Words for it: `review/nothing.ts`. */
export const isEmptyWord = (text: string): boolean => text.length < 99 && EMPTY.test(text);

const SKELETON = '[class*=shimmer i],[class*=skeleton i],[aria-busy=true],[data-test-id*=skeleton]';

/** Whether the element is, or holds, a stand-in for something that still loads. */
export const hasSkeleton = (el: Element): boolean => !!el.closest(SKELETON) || seen(el, SKELETON).length > 0;

/** Whether a page or pane has next to nothing on it yet, or says that it loads. */
export const isBare = (el: Element, spinner = '[role=progressbar]'): boolean =>
  el.textContent!.trim().length < 200 || hasSkeleton(el) || seen(el, spinner).length > 0;

const CONTROLS =
  '[contenteditable=true]:not([role=spinbutton][data-placeholder]),[aria-haspopup=listbox],input:not([type=hidden],[type=submit],[type=button]),[role=listbox][aria-expanded],[role=switch],[role=combobox],select,textarea';
/** Chosen items of a multi-value or lookup control, beside its empty search input. */
const CHOSEN = /-chosen|select__selection|selected|chip|token|pill|single-value/i;

/** Controls that a person could type into or choose from, also those slotted into it. */
export function controlsIn(el: Element): HTMLElement[] {
  const slotted = [...el.querySelectorAll('slot')].flatMap((slot) => slot.assignedElements());
  const found = [el, ...slotted].flatMap((root) => [
    ...(root.matches(CONTROLS) ? [root as HTMLElement] : []),
    ...deepQueryAll(root, CONTROLS),
  ]);
  return visible(el) ? found.filter(visible) : found;
}

function controlText(control: HTMLElement): string {
  const input = control as HTMLInputElement;
  const chosen = (control as HTMLElement as HTMLSelectElement).selectedOptions;
  if (chosen) return squeeze([...chosen].map((option) => option.value && option.textContent).join(' '));
  if (input.type === 'checkbox') return input.checked ? 'yes' : 'no';
  if (input.type === 'radio') return input.checked ? squeeze(input.labels?.[0]?.textContent) : '';
  if (control.matches('input,textarea')) return squeeze(input.value);
  const on = control.getAttribute('aria-checked');
  if (on) return on === 'true' ? 'yes' : 'no';
  // What nobody can type into shows what was chosen; the choices of an open list are none.
  const text =
    textOf(control, `${DECOR},[role=listbox]`) ||
    squeeze(query(control, 'input[readonly]:not([aria-hidden])')?.getAttribute('value'));
  return isPrompt(text) ? '' : text;
}

export interface ReadValue {
  value: string;
  state: FieldState;
}

/**
 * The value that an element shows: live values of its controls, else its text, else the name of its picture.
 * @param el the value's element, or a field's box with `skip` for its label
 */
export function readValue(el: Element, skip?: string): ReadValue {
  const controls = controlsIn(el);
  const labels = skip ? `,${skip}` : '';
  // What a list box shows counts, not what it keeps in an input for the form.
  const shown = controls.filter((control) => control.matches(':not(input)[role=combobox]'));
  const parts = controls.length
    ? (shown.length ? shown : controls).map(controlText)
    : [el.matches('button') ? '' : textOf(el, DECOR + BUTTON + labels)];
  let value = [...new Set(parts)].filter((text) => !isEmptyWord(text)).join(' ');
  if (!value && controls.length) {
    const chosen = seen(el, '*').filter(({ className }) => CHOSEN.test(className));
    // What is chosen may also stand as plain text beside the input that searches.
    if (!chosen.length && controls[0]!.matches('input[role=combobox]')) chosen.push(el as HTMLElement);
    const skip = `${DECOR + BUTTON},label,[role=listbox],[class*=error i],[class*=help i]`;
    const texts = chosen
      .map((item) => textOf(item, skip))
      .filter((text) => !isEmptyWord(text) && !isPrompt(text));
    value = [...new Set(texts)].join(', ');
  }
  if (!value && !controls.length && !parts[0]) {
    const picture = seen(el, 'img[alt]')[0];
    // What is left stands in a button: a value, unless it asks for one.
    const rest = squeeze(picture?.getAttribute('alt')) || textOf(el, DECOR + labels);
    if (!isEmptyWord(rest) && !isPrompt(rest)) value = rest;
  }
  return { value, state: value ? 'value' : hasSkeleton(el) ? 'pending' : 'empty' };
}

/** The thing to press so that a hidden element shows: a section's or `details` header, or a tab. */
export function toggleFor(el: Element): HTMLElement | null {
  let hidden: Element | null = null;
  for (let at: Element | null = el; at && !visible(at); at = at.parentElement) hidden = at;
  const parent = hidden?.parentElement;
  if (!hidden || !parent) return null;
  const before = parent.tagName === 'DETAILS' ? parent : hidden.previousElementSibling;
  // Not `id`: that of a form may be its input of that name.
  const toggles = [
    ...el.ownerDocument.querySelectorAll<HTMLElement>(
      `[aria-controls=${JSON.stringify(hidden.getAttribute('id') || '-')}]`,
    ),
    ...(before ? [before as HTMLElement, ...before.querySelectorAll<HTMLElement>('*')] : []).filter(
      (toggle) => toggle.matches('summary,[aria-expanded=false]'),
    ),
  ];
  return toggles.find(visible) ?? null;
}

/** Whether a mark on or in a label says that its field must be filled. */
export const isRequiredMark = (label: Element): boolean =>
  /^\s*[*＊]|[*＊]\s*:?\s*$|\(required\)|必須/i.test(label.textContent!) ||
  /(?<!not?n?[-_]?)(mandatory|required|\breqd?\b)/.test(label.className) ||
  !!query(label, '[class*=required],[class*=mandatory]');
