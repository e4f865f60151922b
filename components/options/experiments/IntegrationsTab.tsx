import { useCallback, useState } from 'react';
import type { ExperimentAnswer } from '@/lib/background/experiments';
import { isoDay } from '@/lib/facts/time';
import type { IntegrationSplit } from '@/lib/kpi/experiments/integrations';
import { formatInterval, formatValue } from '@/lib/kpi/format';
import { EmptyState } from '../../ui/EmptyState';
import { Select } from '../../ui/Select';
import { useLoad } from '../../ui/use-load';
import { ExportLine } from '../parts/ExportLine';
import form from '../parts/form.module.css';
import { formatCount, formatDay } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { figureColumns, ScrollTable } from '../parts/ScrollTable';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { askExperiment } from './ask';
import { ComparisonTable } from './ComparisonTable';
import { comparisonDocument, splitsTable } from './document';
import { type Door, doorTo, type OpenDoor, references } from './door';
import styles from './Experiments.module.css';
import { gapMade } from './made';
import { RowsButton } from './RowsButton';
import { SPANS, type Subject } from './subject';

const MOST = 8;
/** Integrations from which on customers are said to stay. */
const USUAL = 4;
/** The figure that the finder compares. */
const RETENTION = 'retention';

type Side = 'exposed' | 'others';
/** Rows of one side of a split. */
type RowsAt = (at: number, side: Side) => ReturnType<Door['rows']>;

/** What became of customers with many integrations, beside those with fewer. */
export function IntegrationsTab({ subject, onRows }: { subject: Subject | null; onRows: OpenDoor }) {
  const [months, setMonths] = useState(12);
  const [least, setLeast] = useState(USUAL);
  const partner = subject?.id ?? null;
  const ask = useCallback(
    () => askExperiment<'integrations'>({ ask: 'integrations', partner, months, least }),
    [partner, months, least],
  );
  const load = useLoad(ask, useRevision());
  // Those of another split are found when its figure is opened.
  const rowsAt: RowsAt = async (at, side) => {
    const { comparisons } = await askExperiment<'integrations'>({
      ask: 'integrations',
      partner,
      months,
      least: at,
    });
    const kept = comparisons.find(({ id }) => id === RETENTION);
    return kept ? references(kept[side]) : [];
  };
  return (
    <section className={`${section.section} ${styles.tab}`} aria-labelledby="integrations">
      <h2 id="integrations">Integrations in use</h2>
      <p className={section.lead}>
        {subject ? `Customers of ${subject.name}` : 'All customers, direct ones included'}, parted by the
        integrations that they used on the first day of the span (installed, and used within 30 days of it);
        what became of them is read from the days after.
      </p>
      <p className={styles.observed}>
        Observed, not an experiment: customers that mean to stay may also connect more.
      </p>
      <div className={`${form.row} ${section.narrow}`}>
        <Select
          label="Many means at least"
          value={String(least)}
          options={Array.from({ length: MOST }, (_, i) => ({
            value: String(i + 1),
            label: `${i + 1} ${i === 0 ? 'integration' : 'integrations'}`,
          }))}
          onChange={(event) => setLeast(Number(event.target.value))}
        />
        <Select
          label="Followed over"
          value={String(months)}
          options={SPANS}
          onChange={(event) => setMonths(Number(event.target.value))}
        />
      </div>
      <Loaded load={load} what="the customers">
        {(view) => <Found view={view} least={least} subject={subject} onRows={onRows} rowsAt={rowsAt} />}
      </Loaded>
    </section>
  );
}

