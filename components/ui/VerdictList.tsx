import { type ReactNode, useState } from 'react';
import type { Question, Verdict } from '@/lib/kpi/types';
import type { ScorecardView } from '@/lib/messaging/views';
import { Icon } from './Icon';
import { StateMark } from './StateTag';
import { ANSWER_STATE } from './state';
import styles from './VerdictList.module.css';

export const QUESTION_WORDS: Record<Question, string> = {
  working: 'Is it working?',
  'right-way': 'Is it working in the right way?',
};

/** More names than this are counted. */
const MOST_NAMES = 4;

export interface VerdictListProps {
  scorecard: Pick<ScorecardView, 'verdicts' | 'kpis'>;
  /** Opens what is behind a KPI. */
  onOpen: (kpi: string, opener: HTMLElement) => void;
}

/** The two answers in words, each with the numbers behind it; every one of them opens its rows. */
export function VerdictList({ scorecard: { verdicts, kpis }, onOpen }: VerdictListProps) {
  return (
    <ul className={styles.list} aria-label="Verdicts">
      {verdicts.map((verdict) => (
        <li key={verdict.question} className={styles.item}>
          <StateMark state={ANSWER_STATE[verdict.answer]} size={22} />
          <div>
            <p className={styles.question}>{QUESTION_WORDS[verdict.question]}</p>
            <p className={styles.answer}>{verdict.text}</p>
            {verdict.because?.length ? (
              <Reasons verdict={verdict} kpis={kpis} onOpen={onOpen} />
            ) : (
              verdict.why && <p className={styles.why}>{verdict.why}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Reasons({
  verdict: { because = [], also = [] },
  kpis,
  onOpen,
}: { verdict: Verdict; onOpen: VerdictListProps['onOpen'] } & Pick<ScorecardView, 'kpis'>) {
  const others = kpis.filter(({ kpi }) => also.includes(kpi));
  const [all, setAll] = useState(false);
  const named = others.slice(0, all || others.length === MOST_NAMES + 1 ? others.length : MOST_NAMES);
  const more = others.length - named.length;
  const door = (kpi: string, says: ReactNode) => (
    <button type="button" className={styles.reason} onClick={(event) => onOpen(kpi, event.currentTarget)}>
      {says}
    </button>
  );
  return (
    <div className={styles.reasons}>
      {because.map(({ kpi, text }) => (
        <p key={kpi}>
          {door(
            kpi,
            <>
              {text}
              <Icon name="next" size={11} />
            </>,
          )}
        </p>
      ))}
      {named.length > 0 && (
        <p className={styles.also}>
          also{' '}
          {named.map(({ kpi, name }, i) => (
            <span key={kpi}>
              {i > 0 && ', '}
              {door(kpi, name)}
            </span>
          ))}
          {more > 0 && (
            <>
              {' and '}
              <button type="button" className={styles.reason} onClick={() => setAll(true)}>
                {more} more
              </button>
            </>
          )}
        </p>
      )}
    </div>
  );
}
