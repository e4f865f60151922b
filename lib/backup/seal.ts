/**
 * What makes every changed, moved, missing or added byte of a backup known. Each frame is bound to the file's head, to
 * its place and to whether it is the last one, as additional data of AES-GCM or within a SHA-256 digest.
 *
 * A digest finds damage, not malice: only an encrypted backup is proof against somebody who writes a file on purpose.
 * The construction is that of STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its
 * Nonce-Reuse Misuse-Resistance, CRYPTO 2015), with a key of its own for every file.
 */
import { type Bytes, concat, fromBase64, toBase64 } from './bytes';
import { PassphraseError } from './error';
import { type Encryption, ITERATIONS } from './header';

export interface Seal {
  /** Bytes that sealing adds. */
  readonly overhead: number;
  seal(index: number, last: boolean, payload: Bytes): Promise<Bytes>;
  /** @returns null when the frame is not what was sealed for this place */
  open(index: number, last: boolean, sealed: Bytes): Promise<Bytes | null>;
}

/** Head's digest, place and end mark: what a frame is bound to. */
function binding(head: Bytes, index: number, last: boolean): Bytes {
  const out = new Uint8Array(head.length + 5);
  out.set(head);
  new DataView(out.buffer).setUint32(head.length, index);
  out[head.length + 4] = last ? 1 : 0;
  return out;
}

const DIGEST = 32;

/** @param head SHA-256 of the file's head */
export function digestSeal(head: Bytes): Seal {
  const digest = async (index: number, last: boolean, payload: Bytes) => {
    const bound = binding(head, index, last);
    return new Uint8Array(await crypto.subtle.digest('SHA-256', concat(bound, payload)));
  };
  return {
    overhead: DIGEST,
    seal: async (index, last, payload) => concat(payload, await digest(index, last, payload)),
    async open(index, last, sealed) {
      if (sealed.length < DIGEST) return null;
      const payload = sealed.subarray(0, -DIGEST);
      const expected = await digest(index, last, payload);
      return expected.every((byte, i) => byte === sealed[payload.length + i]) ? payload : null;
    },
  };
}

const TAG = 16;

/** @param head SHA-256 of the file's head */
export function cipherSeal(key: CryptoKey, head: Bytes): Seal {
  const how = (index: number, last: boolean): AesGcmParams => {
    // The key is this file's own, so that the place alone makes every nonce unlike the others.
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setUint32(8, index);
    return { name: 'AES-GCM', iv, additionalData: binding(head, index, last), tagLength: TAG * 8 };
  };
  return {
    overhead: TAG,
    seal: async (index, last, payload) =>
      new Uint8Array(await crypto.subtle.encrypt(how(index, last), key, payload)),
    async open(index, last, sealed) {
      try {
        return new Uint8Array(await crypto.subtle.decrypt(how(index, last), key, sealed));
      } catch {
        return null;
      }
    },
  };
}

/** A key for a new backup, and what its head says of it. */
export async function newKey(passphrase: string): Promise<{ key: CryptoKey; encryption: Encryption }> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const { key, check } = await derive(passphrase, salt, ITERATIONS);
  return {
    key,
    encryption: {
      kdf: 'PBKDF2-SHA-256',
      iterations: ITERATIONS,
      salt: toBase64(salt),
      cipher: 'AES-256-GCM',
      check: toBase64(check),
    },
  };
}

/** @throws PassphraseError when it is not the one that the backup was made with */
export async function keyOf(passphrase: string, encryption: Encryption): Promise<CryptoKey> {
  const salt = fromBase64(encryption.salt);
  const { key, check } = await derive(passphrase, salt, encryption.iterations);
  if (toBase64(check) !== encryption.check)
    throw new PassphraseError(
      'This is not the passphrase that the backup was made with. Try again; capital letters and spaces count.',
    );
  return key;
}

/** Passphrases are compared as people type them: the same letters in one form (NFC). */
async function derive(passphrase: string, salt: Bytes, iterations: number) {
  const typed = new TextEncoder().encode(passphrase.normalize('NFC'));
  const password = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
  const pbkdf2 = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const secret = await crypto.subtle.deriveBits(pbkdf2, password, 256);
  const master = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey']);
  const purpose = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode(`partner-lens-backup ${info}`),
  });
  const aes = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.deriveKey(purpose('frames'), master, aes, false, ['encrypt', 'decrypt']);
  const check = new Uint8Array(await crypto.subtle.deriveBits(purpose('check'), master, 128));
  return { key, check };
}
