/**
 * A request that was not answered with a value. `code` is for programs, `message` for people.
 *
 * Codes: `unknown-message`, `refused` (wrong sender), `too-large`, `bad-input`, `not-found`, `no-tab`, `failed`,
 * `no-answer` (the background did not reply), `updated` (the extension was updated or removed: reload the page).
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
