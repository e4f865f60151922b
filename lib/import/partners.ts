/** The partner directory: rows of a file joined into partners, and merged with those that are known. */
import { companyDomain } from '@/lib/match/domain';
import { PARTNER_TYPES, type Partner } from '@/lib/match/types';
import { toStored } from '@/lib/store/partners';
import { nameKey, partnerIndex } from '@/lib/store/resolve';
import type { StoredPartner } from '@/lib/store/types';
import type { DirectoryChange } from '@/lib/store/write';
import { foldWord, isNothing, meant } from './categories';
import { faultOf, isBadCell } from './faults';
import { foldHeader } from './fold-header';
import { headerLabels } from './headers';
import type { Mapping } from './mapping';
import { Meter } from './meter';
import type { ImportFile, RunOptions } from './pipeline';
import type { DirectoryCheck } from './quality/directory';
import { fits, readRecords } from './records';
import { withoutReferences } from './references';
import { type Reject, RejectList } from './rejects';

/** What a directory file says of one partner; a field that no column fills is left out. */
export interface DirectoryEntry {
  id: string | null;
  name: string;
  type?: string | null;
  tier?: string | null;
  region?: string | null;
  manager?: string | null;
  domains?: string[];
  aliases?: string[];
  crmIds?: string[];
  codes?: string[];
  parent?: string | null;
  /** Rows of the file that speak of it. */
  rows: number;
}

export interface DirectoryImport {
  entries: DirectoryEntry[];
  rejects: Reject[];
  rowsRead: number;
  rejected: number;
  footer: number;
}

const LISTS = { domains: 'domains', aliases: 'aliases', crm_ids: 'crmIds', codes: 'codes' } as const;
const TEXTS = ['type', 'tier', 'region', 'manager', 'parent'] as const;

function list(cell: string, target: keyof typeof LISTS): string[] {
  const separators = target === 'domains' ? /[;|,\n]/ : /[;|\n]/;
  const parts = cell.split(separators).map((part) => part.trim());
  const values = target === 'domains' ? parts.map((part) => companyDomain(part) ?? '') : parts;
  return [...new Set(values.filter((value) => !isNothing(value, true)))];
}

/** A type of the product's own list in its spelling; a programme's own word as written. */
function partnerType(text: string, values: Record<string, string> | undefined): string {
  const given = meant(values, text) ?? text;
  const folded = foldWord(given).replace(/ partners?$/, '');
  const singular = folded.replace(/s$/, '');
  return PARTNER_TYPES.find((type) => type === folded || type === singular) ?? given;
}

/** Reads directory files; rows with the same id, or without ids the same folded name, are one partner. */
export async function readDirectory(
  files: readonly ImportFile[],
  mapping: Mapping,
  options: RunOptions,
  check?: DirectoryCheck,
): Promise<DirectoryImport> {
  if (!mapping.columns.some(({ target }) => target === 'name'))
    throw new Error('The partner directory needs Partner name: map a column to it.');
  const entries = new Map<string, DirectoryEntry>();
  const rejects = new RejectList();
  const meter = new Meter(
    files.map(({ source }) => source),
    options.signal,
    options.progress,
  );
  for (const [index, file] of files.entries()) {
    let width = 0;
    let labels: string[] = [];
    await readRecords(file.source, file.format, {
      header({ headers }) {
        for (const { source, header } of mapping.columns)
          if (foldHeader(headers[source] ?? '') !== foldHeader(header))
            throw new Error(
              `Column ${source + 1} of "${file.source.name}" is "${headers[source] ?? ''}", but the mapping expects "${header}". Map this file on its own.`,
            );
        width = headers.length;
        labels = headerLabels(headers);
        rejects.startFile(file.source.name, width);
      },
      record(scanner) {
        meter.rows++;
        if (!fits(scanner, width)) {
          rejects.shape(scanner);
          return undefined;
        }
        rejects.goodRow();
        const bad = mapping.columns.find(({ source }) => isBadCell(scanner, source));
        if (bad) {
          const { value, reason } = faultOf(scanner.cell(bad.source));
          rejects.cell(scanner.record, labels[bad.source]!, value, reason);
          rejects.countRow();
          return undefined;
        }
        const cell = (target: string): string => {
          for (const column of mapping.columns) {
            if (column.target !== target) continue;
            const written = scanner.cell(column.source);
            const text = column.html ? withoutReferences(written) : written;
            if (!isNothing(text, true)) return text;
          }
          return mapping.constants[target] ?? '';
        };
        const entry = readEntry(mapping, cell);
        if (entry) {
          check?.look(entry, index, scanner.record);
          join(entries, entry);
        } else {
          const name = mapping.columns.find(({ target }) => target === 'name')!;
          const reason = 'is empty, and every row needs its Partner name';
          rejects.cell(scanner.record, labels[name.source]!, '', reason);
          rejects.countRow();
        }
        return undefined;
      },
      block: (read) => meter.tick(index, read),
    });
  }
  rejects.endFile();
  check?.bad(rejects.rejects);
  return {
    entries: [...entries.values()],
    rejects: rejects.rejects,
    rowsRead: meter.rows - rejects.footer,
    rejected: rejects.rows,
    footer: rejects.footer,
  };
}

