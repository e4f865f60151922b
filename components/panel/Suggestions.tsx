import { useState } from 'react';
import { wholePercent } from '@/lib/kpi/format';
import type { Suggestion, SuggestionsAnswer } from '@/lib/messaging/partner-views';
import { Button } from '../ui/Button';
import { cx } from '../ui/cx';
import { Bar } from '../ui/Meter';
import { hitMeta } from '../ui/PartnerSearch';
import { Section } from '../ui/Section';
import { Skeleton } from '../ui/Skeleton';
import { watchSeen } from '../ui/seen';
import { trusted } from '../ui/trusted';
import { useLoad } from '../ui/use-load';
import styles from './Suggestions.module.css';

/** What the evidence that is counted says without the rest: the probability above weighs all of it. */
const aloneSays = ({
  n,
  theirs,
  low,
  high,
}: {
  n: number;
  theirs: number;
  low: number;
  high: number;
}): string =>
  `That alone makes ${wholePercent(theirs / n)}, 95\u00a0% interval ${wholePercent(low)} – ${wholePercent(high)}.`;

export interface SuggestionsProps {
  /** What the record is, e.g. "deal". */
  kind: string;
  load: () => Promise<SuggestionsAnswer>;
  /** Types a partner's name into the page's empty partner field. */
  fill: (partnerId: string) => Promise<{ filled: boolean }>;
  /** Asks again when it changes. */
  version: unknown;
  /** Say nothing where there is no suggestion: the record is already known to be somebody's. */
  quiet: boolean;
}

/** Who may have brought a record whose partner field is empty. A person decides; nothing is filled by itself. */
export function Suggestions({ kind, load, fill, version, quiet }: SuggestionsProps) {
  const { data: answer, error: failed, loading, reload } = useLoad(load, version);
  // While it is asked again, what went wrong before says nothing.
  const error = loading ? null : (failed?.message ?? null);

  if (quiet && answer?.state !== 'suggestions') return null;
  return (
    <Section title={`Who may have brought this ${kind}`}>
      {error && (
        <div className={styles.quiet}>
          <p>It could not be worked out: {error}</p>
          <Button size="s" icon="refresh" onClick={reload}>
            Try again
          </Button>
        </div>
      )}
      {!answer && !error && <Skeleton label="Comparing with past deals" lines={3} />}
      {!error && answer?.state === 'none' && <p className={styles.quiet}>{answer.why}</p>}
      {!error && answer?.state === 'suggestions' && <Ranking answer={answer} fill={fill} />}
    </Section>
  );
}

type Found = Extract<SuggestionsAnswer, { state: 'suggestions' }>;

function Ranking({ answer, fill }: { answer: Found; fill: SuggestionsProps['fill'] }) {
  const { suggestions, field, check } = answer;
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState('');

  async function put({ partner }: Suggestion) {
    if (!field || busy) return;
    setBusy(partner.id);
    setSaid('');
    try {
      const { filled } = await fill(partner.id);
      setSaid(
        filled
          ? `“${partner.name}” stands in “${field.label}”. Check it and save in the CRM.`
          : `“${partner.name}” could not be put into “${field.label}”. Type or choose it in the page.`,
      );
    } catch (cause) {
      setSaid(cause instanceof Error ? cause.message : String(cause));
    } finally {
      setBusy(null);
    }
  }

  return (
    <>
      <ol className={styles.list} aria-label="Suggested partners">
        {suggestions.map((one) => {
          const { partner } = one;
          return (
            <li key={partner.id}>
              <span className={styles.name}>
                <bdi>{partner.name}</bdi>{' '}
                {hitMeta(partner) && <span className={styles.meta}>{hitMeta(partner)}</span>}
              </span>
              <span className={cx(styles.chance, one.probability === null && styles.unknown)}>
                {one.probability === null ? 'not yet knowable' : wholePercent(one.probability)}
              </span>
              {one.probability !== null && (
                <Bar
                  label={`Probability that ${partner.name} brought it`}
                  value={one.probability * 100}
                  shown={wholePercent(one.probability)}
                />
              )}
              <ul className={styles.evidence} aria-label={`Evidence for ${partner.name}`}>
                {one.evidence.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
              <p className={styles.past}>
                {one.says}
                {one.past && ` ${aloneSays(one.past)}`}
                {one.partly && ' Other evidence here is not in past deals and not in the probability.'}
              </p>
              {field && (
                <Button
                  size="s"
                  icon="fill"
                  busy={busy === partner.id}
                  ref={watchSeen}
                  aria-label={`Put “${partner.name}” into ${field.label}`}
                  onClick={trusted(() => void put(one))}
                >
                  Put into “{field.label}”
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      <p role="status" className={styles.status}>
        {said}
      </p>
      <p className={styles.check}>
        {check
          ? `Checked on ${check.deals.toLocaleString('en')} past deals, each judged by all others alone: the first suggestion was right on ${Math.round(check.right).toLocaleString('en')} (${wholePercent(check.right / check.deals)}); its probabilities said ${wholePercent(check.stated / check.deals)}.`
          : 'Too few past deals to check how good such suggestions are.'}{' '}
        Deals closed without a partner count as nobody’s.
        {suggestions.length > 1 && ' Only one of the suggested can be right, so each lowers the others.'}
        {!field && ' The page shows no empty partner field to put a name into.'}
      </p>
    </>
  );
}
