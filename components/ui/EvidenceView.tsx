import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { formatInterval, formatValue, NO_VALUE, wholePercent } from '@/lib/kpi/format';
import type { EvidenceCheck } from '@/lib/messaging/evidence-views';
import type { EvidenceView as Evidence, KpiRow } from '@/lib/messaging/views';
import { Button } from './Button';
import { ErrorNote } from './ErrorNote';
import { EvidenceRows, PAGE_ROWS } from './EvidenceRows';
import styles from './EvidenceView.module.css';
import { type EvidencePart, type LoadEvidence, type LoadRows, PART_WORDS } from './evidence-csv';
import { evidenceAbout } from './export/evidence';
import { Icon } from './Icon';
import { IntervalBar } from './IntervalBar';
import { monthName } from './month';
import { Skeleton } from './Skeleton';
import { StateTag } from './StateTag';
import { kpiValue, rangeText, seenText, stateOf } from './state';
import { Tabs } from './Tabs';
import { Trend } from './Trend';

interface Asked {
  part: EvidencePart;
  offset: number;
  /** First day of a month of the trend. */
  month?: number;
}

export interface EvidenceViewProps {
  /** Reads one page of one part. */
  load: LoadEvidence;
  onBack: () => void;
  /** Leads to where the KPI's limit for this partner is set. */
  onLimit?: () => void;
  /** Shown at once while the rows are on their way. */
  title: string;
  /** Reads the page again when it changes, e.g. the time the figures were computed. */
  version?: string;
  /** Where the back button leads, e.g. the partner's name. */
  backTo: string;
}

