/**
 * Why a pack is not taken, in words that say what to do.
 *
 * Codes: `too-large`, `not-a-pack`, `newer` (made by a later version), `tampered` (the signature does not fit),
 * `damaged` (signed, but of another shape), `untrusted` (a signer that nobody here trusts), `wrong-signer` (not the one
 * who signed this pack before, or not one that the administrator allows), `older` (an edition before the installed one), `off` (the administrator switched packs off).
 */
export class PackError extends Error {
  override readonly name = 'PackError';

  constructor(
    readonly code:
      | 'too-large'
      | 'not-a-pack'
      | 'newer'
      | 'tampered'
      | 'damaged'
      | 'untrusted'
      | 'wrong-signer'
      | 'older'
      | 'off',
    message: string,
  ) {
    super(message);
  }
}
