import type { ExportDocument } from '@/lib/export/document';
import { isoDay } from '@/lib/facts/time';
import { wholePercent } from '@/lib/kpi/format';
import type { Partner } from '@/lib/match/types';
import type { ScorecardView } from '@/lib/messaging/views';
import { DIMENSION_WORDS } from '../dimension-words';
import { KPI_COLUMNS, kpiCells } from './kpi-cells';

const QUESTION_WORDS = { working: 'Is it working?', 'right-way': 'In the right way?' } as const;

/** All of a partner's scorecard, whatever part of it is on screen. */
import { weightWords } from '../weight-words';

export function scorecardDocument(
  partner: Pick<Partner, 'id' | 'name' | 'type' | 'tier'>,
  scorecard: ScorecardView,
): ExportDocument {
  const { asOfDay, computedAt, coverage, stale, source } = scorecard;
  return {
    title: `Scorecard of ${partner.name}`,
    about: [
      ['Partner', partner.name],
      ['Partner id', partner.id],
      ['Partner type', partner.type ?? ''],
      ['Tier', partner.tier ?? ''],
      ['As of', isoDay(asOfDay - 1)],
      ['Computed', computedAt],
      ['Measured', `${wholePercent(coverage)} of what counts`],
      ...(scorecard.score === null
        ? []
        : ([
            ['Overall score', `${scorecard.score.toFixed(1)} of 100`],
            ['Weights', weightWords(scorecard.weights)],
          ] as const)),
      ...(source ? ([['From', source]] as const) : []),
      ...(stale ? ([['Stale', stale]] as const) : []),
    ],
    tables: [
      {
        title: 'KPIs',
        columns: ['KPI', 'Code', 'Dimension', ...KPI_COLUMNS],
        rows: scorecard.kpis.map((kpi) => [
          kpi.name,
          kpi.code,
          DIMENSION_WORDS[kpi.dimension],
          ...kpiCells(kpi),
        ]),
      },
      {
        title: 'Verdicts',
        columns: ['Question', 'Answer', 'Why'],
        rows: scorecard.verdicts.map(({ question, text, why }) => [QUESTION_WORDS[question], text, why]),
      },
      {
        title: 'Dimensions',
        columns: ['Dimension', 'Score (0-100)', 'KPIs measured', 'KPIs'],
        rows: scorecard.dimensions.map(({ dimension, score, measured, total }) => [
          DIMENSION_WORDS[dimension],
          score === null ? null : Math.round(score * 10) / 10,
          measured,
          total,
        ]),
      },
      {
        title: 'Signals',
        columns: ['Signal', 'Severity', 'What', 'Next'],
        rows: scorecard.signals.map(({ title, severity, detail, next }) => [title, severity, detail, next]),
      },
    ],
  };
}
