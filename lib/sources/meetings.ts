/** Meetings as services that were not made for partnerships keep them. */

export type MeetingKind = 'demo' | 'planning' | 'other';

/** What a meeting's type or subject says of it; most say nothing, and those are no demos. */
export function meetingKind(...said: readonly (string | null | undefined)[]): MeetingKind {
  const text = said.filter(Boolean).join(' ');
  if (/\bdemo/i.test(text)) return 'demo';
  return /planning|\bqbr\b|business review/i.test(text) ? 'planning' : 'other';
}

/**
 * Outcome where a service says only whether it took place. Demos get none: a rate of absent prospects from records that
 * know no absence would always be 0.
 */
export function meetingOutcome(kind: MeetingKind, held: boolean | null): 'held' | 'cancelled' | null {
  if (kind === 'demo' || held === null) return null;
  return held ? 'held' : 'cancelled';
}
