/**
 * Finds label and value pairs on a page of unknown markup: definition lists, table rows, form labels, labelled-by
 * references, "label" classes, and plain siblings whose label is known or ends with a colon.
 */
import { controlsIn, deepQueryAll, isRequiredMark, query, squeeze, textOf, toggleFor, visible } from './dom';
import { foldLabel, rolesOf } from './labels';
import type { FoundField } from './record';

/** Parts of a page that never hold the record's fields. */
export const AROUND =
  'nav,[role=navigation],[role=menu],[role=listbox],[role=tablist],[role=toolbar],[role=search],legend,footer,[role=banner],body>header,[role=grid],[role=treegrid],thead';

const STRONG = 'dt,th,label';
/** Class and test-id conventions; a badge may be called "label" too, so these count less. */
const WEAK = '[class*=label i],[class*=field-name i],[data-testid*=field-name i],[data-testid*=label i]';
const LEAF = 'span,p,div,td,b,strong,small,h5,h6,em';
const MARK = /^[\s:：*＊?]*$/;
const LONGEST_LABEL = 48;
const LONGEST_VALUE = 600;

type Labels = Map<HTMLElement, { text: string; strong: boolean }>;

/** Fields of the record in the scope, in document order. `outside` are parts of it that belong to something else. */
export function pairsIn(scope: HTMLElement, outside: string): FoundField[] {
  const within = (el: Element) => {
    const part = el.closest(AROUND + outside);
    return !part || part === scope || !scope.contains(part);
  };
  const labels: Labels = new Map();
  const add = (el: HTMLElement, strong: boolean): boolean => {
    const text = labels.has(el) || !within(el) ? '' : labelText(el);
    if (!/\p{L}/u.test(text) || text.length > LONGEST_LABEL) return false;
    return !!labels.set(el, { text, strong });
  };
  for (const el of deepQueryAll(scope, `${STRONG},${WEAK}`)) {
    // A heading of a column has a head beside it; of nested labels, the innermost holds the words.
    const column = el.tagName === 'TH' && el.nextElementSibling?.tagName !== 'TD';
    if (!column && !query(el, WEAK)) add(el, !!el.closest(STRONG));
  }
  const leaves = deepQueryAll(scope, LEAF).filter((el) =>
    [...el.children].every((child) => MARK.test(child.textContent!)),
  );
  const known: HTMLElement[] = [];
  for (const el of leaves) {
    const raw = el.textContent!.trim();
    if (raw.length > LONGEST_LABEL || raw.length < 2) continue;
    const means = rolesOf(labelText(el)).length > 0;
    if ((means || /[:：]$/.test(raw)) && add(el, true) && means) known.push(el);
  }
  // Rows built like one with a known label are fields too, whatever they are called.
  const values = new Map(known.map((el) => [valueFor(el, labels), el]));
  values.delete(null);
  const shapes = new Set([...values.values()].map(shapeOf));
  if (shapes.size) for (const el of leaves) if (!values.has(el) && shapes.has(shapeOf(el))) add(el, false);

  const fields: FoundField[] = [];
  const taken: HTMLElement[] = [];
  for (const [el, { text: label }] of [...labels].sort(([a], [b]) =>
    a.compareDocumentPosition(b) & 4 ? -1 : 1,
  )) {
    const value = valueFor(el, labels);
    if (!value || !fits(value) || taken.some((one) => one.contains(el) || one === value)) continue;
    // Hidden forms and other records' panes are not part of this one; a folded section is.
    if (!visible(value) && (toggleFor(value)?.matches('[role=tab]') ?? true)) continue;
    const inline = value.contains(el);
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
    const label = squeeze(control.ariaLabel ?? control.getAttribute('aria-label'));
    if (!label || label.length > LONGEST_LABEL || !within(control)) continue;
    if (!taken.some((value) => value.contains(control))) {
      fields.push({ key: keyOf(control, control, label), label, box: control, value: control });
    }
  }
  return fields;
}

/** Shown text of a label without colon, star, help mark and required note. */
const labelText = (el: HTMLElement): string =>
  textOf(el, 'script,style,svg,input,select,textarea,sup,[class*=error i],[role=tooltip]')
    .replace(/[:：].*|\((required|optional)\)/i, '')
    .replace(/^[\s*＊]+|[\s*＊?]+$/g, '');

/** A company's name may hold the word for what it is ("Alpine Resellers"); a label next to a label does not. */
function isLabelLike(el: Element, labels: Labels): boolean {
  const label = labels.get(el as HTMLElement);
  if (!label?.strong) return !!label;
  const roles = rolesOf(label.text);
  const company = !roles[1] && /^(partner|account)$/.test(roles[0]!);
  return !company || el.matches(STRONG) || !(/ /.test(label.text) || label.text.length > 8);
}

