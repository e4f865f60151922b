import { type ReactNode, useState } from 'react';
import type { Dimension } from '@/lib/kpi/types';
import type { ScorecardView } from '@/lib/messaging/views';
import { Button } from './Button';
import { DIMENSION_WORDS, DimensionBars } from './DimensionBars';
import styles from './Scorecard.module.css';
import { ScorecardTable } from './ScorecardTable';
import { Section } from './Section';

export interface ScorecardProps {
  scorecard: ScorecardView;
  onOpen: (kpi: string, opener: HTMLElement) => void;
  /** Rows shown before "Show all"; every row by default. */
  first?: readonly string[];
}

/** Dimension bars, coverage and the table; a bar shows its dimension alone. */
export function Scorecard({ scorecard, onOpen, first }: ScorecardProps) {
  const [dimension, setDimension] = useState<Dimension | null>(null);
  const [all, setAll] = useState(false);
  const short = first !== undefined && !all && dimension === null;
  const kpis = short ? scorecard.kpis.filter((kpi) => first.includes(kpi.kpi)) : scorecard.kpis;
  const hidden = scorecard.kpis.length - kpis.length;
  let foot: ReactNode = null;
  if (dimension !== null) {
    foot = (
      <Button variant="link" size="s" onClick={() => setDimension(null)}>
        Show every dimension
      </Button>
    );
  } else if (short && hidden > 0) {
    foot = (
      <Button variant="link" size="s" onClick={() => setAll(true)}>
        Show all {scorecard.kpis.length} KPIs
      </Button>
    );
  }
  return (
    <Section title="Scorecard" note={`${Math.round(scorecard.coverage * 100)} % of what counts is measured`}>
      <DimensionBars dimensions={scorecard.dimensions} chosen={dimension} onChoose={setDimension} />
      <div className={styles.table}>
        <ScorecardTable kpis={kpis} dimension={dimension} onOpen={onOpen} />
        {dimension !== null && kpis.every((kpi) => kpi.dimension !== dimension) && (
          <p className={styles.none}>No KPI of {DIMENSION_WORDS[dimension]} is defined.</p>
        )}
      </div>
      {foot}
    </Section>
  );
}
