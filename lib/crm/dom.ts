/** Reading of page elements: what a person sees, not what the markup holds. Pure over the document passed in. */
import type { FieldState } from './types';

/** Whether the element is rendered. Being covered, scrolled away or `aria-hidden` behind a dialog does not count. */
export function visible(el: Element): boolean {
  if (el.closest('[hidden]:not([hidden=until-found]),[role=tabpanel][aria-hidden=true]')) return false;
  if (el.checkVisibility) return el.checkVisibility({ visibilityProperty: true });
  for (let at: Element | null = el; at; at = at.parentElement) {
    const style = (at as HTMLElement).style;
    if (style?.display === 'none' || style?.visibility === 'hidden') return false;
  }
  return true;
}

/** The root and every open shadow root below it. */
export function rootsIn(root: ParentNode): ParentNode[] {
  const roots = [root];
  for (const el of root.querySelectorAll('*')) if (el.shadowRoot) roots.push(...rootsIn(el.shadowRoot));
  return roots;
}

/** `querySelectorAll` that also looks into open shadow roots; a selector never spans two roots. */
export function deepQueryAll(root: ParentNode, selector: string): HTMLElement[] {
  return rootsIn(root).flatMap((part) => [...part.querySelectorAll<HTMLElement>(selector)]);
}

/** The first match, or null. */
export const query = (root: ParentNode, selector: string): HTMLElement | null =>
  root.querySelector<HTMLElement>(selector);

export const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Never part of what is read. */
const NOISE = 'script,style,template,noscript,svg,[hidden],.slds-assistive-text,.sr-only,.visually-hidden';
/** Not part of a value: things to press, marks for the eye, prompts. */
const ACTIONS = `${NOISE},button,[role=button],[role=tooltip],[role=alert],[class*=placeholder i],[aria-hidden=true]`;
const INLINE = /^(B|I|EM|STRONG|MARK|SUB|SUP|U|WBR|FONT|SMALL)$/;

function collect(node: Node, skip: string, hides: boolean): string {
  if (node.nodeType === 3) return node.nodeValue!;
  if (node.nodeType !== 1 && node.nodeType !== 11) return '';
  const el = node as HTMLElement;
  let out = '';
  const slot = el.tagName === 'SLOT' ? (el as HTMLSlotElement).assignedNodes?.() : null;
  for (const child of slot?.length ? slot : (el.shadowRoot ?? el).childNodes) {
    if (child.nodeType === 1) {
      const part = child as HTMLElement;
      if (part.matches(skip) || part.style?.display === 'none' || (hides && !visible(part))) continue;
      const text = collect(part, skip, hides);
      out += INLINE.test(part.tagName) ? text : ` ${text} `;
    } else out += collect(child, skip, hides);
  }
  return out;
}

/** Visible text without assistive parts; inside a collapsed section, the text that opening it would show. */
export function textOf(el: Element, skip: string = NOISE): string {
  return squeeze(collect(el, skip, visible(el))).replace(/ ([,.;:)])/g, '$1');
}

const EMPTY =
  /^(?:[-–—_.…\s]*|[-–—(<[]*(?:none|empty|null|undefined|n\/?a|not set|no value|not specified|unassigned|keine?|keine angabe|nicht gesetzt|leer|aucune?|non renseigne|vide|ninguno|ninguna|sin valor|vacio|nenhuma?|vazio|geen|leeg|nessun[oa]?|vuoto|brak|puste|なし|未設定|未入力)[-–—)>\]]*)$/;
const PROMPT =
  /^(?:\+ ?)?(?:add|set|select|choose|pick|edit|enter|assign|search|click to|click here|hinzufugen|auswahlen|wahlen|bearbeiten|ajouter|choisir|selectionner|definir|agregar|anadir|elegir|seleccionar|adicionar|escolher|selecionar|toevoegen|selecteer|kies|aggiungi|scegli|seleziona|dodaj|wybierz|選択|追加|設定)(?:[ .…する]|$)/;
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();

/** Ways in which CRMs write "nothing": "", "--", "—", "None", "-None-", "--None--", "Not set" and the like. */
export const isEmptyWord = (text: string): boolean => EMPTY.test(plain(squeeze(text)));

/** Words that ask to fill a field: "Add partner", "Select…". */
export const isPrompt = (text: string): boolean => isEmptyWord(text) || PROMPT.test(plain(squeeze(text)));

const SKELETON =
  '[class*=skeleton i],[class*=shimmer i],[class*=stencil i],[class*=placeholder-glow],[class*=cxLoadOn],[data-test-id*=skeleton],[data-selenium-test*=skeleton],[aria-busy=true]';

