import Dexie, { type Table } from 'dexie';

interface StoredSecret {
  sourceId: string;
  /** What it was entered for; it is given out for nothing else. */
  origin: string;
  secret: string;
}

const NAME = 'partner-lens-secrets';

/**
 * Credentials of sources, in a database apart from all that is shown, exported or backed up: whoever copies the tables
 * of the other one cannot take them along. Only the background reads it.
 */
class SecretDatabase extends Dexie {
  declare secrets: Table<StoredSecret, string>;

  constructor() {
    super(NAME);
    this.version(1).stores({ secrets: 'sourceId' });
  }
}

let shared: SecretDatabase | null = null;

function secrets(): Table<StoredSecret, string> {
  shared ??= new SecretDatabase();
  return shared.secrets;
}

/**
 * @param origin that is about to be asked; a source whose address leads elsewhere by now, whether a person changed it or
 * a restored backup did, takes no credential along
 * @returns the credential of a source; null when none was entered for this origin
 */
export async function readSecret(sourceId: string, origin: string | null): Promise<string | null> {
  const known = await secrets().get(sourceId);
  return known && known.origin === origin ? known.secret : null;
}

/** Sources that have one, and the origin that each was entered for. */
export async function originsOfSecrets(): Promise<Map<string, string>> {
  const list = await secrets().toArray();
  return new Map(list.map(({ sourceId, origin }) => [sourceId, origin]));
}

export async function writeSecret(sourceId: string, origin: string, secret: string): Promise<void> {
  await secrets().put({ sourceId, origin, secret });
}

export async function forgetSecret(sourceId: string): Promise<void> {
  await secrets().delete(sourceId);
}

/** Forgets all of them. */
export async function eraseSecrets(): Promise<void> {
  shared?.close();
  shared = null;
  await Dexie.delete(NAME);
}
