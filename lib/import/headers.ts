/** What a header means: which table a file is, and which column of it each header names. */
import type { FactTable } from '@/lib/facts/types';
import { headerAliases } from './aliases';
import { worldAliases } from './aliases-world';
import { foldHeader, spelledOut } from './fold-header';
import { headerUnit } from './header-unit';
import { type KnownExport, knownExport } from './known-exports';
import { importTables } from './tables';
import { isWideRates } from './wide-rates';

/** Names of the thing that a row of the table is; exports write them in front of its columns. */
const ENTITIES: Record<string, readonly string[]> = {
  deals: ['deal', 'opportunity', 'opp', 'potential', 'negocio', 'transaction'],
  leads: ['lead', 'person', 'contact', 'prospect'],
  orders: ['order', 'sale', 'transaction'],
  refunds: ['refund', 'return'],
  tickets: ['ticket', 'case', 'conversation', 'issue'],
  meetings: ['meeting', 'activity', 'event', 'engagement'],
  touches: ['activity', 'touch', 'engagement', 'task'],
  partners: ['partner', 'account', 'company'],
  surveys: ['survey', 'response'],
  stage_changes: ['deal', 'opportunity'],
  customers: ['customer', 'client'],
  subscriptions: ['subscription', 'mrr', 'movement'],
  integrations: ['integration', 'connector'],
};

/** Identifies files of the same kind: the folded headers in order. */
export function headerSignature(headers: readonly string[]): string {
  return headers.map(foldHeader).join('|');
}

/** Headers to show: an empty one gets a name, a repeated one a number. */
export function headerLabels(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((header, i) => {
    const base = header.trim() || `Column ${i + 1}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base} (${count})`;
  });
}

interface Names {
  /** Folded name -> columns that it may be, with how sure that is: 0 its own name, then its aliases. */
  ranks: Map<string, Map<string, number>>;
  entities: readonly string[];
}

const cache = new WeakMap<FactTable, Names>();

function namesOf(table: FactTable): Names {
  let names = cache.get(table);
  if (names) return names;
  const ranks: Names['ranks'] = new Map();
  const add = (name: string, column: string, rank: number) => {
    const folded = foldHeader(name);
    let columns = ranks.get(folded);
    if (!columns) {
      columns = new Map();
      ranks.set(folded, columns);
    }
    columns.set(column, Math.min(rank, columns.get(column) ?? rank));
  };
  for (const [id, column] of Object.entries(table.columns)) {
    add(id, id, 0);
    add(column.label, id, 0);
    column.aliases?.forEach((alias, i) => {
      add(alias, id, 1 + i / 100);
    });
    const extra = [headerAliases, worldAliases].flatMap((names) =>
      [table.id, '*'].flatMap((key) => names[key]?.[id]?.split(' | ') ?? []),
    );
    extra.forEach((alias, i) => {
      add(alias, id, 2 + i / 100);
    });
  }
  names = { ranks, entities: ENTITIES[table.id] ?? [] };
  cache.set(table, names);
  return names;
}

/** The number of a question in front of a header, as in "3. Partner". */
const NUMBER = /^\s*\d{1,2}[.)]\s+(?=\p{L})/u;
/** How a header says that its dates are written: "Created (UTC)", "Close Date (dd/mm/yyyy)". */
const ZONE =
  /\s*[([](?:(?:utc|gmt)(?:\s*[+-]\d{1,2}(?::?\d{2})?)?|[a-z_]+(?:\/[a-z_+-]+){1,2}|[a-z]{2,3}t|local(?: time)?|[dmyjath]{1,4}(?:[-/. ][dmyjath]{1,4}){1,2})[)\]]\s*$/i;

/** Forms of a header to look up: as it is, spelled out, without what numbers it, and without a leading "Deal - ". */
function forms(header: string, entities: readonly string[]): string[] {
  const bare = header.replace(NUMBER, '').replace(ZONE, '');
  const out = [foldHeader(header), foldHeader(spelledOut(header)), foldHeader(bare)];
  const prefix = /^\s*(\p{L}+)\s*(?:-|–|:|\.|\/)\s*(.+)$/u.exec(header);
  // Only a leading name of this table's own rows: "Organization - ID" is not the deal's id.
  if (prefix && entities.includes(prefix[1]!.toLowerCase())) out.push(foldHeader(prefix[2]!));
  return [...new Set(out)].filter(Boolean);
}

let known: Set<string> | null = null;

/** Whether some table has a column of this name. */
export function isHeaderName(text: string): boolean {
  known ??= new Set(Object.values(importTables).flatMap((table) => [...namesOf(table).ranks.keys()]));
  return known.has(foldHeader(text));
}

export interface HeaderMatch {
  /** Position of the header. */
  source: number;
  column: string;
  /** 0 = the column's own name; larger = a less usual name of it. */
  rank: number;
}

/** Ranks that a name costs that is only part of a header. */
const LOWER = 3;

