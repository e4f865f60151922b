import { database, type LensDatabase } from '../store/db';
import type { StoredKey } from '../store/packs';
import { fingerprintOf, newKeyPair, publicKeyText } from './signature';

/** The key of this installation, made at its first use. It never leaves the browser: another profile has another. */
export async function signingKey(db: LensDatabase = database()): Promise<StoredKey> {
  const known = await db.keys.get('pack');
  if (known) return known;
  const { publicKey, privateKey } = await newKeyPair();
  return db.transaction('rw', db.keys, async () => {
    // Another page may have made one meanwhile: its packs are out already.
    const other = await db.keys.get('pack');
    if (other) return other;
    const key: StoredKey = { id: 'pack', publicKey, privateKey };
    await db.keys.put(key);
    return key;
  });
}

/** Fingerprint of this installation's key. */
export async function ownFingerprint(db: LensDatabase = database()): Promise<string> {
  return fingerprintOf(await publicKeyText((await signingKey(db)).publicKey));
}
