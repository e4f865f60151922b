/** What on a page can be pointed at: values of fields, and what else shows a text. */
import { controlsIn, elementsIn, forgetShadows, readValue, squeeze, visible } from '../../crm/dom';
import { pairsIn } from '../../crm/pairs';
import { whole } from '../../crm/slices';
import { labelElement, labelText } from '../../crm/taught/anchors';
import { parentOf } from '../../crm/taught/walk';

export interface Candidate {
  element: HTMLElement;
  /** Empty where nothing names it. */
  label: string;
  value: string;
  /** Where the label stands. */
  labelled: HTMLElement | null;
}

const LONGEST = 2_000;
const MOST = 400;
const TEXTUAL = /^(SPAN|P|DIV|TD|DD|B|STRONG|A|H[1-6]|EM|LI|OUTPUT|TIME)$/;
const CONTROL = 'input:not([type=hidden]),select,textarea';

/** What is known of an element when it is pointed at. */
export function describe(element: HTMLElement, label?: string): Candidate {
  const own = labelElement(element);
  return {
    element,
    label: label || (own ? labelText(own) : squeeze(element.getAttribute('aria-label'))),
    value: readValue(element).value.slice(0, LONGEST),
    labelled: own,
  };
}

const isLeaf = (el: HTMLElement): boolean =>
  TEXTUAL.test(el.tagName) &&
  [...el.childNodes].some(({ nodeType, nodeValue }) => nodeType === 3 && /\S/.test(nodeValue!));

/** Candidates in the order of the document. */
export function candidatesIn(doc: Document): Candidate[] {
  forgetShadows();
  const elements = elementsIn(doc.body, (el) => el.matches('script,style,template,noscript,svg,nav'));
  const labels = new Map<Element, string>();
  for (const { value, box, label } of whole(pairsIn(elements, true))) labels.set(value ?? box, label);
  const found = elements
    .filter((el) => labels.has(el) || el.matches(CONTROL) || isLeaf(el))
    .filter((el) => visible(el) && !isInside(el, labels))
    .slice(0, MOST)
    .map((el) => describe(el, labels.get(el)));
  // What names another one is no value.
  const names = new Set(found.map(({ labelled }) => labelled));
  return found.filter(({ element, label }) => label || !names.has(element));
}

function isInside(el: Element, values: ReadonlyMap<Element, string>): boolean {
  const parent = parentOf(el);
  return parent !== null && (values.has(parent) || isInside(parent, values));
}

/** The candidate at an element that was pointed at: the field around it or named by it, or else itself. */
export function candidateAt(pointed: HTMLElement, among: readonly Candidate[]): Candidate {
  for (let at: HTMLElement | null = pointed; at; at = parentOf(at)) {
    const known = among.find(({ element, labelled }) => element === at || labelled === at);
    if (known) return known;
  }
  const control = controlsIn(pointed);
  return describe(control.length === 1 ? control[0]! : pointed);
}
