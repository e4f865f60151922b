import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { Flag } from '@/lib/govern/types';
import { Button } from './Button';
import { ErrorNote } from './ErrorNote';
import styles from './FlagRecord.module.css';
import { Icon } from './Icon';
import { watchSeen } from './seen';
import { trusted } from './trusted';

const MOST = 2_000;

/**
 * Flags the open record for the partner manager, with a note; a flag that is there can be changed or taken back.
 * @param kind what the record is, e.g. "deal"
 * @param onFlag stores the note; null takes the flag back
 * @param draft a note that was being written before
 * @param onDraft the note as it is being written; null when it is no more
 */
export function FlagRecord({
  kind,
  flag,
  onFlag,
  draft = null,
  onDraft,
}: {
  kind: string;
  flag: Flag | null;
  onFlag: (note: string | null) => Promise<void>;
  draft?: string | null;
  onDraft?: (note: string | null) => void;
}) {
  const id = useId();
  const [note, setShown] = useState<string | null>(draft);
  const setNote = (next: string | null) => {
    setShown(next);
    onDraft?.(next);
  };
  const opener = useRef<HTMLButtonElement>(null);
  const leaving = useRef(false);
  const leave = () => {
    leaving.current = true;
    setNote(null);
  };
  // The form goes, and with it the focus: it returns to what opened the form.
  useEffect(() => {
    if (note !== null || !leaving.current) return;
    leaving.current = false;
    opener.current?.focus();
  }, [note]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function store(next: string | null) {
    setBusy(true);
    setProblem(null);
    try {
      await onFlag(next);
      leave();
    } catch (cause) {
      setProblem(cause instanceof Error ? cause.message : String(cause));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={styles.box}>
      {note === null ? (
        <div className={styles.row}>
          {flag ? (
            <>
              <p className={styles.flagged}>
                <Icon name="flag" size={14} />
                <span>
                  <strong>Flagged for the partner manager.</strong> {flag.note}
                </span>
              </p>
              <span className={styles.actions}>
                <Button ref={opener} size="s" variant="quiet" onClick={() => setNote(flag.note)}>
                  Change
                </Button>
                <Button
                  ref={watchSeen}
                  size="s"
                  variant="quiet"
                  busy={busy}
                  onClick={trusted(() => void store(null))}
                >
                  Take back
                </Button>
              </span>
            </>
          ) : (
            <Button ref={opener} size="s" icon="flag" onClick={() => setNote('')}>
              Flag this {kind} for the partner manager
            </Button>
          )}
        </div>
      ) : (
        <form
          ref={watchSeen}
          className={styles.form}
          onSubmit={trusted((event: FormEvent) => {
            event.preventDefault();
            void store(note);
          })}
        >
          <label htmlFor={id}>Note for the partner manager</label>
          <textarea
            id={id}
            className={styles.note}
            rows={3}
            maxLength={MOST}
            value={note}
            placeholder="What should they look at?"
            // biome-ignore lint/a11y/noAutofocus: the person just asked to write this note
            autoFocus={draft === null}
            onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
            onChange={(event) => setNote(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              // Leaves the note alone, not the dialog or popup around it.
              event.preventDefault();
              event.stopPropagation();
              leave();
            }}
          />
          <div className={styles.actions}>
            <Button size="s" variant="primary" type="submit" busy={busy}>
              {flag ? 'Save the note' : 'Flag it'}
            </Button>
            <Button size="s" onClick={leave}>
              Cancel
            </Button>
          </div>
        </form>
      )}
      {problem && <ErrorNote title="Not flagged">{problem}</ErrorNote>}
    </div>
  );
}
