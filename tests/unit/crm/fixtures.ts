import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DOMWindow, JSDOM, VirtualConsole } from 'jsdom';

const ROOT = fileURLToPath(new URL('../../fixtures/', import.meta.url));

export interface Fixture {
  /** Folder: the adapter or row reader that must claim the page. */
  adapter: string;
  name: string;
  url: URL;
  html: string;
  /** What the page must be read as; null when nobody wrote it down. */
  expected: unknown;
}

type Kind = 'crm' | 'rows';

/** Every page under tests/fixtures/<kind>/<adapter>/<case>.html with the reading beside it. */
export function loadFixtures(kind: Kind = 'crm'): Fixture[] {
  const root = `${ROOT}${kind}/`;
  return readdirSync(root)
    .sort()
    .flatMap((adapter) =>
      readdirSync(`${root}${adapter}`)
        .filter((file) => file.endsWith('.html'))
        .sort()
        .map((file) => {
          const html = readFileSync(`${root}${adapter}/${file}`, 'utf8');
          const head = /^<!-- url: (\S+) \| date: (\d{4}-\d\d-\d\d)\b/.exec(html);
          if (!head)
            throw new Error(`${adapter}/${file}: the first line must be a comment with url and date`);
          const beside = `${root}${adapter}/${file.replace('.html', '.json')}`;
          const expected = existsSync(beside) ? JSON.parse(readFileSync(beside, 'utf8')) : null;
          return { adapter, name: `${adapter}/${file}`, url: new URL(head[1]!), html, expected };
        }),
    );
}

/** Readings without a page. */
export function orphans(kind: Kind = 'crm'): string[] {
  const root = `${ROOT}${kind}/`;
  return readdirSync(root).flatMap((adapter) =>
    readdirSync(`${root}${adapter}`)
      .filter(
        (file) =>
          file.endsWith('.json') && !existsSync(`${root}${adapter}/${file.replace('.json', '.html')}`),
      )
      .map((file) => `${adapter}/${file}`),
  );
}

/**
 * A document as the browser would build it; scripts do not run. jsdom has no layout: an element is visible unless it
 * or an ancestor has `display: none`.
 */
export function openDocument(html: string, url: URL | string): Document {
  const { window } = new JSDOM(html, { url: String(url), virtualConsole: new VirtualConsole() });
  window.Element.prototype.checkVisibility = function (this: Element) {
    for (let at: Element | null = this; at; at = at.parentElement) {
      if (window.getComputedStyle(at).display === 'none') return false;
    }
    return true;
  };
  Object.defineProperty(window.HTMLElement.prototype, 'innerText', {
    get(this: HTMLElement) {
      return laidOut(this, window)
        .replace(/[ \u00a0]+/g, ' ')
        .replace(/ ?\n[ \n]*/g, '\n')
        .trim();
    },
  });
  return window.document;
}

/** Text as a browser would lay it out: what is a box of its own stands in lines of its own. */
function laidOut(el: Element, window: DOMWindow): string {
  const { display } = window.getComputedStyle(el);
  if (display === 'none') return '';
  const inner = [...el.childNodes]
    .map((node) => {
      if (node.nodeType === node.TEXT_NODE) return node.nodeValue!.replace(/\s+/g, ' ');
      if (node.nodeName === 'BR') return '\n';
      return node.nodeType === node.ELEMENT_NODE ? laidOut(node as Element, window) : '';
    })
    .join('');
  const around = el.parentElement && window.getComputedStyle(el.parentElement).display;
  if (display === 'table-cell') return `${el.previousElementSibling ? '\t' : ''}${inner.trim()}`;
  return !/^inline/.test(display) || /flex|grid/.test(around ?? '') ? `\n${inner}\n` : inner;
}
