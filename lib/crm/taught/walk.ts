/** Steps between elements, through open shadow roots. */
import { deepQueryAll, query, seen, squeeze, textOf } from '../dom';
import type { Step } from './lesson';

export const parentOf = (el: Element): HTMLElement | null =>
  el.parentElement ?? ((el.getRootNode() as ShadowRoot).host as HTMLElement | undefined) ?? null;

const childrenOf = (el: Element, tag: string): HTMLElement[] =>
  [...(el.shadowRoot?.children ?? []), ...el.children].filter(
    (child) => child.localName === tag,
  ) as HTMLElement[];

/** The way from an element down to one inside it; null when it is not inside. */
export function wayDown(from: Element, to: Element): Step[] | null {
  const steps: Step[] = [];
  for (let at: Element = to; at !== from; ) {
    const parent = parentOf(at);
    if (!parent) return null;
    steps.unshift({ tag: at.localName, at: childrenOf(parent, at.localName).indexOf(at as HTMLElement) });
    at = parent;
  }
  return steps;
}

/** Where a way leads to; null when it ends before. */
export function follow(from: HTMLElement, steps: readonly Step[]): HTMLElement | null {
  let at: HTMLElement | undefined = from;
  for (const step of steps) {
    at = childrenOf(at, step.tag)[step.at];
    if (!at) return null;
  }
  return at;
}

export function climb(from: HTMLElement, up: number): HTMLElement | null {
  let at: HTMLElement | null = from;
  for (let i = 0; at && i < up; i++) at = parentOf(at);
  return at;
}

export const ROOTS = {
  dialog: '[role=dialog],dialog[open],[aria-modal=true]',
  main: 'main,[role=main]',
  body: 'body',
} as const;

/** The landmark from which places are counted. */
export const rootElement = (doc: Document, root: keyof typeof ROOTS): HTMLElement | null =>
  root === 'body' ? doc.body : (seen(doc, ROOTS[root]).at(-1) ?? null);

/** A label's words as they are compared. */
export const wordsOf = (text: string): string =>
  squeeze(text)
    .toLowerCase()
    .replace(/^[\s*＊]+|[\s*＊:：?]+$/g, '');

/** Longest label, characters. */
export const LONGEST_LABEL = 80;

/**
 * Elements in which one of the texts stands.
 * @param wanted `wordsOf` labels
 */
export function wordPlaces(doc: Document, wanted: ReadonlySet<string>): Map<string, HTMLElement[]> {
  const found = new Map<string, HTMLElement[]>();
  if (wanted.size === 0) return found;
  const roots: Node[] = [doc.body, ...deepQueryAll(doc, '*').flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  for (const root of roots) {
    const texts = doc.createTreeWalker(root, 4 /* NodeFilter.SHOW_TEXT */);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const { nodeValue: raw, parentElement: parent } = node;
      if (!parent || raw!.length > LONGEST_LABEL * 2 || !/\S/.test(raw!)) continue;
      const words = wordsOf(raw!);
      if (wanted.has(words)) found.set(words, [...(found.get(words) ?? []), parent]);
    }
  }
  return found;
}

/** Words of the heading under which an element stands. */
export function headingOver(el: Element): string | null {
  for (let at: Element | null = el; at; at = parentOf(at)) {
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      const heading = before.matches('h1,h2,h3,h4,h5,h6,legend,summary,[role=heading]')
        ? before
        : query(before, 'h1,h2,h3,h4,h5,h6,legend,summary,[role=heading]');
      if (heading) return wordsOf(textOf(heading)).slice(0, LONGEST_LABEL);
    }
  }
  return null;
}
