import type { ExportDocument } from '@/lib/export/document';
import { isoDay } from '@/lib/facts/time';
import { scoreParts } from '@/lib/kpi/score-parts';
import type { KpiRow, ScorecardView } from '@/lib/messaging/views';
import { DIMENSION_WORDS } from '../dimension-words';
import { type ScoreSubject, scoreName } from '../score-door';
import { missingScore } from '../score-words';
import { weightWords } from '../weight-words';
import { KPI_COLUMNS, kpiCells } from './kpi-cells';

/** What a score is made of: each part with its figure, what has no score with the reason, and the gates that cap it. */
export function scoreDocument(
  partner: string,
  scorecard: ScorecardView,
  subject: ScoreSubject,
): ExportDocument {
  const only = subject === 'overall' || subject === 'coverage' ? null : subject;
  const { groups, failedGates, made, measured, total } = scoreParts(
    scorecard.kpis,
    only,
    scorecard.weights?.dimensions,
  );
  const named = (kpi: KpiRow) => [kpi.name, kpi.code, DIMENSION_WORDS[kpi.dimension]];
  return {
    title: `${scoreName(subject)} of ${partner}`,
    about: [
      ['Partner', partner],
      ['As of', isoDay(scorecard.asOfDay - 1)],
      ['Score', made === null ? 'none' : `${made.toFixed(1)} of 100`],
      ['Measured', `${measured} of ${total} KPIs`],
      ['Weights of dimensions', weightWords(scorecard.weights)],
      ...failedGates.map((kpi) => ['Capped by', `${kpi.name} (${kpi.code})`] as const),
    ],
    tables: [
      {
        title: 'Parts',
        columns: ['KPI', 'Code', 'Dimension', 'Score (0-100)', 'Weight', 'Share (%)', 'Adds', ...KPI_COLUMNS],
        rows: groups.flatMap(({ parts }) =>
          parts.map(({ kpi, share, adds }) => [
            ...named(kpi),
            kpi.score,
            kpi.weight,
            share * 100,
            adds,
            ...kpiCells(kpi),
          ]),
        ),
      },
      {
        title: 'Without a score',
        columns: ['KPI', 'Code', 'Dimension', 'Weight', 'Why', ...KPI_COLUMNS],
        rows: groups.flatMap(({ without }) =>
          without.map((kpi) => [...named(kpi), kpi.weight, missingScore(kpi), ...kpiCells(kpi)]),
        ),
      },
    ],
  };
}