function readEntry(mapping: Mapping, cell: (target: string) => string): DirectoryEntry | null {
  const name = cell('name');
  if (!name) return null;
  const has = (target: string) =>
    mapping.columns.some((column) => column.target === target) || target in mapping.constants;
  const entry: DirectoryEntry = { id: cell('id') || null, name, rows: 1 };
  for (const target of TEXTS) {
    if (!has(target)) continue;
    const text = cell(target);
    const { values } = mapping.columns.find((column) => column.target === target) ?? {};
    entry[target] =
      text === '' ? null : target === 'type' ? partnerType(text, values) : (meant(values, text) ?? text);
  }
  for (const [target, field] of Object.entries(LISTS) as [keyof typeof LISTS, 'domains'][])
    if (has(target)) entry[field] = list(cell(target), target);
  return entry;
}

/** Whom a row speaks of: its id, else its name. */
export const keyOf = ({ id, name }: DirectoryEntry): string =>
  id === null ? `name:${nameKey(name)}` : `id:${id}`;

/** A later row fills what earlier ones left empty or says anew; lists add up. */
function join(entries: Map<string, DirectoryEntry>, row: DirectoryEntry) {
  const key = keyOf(row);
  const entry = entries.get(key);
  if (!entry) {
    entries.set(key, row);
    return;
  }
  entry.rows++;
  for (const field of TEXTS) entry[field] = row[field] ?? entry[field];
  for (const field of Object.values(LISTS))
    if (row[field]) entry[field] = [...new Set([...(entry[field] ?? []), ...row[field]])];
}

/**
 * The rows to write so that the directory says what the file says. Columns that the file lacks, and aliases that
 * a person added, stay. A partner that only a name stood for becomes the directory's.
 */
export function mergeDirectory(
  entries: readonly DirectoryEntry[],
  stored: readonly StoredPartner[],
): DirectoryChange {
  // What a pack says of a partner stays the pack's: the file does not take it over.
  const existing = stored.filter(({ origin }) => origin !== 'pack');
  const byId = new Map(existing.map((partner) => [partner.id, partner]));
  const index = partnerIndex(existing.filter((partner) => partner.origin !== 'fact'));
  const change: DirectoryChange = { partners: [], removed: [], added: 0, changed: 0, unchanged: 0 };
  for (const entry of entries) {
    const named = byId.get(index.resolve(entry.name) ?? '');
    const standIn = named?.id.startsWith('name:') ? named : undefined;
    const before = entry.id === null ? named : (byId.get(entry.id) ?? standIn);
    const id = entry.id ?? before?.id ?? `name:${nameKey(entry.name)}`;
    const after = apply(entry, id, before ?? byId.get(id));
    byId.set(id, after);
    if (before && before.id !== id) change.removed.push(before.id);
    const same = before && before.id === id && sameRow(before, after);
    if (same) change.unchanged += entry.rows;
    else {
      change.partners.push(after);
      if (before && before.origin !== 'fact') change.changed += entry.rows;
      else {
        change.added += 1;
        // Further rows of a new partner add to it.
        change.changed += entry.rows - 1;
      }
    }
  }
  return change;
}

function apply(entry: DirectoryEntry, id: string, before: StoredPartner | undefined): StoredPartner {
  const renamed = before !== undefined && nameKey(before.name) !== nameKey(entry.name);
  // Without an id it was an alias that found the partner: the name stays. With one, the old name is still used by facts.
  const name = renamed && entry.id === null ? before.name : entry.name;
  const own = new Set(before?.ownAliases);
  if (renamed) own.add(entry.id === null ? entry.name : before.name);
  const aliases = new Set([...(entry.aliases ?? before?.aliases ?? []), ...own]);
  aliases.delete(name);
  own.delete(name);
  const partner: Partner = {
    id,
    name,
    type: entry.type === undefined ? (before?.type ?? null) : entry.type,
    tier: entry.tier === undefined ? (before?.tier ?? null) : entry.tier,
    region: entry.region === undefined ? (before?.region ?? null) : entry.region,
    manager: entry.manager === undefined ? (before?.manager ?? null) : entry.manager,
    domains: entry.domains ?? before?.domains ?? [],
    aliases: [...aliases],
    crmIds: entry.crmIds ?? before?.crmIds ?? [],
    codes: entry.codes ?? before?.codes ?? [],
    parent: entry.parent === undefined ? (before?.parent ?? null) : entry.parent,
  };
  return toStored(partner, 'directory', [...own]);
}

function sameRow(a: StoredPartner, b: StoredPartner): boolean {
  const key = (row: StoredPartner) => [
    row.name,
    row.type,
    row.tier,
    row.region,
    row.manager,
    row.parent,
    row.origin,
    ...[row.domains, row.aliases, row.crmIds, row.codes].map((values) => [...values].sort()),
  ];
  return JSON.stringify(key(a)) === JSON.stringify(key(b));
}
