import type { LimitScope } from '@/lib/messaging/messages';

export const LEVELS = ['global', 'type', 'tier', 'partner'] as const;
export type Level = LimitScope['level'];

export const LEVEL_WORDS: Record<Level, string> = {
  global: 'All partners',
  type: 'A partner type',
  tier: 'A tier',
  partner: 'One partner',
};

/** Scope named by the address `#/limits/<level>/<id>`; null while the level still needs to be told which one. */
export function scopeOf(path: readonly string[]): { level: Level; scope: LimitScope | null } {
  const level = LEVELS.find((candidate) => candidate === path[0]) ?? 'global';
  if (level === 'global') return { level, scope: { level } };
  const id = path[1];
  return { level, scope: id ? { level, id } : null };
}
