import Dexie, { type Table } from 'dexie';

interface StoredSecret {
  sourceId: string;
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

/** @returns the credential of a source; null when none was entered */
export async function readSecret(sourceId: string): Promise<string | null> {
  return (await secrets().get(sourceId))?.secret ?? null;
}

/** Ids of the sources that have one. */
export async function sourcesWithSecret(): Promise<Set<string>> {
  return new Set((await secrets().toCollection().primaryKeys()) as string[]);
}

/** @param secret null forgets it */
export async function writeSecret(sourceId: string, secret: string | null): Promise<void> {
  if (secret === null) await secrets().delete(sourceId);
  else await secrets().put({ sourceId, secret });
}

/** Forgets all of them. */
export async function eraseSecrets(): Promise<void> {
  shared?.close();
  shared = null;
  await Dexie.delete(NAME);
}
