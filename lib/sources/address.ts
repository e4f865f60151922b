import { SourceProblem } from './problem';
import type { Settings, SourceKind } from './types';

const LOOPBACK = new Set(['localhost', '127.0.0.1']);

/**
 * An address that may be asked: https, or http on this machine.
 * @throws SourceProblem `settings`, which says what to enter instead
 */
export function safeAddress(text: string): URL {
  const typed = text.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (!typed || !url?.hostname)
    throw new SourceProblem('settings', `"${typed}" is no address. Enter one such as https://example.com.`);
  if (url.username || url.password)
    throw new SourceProblem(
      'settings',
      'The address contains a user name or password. Take it out and enter it as the credential.',
    );
  const here = LOOPBACK.has(url.hostname);
  if (url.protocol !== 'https:' && !(here && url.protocol === 'http:'))
    throw new SourceProblem(
      'settings',
      `"${url.protocol}//${url.host}" is not encrypted. Enter the https address; plain http is used on this machine only.`,
    );
  url.hash = '';
  return url;
}

/** Address of a service without query, ending in a slash, so that paths can be put behind it. */
export function baseAddress(text: string): string {
  const url = safeAddress(text);
  url.search = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
}

/** Origin that a source of this kind asks; null where its settings name none. */
export function originOf(kind: Pick<SourceKind, 'base'>, settings: Settings): string | null {
  try {
    return new URL(kind.base(settings)).origin;
  } catch {
    return null;
  }
}

/** Match pattern of the one host; browsers know no port in it. */
export function hostPattern(base: string): string {
  const { protocol, hostname } = new URL(base);
  return `${protocol}//${hostname}/*`;
}
