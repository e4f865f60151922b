import type { Scorecard } from '../kpi/types';
import type { PageBadge } from '../messaging/views';

/** One colour for a whole scorecard: only what is certain has one. */
export function toneOf(card: Pick<Scorecard, 'verdicts'> | null): PageBadge['tone'] {
  const answers = (card?.verdicts ?? []).map((verdict) => verdict.answer);
  if (answers.includes('no')) return 'bad';
  if (answers.includes('mostly')) return 'warn';
  return answers.length > 0 && answers.every((answer) => answer === 'yes') ? 'good' : 'neutral';
}
