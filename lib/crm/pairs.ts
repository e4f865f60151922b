/**
 * Finds label and value pairs on a page of unknown markup: definition lists, table rows, form labels, labelled-by
 * references, "label" classes, and plain siblings whose label is known or ends with a colon.
 */
import { controlsIn, deepQueryAll, isRequiredMark, query, squeeze, textOf, toggleFor, visible } from './dom';
import { foldLabel, rolesOf } from './labels';
import type { FoundField } from './record';

/** Parts of a page that never hold the record's fields. */
export const AROUND =
  'nav,[role=navigation],[role=menu],[role=menubar],[role=listbox],[role=tablist],[role=toolbar],[role=search],legend,footer,[role=contentinfo],[role=banner],body>header,[role=columnheader],[role=grid],[role=treegrid],thead';

const STRONG = 'dt,th,label';
/** Class and test-id conventions; a badge may be called "label" too, so these count less. */
const WEAK =
  '[class*=label i],[class*=field-name i],[class*=fieldname i],[data-testid*=field-name i],[data-testid*=label i]';
const LEAF = 'span,p,div,td,b,strong,small,h5,h6,em';
const MACHINE = ['data-field', 'data-name', 'data-field-name', 'data-fieldname', 'field', 'data-property'];
const LONGEST_LABEL = 48;
const LONGEST_VALUE = 600;

/** Fields of the record in the scope, in document order. `outside` are parts of it that belong to something else. */
export function pairsIn(scope: HTMLElement, outside: string): FoundField[] {
  const skip = outside ? `${AROUND},${outside}` : AROUND;
  const within = (el: Element) => {
    const part = el.closest(skip);
    return !part || part === scope || !scope.contains(part);
  };
  const labels: Labels = new Map();
  const add = (el: HTMLElement, strong: boolean): boolean => {
    if (labels.has(el) || !within(el)) return false;
    const text = labelText(el);
    if (!text || text.length > LONGEST_LABEL || !/\p{L}/u.test(text)) return false;
    labels.set(el, { text, strong });
    return true;
  };
  for (const el of deepQueryAll(scope, STRONG)) if (!isHeaderCell(el) && !query(el, WEAK)) add(el, true);
  for (const el of deepQueryAll(scope, WEAK)) if (!query(el, WEAK)) add(el, !!el.closest('label'));
  const leaves = deepQueryAll(scope, LEAF).filter((el) => el.children.length === 0 || isOnlyMark(el));
  const known: HTMLElement[] = [];
  for (const el of leaves) {
    const raw = el.textContent!.trim();
    if (raw.length > LONGEST_LABEL || raw.length < 2 || labels.has(el)) continue;
    const means = rolesOf(labelText(el)).length > 0;
    if ((means || /[:：]$/.test(raw)) && add(el, true) && means) known.push(el);
  }
  // Rows built like one with a known label are fields too, whatever they are called.
  const pairs = known.map((el) => [el, valueFor(el, labels)] as const).filter(([, value]) => value);
  const shapes = new Set(pairs.map(([el]) => shapeOf(el)));
  const values = new Set(pairs.map(([, value]) => value));
  if (shapes.size > 0)
    for (const el of leaves) if (!values.has(el) && shapes.has(shapeOf(el))) add(el, false);

  const fields: FoundField[] = [];
  const taken: HTMLElement[] = [];
  for (const [el, { text: label }] of [...labels].sort(([a], [b]) =>
    a.compareDocumentPosition(b) & 4 ? -1 : 1,
  )) {
    const value = valueFor(el, labels);
    if (!value || !fits(value) || taken.some((one) => one === value || one.contains(el))) continue;
    // Hidden forms and other records' panes are not part of this one; a folded section is.
    if (!visible(value) && (toggleFor(value)?.matches('[role=tab]') ?? true)) continue;
    const inline = value === el.parentElement;
    if (!inline) taken.push(value);
    fields.push({
      key: keyOf(el, value, label),
      label,
      box: inline ? value : boxOf(el, value),
      value: inline ? null : value,
      labelSelector: inline ? el.tagName : undefined,
      required: isMarked(el) || /required/.test(value.className),
    });
  }
  for (const control of controlsIn(scope)) {
    const label = squeeze(control.getAttribute('aria-label') ?? '');
    const labelled = taken.some((value) => value.contains(control));
    if (!label || labelled || !within(control) || label.length > LONGEST_LABEL) continue;
    fields.push({ key: keyOf(control, control, label), label, box: control, value: control });
  }
  return fields;
}

type Labels = Map<HTMLElement, { text: string; strong: boolean }>;

const isOnlyMark = (el: Element): boolean =>
  el.children.length === 1 && /^[*＊:：?\s]*$/.test(el.firstElementChild!.textContent ?? '');

/** Shown text of a label without colon, star, help mark and required note. */
function labelText(el: HTMLElement): string {
  const text = textOf(el, 'script,style,svg,input,select,textarea,sup,[class*=error i],[role=tooltip]');
  return text.replace(/[:：].*|\((required|optional)\)/i, '').replace(/^[\s*＊]+|[\s*＊?]+$/g, '');
}

/** A company's name may hold the word for what it is ("Alpine Resellers"), a label next to a label does not. */
function isLabelLike(el: Element, labels: Labels): boolean {
  const label = labels.get(el as HTMLElement);
  if (!label?.strong) return !!label;
  const roles = rolesOf(label.text);
  const company = roles.length === 1 && (roles[0] === 'partner' || roles[0] === 'account');
  return !company || !(/ /.test(label.text) || label.text.length > 8) || el.matches(STRONG);
}

