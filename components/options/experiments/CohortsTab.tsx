import { useCallback, useState } from 'react';
import type { CohortsView, ExperimentAnswer } from '@/lib/background/experiments';
import { isoDay } from '@/lib/facts/time';
import type { Cohort, CohortCell, CohortFigure } from '@/lib/kpi/cohorts/table';
import { formatInterval, formatValue, plural } from '@/lib/kpi/format';
import { Select } from '../../ui/Select';
import { useLoad } from '../../ui/use-load';
import { ExportLine } from '../parts/ExportLine';
import form from '../parts/form.module.css';
import { formatCount, formatDay } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { ScrollTable } from '../parts/ScrollTable';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { askExperiment } from './ask';
import { FIGURES, type Figure } from './cohort-figures';
import { cohortsDocument } from './document';
import type { OpenDoor } from './door';
import styles from './Experiments.module.css';
import { RowsButton } from './RowsButton';
import type { Subject } from './subject';

type Period = 'month' | 'quarter';
/** Two years and what has begun. */
const COHORTS: Readonly<Record<Period, number>> = { month: 24, quarter: 9 };

const nameOf = (cohort: Cohort, period: Period): string => {
  const [year, month] = isoDay(cohort.window.from).split('-');
  return period === 'month' ? `${year}-${month}` : `${year} Q${Math.ceil(Number(month) / 3)}`;
};

/** Customers by when they were acquired: the partner beside all partners beside customers that came without one. */
export function CohortsTab({ subject, onRows }: { subject: Subject | null; onRows: OpenDoor }) {
  const [period, setPeriod] = useState<Period>('quarter');
  const [figure, setFigure] = useState<Figure>(FIGURES[2]!);
  const partner = subject?.id ?? null;
  const ask = useCallback(
    () => askExperiment<'cohorts'>({ ask: 'cohorts', partner, period, cohorts: COHORTS[period] }),
    [partner, period],
  );
  const load = useLoad(ask, useRevision());
  return (
    <section className={`${section.section} ${styles.tab}`} aria-labelledby="cohorts">
      <h2 id="cohorts">Cohorts by acquisition</h2>
      <p className={section.lead}>
        A cohort is the customers that began in one {period}. A figure is known when the last of them is old
        enough; until then it is not yet knowable, whatever the others did. Payback and LTV to CAC take the
        deal margin of the last 12 months; LTV to CAC needs 20 customers.
      </p>
      <div className={`${form.row} ${section.narrow}`}>
        <Select
          label="Figure"
          value={figure.id}
          options={FIGURES.map(({ id, label }) => ({ value: id, label }))}
          onChange={(event) => setFigure(FIGURES.find(({ id }) => id === event.target.value)!)}
        />
        <Select
          label="Cohorts by"
          value={period}
          options={[
            { value: 'quarter', label: 'Quarter' },
            { value: 'month', label: 'Month' },
          ]}
          onChange={(event) => setPeriod(event.target.value as Period)}
        />
      </div>
      <Loaded load={load} what="the cohorts">
        {(view) => <Table view={view} period={period} figure={figure} subject={subject} onRows={onRows} />}
      </Loaded>
    </section>
  );
}

function groupsOf({ partner, programme, direct }: CohortsView, subject: Subject | null) {
  return [
    ...(partner && subject
      ? [{ id: 'partner', name: subject.name, cohorts: partner, of: { partner: subject.id } }]
      : []),
    { id: 'programme', name: 'All partners', cohorts: programme, of: 'programme' as const },
    { id: 'direct', name: 'Without a partner', cohorts: direct, of: 'direct' as const },
  ];
}