function candidates(header: string, table: FactTable): { column: string; rank: number }[] {
  const { ranks, entities } = namesOf(table);
  const out = new Map<string, number>();
  for (const form of forms(header, entities))
    for (const [column, rank] of ranks.get(form) ?? [])
      out.set(column, Math.min(rank, out.get(column) ?? rank));
  // Below a merged cell the lower name may say enough, where no other column has it; so may one of two languages.
  const parts = header.includes(' › ') ? header.split(' › ').slice(-1) : header.split(/\s+[/|]\s+/);
  if (out.size === 0 && parts[0] !== header)
    for (const part of parts)
      for (const [column, rank] of ranks.get(foldHeader(part)) ?? [])
        out.set(column, Math.min(rank + LOWER, out.get(column) ?? Number.POSITIVE_INFINITY));
  // Only money has a currency behind its name.
  const unit = out.size === 0 ? headerUnit(header) : null;
  if (unit)
    for (const [column, rank] of ranks.get(foldHeader(unit.name)) ?? [])
      if (table.columns[column]!.kind === 'money') out.set(column, rank);
  return [...out].map(([column, rank]) => ({ column, rank }));
}

/**
 * Best column for each header, each column once: what the export of a known product calls its columns, then own names
 * before aliases, earlier headers before later ones.
 */
export function matchHeaders(
  headers: readonly string[],
  table: FactTable,
  known: KnownExport | null = knownExport(headers),
): HeaderMatch[] {
  const out: HeaderMatch[] = [];
  const own = known?.format.table === table.id ? known : null;
  for (const [source, column] of own?.columns ?? []) out.push({ source, column, rank: 0 });
  const all: HeaderMatch[] = headers.flatMap((header, source) =>
    own?.ignored.has(source) ? [] : candidates(header, table).map((match) => ({ source, ...match })),
  );
  all.sort((a, b) => a.rank - b.rank || a.source - b.source);
  const sources = new Set(out.map(({ source }) => source));
  const columns = new Set(out.map(({ column }) => column));
  for (const match of all) {
    if (sources.has(match.source) || columns.has(match.column)) continue;
    sources.add(match.source);
    columns.add(match.column);
    out.push(match);
  }
  return out.sort((a, b) => a.source - b.source);
}

/** Enough of a table's own headers to take a file for it without asking; fewer where a column names the partner. */
const TELLING = 0.75;
const TELLING_WITH_PARTNER = 0.2;

export interface TableGuess {
  table: string;
  /** Higher = more likely; comparable within one file. */
  score: number;
  /** Required columns that no header names. */
  missing: string[];
  /** The headers leave no doubt that rows of this table could be meant. */
  sure: boolean;
}

/** A header that names a column of few tables says more about the file than `date` or `id`. */
export function guessTables(headers: readonly string[], fileName = ''): TableGuess[] {
  const known = knownExport(headers);
  const tables = Object.values(importTables);
  const hits = headers.map((header) => tables.filter((table) => candidates(header, table).length > 0).length);
  const words = ` ${foldHeader(fileName.replace(/\.[^.]*$/, ''))} `;
  return tables
    .map((table) => {
      const matches = matchHeaders(headers, table, known);
      let score = 0;
      for (const match of matches) score += 1 / hits[match.source]!;
      // Nothing else has those headers together.
      if (known?.format.table === table.id) score += headers.length;
      const found = new Set(matches.map((match) => match.column));
      if (known?.format.table === table.id)
        for (const column of Object.keys(known.format.constants ?? {})) found.add(column);
      const missing = Object.keys(table.columns).filter(
        (id) => table.columns[id]!.required && !found.has(id),
      );
      score -= 0.6 * missing.length;
      const names = [foldHeader(table.id), foldHeader(table.name), ...(ENTITIES[table.id] ?? [])];
      if (names.some((name) => words.includes(` ${name} `) || words.includes(` ${name}s `))) score += 0.75;
      if (table.id === 'rates' && isWideRates(headers))
        return { table: table.id, score: headers.length, missing: [], sure: true };
      // Anything has a name: a directory is told by more, unless it says whose names they are.
      const named =
        table.id === 'partners'
          ? matches.some(({ source }) => /\bpartner/.test(foldHeader(headers[source]!)))
          : found.has('partner');
      const enough = named ? TELLING_WITH_PARTNER : TELLING;
      const sure = score >= enough && (known?.format.table === table.id || saysEnough(table, found, score));
      return { table: table.id, score, missing, sure };
    })
    .sort((a, b) => b.score - a.score || rarity(a.table) - rarity(b.table));
}

/**
 * Ids and names alone are those of any record, and words for days and people those of any list: rows are told by what
 * they are called or known by, and by something that is said of them. Without an id there must be a partner and much
 * else.
 */
function saysEnough(table: FactTable, found: ReadonlySet<string>, score: number): boolean {
  if (!USUAL.includes(table.id) || table.id === 'partners') return true;
  const [id] = table.identity;
  if (!found.has(id!) && !found.has('name')) return found.has('partner') && score >= TELLING;
  return [...found].some((column) => table.columns[column]!.kind !== 'key');
}

/** Of two tables that fit alike, the one that people keep more often. */
const USUAL = ['deals', 'orders', 'leads', 'partners', 'customers', 'tickets', 'surveys', 'touches', 'costs'];

function rarity(table: string): number {
  const at = USUAL.indexOf(table);
  return at < 0 ? USUAL.length : at;
}