function Found({
  view,
  least,
  subject,
  onRows,
  rowsAt,
}: {
  view: ExperimentAnswer<'integrations'>;
  least: number;
  subject: Subject | null;
  onRows: OpenDoor;
  rowsAt: RowsAt;
}) {
  const { comparisons, splits, clear, reason, currency, revision, window, customers, leftOut } = view;
  const sides = [`${least} or more`, 'Fewer'] as const;
  if (reason)
    return (
      <EmptyState title="Not measured" level={3}>
        <p>{reason}</p>
      </EmptyState>
    );
  return (
    <>
      <p className={table.note}>
        <button
          type="button"
          className={styles.door}
          onClick={() => onRows(doorTo('Customers on the first day', revision, customers, leftOut))}
        >
          {formatCount(customers.rows.length)} customers
        </button>{' '}
        of {formatDay(isoDay(window.from))}, followed to before {formatDay(isoDay(window.to))}.
      </p>
      <ComparisonTable
        comparisons={comparisons}
        sides={sides}
        label="Customers by integrations"
        currency={currency}
        revision={revision}
        onRows={onRows}
      />
      <h3>From how many on do clearly more customers stay?</h3>
      <p className={styles.answer}>
        {clear === null
          ? 'No clear split.'
          : `From ${clear} ${clear === 1 ? 'integration' : 'integrations'} on.`}
      </p>
      <p className={section.lead}>
        The smallest number at which the difference in retention is clear. Each p holds for all numbers looked
        at together (permutation of the largest difference, 1,999 times), so that with no effect at all an
        answer is given at most one time in twenty. Sides with fewer than 20 customers are not looked at.
      </p>
      {splits.length > 0 && (
        <Splits
          splits={splits}
          clear={clear}
          onGap={(split) =>
            onRows({
              title: `Retention: difference at ${split.at}`,
              revision,
              made: gapMade(split),
              rows: async () => [
                ...(await rowsAt(split.at, 'exposed')),
                ...(await rowsAt(split.at, 'others')),
              ],
            })
          }
          onRows={(at, side) =>
            onRows({
              title: `Retention: ${side === 'exposed' ? `${at} or more` : `fewer than ${at}`}`,
              revision,
              rows: () => rowsAt(at, side),
            })
          }
        />
      )}
      <ExportLine
        what="the comparison"
        content={() =>
          comparisonDocument('Customers by integrations', view, sides, subject, [splitsTable(splits)])
        }
      />
    </>
  );
}

const share = ({ rows, successes }: IntegrationSplit['above']): string =>
  formatValue(successes / rows, 'percent');

const COLUMNS = figureColumns('Split at', 'At or above', 'Below', 'Difference', 'p of all looks');

function Splits({
  splits,
  clear,
  onGap,
  onRows,
}: {
  splits: readonly IntegrationSplit[];
  clear: number | null;
  onGap: (split: IntegrationSplit) => void;
  onRows: (at: number, side: Side) => void;
}) {
  return (
    <ScrollTable label="Retention by number of integrations" columns={COLUMNS} className={table.compact}>
      <tbody>
        {splits.map((split) => (
          <tr key={split.at}>
            <th scope="row">
              {split.at}
              {split.at === clear && <span className={table.note}>smallest clear one</span>}
            </th>
            <td className={table.figures}>
              <RowsButton
                name={`Rows of ${split.at} or more`}
                figure={share(split.above)}
                onOpen={() => onRows(split.at, 'exposed')}
              />
              <span className={table.note}>n {formatCount(split.above.rows)}</span>
            </td>
            <td className={table.figures}>
              <RowsButton
                name={`Rows of fewer than ${split.at}`}
                figure={share(split.below)}
                onOpen={() => onRows(split.at, 'others')}
              />
              <span className={table.note}>n {formatCount(split.below.rows)}</span>
            </td>
            <td className={table.figures}>
              <RowsButton
                name={`Difference at ${split.at}`}
                figure={formatValue(split.gap * 100, 'points')}
                onOpen={() => onGap(split)}
              />
              <span className={table.note}>
                {formatInterval(split.low * 100, split.high * 100, 'points')}
              </span>
            </td>
            <td className={table.figures}>{split.p < 0.001 ? '< 0.001' : split.p.toFixed(3)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
