import { useEffect, useState } from 'react';
import { request } from '@/lib/messaging/client';
import type { LimitScope } from '@/lib/messaging/messages';
import type { LimitView } from '@/lib/messaging/views';
import { Button } from '../ui/Button';
import { ErrorNote } from '../ui/ErrorNote';
import { fromTyped, limitComplaint, limitWords, originWords, toTyped, unitWord } from '../ui/limit-words';
import { TextField } from '../ui/TextField';
import { trusted } from '../ui/trusted';
import { useAction } from '../ui/use-action';
import styles from './Limits.module.css';

type Pair = { warn: number; fail: number };
const SIDES = ['warn', 'fail'] as const;

export interface LimitEditorProps {
  limit: LimitView;
  scope: LimitScope;
  /** ISO code of money limits; '' where there are none. */
  currency: string;
  /** Told what was done, in a sentence. */
  onSaved: (text: string) => void;
}

/** One KPI's limits at one level, folded up until wanted; typed in the unit a person thinks in. */
export function LimitEditor({ limit, scope, currency, onSaved }: LimitEditorProps) {
  const typedOf = (pair: Pair | null) => ({
    warn: pair ? toTyped(pair.warn, limit, currency) : '',
    fail: pair ? toTyped(pair.fail, limit, currency) : '',
  });
  const stored = typedOf(limit.own ?? limit.effective);
  const [typed, setTyped] = useState(stored);
  const [problem, setProblem] = useState<{ side: 'warn' | 'fail'; text: string } | null>(null);
  const dirty = typed.warn !== stored.warn || typed.fail !== stored.fail;

  // What is stored changed, here or elsewhere: start from it.
  useEffect(() => {
    setTyped({ warn: stored.warn, fail: stored.fail });
    setProblem(null);
  }, [stored.warn, stored.fail]);

  const save = useAction(async () => {
    const pair = {
      warn: fromTyped(typed.warn, limit, currency),
      fail: fromTyped(typed.fail, limit, currency),
    };
    const found = limitComplaint(limit, pair);
    setProblem(found);
    if (found) return;
    await request('limits.set', { ...scope, kpi: limit.kpi, ...pair });
    onSaved(`The limits of ${limit.name} were saved.`);
  });
  const reset = useAction(async () => {
    await request('limits.reset', { ...scope, kpi: limit.kpi });
    onSaved(`The limits of ${limit.name} were reset.`);
  });
  const words = (pair: Pair) => pairWords(limit, pair, currency);

  return (
    <details className={styles.editor}>
      <summary className={styles.summary}>
        <span className={styles.kpi}>{limit.name}</span>
        <span className={styles.holds}>
          {limit.effective ? words(limit.effective) : 'no limit'}
          {limit.own && <span className={styles.own}> · set here</span>}
        </span>
      </summary>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          trusted(() => void save.run())(event);
        }}
      >
        <div className={styles.pair}>
          {SIDES.map((side) => (
            <TextField
              key={side}
              label={side === 'warn' ? 'Warn limit' : 'Fail limit'}
              aria-label={`${side === 'warn' ? 'Warn' : 'Fail'} limit of ${limit.name}`}
              inputMode="decimal"
              autoComplete="off"
              suffix={unitWord(limit, currency)}
              value={typed[side]}
              error={problem?.side === side ? problem.text : null}
              onChange={(event) => {
                setTyped({ ...typed, [side]: event.target.value });
                setProblem(null);
              }}
            />
          ))}
        </div>
        <p className={styles.facts}>
          {limit.direction === 'higher' ? 'More is better. ' : 'Less is better. '}
          {limit.effective && `In force: ${originWords(limit.effective.from)}. `}
          {limit.default ? `Default: ${words(limit.default)}.` : 'No default.'}
        </p>
        <div className={styles.buttons}>
          <Button variant="primary" size="s" type="submit" busy={save.busy} disabled={!dirty}>
            Save<span className={styles.hidden}> limits of {limit.name}</span>
          </Button>
          {limit.own && (
            <Button size="s" busy={reset.busy} onClick={trusted(() => void reset.run())}>
              Reset<span className={styles.hidden}> limits of {limit.name}</span>
            </Button>
          )}
        </div>
        {(save.error ?? reset.error) && (
          <ErrorNote title="The limits were not changed">{save.error ?? reset.error}</ErrorNote>
        )}
      </form>
    </details>
  );
}

/** "warn 15 %, fail 20 %". */
function pairWords(limit: LimitView, pair: Pair, currency: string): string {
  return `warn ${limitWords(pair.warn, limit, currency)}, fail ${limitWords(pair.fail, limit, currency)}`;
}