function Table({
  view,
  period,
  figure,
  subject,
  onRows,
}: {
  view: ExperimentAnswer<'cohorts'>;
  period: Period;
  figure: Figure;
  subject: Subject | null;
  onRows: OpenDoor;
}) {
  const groups = groupsOf(view, subject);
  // Newest first: a person looks for the last months.
  const order = view.programme.map((_, i) => view.programme.length - 1 - i);
  const why = commonReason(groups, figure);
  if (why !== null && groups.every(({ cohorts }) => cohorts.every(({ customers }) => customers === 0)))
    return <NotMeasured figure={figure} why={why} />;
  return (
    <>
      {why !== null && <NotMeasured figure={figure} why={why} />}
      <ScrollTable
        label={`${figure.label} by cohort`}
        columns={[
          { head: 'Acquired in' },
          ...groups.map(({ id, name }) => ({ id, head: name, figures: true })),
        ]}
        className={styles.cohorts}
      >
        <tbody>
          {order.map((i) => {
            const name = nameOf(view.programme[i]!, period);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {groups.map((group) => {
                  const cohort = group.cohorts[i]!;
                  const open = (id: CohortFigure, label: string) =>
                    onRows({
                      title: `${label}: ${group.name}, ${name}`,
                      revision: view.revision,
                      rows: () =>
                        askExperiment<'cohortRows'>({
                          ask: 'cohortRows',
                          revision: view.revision,
                          of: group.of,
                          window: cohort.window,
                          figure: id,
                        }),
                    });
                  return (
                    <Cell
                      key={group.id}
                      cell={figure.cell(cohort)}
                      customers={cohort.customers}
                      figure={figure}
                      said={why !== null}
                      name={`${group.name}, ${name}`}
                      onOpen={() => open(figure.id, figure.label)}
                      onCustomers={() => open('customers', 'Customers')}
                    />
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
      <ExportLine
        what="the cohorts"
        content={() =>
          cohortsDocument(
            FIGURES,
            groups,
            order.map((i) => ({ i, name: nameOf(view.programme[i]!, period) })),
            view,
            subject,
          )
        }
      />
    </>
  );
}

/** Why no cohort has the figure, where one reason holds for all that are old enough. */
function commonReason(groups: readonly { cohorts: readonly Cohort[] }[], figure: Figure): string | null {
  const cells = groups.flatMap(({ cohorts }) => cohorts.map(figure.cell));
  if (cells.some(({ state }) => state === 'known')) return null;
  const reasons = new Set(cells.flatMap((cell) => (cell.state === 'not-measured' ? [cell.reason] : [])));
  const [reason = null] = reasons;
  return reasons.size === 1 ? reason : null;
}

function NotMeasured({ figure, why }: { figure: Figure; why: string }) {
  return (
    <p className={section.lead} role="status">
      {figure.label} is not measured in any cohort. {why}
    </p>
  );
}

function Cell({
  cell,
  customers,
  figure,
  said,
  name,
  onOpen,
  onCustomers,
}: {
  cell: CohortCell;
  customers: number;
  figure: Figure;
  /** Why nothing is measured stands above the table. */
  said: boolean;
  name: string;
  onOpen: () => void;
  onCustomers: () => void;
}) {
  return (
    <td className={`${table.figures} ${cell.state === 'known' ? '' : styles.why}`}>
      {cell.state === 'known' && (
        <>
          <RowsButton
            name={`Rows of ${figure.label}, ${name}`}
            figure={formatValue(cell.value, figure.unit)}
            onOpen={onOpen}
          />
          <span className={table.note}>{formatInterval(cell.low, cell.high, figure.unit)}</span>
          <span className={table.note}>n {formatCount(cell.n)}</span>
        </>
      )}
      {cell.state === 'immature' && (
        <>
          <span className={styles.unknown}>Not yet knowable</span>
          <span className={table.note}>from {formatDay(isoDay(cell.from))}</span>
        </>
      )}
      {cell.state === 'not-measured' && (
        <>
          <span className={styles.unknown}>Not measured</span>
          {!said && <span className={table.note}>{cell.reason}</span>}
        </>
      )}
      {cell.state !== 'known' && customers > 0 && (
        <span className={table.note}>
          <RowsButton
            name={`Customers of ${name}`}
            figure={plural(customers, 'customer')}
            onOpen={onCustomers}
          />
        </span>
      )}
    </td>
  );
}
