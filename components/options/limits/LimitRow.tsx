import { type KeyboardEvent, useState } from 'react';
import { request } from '@/lib/messaging/client';
import type { LimitScope } from '@/lib/messaging/messages';
import type { LimitView } from '@/lib/messaging/views';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { fromTyped, limitComplaint, limitWords, originWords, toTyped, unitWord } from '../../ui/limit-words';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import table from '../parts/table.module.css';
import { say } from '../state/status';
import styles from './LimitTable.module.css';

type Side = 'warn' | 'fail';
interface Complaint {
  side: Side;
  text: string;
}

/** One KPI's limits at one level: typed in human units, checked before they are sent, saved with Enter or the button. */
export function LimitRow({
  limit,
  hidden,
  scope,
  currency,
  onSaved,
}: {
  limit: LimitView;
  /** What was typed into it stays. */
  hidden: boolean;
  scope: LimitScope;
  currency: string;
  onSaved: () => void;
}) {
  const shown = limit.effective?.by === 'policy' ? limit.effective : (limit.own ?? limit.effective);
  const stored = {
    warn: shown ? toTyped(shown.warn, limit, currency) : '',
    fail: shown ? toTyped(shown.fail, limit, currency) : '',
  };
  const [typed, setTyped] = useState(stored);
  const [complaint, setComplaint] = useState<Complaint | null>(null);
  // An administrator's limit holds at every level that it covers.
  const locked = limit.effective?.by === 'policy';
  const dirty = typed.warn !== stored.warn || typed.fail !== stored.fail;

  const save = useAction(async () => {
    const pair = {
      warn: fromTyped(typed.warn, limit, currency),
      fail: fromTyped(typed.fail, limit, currency),
    };
    const wrong = limitComplaint(limit, pair);
    setComplaint(wrong);
    if (wrong) return;
    await request('limits.set', { ...scope, kpi: limit.kpi, ...pair });
    say(`The limits of ${limit.name} were saved.`);
    onSaved();
  });
  const reset = useAction(async () => {
    await request('limits.reset', { ...scope, kpi: limit.kpi });
    say(`The limits of ${limit.name} were reset.`);
    onSaved();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && dirty) {
      event.preventDefault();
      void save.run();
    } else if (event.key === 'Escape' && dirty) {
      setTyped(stored);
      setComplaint(null);
    }
  };
  const input = (side: Side) => (
    <TextField
      className={styles.input}
      label={`${side === 'warn' ? 'Warn' : 'Fail'} limit of ${limit.name}`}
      hideLabel
      readOnly={locked}
      inputMode="decimal"
      autoComplete="off"
      value={typed[side]}
      suffix={unitWord(limit, currency)}
      error={complaint?.side === side ? complaint.text : null}
      onChange={(event) => {
        setTyped({ ...typed, [side]: event.target.value });
        setComplaint(null);
      }}
      onKeyDown={onKeyDown}
    />
  );
  const failure = save.error ?? reset.error;

  return (
    <>
      <tr hidden={hidden}>
        <th scope="row">
          {limit.name}
          <span className={styles.direction}>
            {limit.code} · {limit.direction === 'higher' ? 'higher is better' : 'lower is better'}
            {limit.basis === 'offset' && ' · distance from the programme’s value'}
          </span>
        </th>
        <td data-head="Warn">{input('warn')}</td>
        <td data-head="Fail">{input('fail')}</td>
        <td className={table.soft} data-head="Holds now">
          {limit.effective ? (
            <>
              {limitWords(limit.effective.warn, limit, currency)} /{' '}
              {limitWords(limit.effective.fail, limit, currency)}
              <span className={`${table.note} ${limit.own ? styles.own : ''}`}>
                {originWords(limit.effective.from, limit.effective.by)}
              </span>
            </>
          ) : (
            'none'
          )}
        </td>
        <td className={styles.buttons}>
          {dirty && (
            <Button size="s" variant="primary" busy={save.busy} onClick={() => save.run()}>
              Save<span className={table.hidden}> limits of {limit.name}</span>
            </Button>
          )}{' '}
          {limit.own && !locked && (
            <Button
              size="s"
              variant="quiet"
              aria-label={`Reset limits of ${limit.name}`}
              busy={reset.busy}
              onClick={() => reset.run()}
            >
              Reset
            </Button>
          )}
        </td>
      </tr>
      {failure && (
        <tr hidden={hidden}>
          <td colSpan={5} className={styles.problem}>
            <ErrorNote title={`The limits of ${limit.name} were not changed.`}>{failure}</ErrorNote>
          </td>
        </tr>
      )}
    </>
  );
}
