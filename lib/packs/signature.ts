/** Keys and signatures of packs: ECDSA on P-256 with SHA-256, which every browser since 2017 has. */

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SCHEME = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** Letters and digits that are not mistaken for each other (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Bytes of the key's digest that a fingerprint shows: 160 bits. */
const SHOWN = 20;

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** @returns null for what is not base64 in its one canonical spelling */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

/** A pair whose private half the browser keeps to itself. */
export async function newKeyPair(): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify'])) as CryptoKeyPair;
}

/** The public half as it stands in a pack. */
export async function publicKeyText(key: CryptoKey): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', key)));
}

/** @returns 64 bytes, base64 */
export async function sign(bytes: Uint8Array<ArrayBuffer>, key: CryptoKey): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.sign(SCHEME, key, bytes)));
}

/** @returns false also where key or signature are none */
export async function verify(
  bytes: Uint8Array<ArrayBuffer>,
  signature: string,
  publicKey: string,
): Promise<boolean> {
  const [point, signed] = [fromBase64(publicKey), fromBase64(signature)];
  if (!point || !signed) return false;
  try {
    const key = await crypto.subtle.importKey('raw', point, CURVE, false, ['verify']);
    return await crypto.subtle.verify(SCHEME, key, signed, bytes);
  } catch {
    return false;
  }
}

/** SHA-256 as hex. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * What people compare to know a key: 160 bits of its SHA-256 in eight groups of four.
 * @param publicKey as it stands in a pack
 */
export async function fingerprintOf(publicKey: string): Promise<string> {
  const bytes = fromBase64(publicKey) ?? new Uint8Array();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, SHOWN);
  let letters = '';
  let bits = 0;
  let held = 0;
  for (const byte of digest) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) letters += LETTERS[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return letters.match(/.{4}/g)!.join('-');
}
