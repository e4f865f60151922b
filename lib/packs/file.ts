/**
 * A pack as a file: three lines of canonical JSON. The header, what it holds, and the signature over the exact bytes of
 * the two lines before it.
 */
import { firstProblem, tooDeep } from '../definitions/problem';
import type { Pack, PackContents, PackHeader } from './contents';
import { PackError } from './error';
import { contentsSchema, headerSchema, SCHEMA } from './schema';
import { digestOf, fingerprintOf, sign, verify } from './signature';

/** Most bytes of a pack: some two thousand scorecards. */
export const MOST_BYTES = 32_000_000;
/** Most bytes of its first and of its last line. */
const MOST_LINE = 4_096;
/** Deepest nesting; definitions of KPIs are the deepest part. */
const MOST_DEPTH = 80;
const START = '{"format":"partner-lens-pack"';
const NEWLINE = 10;

/** A pack whose signature holds. */
export interface SignedPack extends Pack {
  /** Of the signer's key. */
  fingerprint: string;
  /** SHA-256 of the whole file, hex. */
  digest: string;
}

/** JSON with the keys of every object in order: equal values are equal bytes. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Whether a file begins as a pack does. */
export function looksLikePack(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, START.length)) === START;
}

/** @throws PackError `too-large` */
export async function writePack(
  { header, contents }: Pack,
  privateKey: CryptoKey,
): Promise<Uint8Array<ArrayBuffer>> {
  const signed = new TextEncoder().encode(`${canonical(header)}\n${canonical(contents)}\n`);
  const last = new TextEncoder().encode(`${canonical({ signature: await sign(signed, privateKey) })}\n`);
  const bytes = new Uint8Array(signed.length + last.length);
  bytes.set(signed);
  bytes.set(last, signed.length);
  checkSize(bytes);
  return bytes;
}

function checkSize({ length }: Uint8Array): void {
  if (length > MOST_BYTES)
    throw new PackError(
      'too-large',
      `The pack has ${megabytes(length)} MB; at most ${megabytes(MOST_BYTES)} MB are taken. Make it with fewer parts, or without the scorecards of partners that nobody needs.`,
    );
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

const noPack = () =>
  new PackError(
    'not-a-pack',
    'This is not a scorecard pack. Choose a file that Partner Lens made under Team, ending in .plpack.',
  );
const tampered = (what: string) =>
  new PackError(
    'tampered',
    `${what} The file was changed after it was signed, or damaged on the way. Nothing was imported; ask for the file again.`,
  );

/** The first line, when it is that of a pack whose shape this version knows. */
function headerOf(line: Uint8Array): PackHeader {
  let parsed: unknown;
  const text = new TextDecoder().decode(line);
  try {
    parsed = JSON.parse(text);
  } catch {
    throw tampered('The header of the pack is not JSON.');
  }
  const { schema } = (parsed ?? {}) as { schema?: unknown };
  if (typeof schema === 'number' && schema > SCHEMA)
    throw new PackError(
      'newer',
      `The pack was made by a newer version of Partner Lens (its shape is ${schema}, this version reads up to ${SCHEMA}). Update the extension, then import it again.`,
    );
  const header = headerSchema.safeParse(parsed);
  if (!header.success) throw tampered(`The header of the pack does not fit: ${firstProblem(header.error)}`);
  if (canonical(header.data) !== text)
    throw tampered('The header of the pack was written by something else.');
  return header.data;
}

function signatureOf(line: Uint8Array): string {
  const text = new TextDecoder().decode(line);
  const found = /^\{"signature":"([A-Za-z0-9+/=]{1,200})"\}$/.exec(text)?.[1];
  if (!found) throw tampered('The pack has no signature.');
  return found;
}

/**
 * Reads a pack: size, then schema version, then signature, then shape. Nothing of it is believed before.
 * @throws PackError that says what is wrong and what to do
 */
export async function readPack(bytes: Uint8Array<ArrayBuffer>): Promise<SignedPack> {
  checkSize(bytes);
  if (!looksLikePack(bytes)) throw noPack();
  const first = bytes.subarray(0, MOST_LINE).indexOf(NEWLINE);
  if (first < 0) throw tampered('The header of the pack has no end.');
  const header = headerOf(bytes.subarray(0, first));
  const second = bytes.indexOf(NEWLINE, first + 1);
  const end = bytes.length - 1;
  if (second < 0 || bytes[end] !== NEWLINE || end - second > MOST_LINE)
    throw tampered('The pack is not whole.');
  const signature = signatureOf(bytes.subarray(second + 1, end));
  if (!(await verify(bytes.slice(0, second + 1), signature, header.publicKey)))
    throw tampered('The signature does not fit what the pack holds.');
  return {
    header,
    contents: contentsOf(bytes.subarray(first + 1, second)),
    fingerprint: await fingerprintOf(header.publicKey),
    digest: await digestOf(bytes),
  };
}

/** @throws PackError `damaged`: the signer's own version wrote something that this one does not take */
function contentsOf(line: Uint8Array): PackContents {
  const damaged = (what: string) =>
    new PackError('damaged', `The pack is signed, but not as it should be: ${what} Nothing was imported.`);
  let text: string;
  let parsed: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(line);
    if (tooDeep(text, MOST_DEPTH)) throw new RangeError(`it is nested more than ${MOST_DEPTH} deep`);
    parsed = JSON.parse(text);
  } catch (error) {
    throw damaged(`${(error as Error).message}.`);
  }
  const contents = contentsSchema.safeParse(parsed);
  if (!contents.success) throw damaged(firstProblem(contents.error));
  return contents.data;
}
