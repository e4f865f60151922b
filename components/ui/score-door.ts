import { DIMENSIONS, type Dimension } from '@/lib/kpi/types';
import type { ScorecardView } from '@/lib/messaging/views';
import { DIMENSION_WORDS } from './dimension-words';

/** A figure of a scorecard that is made of its KPIs: the overall score, coverage, or the score of a dimension. */
export type ScoreSubject = 'overall' | 'coverage' | Dimension;

const SUBJECTS: readonly ScoreSubject[] = ['overall', 'coverage', ...DIMENSIONS];

/** No id of a KPI has a colon. */
const PREFIX = 'score:';

/** What opens such a figure, where the id of a KPI opens that KPI. */
export const scoreDoor = (subject: ScoreSubject): string => `${PREFIX}${subject}`;

/** The figure that a door opens; null where it is a KPI's. */
export function subjectOfDoor(door: string): ScoreSubject | null {
  return SUBJECTS.find((subject) => scoreDoor(subject) === door) ?? null;
}

/** What such a figure is called. */
export function scoreName(subject: ScoreSubject): string {
  if (subject === 'coverage') return 'Coverage';
  return subject === 'overall' ? 'Overall score' : `${DIMENSION_WORDS[subject]} score`;
}

/** What a door leads to; null where the scorecard has no such KPI. */
export function doorName({ kpis }: Pick<ScorecardView, 'kpis'>, door: string): string | null {
  const subject = subjectOfDoor(door);
  return subject ? scoreName(subject) : (kpis.find(({ kpi }) => kpi === door)?.name ?? null);
}
