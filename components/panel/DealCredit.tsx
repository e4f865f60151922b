import { useState } from 'react';
import { formatValue, wholePercent } from '@/lib/kpi/format';
import type { CreditModel, DealCreditAnswer, DealCreditView } from '@/lib/messaging/credit-views';
import { Button } from '../ui/Button';
import { cx } from '../ui/cx';
import { ExportButton } from '../ui/ExportButton';
import { creditBasis, creditDocument } from '../ui/export/credit';
import { Bar } from '../ui/Meter';
import { Section } from '../ui/Section';
import { Skeleton } from '../ui/Skeleton';
import { useLoad } from '../ui/use-load';
import { calendarDay } from '../ui/when';
import styles from './DealCredit.module.css';

/** Flips shown before the rest is asked for. */
const FIRST_FLIPS = 3;

/** Whoever has the most stands first. */
function ordered(credit: DealCreditView): number[] {
  const chosen = modelOf(credit);
  return credit.parties
    .map((_, party) => party)
    .sort((a, b) => (chosen.shares?.[b] ?? 0) - (chosen.shares?.[a] ?? 0) || a - b);
}

const modelOf = ({ models, chosen }: DealCreditView): CreditModel => models.find(({ id }) => id === chosen)!;

export interface DealCreditProps {
  load: () => Promise<DealCreditAnswer>;
  /** Asks again when it changes. */
  version: unknown;
  onOptions: (route: string) => void;
}

/** Who should be credited for the deal on the page: the chosen model, all models side by side, and what would flip it. */
export function DealCredit({ load, version, onOptions }: DealCreditProps) {
  const { data: answer, error: failed, loading, reload } = useLoad(load, version);
  // While it is asked again, what went wrong before says nothing.
  const error = loading ? null : (failed?.message ?? null);

  return (
    <Section title="Who should be credited">
      {error && (
        <div className={styles.quiet}>
          <p>It could not be worked out: {error}</p>
          <Button size="s" icon="refresh" onClick={reload}>
            Try again
          </Button>
        </div>
      )}
      {!answer && !error && <Skeleton label="Reading the touches of this deal" lines={2} />}
      {!error && answer?.state === 'none' && <p className={styles.quiet}>{answer.why}</p>}
      {!error && answer?.state === 'credit' && <Credit credit={answer.credit} onOptions={onOptions} />}
    </Section>
  );
}

function Credit({ credit, onOptions }: { credit: DealCreditView; onOptions: DealCreditProps['onOptions'] }) {
  const [allFlips, setAllFlips] = useState(false);
  const chosen = modelOf(credit);
  const order = ordered(credit);
  const { deal, flips } = credit;
  const shown = allFlips ? flips : flips.slice(0, FIRST_FLIPS);
  return (
    <>
      <p className={styles.verdict}>{credit.verdict}</p>
      {chosen.refused ? (
        <p className={styles.quiet}>{chosen.refused}</p>
      ) : (
        <ul className={styles.parties} aria-label={`Credit by ${chosen.name}`}>
          {order.map((party) => {
            const share = chosen.shares![party]!;
            const part = chosen.parts?.[party];
            const { low, high } = credit.range[party]!;
            const { name } = credit.parties[party]!;
            return (
              <li key={party}>
                <span className={styles.party}>{name}</span>
                <span className={styles.share}>
                  {wholePercent(share)}
                  {part !== undefined && (
                    <span className={styles.money}> {formatValue(part, 'currency', deal.currency)}</span>
                  )}
                </span>
                <Bar label={name} value={share * 100} shown={wholePercent(share)} />
                <span className={styles.range}>
                  {wholePercent(low) === wholePercent(high)
                    ? 'the same by every model'
                    : `${Math.round(low * 100)} – ${wholePercent(high)} over the models`}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      <p className={styles.basis}>
        {creditBasis(credit)}.{' '}
        <Button variant="link" size="s" onClick={() => onOptions('/influence')}>
          Change the model
        </Button>
      </p>
      <div className={styles.flips}>
        <h3>Which missing touch would change this?</h3>
        {flips.length === 0 ? (
          <p className={styles.quiet}>
            None: no single touch, added or taken away, changes who has the most.
          </p>
        ) : (
          <ul>
            {shown.map((flip) => (
              <li key={flip}>{flip}</li>
            ))}
          </ul>
        )}
        {flips.length > shown.length && (
          <Button variant="link" size="s" onClick={() => setAllFlips(true)}>
            {flips.length - shown.length} more
          </Button>
        )}
      </div>
      <details className={styles.details}>
        <summary>All models side by side</summary>
        <Models credit={credit} order={order} />
      </details>
      <details className={styles.details}>
        <summary>
          {credit.touches.length} {credit.touches.length === 1 ? 'touch' : 'touches'} up to{' '}
          {calendarDay(credit.day)}
        </summary>
        <Touches credit={credit} />
      </details>
      <div className={styles.export}>
        <ExportButton size="s" variant="quiet" what="the credit" content={() => creditDocument(credit)} />
      </div>
    </>
  );
}

const FAMILIES = { rule: 'Rules', policy: 'Policies', learned: 'Learned from all paths' } as const;

function Models({ credit, order }: { credit: DealCreditView; order: readonly number[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label="Credit by model" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Model</th>
            {order.map((party) => (
              <th scope="col" key={party} className={styles.figures}>
                <span className={styles.short}>{credit.parties[party]!.name}</span>
              </th>
            ))}
          </tr>
        </thead>
        {(['rule', 'policy', 'learned'] as const).map((family) => (
          <tbody key={family}>
            <tr>
              <th scope="rowgroup" colSpan={order.length + 1} className={styles.family}>
                {FAMILIES[family]}
              </th>
            </tr>
            {credit.models
              .filter((model) => model.family === family)
              .map((model) => (
                <tr key={model.id} className={cx(model.id === credit.chosen && styles.chosen)}>
                  <th scope="row" title={model.says}>
                    {model.name}
                    {model.id === credit.chosen && <span className={styles.mark}> chosen</span>}
                  </th>
                  {model.refused ? (
                    <td colSpan={order.length} className={styles.refused}>
                      {model.refused}
                    </td>
                  ) : (
                    order.map((party) => (
                      <td key={party} className={styles.figures}>
                        {wholePercent(model.shares![party]!)}
                      </td>
                    ))
                  )}
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Touches({ credit }: { credit: DealCreditView }) {
  return (
    <ol className={styles.touches}>
      {credit.touches.map((touch) => (
        <li key={`${touch.file} ${touch.row}`}>
          <span className={styles.at}>
            {calendarDay(touch.at.slice(0, 10))}
            {touch.at.slice(10)}
          </span>
          <span>{credit.parties[touch.party]!.name}</span>
          <span className={styles.what}>
            {[touch.what, ...touch.milestones, touch.role].filter(Boolean).join(' · ')}
          </span>
          <span className={styles.source}>
            {touch.file}, row {touch.row.toLocaleString('en')}
          </span>
        </li>
      ))}
    </ol>
  );
}