/** The element that holds the label's value; null when there is none by any of the known forms. */
function valueFor(el: HTMLElement, labels: Labels): HTMLElement | null {
  const root = el.getRootNode() as Document;
  const target = (el as HTMLLabelElement).htmlFor;
  const control =
    (target && root.getElementById(target)) ||
    (el.tagName === 'LABEL' && controlsIn(el)[0]) ||
    (el.id &&
      [...root.querySelectorAll<HTMLElement>('[aria-labelledby]')].find(
        (one) => one.getAttribute('aria-labelledby') === el.id,
      ));
  if (control) return widgetOf(control);
  let at: HTMLElement = el;
  for (let up = 0; up < 3; up++) {
    let next = at.nextElementSibling;
    while (next?.nextElementSibling && MARK.test(next.textContent!) && !controlsIn(next)[0])
      next = next.nextElementSibling;
    if (next) {
      const other = [...next.querySelectorAll('*')].some(
        (one) => labels.get(one as HTMLElement)?.strong && isLabelLike(one, labels),
      );
      return other || isLabelLike(next, labels) ? null : (next as HTMLElement);
    }
    const parent = at.parentElement;
    // `<p><b>Stage:</b> Won</p>`
    const [before, after = ''] = (parent?.textContent ?? '').split(at.textContent!);
    if (before!.trim()) return null;
    if (!MARK.test(after)) return parent;
    if (!parent || /^(TR|UL|DL|FORM|SECTION|MAIN|BODY)$/.test(parent.tagName)) return null;
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
      /^(TD|DD|FORM|LABEL)$/.test(parent.tagName)
    )
      break;
    widget = parent;
  }
  return widget;
}

/** A value is short and holds no structure of its own. */
const fits = (value: HTMLElement): boolean =>
  !/^(LABEL|DT|TH|H[1-6]|BUTTON|FORM)$/.test(value.tagName) &&
  value.textContent!.length <= LONGEST_VALUE &&
  !query(value, 'table,h1,h2,h3,form,dl');

/** The smallest element around label and value; in a flat grid, the value. */
function boxOf(label: HTMLElement, value: HTMLElement): HTMLElement {
  let box: HTMLElement | null = label;
  while (box && !box.contains(value)) box = box.parentElement;
  return !box || box.children.length > 4 || /^(DL|TBODY|FORM|BODY|MAIN)$/.test(box.tagName) ? value : box;
}

/** Tag and classes of an element, its parent and grandparent: what the rows of one list have in common. */
function shapeOf(el: Element): string {
  const name = (one?: Element | null) => `${one?.tagName}.${one?.className}`;
  const parent = el.parentElement;
  const siblings = [...(parent?.children ?? [])];
  return [
    name(el),
    name(parent),
    name(parent?.parentElement),
    siblings.length < 4 && siblings.indexOf(el),
  ].join('<');
}

const NAMED = '[data-field],[data-name],[data-field-name],[field],div[name],span[name],td[name]';

/** The CRM's own name of the field, where an attribute in or around it holds one. */
function keyOf(label: HTMLElement, value: HTMLElement, text: string): string {
  let at = value.matches(NAMED) ? value : query(value, NAMED);
  for (let up = value; !at && up.parentElement && !up.contains(label); up = up.parentElement) {
    if (up.parentElement.matches(NAMED)) at = up.parentElement;
  }
  const { field, name, fieldName } = at?.dataset ?? {};
  const key = field ?? name ?? fieldName ?? at?.getAttribute('field') ?? at?.getAttribute('name');
  if (key) return key;
  // `deal[stage]`; a counter in it is made for this page only.
  const input = value.matches('[name]') ? value : query(value, '[name]');
  const last = /([\w.-]+)\]?$/.exec(input?.getAttribute('name') ?? '')?.[1] ?? '';
  return last && !/\d{2}/.test(last) ? last : foldLabel(text);
}

/** Star or class in the label, a star beside it, or one that only the style sheet draws. */
function isMarked(label: HTMLElement): boolean {
  const owner = label.closest('label') ?? label;
  const beside = owner.nextElementSibling?.textContent ?? '';
  const drawn = label.ownerDocument.defaultView?.getComputedStyle(owner, '::after').content ?? '';
  return isRequiredMark(owner) || /^\s*[*＊]\s*$/.test(beside) || /[*＊]/.test(drawn);
}
