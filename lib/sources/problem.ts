/**
 * Why a source could not be read, in words for its owner.
 * - `credential`   refused: runs again only after a new one was entered
 * - `permission`   the browser gives no access to the host
 * - `settings`     only a person can mend it: an address, a name, a question that the data leave open
 * - `busy`         asked to wait, several times in a row or longer than a run may last
 * - `unreachable`  no answer: network, timeout, an error of the server
 * - `answer`       an answer that is not what the service documents
 */
export type ProblemKind = 'credential' | 'permission' | 'settings' | 'busy' | 'unreachable' | 'answer';

/** After these a run at another time changes nothing: the source waits for a person. */
const FOR_A_PERSON: ReadonlySet<ProblemKind> = new Set(['credential', 'permission', 'settings']);

export class SourceProblem extends Error {
  override readonly name = 'SourceProblem';

  /**
   * @param retryAfter milliseconds that the service asked to be left alone
   * @param forbidden the credential holds, and does not reach what was asked for
   */
  constructor(
    readonly kind: ProblemKind,
    message: string,
    readonly retryAfter: number | null = null,
    readonly forbidden = false,
  ) {
    super(message);
  }

  get needsPerson(): boolean {
    return FOR_A_PERSON.has(this.kind);
  }
}

/** Characters of what a service said that a message quotes. */
const QUOTED = 200;

/** What a service said, on one line and short; a credential goes before the cut, which could leave half of it. */
export function quoted(text: string, secret: string | null): string {
  return redact(text.replace(/\s+/g, ' '), secret).slice(0, QUOTED).replace(/\.$/, '');
}

/** Takes a credential out of a text, also as an address or Basic authentication write it. */
export function redact(text: string, secret: string | null): string {
  if (!secret) return text;
  const parts = [secret, encodeURIComponent(secret), btoa(unescape(encodeURIComponent(secret)))];
  // Basic authentication: the password alone may be quoted too.
  const colon = secret.indexOf(':');
  if (colon >= 0 && secret.length - colon > 4) parts.push(secret.slice(colon + 1));
  return parts.reduce((out, part) => (part.length < 4 ? out : out.replaceAll(part, '•••')), text);
}