/** What is behind one number: the value, the sentence, the picture, the definition and the very rows. */
export function EvidenceView({ load, onBack, onLimit, title, backTo, version = '' }: EvidenceViewProps) {
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const [asked, setAsked] = useState<Asked>({ part: 'counted', offset: 0 });
  const [error, setError] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();

  useEffect(() => heading.current?.focus(), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks again after an error, `version` after new figures
  useEffect(() => {
    let current = true;
    setError(null);
    load(asked.part, asked.offset, PAGE_ROWS, asked.month).then(
      (answer) => current && setEvidence(answer),
      (cause) => current && setError(cause instanceof Error ? cause.message : String(cause)),
    );
    return () => {
      current = false;
    };
  }, [load, asked, attempt, version]);

  const kpi = evidence?.kpi;
  const { month } = asked;
  const of = month === undefined ? '' : ` ${monthName(month)}`;
  const ofMonth = useCallback<LoadRows>(
    (part, offset, limit) => load(part, offset, limit, month),
    [load, month],
  );
  const openMonth = (day: number) => {
    setAsked({ part: 'counted', offset: 0, month: day });
    heading.current?.focus();
  };
  return (
    <section aria-labelledby={headingId} className={styles.view}>
      <Button variant="quiet" size="s" icon="back" className={styles.back} onClick={onBack}>
        Back<span className={styles.to}> to {backTo}</span>
      </Button>
      <h2 ref={heading} id={headingId} tabIndex={-1} className={styles.title}>
        {kpi?.name || title}
        {kpi && <span className={styles.code}> {kpi.code}</span>}
        {month !== undefined && <span> in {monthName(month)}</span>}
      </h2>
      {month !== undefined && (
        <Button size="s" className={styles.whole} onClick={() => setAsked({ part: 'counted', offset: 0 })}>
          Show the whole window again
        </Button>
      )}
      {evidence && kpi && <Figures evidence={evidence} onMonth={openMonth} onLimit={onLimit} />}
      {error && (
        <ErrorNote
          title="The rows could not be read"
          action={
            <Button size="s" onClick={() => setAttempt(attempt + 1)}>
              Try again
            </Button>
          }
        >
          {error}
        </ErrorNote>
      )}
      {!evidence && !error && <Skeleton label="Finding the rows behind this number" />}
      {evidence?.check && <Check evidence={evidence} check={evidence.check} />}
      {kpi?.seen && <p className={styles.origin}>{seenText(kpi)}</p>}
      {evidence?.source && <p className={styles.origin}>{evidence.source}</p>}
      {evidence?.check && (
        <Tabs
          label="Rows"
          className={styles.tabs}
          value={asked.part}
          onChange={(part) => setAsked({ ...asked, part, offset: 0 })}
          tabs={[
            { id: 'counted', label: PART_WORDS.counted, count: evidence.totals.counted.toLocaleString('en') },
            {
              id: 'left-out',
              label: PART_WORDS['left-out'],
              count: evidence.totals.leftOut.toLocaleString('en'),
            },
            {
              id: 'immature',
              label: PART_WORDS.immature,
              count: evidence.totals.immature.toLocaleString('en'),
            },
          ]}
        >
          <EvidenceRows
            evidence={evidence}
            name={`${evidence.kpi.name}, ${evidence.partner?.name ?? 'programme'}${of}`}
            about={evidenceAbout(evidence)}
            busy={
              evidence.part !== asked.part || evidence.offset !== asked.offset || evidence.month !== month
            }
            onPage={(offset) => setAsked({ ...asked, offset })}
            load={ofMonth}
          />
        </Tabs>
      )}
    </section>
  );
}

function Figures({
  evidence,
  onMonth,
  onLimit,
}: Pick<EvidenceViewProps, 'onLimit'> & { evidence: Evidence; onMonth: (day: number) => void }) {
  const { kpi, definition } = evidence;
  const state = stateOf(kpi);
  const shown = state === 'not-measured' ? NO_VALUE : kpiValue(kpi);
  const interval = formatInterval(kpi.low, kpi.high, kpi.unit, kpi.currency);
  return (
    <>
      <p className={styles.question}>{definition.question}</p>
      <div className={styles.headline}>
        <p className={state === 'insufficient' || state === 'not-measured' ? styles.paleValue : styles.value}>
          {shown}
        </p>
        <StateTag state={state} />
      </div>
      <p className={styles.says}>{evidence.says}</p>
      {(kpi.limit || interval) && <IntervalBar kpi={kpi} size="l" />}
      <div className={styles.legend}>
        <span>{interval && `95 % interval ${interval}`}</span>
        <span>{limitLegend(kpi)}</span>
      </div>
      {evidence.trend && (
        <Trend trend={evidence.trend} kpi={kpi} month={evidence.month ?? null} onMonth={onMonth} />
      )}
      <dl className={styles.definition}>
        <Entry term="Counts">{definition.counts}</Entry>
        <Entry term="Formula">
          {definition.denominator
            ? `${definition.numerator} / ${definition.denominator}`
            : definition.numerator}
        </Entry>
        <Entry term="In figures">{evidence.sides}</Entry>
        <Entry term="Window">
          {evidence.month === undefined
            ? definition.window
            : `${monthName(evidence.month)}, one month of the trend (the number itself: ${definition.window})`}
        </Entry>
        <Entry term="Maturity">{definition.maturity}</Entry>
        <Entry term="Includes">{definition.includes}</Entry>
        <Entry term="Leaves out">{leftOut(evidence)}</Entry>
        <Entry term="Made out">{kpi.by}</Entry>
        <Entry term="Model">{modelWords(kpi)}</Entry>
        <Entry term="Over the models">{overModels(kpi)}</Entry>
        <Entry term="Limit">
          {onLimit && kpi.direction !== 'info' && evidence.month === undefined ? (
            <>
              {limitFrom(kpi) ?? 'none'}{' '}
              <Button variant="link" size="s" onClick={onLimit}>
                {kpi.limit ? 'Change' : 'Set'}
              </Button>
            </>
          ) : (
            limitFrom(kpi)
          )}
        </Entry>
        <Entry term="Source of record">{definition.sourceOfRecord}</Entry>
        <Entry term="Definition">
          version {definition.version} · owner {definition.owner} · {definition.cadence}
        </Entry>
      </dl>
    </>
  );
}

/** The number once more, made from nothing but the rows listed as counted. */
function Check({ evidence: { kpi }, check }: { evidence: Evidence; check: EvidenceCheck }) {
  const rows = check.rows === 1 ? 'this row' : `these ${check.rows.toLocaleString('en')} rows`;
  const again = check.value === null ? 'nothing to measure' : kpiValue({ ...kpi, value: check.value });
  return (
    <p className={check.same ? styles.check : styles.differs} role={check.same ? undefined : 'alert'}>
      <Icon name={check.same ? 'check' : 'alert'} size={14} />
      <span>
        Recomputed from {check.rows === 0 ? 'no row' : rows}: {again},{' '}
        {check.same
          ? 'the same.'
          : 'which is not what stands above. Open it again; if they still differ, do not rely on this number.'}
      </span>
    </p>
  );
}

function Entry({ term, children }: { term: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The model behind the number, with its version and parameters. */
function modelWords({ attribution }: KpiRow): string | null {
  if (!attribution) return null;
  const { name, version, parameters } = attribution;
  const words: Record<string, string> = {
    lookbackDays: 'lookback in days',
    halfLifeDays: 'half-life in days',
  };
  const given = Object.entries(parameters).map(([key, value]) =>
    typeof value === 'number'
      ? `${words[key] ?? key} ${value}`
      : `${key} ${Object.entries(value)
          .map(([part, share]) => `${part} ${wholePercent(share)}`)
          .join(', ')}`,
  );
  return `${name}, version ${version}; ${given.join('; ')}`;
}

function overModels(kpi: KpiRow): string | null {
  const range = kpi.attribution?.range;
  if (!range) return null;
  return `${rangeText(kpi)} (least: ${range.lowest}; most: ${range.highest})`;
}

function limitLegend(kpi: KpiRow): string {
  if (!kpi.limit || kpi.direction === 'info') return '';
  const side = kpi.direction === 'higher' ? 'below' : 'above';
  const { warn, fail } = kpi.limit;
  const value = (limit: number) => formatValue(limit, kpi.unit, kpi.currency);
  return warn === fail
    ? `fails ${side} ${value(fail)}`
    : `warns ${side} ${value(warn)}, fails ${side} ${value(fail)}`;
}

const LEVEL_WORDS = {
  default: 'the default',
  global: 'set for all partners',
  type: 'set for this partner type',
  tier: 'set for this tier',
  partner: 'set for this partner',
} as const;

const BY_WORDS = { policy: 'by your administrator', pack: 'by a pack' } as const;

function limitFrom(kpi: KpiRow): string | null {
  if (!kpi.limit) return null;
  const relative =
    kpi.limit.relativeTo === 'programme'
      ? `, as a multiple of the whole programme’s ${kpi.limit.of ?? 'value'}`
      : '';
  const by = kpi.limit.by ? `, ${BY_WORDS[kpi.limit.by]}` : '';
  return `${LEVEL_WORDS[kpi.limit.from]}${by}${relative}`;
}

/** What the definition excludes, with how many rows each reason took. */
function leftOut({ kpi, definition, partner }: Evidence): string {
  const unlisted = !partner && kpi.excluded['no partner'] ? ' Rows that name no partner are not listed.' : '';
  const counts = Object.entries(kpi.excluded)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${reason} (${count.toLocaleString('en')})`);
  const here = counts.length > 0 ? `Here: ${counts.join(', ')}.${unlisted}` : '';
  return [definition.excludes, here].filter(Boolean).join(' ');
}
