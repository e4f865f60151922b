import { useCallback, useState } from 'react';
import type { ExperimentAnswer } from '@/lib/background/experiments';
import { formatInterval, formatValue } from '@/lib/kpi/format';
import { Select } from '../../ui/Select';
import { useLoad } from '../../ui/use-load';
import { ExportLine } from '../parts/ExportLine';
import { formatCount } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { askExperiment } from './ask';
import { ComparisonTable } from './ComparisonTable';
import { comparisonDocument } from './document';
import { doorTo, doorToMade, type OpenDoor } from './door';
import styles from './Experiments.module.css';
import { LeftOutNotes } from './LeftOutNotes';
import { extraWinsMade } from './made';
import { RowsButton } from './RowsButton';
import { SPANS, type Subject } from './subject';

/** Partner deals beside like deals without a partner, and customers that were not ours before. */
export function IncrementalityTab({ subject, onRows }: { subject: Subject | null; onRows: OpenDoor }) {
  const [months, setMonths] = useState(12);
  const partner = subject?.id ?? null;
  const ask = useCallback(
    () => askExperiment<'incrementality'>({ ask: 'incrementality', partner, months }),
    [partner, months],
  );
  const load = useLoad(ask, useRevision());
  return (
    <section className={`${section.section} ${styles.tab}`} aria-labelledby="incrementality">
      <h2 id="incrementality">Partner deals against like deals</h2>
      <p className={section.lead}>
        Deals decided in the span, compared only with deals of the same segment, the same band of amounts and
        the same month of creation; deals without a like are left out, and their share is shown.
      </p>
      <p className={styles.observed}>
        Observed, not an experiment: partners may choose the easier deals. The E-value says how strongly
        something that was not matched would have to go together with both the partner and the outcome, as a
        ratio, to explain the difference away (VanderWeele and Ding 2017); 1 means that anything could.
      </p>
      <div className={section.narrow}>
        <Select
          label="Decided in"
          value={String(months)}
          options={SPANS}
          onChange={(event) => setMonths(Number(event.target.value))}
        />
      </div>
      <Loaded load={load} what="the deals">
        {(view) => (
          <Found
            view={view}
            subject={subject}
            sides={[subject?.name ?? 'With a partner', 'Without']}
            onRows={onRows}
          />
        )}
      </Loaded>
    </section>
  );
}

function Found({
  view,
  subject,
  sides,
  onRows,
}: {
  view: ExperimentAnswer<'incrementality'>;
  subject: Subject | null;
  sides: readonly [string, string];
  onRows: OpenDoor;
}) {
  const { comparisons, edges, extraWins, netNew, leftOut, currency, revision } = view;
  const known = netNew.rows.length;
  const rate = comparisons[0]!;
  const fewer = extraWins !== null && extraWins.value < 0;
  const wonName = `Deals won ${fewer ? 'short of' : 'beyond'} like ones`;
  return (
    <>
      <ComparisonTable
        comparisons={comparisons}
        sides={sides}
        label="Matched deals"
        currency={currency}
        revision={revision}
        onRows={onRows}
      />
      {edges.length > 0 && (
        <p className={table.note}>
          Bands of amounts: up to{' '}
          {edges.map((edge) => formatValue(edge, 'currency', currency)).join(', up to ')}, and above; a
          quarter of the deals each.
        </p>
      )}
      {extraWins && (
        <p>
          Of {formatCount(extraWins.deals)} matched deals,{' '}
          <RowsButton
            name={wonName}
            figure={formatValue(Math.abs(extraWins.value), 'count')}
            onOpen={() =>
              onRows(doorToMade(wonName, revision, extraWinsMade(rate, extraWins), rate.exposed, rate.others))
            }
          />{' '}
          {fewer ? 'fewer' : 'more'} were won than like deals without a partner would have been (95 % interval
          of the difference {formatInterval(extraWins.low, extraWins.high, 'count')}).
        </p>
      )}
      <ExportLine
        what="the comparison"
        content={() => comparisonDocument('Partner deals against like deals', view, sides, subject)}
      />
      <LeftOutNotes leftOut={leftOut} revision={revision} onRows={onRows} />
      <h3>Net-new customers</h3>
      {netNew.value === null ? (
        <p>
          Not measured: of no customer that began in the span is it known whether it was ours before (column
          “Known before” of Customers).
        </p>
      ) : (
        <p>
          <RowsButton
            large
            name="Rows of net-new customers"
            figure={formatValue(netNew.value, 'percent')}
            onOpen={() => onRows(doorTo('Net-new customers', revision, netNew))}
          />{' '}
          ({formatInterval(netNew.low, netNew.high, 'percent')}) of {formatCount(known)} new customers had no
          relationship with us before; {formatValue(1 - netNew.value, 'percent')} is demand that we had
          already.
        </p>
      )}
    </>
  );
}
