import { safeAddress } from '../address';
import { SourceProblem } from '../problem';
import type { Cursor, SourceKind } from '../types';

/** A feed is one file and is held in memory while it is read. */
const MAX_BYTES = 64 * 1024 * 1024;

const text = (value: Cursor[string] | undefined): string | null => (typeof value === 'string' ? value : null);

/** A mark of an edition that can be sent back: one of a megabyte, or beyond ASCII, would make every later request fail. */
const markOf = (header: string | null): string | null =>
  header !== null && /^[\x20-\x7e]{1,1000}$/.test(header) ? header : null;

/** A page of HTML, whatever it is said to be; a table may well be said to be one. */
const isPage = (bytes: Uint8Array): boolean =>
  /^\ufeff?\s*<(?:!doctype|!--|html|head|body|\?xml)/i.test(
    new TextDecoder().decode(bytes.subarray(0, 1024)),
  );

/** Last part of the address; as it is written where it is no UTF-8. */
function lastPart({ pathname, hostname }: URL): string {
  const last = pathname.split('/').at(-1) || hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** What a media type says of the file. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ndjson|jsonl|json-seq/, 'ndjson'],
  [/json/, 'json'],
  [/spreadsheetml/, 'xlsx'],
  [/zip/, 'zip'],
];

/** Name of the file, with an ending that tells what it is where the address has none. */
function fileName(url: URL, type: string): string {
  const last = lastPart(url);
  if (/\.[a-z]{2,7}$/i.test(last)) return last;
  const [, ending = 'csv'] = ENDINGS.find(([pattern]) => pattern.test(type)) ?? [];
  return `${last}.${ending}`;
}

export const source: SourceKind = {
  id: 'feed',
  name: 'Feed',
  description:
    'A file at an address that is fetched again when it changed, as an export job publishes it: CSV, XLSX, JSON, NDJSON, a ZIP of them, or a scorecard pack.',
  crm: null,
  settings: [
    {
      id: 'address',
      label: 'Address of the file',
      hint: 'https only, except on this machine. An address that redirects is not followed. Enter a token below: what stands in the address is shown here and is in backups.',
      kind: 'address',
      required: true,
      placeholder: 'https://data.example.com/deals.csv',
    },
    {
      id: 'access',
      label: 'Access',
      hint: '',
      kind: 'choice',
      required: false,
      options: [
        { value: 'none', label: 'Public, or by a token' },
        { value: 'basic', label: 'User name and password' },
      ],
    },
  ],
  credential: {
    label: 'Token',
    hint: 'Sent as a bearer token; for user name and password enter name:password.',
    required: false,
  },
  base: ({ address = '' }) => safeAddress(address).href,
  authorize: (secret, { access }) => {
    if (access !== 'basic') return { Authorization: `Bearer ${secret}` };
    if (!secret.includes(':'))
      throw new SourceProblem('credential', 'User name and password are written name:password.');
    const bytes = new TextEncoder().encode(secret);
    return { Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
  },
  async check({ client }) {
    const { bytes } = await client.ask('', { maxBytes: MAX_BYTES });
    if (bytes.length === 0) throw new SourceProblem('answer', `${client.host} answers with an empty file.`);
    return `${client.host} answers with a file of ${Math.ceil(bytes.length / 1000)} kB`;
  },
  streams: [
    {
      id: 'file',
      name: 'the file',
      async page({ client, settings }, cursor) {
        const etag = text(cursor?.etag);
        const modified = text(cursor?.modified);
        const { status, headers, bytes } = await client.ask('', {
          maxBytes: MAX_BYTES,
          accept: [304],
          headers: {
            ...(etag ? { 'If-None-Match': etag } : {}),
            ...(modified ? { 'If-Modified-Since': modified } : {}),
          },
        });
        if (status === 304) return { rows: {}, cursor: cursor ?? {}, more: false };
        if (bytes.length === 0)
          throw new SourceProblem(
            'answer',
            `${client.host} answers with an empty file. Nothing was changed.`,
          );
        const type = headers.get('content-type') ?? '';
        if (/html/.test(type) && isPage(bytes))
          throw new SourceProblem(
            'settings',
            `${client.host} answers with a web page, perhaps a login. Enter the address of the file itself.`,
          );
        return {
          rows: {},
          file: { name: fileName(safeAddress(settings.address ?? ''), type), bytes },
          cursor: { etag: markOf(headers.get('etag')), modified: markOf(headers.get('last-modified')) },
          more: false,
        };
      },
    },
  ],
};
