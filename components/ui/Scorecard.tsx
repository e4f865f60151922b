import { type MouseEvent, type ReactNode, useState } from 'react';
import { wholePercent } from '@/lib/kpi/format';
import type { Dimension } from '@/lib/kpi/types';
import type { ScorecardView } from '@/lib/messaging/views';
import { Button } from './Button';
import { DimensionBars } from './DimensionBars';
import { DIMENSION_WORDS } from './dimension-words';
import { called, FindKpi } from './FindKpi';
import styles from './Scorecard.module.css';
import { ScorecardTable } from './ScorecardTable';
import { Section } from './Section';
import { type ScoreSubject, scoreDoor } from './score-door';
import { capWords, fromDimensions, weightWords } from './weight-words';

export interface ScorecardProps {
  scorecard: ScorecardView;
  /** Opens what is behind a KPI, or behind the door of a score. */
  onOpen: (kpi: string, opener: HTMLElement) => void;
  /** Rows shown before "Show all"; every row by default. */
  first?: readonly string[];
}

/** More rows without a number than this would bury those with one: they wait behind a button. */
const MOST_UNMEASURED = 5;

/** So few are seen at a glance. */
const FEW = 12;

/** Dimension bars, coverage and the table; a bar shows its dimension alone, with what is not measured. */
export function Scorecard({ scorecard, onOpen, first }: ScorecardProps) {
  const [dimension, setDimension] = useState<Dimension | null>(null);
  const [all, setAll] = useState(false);
  const [query, setQuery] = useState('');
  const every = scorecard.kpis;
  const measured = every.filter((kpi) => kpi.state !== 'not-measured');
  let kpis = every;
  const found = query.trim() === '' ? null : every.filter(called(query));
  if (found) kpis = found;
  else if (!all && dimension === null) {
    if (first !== undefined) kpis = every.filter((kpi) => first.includes(kpi.kpi));
    else if (every.length - measured.length > MOST_UNMEASURED) kpis = measured;
  }
  const hidden = every.length - kpis.length;
  let foot: ReactNode = null;
  if (found) {
    foot = found.length === 0 && <p className={styles.none}>No KPI is called “{query.trim()}”.</p>;
  } else if (dimension !== null) {
    foot = (
      <Button variant="link" size="s" onClick={() => setDimension(null)}>
        Show every dimension
      </Button>
    );
  } else if (hidden > 0) {
    foot = (
      <Button variant="link" size="s" onClick={() => setAll(true)}>
        {first === undefined ? `Show ${hidden} not measured` : `Show all ${every.length} KPIs`}
      </Button>
    );
  }
  const opens = (subject: ScoreSubject) => (event: MouseEvent<HTMLElement>) =>
    onOpen(scoreDoor(subject), event.currentTarget);
  return (
    <Section
      title="Scorecard"
      note={
        <button type="button" className={styles.door} onClick={opens('coverage')}>
          {wholePercent(scorecard.coverage)} of what counts is measured
        </button>
      }
    >
      <DimensionBars
        dimensions={scorecard.dimensions}
        chosen={dimension}
        onChoose={setDimension}
        onOpen={onOpen}
      />
      {scorecard.score !== null && (
        <p className={styles.overall}>
          Overall{' '}
          <button
            type="button"
            className={styles.door}
            title="Show what the overall score is made of"
            onClick={opens('overall')}
          >
            <strong>{Math.round(scorecard.score)}</strong> of 100
          </button>
          {fromDimensions(scorecard)}: {weightWords(scorecard.weights)}
          {capWords(scorecard)}
        </p>
      )}
      {every.length > FEW && (
        <div className={styles.find}>
          <FindKpi count={every.length} query={query} onQuery={setQuery} />
        </div>
      )}
      <div className={styles.table}>
        <ScorecardTable kpis={kpis} dimension={found ? null : dimension} onOpen={onOpen} />
        {!found && dimension !== null && kpis.every((kpi) => kpi.dimension !== dimension) && (
          <p className={styles.none}>No KPI of {DIMENSION_WORDS[dimension]} is defined.</p>
        )}
      </div>
      <div role="status">{found && foot}</div>
      {!found && foot}
    </Section>
  );
}
