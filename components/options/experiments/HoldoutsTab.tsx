import { useCallback, useState } from 'react';
import type { ExperimentAnswer } from '@/lib/background/experiments';
import type { HoldoutArm, HoldoutTest } from '@/lib/kpi/experiments/holdout';
import { formatInterval, formatValue, NO_VALUE } from '@/lib/kpi/format';
import { EmptyState } from '../../ui/EmptyState';
import { Select } from '../../ui/Select';
import { useLoad } from '../../ui/use-load';
import { ExportLine } from '../parts/ExportLine';
import { formatCount } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { figureColumns, ScrollTable } from '../parts/ScrollTable';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { hrefOf } from '../router';
import { useRevision } from '../state/revision';
import { askExperiment } from './ask';
import { holdoutsDocument } from './document';
import { doorTo, doorToMade, type OpenDoor } from './door';
import styles from './Experiments.module.css';
import { LeftOutNotes } from './LeftOutNotes';
import { holdoutMade, type Made } from './made';
import { RowsButton } from './RowsButton';
import { SPANS, type Subject } from './subject';

/** Tests with a holdout: what the partner caused. */
export function HoldoutsTab({ subject, onRows }: { subject: Subject | null; onRows: OpenDoor }) {
  const [months, setMonths] = useState(12);
  const partner = subject?.id ?? null;
  const ask = useCallback(
    () => askExperiment<'holdouts'>({ ask: 'holdouts', partner, months }),
    [partner, months],
  );
  const load = useLoad(ask, useRevision());
  return (
    <section className={`${section.section} ${styles.tab}`} aria-labelledby="holdouts">
      <h2 id="holdouts">Holdout tests</h2>
      <p className={section.lead}>
        Part of an audience, drawn by lot, was kept from the partner. The difference is what the partner
        caused, as far as the lot was fair. CAC by these tests is K12d,{' '}
        <a href={hrefOf('kpis', 'cac-incremental-holdout')}>incremental by holdout</a>; it can stand in
        scorecards in place of K12c.
      </p>
      <div className={section.narrow}>
        <Select
          label="Measured in"
          value={String(months)}
          options={SPANS}
          onChange={(event) => setMonths(Number(event.target.value))}
        />
      </div>
      <Loaded load={load} what="the tests">
        {(view) => <Tests view={view} subject={subject} onRows={onRows} />}
      </Loaded>
    </section>
  );
}

const COLUMNS = figureColumns('Test', 'Exposed', 'Holdout', 'Lift', 'Relative lift', 'Customers it brought');

function Tests({
  view,
  subject,
  onRows,
}: {
  view: ExperimentAnswer<'holdouts'>;
  subject: Subject | null;
  onRows: OpenDoor;
}) {
  const { tests, leftOut, revision } = view;
  return (
    <>
      {tests.length === 0 ? (
        <EmptyState title="No holdout test in this span" level={3}>
          <p>
            Import “Holdout tests”: one row per arm with the test, the partner, the arm (exposed or holdout),
            the day, the audience and how many became customers.
          </p>
        </EmptyState>
      ) : (
        <>
          <ScrollTable label="Holdout tests" columns={COLUMNS} className={styles.comparison}>
            <tbody>
              {tests.map((test) => (
                <Test
                  key={`${test.name} ${test.exposed.rows.join()}`}
                  test={test}
                  revision={revision}
                  onRows={onRows}
                />
              ))}
            </tbody>
          </ScrollTable>
          <ExportLine what="the holdout tests" content={() => holdoutsDocument(view, subject)} />
        </>
      )}
      <LeftOutNotes leftOut={leftOut} revision={revision} onRows={onRows} />
    </>
  );
}

function Test({ test, revision, onRows }: { test: HoldoutTest; revision: number; onRows: OpenDoor }) {
  const { name, exposed, holdout, lift, relative, incremental } = test;
  const made = holdoutMade(test);
  const figure = (what: string, shown: string, of: Made) => (
    <RowsButton
      name={`${what} of ${name}`}
      figure={shown}
      onOpen={() => onRows(doorToMade(`${name}: ${what.toLowerCase()}`, revision, of, exposed, holdout))}
    />
  );
  return (
    <tr>
      <th scope="row">{name}</th>
      <Arm arm={exposed} name={`${name}, exposed`} revision={revision} onRows={onRows} />
      <Arm arm={holdout} name={`${name}, holdout`} revision={revision} onRows={onRows} />
      {lift && incremental ? (
        <>
          <td className={table.figures}>
            <span className={lift.low > 0 || lift.high < 0 ? styles.clear : styles.unclear}>
              {figure('Lift', formatValue(lift.difference * 100, 'points'), made.lift)}
            </span>
            <span className={table.note}>{formatInterval(lift.low * 100, lift.high * 100, 'points')}</span>
          </td>
          <td className={table.figures}>
            {relative
              ? figure('Relative lift', formatValue(relative.value, 'percent'), made.relative)
              : NO_VALUE}
            {relative && (
              <span className={table.note}>{formatInterval(relative.low, relative.high, 'percent')}</span>
            )}
          </td>
          <td className={table.figures}>
            {figure('Customers it brought', formatValue(incremental.value, 'count'), made.brought)}
            <span className={table.note}>{formatInterval(incremental.low, incremental.high, 'count')}</span>
          </td>
        </>
      ) : (
        <td colSpan={3} className={`${table.figures} ${styles.why}`}>
          <span className={styles.unknown}>Not measured</span>
          <span className={table.note}>It takes both arms.</span>
        </td>
      )}
    </tr>
  );
}

function Arm({
  arm,
  name,
  revision,
  onRows,
}: {
  arm: HoldoutArm;
  name: string;
  revision: number;
  onRows: OpenDoor;
}) {
  if (arm.audience === 0) return <td className={table.figures}>{NO_VALUE}</td>;
  return (
    <td className={table.figures}>
      <RowsButton
        name={`Rows of ${name}`}
        figure={formatValue(arm.converted / arm.audience, 'percent')}
        onOpen={() => onRows(doorTo(name, revision, arm))}
      />
      <span className={table.note}>
        {formatCount(arm.converted)} of {formatCount(arm.audience)}
      </span>
    </td>
  );
}
