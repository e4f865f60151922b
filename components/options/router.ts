import { useMemo, useSyncExternalStore } from 'react';
import { optionsPath } from '../ui/options-path';

/** Where the options page is: `#/<page>/<path...>`, each segment percent-encoded. */
export interface Route {
  page: string;
  path: string[];
}

/**
 * Reads a location hash.
 * @param hash with or without `#`; an empty or broken one gives page `''` and no path
 */
export function parseHash(hash: string): Route {
  const [page = '', ...path] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment);
  return { page, path };
}

/** Hash of a route, for `href`. */
export function hrefOf(page: string, ...path: string[]): string {
  return `#${optionsPath(page, ...path)}`;
}

/** Goes to a route as a link would, with an entry in the history. */
export function goTo(page: string, ...path: string[]): void {
  location.hash = hrefOf(page, ...path);
}

/** The route of the address bar; renders again when it changes. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, currentHash);
  return useMemo(() => parseHash(hash), [hash]);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

function currentHash(): string {
  return location.hash;
}

/** A segment typed by hand may hold a stray per cent sign; it is then taken as it is. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