/** Whether the element is, or holds, a stand-in for something that still loads. */
export const hasSkeleton = (el: Element): boolean =>
  !!el.closest('[aria-busy=true]') ||
  el.matches(SKELETON) ||
  [...el.querySelectorAll(SKELETON)].some(visible);

const CONTROLS =
  'input:not([type=hidden],[type=button],[type=submit],[type=reset],[type=image],[type=file]),select,textarea,[contenteditable=true],[contenteditable=""],[role=combobox],[aria-haspopup=listbox],[role=spinbutton]';
/** Chosen items of a multi-value or lookup control, beside its empty search input. */
const CHOSEN =
  '[class*=pill i],[class*=chip i],[class*=token i],[class*=single-value i],[class*=singlevalue i],[class*=selection-item i],[class*=selected-value i]';

/** Controls that a person could type into or choose from. */
export function controlsIn(el: Element): HTMLElement[] {
  const found = deepQueryAll(el, CONTROLS);
  if (el.matches(CONTROLS)) found.unshift(el as HTMLElement);
  return found.filter((control) => visible(control) || !visible(el));
}

function controlText(control: HTMLElement): string {
  const { tagName } = control;
  const input = control as HTMLInputElement;
  if (tagName === 'SELECT') {
    const chosen = [...(control as HTMLSelectElement).selectedOptions].filter(
      (option) => option.value !== '',
    );
    return chosen.map((option) => squeeze(option.textContent ?? '')).join(', ');
  }
  if (tagName === 'INPUT' || tagName === 'TEXTAREA') {
    if (input.type === 'checkbox') return input.checked ? 'yes' : 'no';
    if (input.type !== 'radio') return squeeze(input.value);
    return input.checked ? squeeze(input.labels?.[0]?.textContent ?? input.value) : '';
  }
  const text = textOf(control, NOISE);
  return isPrompt(text) || control.matches('[class*=placeholder i]') ? '' : text;
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
  let value: string;
  if (controls.length > 0) {
    value = squeeze([...new Set(controls.map(controlText))].filter((text) => !isEmptyWord(text)).join(' '));
    if (!value)
      value = squeeze(
        deepQueryAll(el, CHOSEN)
          .filter(visible)
          .map((item) => textOf(item, ACTIONS))
          .join(', '),
      );
    if (controls.some((control) => control.matches('[type=radio]')) && isEmptyWord(value)) value = '';
  } else {
    const drop = skip ? `${ACTIONS},${skip}` : ACTIONS;
    value = textOf(el, drop);
    if (!value) {
      const picture = [...el.querySelectorAll('img[alt],[role=img][aria-label]')].find(visible);
      value = squeeze(picture?.getAttribute('alt') ?? picture?.getAttribute('aria-label') ?? '');
    }
    if (!value) {
      // What is left stands in a button: a value, unless it asks for one.
      const rest = textOf(el, `${NOISE},[aria-hidden=true]${skip ? `,${skip}` : ''}`);
      if (!isPrompt(rest) && !query(el, '[class*=placeholder i]')) value = rest;
    }
  }
  if (!isEmptyWord(value)) return { value, state: 'value' };
  return { value: '', state: hasSkeleton(el) ? 'pending' : 'empty' };
}

/** The thing to press so that a hidden element shows: a section's or `details` header, or a tab. */
export function toggleFor(el: Element): HTMLElement | null {
  let hidden: Element | null = null;
  for (let at: Element | null = el; at && !visible(at); at = at.parentElement) hidden = at;
  if (!hidden?.parentElement) return null;
  const { id, parentElement: parent, ownerDocument: doc } = hidden;
  const candidates = [
    id
      ? [...doc.querySelectorAll<HTMLElement>('[aria-controls]')].find(
          (c) => c.getAttribute('aria-controls') === id,
        )
      : null,
    doc.getElementById(hidden.getAttribute('aria-labelledby') ?? ''),
    query(parent, 'summary'),
    query(parent, '[aria-expanded=false]'),
  ];
  return candidates.find((toggle) => toggle && visible(toggle) && !hidden.contains(toggle)) ?? null;
}

/** Whether a mark on or in a label says that its field must be filled. */
export function isRequiredMark(label: Element): boolean {
  if (/^\s*[*＊]|[*＊]\s*:?\s*$/.test(label.textContent ?? '')) return true;
  return [label, ...label.querySelectorAll('*')].some((part) =>
    /(?<!not?n?[-_]?)(required|mandatory)/i.test(part.getAttribute('class') ?? ''),
  );
}
