import type { Question, Verdict } from '@/lib/kpi/types';
import { StateMark } from './StateTag';
import { ANSWER_STATE } from './state';
import styles from './VerdictList.module.css';

export const QUESTION_WORDS: Record<Question, string> = {
  working: 'Is it working?',
  'right-way': 'Is it working in the right way?',
};

/** The two answers in words, each with the numbers behind it. */
export function VerdictList({ verdicts }: { verdicts: readonly Verdict[] }) {
  return (
    <ul className={styles.list} aria-label="Verdicts">
      {verdicts.map((verdict) => (
        <li key={verdict.question} className={styles.item}>
          <StateMark state={ANSWER_STATE[verdict.answer]} size={22} />
          <div>
            <p className={styles.question}>{QUESTION_WORDS[verdict.question]}</p>
            <p className={styles.answer}>{verdict.text}</p>
            {verdict.why && <p className={styles.why}>{verdict.why}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
