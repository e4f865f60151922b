import type { Facts } from '@/lib/facts/factset';
import { isoDay, parseIsoDay } from '@/lib/facts/time';
import type { Workspace } from '@/lib/facts/workspace';
import { measureAll } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinition } from '@/lib/kpi/registry';
import type { Measurement } from '@/lib/kpi/types';
import { type BuildOptions, buildFacts, type Row, type Rows } from '../facts/build';

export const AS_OF = parseIsoDay('2026-11-21');
export const WORKSPACE: Workspace = { timeZone: 'UTC', currency: 'EUR' };

/** ISO date `days` before the as-of day. */
export const ago = (days: number): string => isoDay(AS_OF - days);
/** Instant at a time of day (UTC), `days` before the as-of day. */
export const at = (days: number, time = '12:00'): string => `${ago(days)}T${time}`;

export interface Asked extends BuildOptions {
  asOf?: number;
  workspace?: Workspace;
}

/** One KPI of partner `p` (or of the programme with `of: null`). */
export function measure(id: string, tables: Rows, options: Asked & { of?: string | null } = {}): Measurement {
  const facts = buildFacts(tables, { partners: ['p', 'q', 'r'], ...options });
  return measureIn(facts, id, options);
}

export function measureIn(
  facts: Facts,
  id: string,
  { asOf = AS_OF, workspace = WORKSPACE, of = 'p' }: Asked & { of?: string | null } = {},
): Measurement {
  const { byPartner, programme } = measureAll(facts, [kpiDefinition(id)], {
    asOfDay: asOf,
    workspace,
    resolve: findKpi,
  });
  if (of === null) return programme[0]!;
  return byPartner.get(facts.partners.findIndex((partner) => partner.id === of))![0]!;
}

/** `count` rows made by a function of their number; partner `p` and a fresh key unless given. */
export function many(count: number, key: string, row: (i: number) => Row): Row[] {
  return Array.from({ length: count }, (_, i) => ({ partner: 'p', [key]: `${key}-${i}`, ...row(i) }));
}
