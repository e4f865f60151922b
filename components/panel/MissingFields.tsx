import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import type { MissingField, MissingSource } from '@/lib/fields/types';
import { cx } from '../ui/cx';
import { Icon } from '../ui/Icon';
import { Section } from '../ui/Section';
import { watchSeen } from '../ui/seen';
import { trusted } from '../ui/trusted';
import styles from './MissingFields.module.css';

export interface MissingFieldsProps {
  fields: readonly MissingField[];
  /** What the record is, e.g. "deal". */
  kind: string;
  actions: MissingActions;
}

/** What a person can do about a missing field, and how the last try went. */
export interface MissingActions {
  /** The last jump; `found` is null while the page looks. */
  jump: { key: string; found: boolean | null } | null;
  onJump: (key: string) => void;
  /** The last value put in; `filled` is null while the page takes it. */
  fill: { key: string; filled: boolean | null } | null;
  onFill: (key: string) => void;
  /** Flagging the record for the partner manager, below the list. */
  flag: ReactNode;
}

/** Who asks for a field, for the small mark behind it. */
const SOURCE_WORDS: Record<MissingSource, string> = { page: 'CRM', rule: 'rule', plan: 'plan' };
const SOURCE_TITLES: Record<MissingSource, string> = {
  page: 'The CRM marks it as required.',
  rule: 'One of your rules asks for it.',
  plan: 'It is in the partner’s tracking plan.',
};

/**
 * Required fields that are empty. Enter or a click goes to the field in the page; arrows, Home and End walk the list.
 * Where it is known what belongs there, a second button puts it in.
 */
export function MissingFields({ fields, kind, actions }: MissingFieldsProps) {
  const { jump, fill } = actions;
  const list = useRef<HTMLUListElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    buttons[(to + buttons.length) % buttons.length]?.focus();
  }

  if (fields.length === 0) return actions.flag;
  const lost = fields.find((field) => field.key === jump?.key && jump.found === false);
  const refused = fields.find((field) => field.key === fill?.key && fill.filled === false);
  return (
    <>
      <Section title={`Missing on this ${kind}`} note={fields.length}>
        <ul ref={list} aria-label="Missing fields" className={styles.list} onKeyDown={onKeyDown}>
          {fields.map((field) => (
            <Item
              key={field.key}
              field={field}
              looking={jump?.key === field.key && jump.found === null}
              lost={lost === field}
              actions={actions}
            />
          ))}
        </ul>
        <p role="status" className={styles.status}>
          {lost &&
            `“${lost.label}” is not on the page now. Open the part of the page that holds it, then try again.`}
          {refused &&
            `“${refused.prefill}” could not be put into “${refused.label}”. Type or choose it in the page.`}
        </p>
      </Section>
      {actions.flag}
    </>
  );
}

interface ItemProps {
  field: MissingField;
  looking: boolean;
  lost: boolean;
  actions: MissingActions;
}

function Item({ field, looking, lost, actions }: ItemProps) {
  const id = useId();
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={cx(styles.item, lost && styles.lost)}
        aria-labelledby={`${id}-label`}
        aria-describedby={field.why ? `${id}-why` : undefined}
        aria-busy={looking || undefined}
        onClick={() => actions.onJump(field.key)}
      >
        <span className={styles.dot} aria-hidden="true" />
        <span className={styles.text}>
          <span id={`${id}-label`}>{field.label}</span>
          {field.why && (
            <span id={`${id}-why`} className={styles.why}>
              {field.why}
            </span>
          )}
          {field.sources.map((source) => (
            <span key={source} className={styles.source} title={SOURCE_TITLES[source]}>
              {SOURCE_WORDS[source]}
            </span>
          ))}
        </span>
        <span className={styles.go} aria-hidden="true">
          <span className={styles.goWords}>Go to field</span>
          <Icon name="jump" size={14} />
        </span>
      </button>
      {field.prefill && (
        <button
          type="button"
          ref={watchSeen}
          className={styles.fill}
          aria-label={`Put “${field.prefill}” into ${field.label}`}
          title={`Put “${field.prefill}” into the field. You save in the CRM.`}
          aria-busy={(actions.fill?.key === field.key && actions.fill.filled === null) || undefined}
          onClick={trusted(() => actions.onFill(field.key))}
        >
          <Icon name="fill" size={12} />
          <span>{field.prefill}</span>
        </button>
      )}
    </li>
  );
}
