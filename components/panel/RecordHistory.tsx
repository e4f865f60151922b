import { useId } from 'react';
import type { RecordHistory as History, SeenChange } from '@/lib/govern/history';
import { plural, withMinus } from '@/lib/kpi/format';
import { ExportButton } from '../ui/ExportButton';
import { historyDocument } from '../ui/export/history';
import { Icon } from '../ui/Icon';
import { Section } from '../ui/Section';
import { when } from '../ui/when';
import styles from './RecordHistory.module.css';

/** A partner field that was emptied since an earlier visit: who it named, until when. */
export function BlankedNote({ history, now }: { history: History; now: Date }) {
  const { blanked } = history;
  if (!blanked) return null;
  return (
    <p className={styles.blanked} role="note">
      <Icon name="alert" size={14} />
      <span>
        {blanked.field} was <strong>{blanked.was}</strong> until {when(blanked.until, now)}, now empty.
      </span>
    </p>
  );
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** `1200.5 EUR` -> `1,200.5 EUR`. */
function amountText(text: string): string {
  const [amount = '', currency] = text.split(' ');
  return [withMinus(number.format(Number(amount))), currency].filter(Boolean).join('\u00a0');
}

const discountText = (text: string): string => `${number.format(Number(text) * 100)}\u00a0%`;
const asWritten = (text: string): string => text;

/** How a number moved from the first to the last visit, in words; null where its one step says it already. */
function drift(changes: readonly SeenChange[], text: (value: string) => string): string | null {
  if (changes.length < 2) return null;
  const from = changes.find((change) => change.from !== null)?.from;
  const to = changes.at(-1)?.to;
  if (from === undefined || from === null || to === undefined || to === null || from === to) return null;
  return `${Number.parseFloat(to) > Number.parseFloat(from) ? 'up' : 'down'} from ${text(from)} to ${text(to)} in ${plural(changes.length, 'step')}`;
}

/** What earlier visits found of this record: stages, discount, amount, partner and owner as they changed. */
export function RecordHistory({ name, history, now }: { name: string; history: History; now: Date }) {
  const { stages, discounts, amounts, partners, owners, firstStage } = history;
  const nothing = [stages, discounts, amounts, partners, owners].every((changes) => changes.length === 0);
  return (
    <Section title="What you saw before" note={`since ${when(history.since, now)}`}>
      {nothing && (
        <p className={styles.quiet}>
          {firstStage ? `Stage ${firstStage} at the first visit. ` : ''}Nothing has changed between your
          visits.
        </p>
      )}
      <Changes name="Stage" changes={stages} text={asWritten} now={now} />
      <Changes name="Discount" changes={discounts} text={discountText} drifts now={now} />
      <Changes name="Amount" changes={amounts} text={amountText} drifts now={now} />
      <Changes name="Partner" changes={partners} text={asWritten} now={now} />
      <Changes name="Owner" changes={owners} text={asWritten} now={now} />
      {!nothing && (
        <>
          <p className={styles.quiet}>
            A change is dated by the visit that first found it; it was made before.
          </p>
          <ExportButton
            size="s"
            variant="quiet"
            what="what you saw before"
            content={() => historyDocument(name, history)}
          />
        </>
      )}
    </Section>
  );
}

function Changes({
  name,
  changes,
  text,
  drifts = false,
  now,
}: {
  name: string;
  changes: readonly SeenChange[];
  text: (value: string) => string;
  drifts?: boolean;
  now: Date;
}) {
  const id = useId();
  if (changes.length === 0) return null;
  const summary = drifts ? drift(changes, text) : null;
  const shown = (value: string | null) => (value === null ? 'empty' : text(value));
  return (
    <div className={styles.changes}>
      <h3 id={id}>
        {name}
        {summary && <span className={styles.drift}> {summary}</span>}
      </h3>
      <ol aria-labelledby={id}>
        {changes.map(({ from, to, at }) => (
          <li key={`${at} ${to}`}>
            <span className={styles.step}>
              {shown(from)} → {shown(to)}
            </span>
            <time dateTime={at} className={styles.at}>
              {when(at, now)}
            </time>
          </li>
        ))}
      </ol>
    </div>
  );
}
