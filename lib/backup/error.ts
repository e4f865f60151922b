/** Why a backup cannot be read, in words for a person. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Asked for a passphrase, or given a wrong one: nothing is wrong with the file. */
export class PassphraseError extends BackupError {
  override name = 'PassphraseError';
}
