/** Facts and what was measured of them, kept as long as this context lives: the next refresh reads only what is new. */
import type { KpiDefinition } from '../kpi/define';
import { createEngine } from '../kpi/engine/engine';
import { PROGRAMME } from '../kpi/engine/measure';
import type { Touched } from '../kpi/engine/reading';
import type { Measurement } from '../kpi/types';
import { type FactsInMemory, factsInMemory, factsSince } from './facts';
import { endOfData, lastFactDay, type Measuring, optionsOf } from './figures';

/** What the scorecards in the store were computed from, as far as it says what came since. */
export interface Footing {
  revision: number;
  asOfDay: number;
  /** Number of the chunks, and the highest of their keys. */
  chunks: { count: number; last: number };
  /** Who goes by which name: changes with every partner and alias. */
  owners: string;
  /** Settings that figures depend on. */
  workspace: string;
}

export interface Live extends Measuring {
  /** Newest day on which anything happened; null without facts. */
  newest: number | null;
  /** KPI -> partners whose stored figures are no longer right; null = all of all. */
  touched: ReadonlyMap<string, Touched> | null;
}

interface Kept {
  version: string;
  measuring: Measuring;
}

let kept: Kept | null = null;

/**
 * What the next refresh may go on from; nothing after one that was cut short.
 * @param programme as it was measured now
 */
export function keepLive(
  version: string,
  { inMemory, definitions, engine, asOfDay }: Live,
  programme: readonly Measurement[],
): void {
  kept = { version, measuring: { inMemory, definitions, engine, asOfDay, programme } };
}

const FNV = 16_777_619;

/** What figures of these facts rest on. */
export function footingOf({ inMemory, asOfDay }: Pick<Measuring, 'inMemory' | 'asOfDay'>): Footing {
  const { revision, keys, workspace } = inMemory;
  return {
    revision,
    asOfDay,
    chunks: { count: keys.length, last: keys.reduce((last, key) => Math.max(last, key), 0) },
    owners: ownersOf(inMemory),
    workspace: JSON.stringify(workspace),
  };
}

function ownersOf({ facts, partners }: FactsInMemory): string {
  let hash = 2_166_136_261;
  const add = (text: string) => {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV);
    hash = Math.imul(hash ^ 0x1f, FNV);
  };
  for (const { id, name, crmIds, foldedNames } of partners)
    add([id, name, ...crmIds, ...foldedNames].join('\u0000'));
  return `${facts.partners.length} ${(hash >>> 0).toString(36)}`;
}

/**
 * Facts and engine as they are now, with what to measure anew. What is in memory is followed; without anything in
 * memory, the facts that the stored figures were made of are measured first and what came since is taken in.
 *
 * @param version tells the database and its definitions from others
 * @param footing what the stored figures rest on; null where all of them are to be made anew
 * @param today day number
 */
export async function liveFacts(
  definitions: readonly KpiDefinition[],
  version: string,
  footing: Footing | null,
  today: number,
): Promise<Live> {
  const before =
    (kept?.version === version ? kept.measuring : null) ?? (await measuredBefore(definitions, footing));
  kept = null;
  const now = before && (await factsSince(before.inMemory));
  return before && now
    ? followed(before, now, footing, today)
    : begun(await factsInMemory(definitions), definitions, today);
}

/** What was measured when the stored figures were; null where that cannot be told any more, or nothing came since. */
async function measuredBefore(
  definitions: readonly KpiDefinition[],
  footing: Footing | null,
): Promise<Measuring | null> {
  if (!footing || footing.chunks.count === 0) return null;
  const inMemory = await factsInMemory(definitions, undefined, {
    wanted: (key) => key <= footing.chunks.last,
  });
  const now = footingOf({ inMemory, asOfDay: footing.asOfDay });
  if (JSON.stringify({ ...now, revision: footing.revision }) !== JSON.stringify(footing)) return null;
  const { asOfDay } = footing;
  const engine = createEngine(inMemory.facts, definitions, optionsOf({ inMemory, definitions, asOfDay }));
  const programme = definitions.map((definition) => engine.measure(definition, PROGRAMME));
  return { inMemory: { ...inMemory, revision: footing.revision }, definitions, engine, asOfDay, programme };
}

function begun(inMemory: FactsInMemory, definitions: readonly KpiDefinition[], today: number): Live {
  const newest = lastFactDay(inMemory, inMemory.workspace.timeZone, today);
  const asOfDay = endOfData(newest, today);
  const engine = createEngine(inMemory.facts, definitions, optionsOf({ inMemory, definitions, asOfDay }));
  return { inMemory, definitions, engine, asOfDay, newest, touched: null, programme: [] };
}

function followed(before: Measuring, inMemory: FactsInMemory, footing: Footing | null, today: number): Live {
  const newest = lastFactDay(inMemory, inMemory.workspace.timeZone, today);
  const asOfDay = endOfData(newest, today);
  if (asOfDay !== before.asOfDay) return begun(inMemory, before.definitions, today);
  const touched = before.engine.follow();
  // Another context may have gone further, but never less far: what it wrote is right for whom nothing touched since.
  const sound = footing?.asOfDay === asOfDay && footing.revision >= before.inMemory.revision;
  return { ...before, inMemory, newest, touched: sound ? touched : null };
}
