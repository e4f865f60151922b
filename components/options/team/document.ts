import type { ExportDocument } from '@/lib/export/document';
import type { PackPart } from '@/lib/packs/contents';
import type { StoredPack, StoredSigner } from '@/lib/store/packs';
import { PART_WORDS } from './words';

const PARTS = Object.keys(PART_WORDS) as PackPart[];

/** Installed packs, the newest edition first, with how much of each matter they bring. */
export function packsDocument(packs: readonly StoredPack[]): ExportDocument {
  return {
    title: 'Installed packs',
    about: [['Order', 'of several packs the newest counts first, below what is set here']],
    tables: [
      {
        title: 'Packs',
        columns: [
          'Pack',
          'Edition',
          'Made',
          'Installed',
          'Signed by',
          'Fingerprint of the key',
          'SHA-256 of the file',
          ...PARTS.map((part) => PART_WORDS[part]),
        ],
        rows: packs.map((pack) => [
          pack.name,
          pack.sequence,
          pack.made,
          pack.installed,
          pack.signer,
          pack.fingerprint,
          pack.digest,
          ...PARTS.map((part) => pack.counts[part] ?? null),
        ]),
      },
    ],
  };
}

/** Whose packs are taken without a question. */
export function signersDocument(signers: readonly StoredSigner[]): ExportDocument {
  return {
    title: 'Trusted signers',
    about: [['Trusted', 'their packs are taken without a question; anybody else’s are asked about']],
    tables: [
      {
        title: 'Signers',
        columns: ['Signer', 'Fingerprint of the key', 'Trusted since'],
        rows: signers.map(({ name, fingerprint, trusted }) => [name, fingerprint, trusted]),
      },
    ],
  };
}
