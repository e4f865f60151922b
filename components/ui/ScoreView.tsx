import { type ReactNode, useEffect, useId, useRef } from 'react';
import { plural } from '@/lib/kpi/format';
import {
  type ScoreGroup,
  type ScorePart,
  type ScoreParts,
  sameScore,
  scoreParts,
} from '@/lib/kpi/score-parts';
import type { KpiRow, ScorecardView } from '@/lib/messaging/views';
import { Button } from './Button';
import { DIMENSION_WORDS } from './dimension-words';
import evidence from './EvidenceView.module.css';
import { ExportButton } from './ExportButton';
import { scoreDocument } from './export/score';
import { Icon } from './Icon';
import { Recomputed } from './Recomputed';
import styles from './ScoreView.module.css';
import { StateTag } from './StateTag';
import { type ScoreSubject, scoreDoor, scoreName } from './score-door';
import { coverageText, missingScore, pointsText, scoreText, shareText } from './score-words';
import { breakable, stateOf, valueText } from './state';
import { weightWords } from './weight-words';

export type OpenPart = (door: string, opener: HTMLElement) => void;

export interface ScoreViewProps {
  scorecard: ScorecardView;
  /** Name of the partner whose it is. */
  partner: string;
  subject: ScoreSubject;
  /** Opens the rows behind a KPI, or the score of a dimension. */
  onOpen: OpenPart;
  onBack: () => void;
  /** Where the back button leads. */
  backTo: string;
  /** The door that was open last, and gets the focus back. */
  returned?: string | null;
}

/** What a score or the coverage of a scorecard is made of; every part opens its own rows. */
export function ScoreView({
  scorecard,
  partner,
  subject,
  onOpen,
  onBack,
  backTo,
  returned = null,
}: ScoreViewProps) {
  const root = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the focus goes is settled when it opens
  useEffect(() => {
    const doors = [...(root.current?.querySelectorAll<HTMLElement>('[data-door]') ?? [])];
    (doors.find(({ dataset }) => dataset.door === returned) ?? heading.current)?.focus();
  }, []);

  const coverage = subject === 'coverage';
  const whole = coverage || subject === 'overall';
  const parts = scoreParts(scorecard.kpis, whole ? null : subject, scorecard.weights?.dimensions);
  const shown = shownFigure(scorecard, subject);
  const made = coverage ? parts.measured / parts.total || 0 : parts.made;
  return (
    <section ref={root} aria-labelledby={headingId} className={evidence.view}>
      <Button variant="quiet" size="s" icon="back" className={evidence.back} onClick={onBack}>
        Back<span className={evidence.to}> to {backTo}</span>
      </Button>
      <h2 ref={heading} id={headingId} tabIndex={-1} className={evidence.title}>
        {scoreName(subject)}
      </h2>
      <p className={evidence.question}>{questionOf(subject)}</p>
      <div className={evidence.headline}>
        <p className={shown === null ? evidence.paleValue : evidence.value}>
          {coverage ? coverageText(scorecard.coverage) : scoreText(shown)}
        </p>
        {!coverage && shown !== null && <span className={styles.soft}>of 100</span>}
      </div>
      <p className={evidence.says}>{saysOf(scorecard, subject, parts)}</p>
      <Gates parts={parts} subject={subject} onOpen={onOpen} />
      {parts.measured > 0 && (
        <PartTable groups={parts.groups} coverage={coverage} whole={whole} onOpen={onOpen} />
      )}
      {shown !== null && (
        <Check
          same={sameScore(made, shown)}
          figure={coverage ? coverageText(made ?? 0) : scoreText(made)}
          count={coverage ? parts.total : parts.measured}
        />
      )}
      <Without groups={parts.groups} onOpen={onOpen} />
      <div className={styles.foot}>
        <ExportButton
          variant="quiet"
          size="s"
          what={`the parts of ${scoreName(subject)}`}
          content={() => scoreDocument(partner, scorecard, subject)}
        />
      </div>
    </section>
  );
}

/** The figure as the scorecard has it. */
function shownFigure({ score, coverage, dimensions }: ScorecardView, subject: ScoreSubject): number | null {
  if (subject === 'coverage') return coverage;
  if (subject === 'overall') return score;
  return dimensions.find(({ dimension }) => dimension === subject)?.score ?? null;
}

function questionOf(subject: ScoreSubject): string {
  if (subject === 'coverage') return 'How much of what counts is measured?';
  if (subject === 'overall') return 'How does this partner do, all dimensions together?';
  return `How does this partner do in ${DIMENSION_WORDS[subject].toLowerCase()}?`;
}

function saysOf(scorecard: ScorecardView, subject: ScoreSubject, parts: ScoreParts<KpiRow>): string {
  const { measured, total } = parts;
  const of = `${measured} of the ${total} KPIs that count`;
  if (subject === 'coverage') {
    const only = scorecard.kpis.length - total;
    return `${of} ${measured === 1 ? 'has' : 'have'} a score.${onlyShown(only)}`;
  }
  if (measured === 0) return 'None of its KPIs has a score yet.';
  const absent = 'What has no score is left out, never counted as 0.';
  if (subject !== 'overall')
    return `The mean of what its KPIs score, each by its weight: ${of} have a score. ${absent}`;
  const scored = parts.groups.filter(({ score }) => score !== null).length;
  const dimensions = `${scored} of ${plural(parts.groups.length, 'dimension')}`;
  return `The mean of ${dimensions}, ${weightWords(scorecard.weights)}; in each, the mean of its KPIs by their weights. ${absent}`;
}

function onlyShown(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? ' 1 more is only shown: it counts in no score.'
    : ` ${count} more are only shown: they count in no score.`;
}