/** A heading of a column: its row is made of such cells, or its table has a head. */
function isHeaderCell(el: HTMLElement): boolean {
  if (el.tagName !== 'TH') return false;
  return el.getAttribute('scope') === 'col' || el.nextElementSibling?.tagName !== 'TD';
}

const COLON = /^\s*[:：*＊]\s*$/;

/** The element that holds the label's value; null when there is none by any of the known forms. */
function valueFor(el: HTMLElement, labels: Labels): HTMLElement | null {
  const root = el.getRootNode() as Document | ShadowRoot;
  const target = (el as HTMLLabelElement).htmlFor;
  if (target) {
    const control = root.getElementById?.(target);
    if (control) return widgetOf(control);
  }
  if (el.tagName === 'LABEL' && controlsIn(el).length > 0) return controlsIn(el)[0]!;
  if (el.id) {
    const by = [...root.querySelectorAll<HTMLElement>('[aria-labelledby]')].find((one) =>
      one.getAttribute('aria-labelledby')!.split(' ').includes(el.id),
    );
    if (by) return by;
  }
  if (el.tagName === 'DT') {
    for (let next = el.nextElementSibling; next; next = next.nextElementSibling) {
      if (next.tagName === 'DD') return next as HTMLElement;
      if (next.tagName === 'DT') break;
    }
  }
  let at: Element = el;
  for (let up = 0; up < 3; up++) {
    let next = at.nextElementSibling;
    while (next && COLON.test(next.textContent ?? '') && next.nextElementSibling)
      next = next.nextElementSibling;
    if (next) {
      const other =
        [next, ...next.querySelectorAll('*')].some(
          (one) => labels.get(one as HTMLElement)?.strong && isLabelLike(one, labels),
        ) || isLabelLike(next, labels);
      return other ? null : (next as HTMLElement);
    }
    const parent: HTMLElement | null = at.parentElement;
    if (!parent) return null;
    const rest = squeeze((parent.textContent ?? '').replace(at.textContent ?? '', ''));
    if (rest && !COLON.test(rest)) {
      // `<p><b>Stage:</b> Won</p>`, unless what is left stands before the label.
      const before = parent.firstChild !== at && !isBlankNode(parent.firstChild!);
      return before || parent.children.length > 1 ? null : parent;
    }
    if (/^(TR|TBODY|TABLE|UL|OL|DL|FORM|SECTION|MAIN|BODY)$/.test(parent.tagName)) return null;
    at = parent;
  }
  return null;
}

/** A control with what belongs to it: its chosen items, its hidden id, the element that carries the field's name. */
function widgetOf(control: HTMLElement): HTMLElement {
  let widget = control;
  for (let up = 0; up < 4; up++) {
    const parent = widget.parentElement;
    if (
      !parent ||
      query(parent, STRONG) ||
      controlsIn(parent).length > 1 ||
      /^(TD|DD|FORM)$/.test(parent.tagName)
    )
      break;
    widget = parent;
  }
  return widget;
}

const isBlankNode = (node: Node): boolean => node.nodeType === 3 && !node.nodeValue!.trim();

/** A value is short and holds no structure of its own. */
function fits(value: HTMLElement): boolean {
  if (/^(LABEL|DT|TH|TABLE|NAV|H[1-6]|BUTTON|FORM|SECTION)$/.test(value.tagName)) return false;
  return (value.textContent ?? '').length <= LONGEST_VALUE && !query(value, 'table,h1,h2,h3,form,dl');
}

/** The smallest element around label and value. */
function boxOf(label: HTMLElement, value: HTMLElement): HTMLElement {
  let box: HTMLElement | null = label;
  while (box && !box.contains(value)) box = box.parentElement;
  // In a flat grid that would be the whole grid.
  const whole = !box || box.children.length > 4 || /^(DL|TABLE|TBODY|FORM|BODY|MAIN)$/.test(box.tagName);
  return whole ? value : box!;
}

/** Tag and classes of an element, its parent and grandparent: what the rows of one list have in common. */
function shapeOf(el: Element): string {
  const parent = el.parentElement;
  const name = (one?: Element | null) => `${one?.tagName}.${one?.getAttribute('class') ?? ''}`;
  const siblings = parent ? [...parent.children] : [];
  const place = siblings.length <= 3 ? siblings.indexOf(el) : 'flat';
  return `${name(el)}<${name(parent)}<${name(parent?.parentElement)}${place}`;
}

/** The CRM's own name of the field, where an attribute near it holds one. */
function keyOf(label: HTMLElement, value: HTMLElement, text: string): string {
  for (let at: HTMLElement | null = value, up = 0; at && up < 4; at = at.parentElement, up++) {
    if (!at.contains(label) && up > 2) break;
    for (const name of MACHINE) {
      const key =
        at.getAttribute(name) ?? (/^(DIV|SPAN|TD)$/.test(at.tagName) ? at.getAttribute('name') : null);
      if (key && !/\s/.test(key)) return key;
    }
  }
  const name = value.getAttribute('name') ?? query(value, '[name]')?.getAttribute('name') ?? '';
  const last = /([\w.-]+)\]?$/.exec(name)?.[1] ?? '';
  return last && !/\d{2,}/.test(last) ? last : foldLabel(text);
}

/** Star or class in the label, a star beside it, or one that only the style sheet draws. */
function isMarked(label: HTMLElement): boolean {
  const owner = label.closest('label') ?? label;
  const next = owner.nextElementSibling;
  if (isRequiredMark(owner) || (next && /^\s*[*＊]\s*$/.test(next.textContent ?? ''))) return true;
  const style = label.ownerDocument.defaultView?.getComputedStyle(owner, '::after');
  return /[*＊]/.test(style?.content ?? '');
}
