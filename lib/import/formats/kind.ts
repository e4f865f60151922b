/** What a file is, by its first bytes: names say little. */
import { type ByteSource, bytesSource, detectEncoding, headOf } from '../decode';
import { decoderOf } from '../dos';

export type FileKind = 'archive' | 'json' | 'text';

const SAVE_AS = 'Open it in a spreadsheet, save it as XLSX or CSV, and choose that file.';

/** Beginnings of files that are no tables to us, and what to do with them. */
const REFUSED: { bytes: readonly number[]; words: string }[] = [
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    words: 'is a PDF: a picture of a table, not the table. Export the report as CSV or XLSX.',
  },
  { bytes: [0x89, 0x50, 0x4e, 0x47], words: 'is a picture. Export the table as CSV or XLSX.' },
  { bytes: [0xff, 0xd8, 0xff], words: 'is a picture. Export the table as CSV or XLSX.' },
  { bytes: [0x47, 0x49, 0x46, 0x38], words: 'is a picture. Export the table as CSV or XLSX.' },
  { bytes: [0x1f, 0x8b], words: 'is packed with gzip. Unpack it and choose the file in it.' },
  { bytes: [0x42, 0x5a, 0x68], words: 'is packed with bzip2. Unpack it and choose the file in it.' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], words: 'is packed with xz. Unpack it and choose the file in it.' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], words: 'is packed with zstd. Unpack it and choose the file in it.' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], words: 'is a 7z archive. Unpack it and choose the files in it.' },
  { bytes: [0x52, 0x61, 0x72, 0x21], words: 'is a RAR archive. Unpack it and choose the files in it.' },
  { bytes: [0x50, 0x41, 0x52, 0x31], words: 'is a Parquet file. Export the table as CSV or NDJSON.' },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], words: 'is an SQLite database. Export its tables as CSV.' },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], words: `is an RTF document. ${SAVE_AS}` },
];

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const begins = (head: Uint8Array, bytes: readonly number[]) => bytes.every((byte, i) => head[i] === byte);

/** Name of the stream that an encrypted workbook lies in, as its directory writes it. */
const ENCRYPTED = new TextEncoder().encode([...'EncryptedPackage'].join('\0'));

function includes(bytes: Uint8Array, part: Uint8Array): boolean {
  outer: for (let at = bytes.indexOf(part[0]!); at >= 0; at = bytes.indexOf(part[0]!, at + 1)) {
    for (let i = 1; i < part.length; i++) if (bytes[at + i] !== part[i]) continue outer;
    return true;
  }
  return false;
}

/** @returns why a file that begins so is not imported and what to do, as "is a PDF …"; null when it may be */
function refusal(head: Uint8Array): string | null {
  if (begins(head, OLE))
    return includes(head, ENCRYPTED)
      ? 'has a password. Open it in a spreadsheet, save it without one, and choose that file.'
      : `is in the old binary format of Excel (XLS). ${SAVE_AS}`;
  const refused = REFUSED.find(({ bytes }) => begins(head, bytes));
  if (refused) return refused.words;
  const text = new TextDecoder()
    .decode(head.subarray(0, 1024))
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^<(?:!doctype\s+html|html|table|head|meta|style)[\s>]/i.test(text))
    return `is a web page, whatever its name says; many systems export “Excel” so. ${SAVE_AS}`;
  if (/^<\?xml|^<Workbook[\s>]/.test(text)) return `is XML. ${SAVE_AS}`;
  return null;
}

/** @param head first bytes; @param text the same as text */
function kindOf(head: Uint8Array, text: string, name: string): FileKind {
  if (head[0] === 0x50 && head[1] === 0x4b && head[2]! <= 8 && head[3]! <= 8) return 'archive';
  if (/\.(?:json|ndjson|jsonl|geojson)$/i.test(name)) return 'json';
  return /^\s*(?:\{\s*["}]|\[\s*[\]{])/.test(text) ? 'json' : 'text';
}

/** @throws Error when it is nothing that could be imported: what it is and what to do */
export async function fileKind(source: ByteSource): Promise<FileKind> {
  const { head } = await headOf(source, 'utf-8', 65_536);
  const reason = refusal(head);
  if (reason) throw new Error(`"${source.name}" ${reason}`);
  let text = new TextDecoder().decode(head.subarray(0, 4096));
  if (text.includes('\0') || text.startsWith('\ufffd')) {
    const { encoding } = await detectEncoding(bytesSource(source.name, head.slice(0, 4096)));
    text = decoderOf(encoding).decode(head.subarray(0, 4096));
  }
  return kindOf(head, text.replace(/^\ufeff/, ''), source.name);
}
