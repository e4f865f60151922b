/** What stands in clear at the beginning of a backup, and how much of it is believed. */
import * as z from 'zod/mini';
import { BackupError } from './error';

/** Version of the container that this release writes and the highest that it reads. */
export const CONTAINER_VERSION = 1;

/** OWASP's figure for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
export const ITERATIONS = 600_000;
/** More would keep the machine busy for minutes: such a file wants just that. */
const MOST_ITERATIONS = 10_000_000;

const name = z.string().check(z.minLength(1), z.maxLength(100));
const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(100));

const headerSchema = z.strictObject({
  format: z.literal('partner-lens-backup'),
  version: z.literal(CONTAINER_VERSION),
  /** Version of the database's schema. */
  schema: z.int().check(z.minimum(1)),
  /** Version of the extension that wrote it. */
  app: z.string().check(z.maxLength(50)),
  /** ISO time. */
  createdAt: z.string().check(z.maxLength(40)),
  /** Random: parts of two backups never fit together. */
  id: base64,
  /** Tables in the file, and their rows when it was begun. */
  tables: z.array(z.strictObject({ name, rows: z.int().check(z.minimum(0)) })).check(z.maxLength(500)),
  encryption: z.nullable(
    z.strictObject({
      kdf: z.literal('PBKDF2-SHA-256'),
      iterations: z.int().check(z.minimum(ITERATIONS), z.maximum(MOST_ITERATIONS)),
      salt: base64,
      cipher: z.literal('AES-256-GCM'),
      /** Tells a wrong passphrase from a damaged file. */
      check: base64,
    }),
  ),
});

export type BackupHeader = z.output<typeof headerSchema>;
export type Encryption = NonNullable<BackupHeader['encryption']>;

/**
 * @param newest highest schema version that this release knows
 * @throws BackupError for what is no header, or that of a later version
 */
export function parseHeader(text: string, newest: number): BackupHeader {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new BackupError('The head of the file is no JSON: this is no backup of Partner Lens.');
  }
  const { version, schema, app } = (raw ?? {}) as Record<string, unknown>;
  const later = (what: string) =>
    new BackupError(
      `The backup was made by a later version of Partner Lens (${what}). Update Partner Lens, then restore it. Nothing was changed.`,
    );
  if (typeof version === 'number' && version > CONTAINER_VERSION)
    throw later(`file version ${version}; this one reads up to ${CONTAINER_VERSION}`);
  if (typeof schema === 'number' && schema > newest)
    throw later(`${app}, data version ${schema}; this one knows up to ${newest}`);
  const parsed = headerSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new BackupError(
    `The head of the backup is not as it should be: ${path.join('.') || 'it'}: ${message}.`,
  );
}
