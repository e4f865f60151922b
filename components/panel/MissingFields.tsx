import { type KeyboardEvent, useId, useRef } from 'react';
import type { MissingField } from '@/lib/fields/types';
import { cx } from '../ui/cx';
import { Icon } from '../ui/Icon';
import { Section } from '../ui/Section';
import styles from './MissingFields.module.css';

export interface MissingFieldsProps {
  fields: readonly MissingField[];
  /** What the record is, e.g. "deal". */
  kind: string;
  /** The last jump; `found` is null while the page looks. */
  jump: { key: string; found: boolean | null } | null;
  onJump: (key: string) => void;
}

/** Required fields that are empty. Enter or a click goes to the field in the page; arrows, Home and End walk the list. */
export function MissingFields({ fields, kind, jump, onJump }: MissingFieldsProps) {
  const list = useRef<HTMLUListElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    buttons[(to + buttons.length) % buttons.length]?.focus();
  }

  if (fields.length === 0) return null;
  const lost = fields.find((field) => field.key === jump?.key && jump.found === false);
  return (
    <Section title={`Missing on this ${kind}`} note={fields.length}>
      <ul ref={list} aria-label="Missing fields" className={styles.list} onKeyDown={onKeyDown}>
        {fields.map((field) => (
          <Item
            key={field.key}
            field={field}
            looking={jump?.key === field.key && jump.found === null}
            lost={lost === field}
            onJump={onJump}
          />
        ))}
      </ul>
      <p role="status" className={styles.status}>
        {lost &&
          `“${lost.label}” is not on the page now. Open the part of the page that holds it, then try again.`}
      </p>
    </Section>
  );
}

interface ItemProps {
  field: MissingField;
  looking: boolean;
  lost: boolean;
  onJump: (key: string) => void;
}

function Item({ field, looking, lost, onJump }: ItemProps) {
  const id = useId();
  return (
    <li>
      <button
        type="button"
        className={cx(styles.item, lost && styles.lost)}
        aria-labelledby={`${id}-label`}
        aria-describedby={field.why ? `${id}-why` : undefined}
        aria-busy={looking || undefined}
        onClick={() => onJump(field.key)}
      >
        <span className={styles.dot} aria-hidden="true" />
        <span className={styles.text}>
          <span id={`${id}-label`}>{field.label}</span>
          {field.why && (
            <span id={`${id}-why`} className={styles.why}>
              {field.why}
            </span>
          )}
        </span>
        <span className={styles.go} aria-hidden="true">
          <span className={styles.goWords}>Go to field</span>
          <Icon name="jump" size={14} />
        </span>
      </button>
    </li>
  );
}