/** Gates that hold the overall score down. */
function Gates({
  parts: { failedGates, sum },
  subject,
  onOpen,
}: {
  parts: ScoreParts<KpiRow>;
  subject: ScoreSubject;
  onOpen: OpenPart;
}) {
  if (subject !== 'overall' || failedGates.length === 0) return null;
  return (
    <p className={styles.gates}>
      <Icon name="alert" size={14} />
      <span>
        {failedGates.map((kpi, i) => (
          <span key={kpi.kpi}>
            {i > 0 && ', '}
            <Door door={kpi.kpi} name={kpi.name} onOpen={onOpen}>
              {kpi.name}
            </Door>
          </span>
        ))}{' '}
        {failedGates.length === 1 ? 'is a gate and fails' : 'are gates and fail'} for certain: the score
        cannot be more than 49. Without {failedGates.length === 1 ? 'it' : 'them'} the parts would make{' '}
        {scoreText(sum)}.
      </span>
    </p>
  );
}

function Door({
  door,
  name,
  quiet = false,
  onOpen,
  children,
}: {
  door: string;
  /** What is behind it, for the tooltip. */
  name: string;
  quiet?: boolean;
  onOpen: OpenPart;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      data-door={door}
      className={quiet ? `${styles.door} ${styles.quiet}` : styles.door}
      title={`Show what is behind ${name}`}
      onClick={(event) => onOpen(door, event.currentTarget)}
    >
      {children}
    </button>
  );
}

function PartTable({
  groups,
  coverage,
  whole,
  onOpen,
}: {
  groups: readonly ScoreGroup<KpiRow>[];
  coverage: boolean;
  whole: boolean;
  onOpen: OpenPart;
}) {
  return (
    <div className={evidence.scroll}>
      <table className={styles.table} aria-label={coverage ? 'Measured' : 'Parts of the score'}>
        <thead>
          <tr>
            <th scope="col">KPI</th>
            <th scope="col">Value</th>
            <th scope="col">Score</th>
            {!coverage && (
              <>
                <th scope="col">Weight</th>
                <th scope="col">Adds</th>
              </>
            )}
          </tr>
        </thead>
        {groups
          .filter(({ parts }) => parts.length > 0)
          .map((group) => (
            <tbody key={group.dimension} aria-label={DIMENSION_WORDS[group.dimension]}>
              {whole && <GroupRow group={group} coverage={coverage} onOpen={onOpen} />}
              {group.parts.map((part) => (
                <PartRow key={part.kpi.kpi} part={part} coverage={coverage} onOpen={onOpen} />
              ))}
            </tbody>
          ))}
      </table>
    </div>
  );
}

function GroupRow({
  group: { dimension, score, share, adds, parts, without },
  coverage,
  onOpen,
}: {
  group: ScoreGroup<KpiRow>;
  coverage: boolean;
  onOpen: OpenPart;
}) {
  const name = DIMENSION_WORDS[dimension];
  return (
    <tr className={styles.group}>
      <th scope="row">{name}</th>
      <td>{coverage && `${parts.length} of ${parts.length + without.length}`}</td>
      <td>
        <Door door={scoreDoor(dimension)} name={scoreName(dimension)} onOpen={onOpen}>
          {scoreText(score)}
        </Door>
      </td>
      {!coverage && (
        <>
          <td>{shareText(share)}</td>
          <td>{pointsText(adds)}</td>
        </>
      )}
    </tr>
  );
}

function PartRow({
  part: { kpi, share, adds },
  coverage,
  onOpen,
}: {
  part: ScorePart<KpiRow>;
  coverage: boolean;
  onOpen: OpenPart;
}) {
  const value = valueText(kpi);
  return (
    <tr>
      <th scope="row">
        {kpi.name}
        <span className={styles.sub}>
          <StateTag state={stateOf(kpi)} />
          {kpi.gate && ' gate'}
        </span>
      </th>
      <td>
        <Door door={kpi.kpi} name={kpi.name} onOpen={onOpen}>
          {breakable(value.main)}
        </Door>
        <span className={styles.sub}>{value.sub}</span>
      </td>
      <td>{scoreText(kpi.score)}</td>
      {!coverage && (
        <>
          <td>
            {shareText(share)}
            {kpi.weight !== 1 && <span className={styles.sub}>weight {kpi.weight}</span>}
          </td>
          <td>{pointsText(adds)}</td>
        </>
      )}
    </tr>
  );
}

/** The figure made again from nothing but the parts that are listed. */
function Check({ same, figure, count }: { same: boolean; figure: string; count: number }) {
  const from = count === 1 ? 'this KPI' : `these ${count} KPIs`;
  return <Recomputed same={same} figure={figure} from={from} />;
}

/** What would count, had it a score, and why it has none. */
function Without({ groups, onOpen }: { groups: readonly ScoreGroup<KpiRow>[]; onOpen: OpenPart }) {
  const titleId = useId();
  const count = groups.reduce((sum, { without }) => sum + without.length, 0);
  if (count === 0) return null;
  return (
    <section aria-labelledby={titleId} className={styles.without}>
      <h3 id={titleId}>Without a score: {count}</h3>
      <ul>
        {groups.flatMap(({ without }) =>
          without.map((kpi) => (
            <li key={kpi.kpi}>
              <Door door={kpi.kpi} name={kpi.name} quiet onOpen={onOpen}>
                {kpi.name}
              </Door>{' '}
              <StateTag state={stateOf(kpi)} />
              <p className={styles.sub}>{missingScore(kpi)}</p>
            </li>
          )),
        )}
      </ul>
    </section>
  );
}
