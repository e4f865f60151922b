import { useCallback, useState } from 'react';
import type { ExperimentAnswer } from '@/lib/background/experiments';
import { isoDay } from '@/lib/facts/time';
import type { KpiDefinition } from '@/lib/kpi/define';
import { BY_PARTNER, canBeParted, type MixGroup, partedBy } from '@/lib/kpi/experiments/mix';
import { formatInterval, formatValue, NO_VALUE } from '@/lib/kpi/format';
import { tableOf } from '@/lib/kpi/kinds';
import { EmptyState } from '../../ui/EmptyState';
import { Select } from '../../ui/Select';
import { useLoad } from '../../ui/use-load';
import { useCatalogue } from '../kpis/use-catalogue';
import { ExportLine } from '../parts/ExportLine';
import form from '../parts/form.module.css';
import { formatCount, formatDay } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { figureColumns, ScrollTable } from '../parts/ScrollTable';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { askExperiment } from './ask';
import { mixDocument } from './document';
import { doorTo, doorToMade, type OpenDoor } from './door';
import styles from './Experiments.module.css';
import { changeMade, groupMade, type Made, partMade, points } from './made';
import { RowsButton } from './RowsButton';
import type { Subject } from './subject';

/** Groups shown before a person asks for all. */
const FIRST = 30;

/** What the rows of a KPI can be parted by: its columns, and the partner where all are looked at. */
function choicesOf(definition: KpiDefinition, subject: Subject | null) {
  const { formula } = definition;
  if (formula.kind !== 'proportion') return [];
  const { columns } = tableOf(formula.rows.table);
  return [
    ...(subject ? [] : [{ value: BY_PARTNER, label: 'Partner' }]),
    ...partedBy(definition).map((id) => ({ value: id, label: columns[id]!.label })),
  ];
}

/** Why a share changed: other rows, or other outcomes of the same rows. */
export function MixTab({ subject, onRows }: { subject: Subject | null; onRows: OpenDoor }) {
  const kpis = useCatalogue();
  return (
    <section className={`${section.section} ${styles.tab}`} aria-labelledby="mix">
      <h2 id="mix">Mix and rate</h2>
      <p className={section.lead}>
        The last 3 whole months that are old enough, against the 6 before. Where a share falls while the
        volume grows, the mix part is what other kinds of rows did to it, the rate part what became of the
        same kinds (Kitagawa 1955); both add up to the change.
      </p>
      <Loaded load={kpis} what="the KPIs">
        {({ definitions }) => (
          <Choice definitions={definitions.filter(canBeParted)} subject={subject} onRows={onRows} />
        )}
      </Loaded>
    </section>
  );
}

function Choice({
  definitions,
  subject,
  onRows,
}: {
  definitions: readonly KpiDefinition[];
  subject: Subject | null;
  onRows: OpenDoor;
}) {
  const [kpi, setKpi] = useState('win-rate');
  const [wanted, setWanted] = useState('segment');
  const definition = definitions.find(({ id }) => id === kpi) ?? definitions[0]!;
  const choices = choicesOf(definition, subject);
  const by = choices.find(({ value }) => value === wanted)?.value ?? choices[0]?.value ?? null;
  return (
    <>
      <div className={`${form.row} ${section.narrow}`}>
        <Select
          label="KPI"
          value={definition.id}
          options={definitions.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))}
          onChange={(event) => setKpi(event.target.value)}
        />
        <Select
          label="Parted by"
          value={by ?? ''}
          options={choices}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      {by === null ? (
        <EmptyState title="Nothing to part by" level={3}>
          <p>The rows of this KPI have no column of kinds.</p>
        </EmptyState>
      ) : (
        <Parts
          definition={definition}
          by={by}
          byWords={choices.find(({ value }) => value === by)!.label}
          subject={subject}
          onRows={onRows}
        />
      )}
    </>
  );
}

function Parts({
  definition,
  by,
  byWords,
  subject,
  onRows,
}: {
  definition: KpiDefinition;
  by: string;
  /** What the rows are parted by, as it is called. */
  byWords: string;
  subject: Subject | null;
  onRows: OpenDoor;
}) {
  const { id, name } = definition;
  const partner = subject?.id ?? null;
  const ask = useCallback(
    () => askExperiment<'mix'>({ ask: 'mix', partner, parts: { kpi: id, by } }),
    [partner, id, by],
  );
  const load = useLoad(ask, useRevision());
  const open: OpenDoor = (door) => onRows({ ...door, parts: { kpi: id, by } });
  return (
    <Loaded load={load} what="the parts">
      {(view) => (
        <>
          <Found view={view} name={name} onRows={open} />
          {view.change && (
            <ExportLine
              what="the parts of the change"
              content={() => mixDocument(view, definition, byWords, subject)}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

const spread = ({ low, high }: { low: number | null; high: number | null }): string | null =>
  formatInterval(low === null ? null : low * 100, high === null ? null : high * 100, 'points');

function Found({ view, name, onRows }: { view: ExperimentAnswer<'mix'>; name: string; onRows: OpenDoor }) {
  const { change, mix, rate, volume, before, after, reason, groups, revision } = view;
  const span = ({ from, to }: { from: number; to: number }) =>
    `${formatDay(isoDay(from))} to ${formatDay(isoDay(to - 1))}`;
  const spans = `${span(after)} against ${span(before)}`;
  if (!change || !mix || !rate)
    return (
      <EmptyState title="Not yet knowable" level={3}>
        <p>
          {reason} The spans are {spans}.
        </p>
      </EmptyState>
    );
  const every = groups.flatMap((group) => [group.after, group.before]);
  const figure = (what: string, value: number, made: Made) => (
    <RowsButton
      name={what}
      figure={points(value)}
      onOpen={() => onRows(doorToMade(what, revision, made, ...every))}
    />
  );
  return (
    <>
      <dl className={styles.parts}>
        <div>
          <dt>Rows a month</dt>
          <dd>
            {formatValue(volume.after, 'count')}
            <span className={table.note}>
              before {formatValue(volume.before, 'count')}
              {volume.p !== null && (volume.p < 0.05 ? ', clear' : ', may be chance')}
            </span>
          </dd>
        </div>
        <div>
          <dt>{name}</dt>
          <dd>
            {figure(`Change of ${name}`, change.difference, changeMade(view))}
            <span className={table.note}>{spread(change)}</span>
          </dd>
        </div>
        <div>
          <dt>Mix part of it</dt>
          <dd>
            {figure('Mix part', mix.value, partMade(view, 'mix'))}
            <span className={table.note}>{spread(mix)}</span>
          </dd>
        </div>
        <div>
          <dt>Rate part of it</dt>
          <dd>
            {figure('Rate part', rate.value, partMade(view, 'rate'))}
            <span className={table.note}>{spread(rate)}</span>
          </dd>
        </div>
      </dl>
      <p className={table.note}>{spans}. Intervals of the parts by bootstrap.</p>
      <Groups view={view} onRows={onRows} />
    </>
  );
}

const COLUMNS = figureColumns('Group', 'Before', 'After', 'Mix part', 'Rate part');

function Groups({ view, onRows }: { view: ExperimentAnswer<'mix'>; onRows: OpenDoor }) {
  const [all, setAll] = useState(false);
  const { groups, revision } = view;
  const shown = all ? groups : groups.slice(0, FIRST);
  const total = (span: 'before' | 'after') => groups.reduce((sum, group) => sum + group[span].n, 0);
  const totals = { before: total('before'), after: total('after') };
  return (
    <>
      <ScrollTable label="Parts by group" columns={COLUMNS} className={styles.comparison}>
        <tbody>
          {shown.map((group) => (
            <tr key={group.name}>
              <th scope="row">{group.name || <span className={table.soft}>none named</span>}</th>
              {(['before', 'after'] as const).map((span) => (
                <GroupCell
                  key={span}
                  group={group}
                  span={span}
                  total={totals[span]}
                  onOpen={() =>
                    onRows(doorTo(`${group.name || 'None named'}, ${span}`, revision, group[span]))
                  }
                />
              ))}
              {(['mix', 'rate'] as const).map((of) => (
                <td key={of} className={table.figures}>
                  <RowsButton
                    name={`${of === 'mix' ? 'Mix' : 'Rate'} part of ${group.name || 'none named'}`}
                    figure={points(group[of])}
                    onOpen={() =>
                      onRows(
                        doorToMade(
                          `${group.name || 'None named'}: ${of} part`,
                          revision,
                          groupMade(group, groups, of),
                          group.after,
                          group.before,
                        ),
                      )
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {shown.length < groups.length && (
        <button type="button" className={styles.door} onClick={() => setAll(true)}>
          Show all {formatCount(groups.length)}
        </button>
      )}
    </>
  );
}

function GroupCell({
  group,
  span,
  total,
  onOpen,
}: {
  group: MixGroup;
  span: 'before' | 'after';
  total: number;
  onOpen: () => void;
}) {
  const { n, k } = group[span];
  if (n === 0) return <td className={table.figures}>{NO_VALUE}</td>;
  return (
    <td className={table.figures}>
      <RowsButton
        name={`Rows of ${group.name || 'none named'}, ${span}`}
        figure={formatValue(k / n, 'percent')}
        onOpen={onOpen}
      />
      <span className={table.note}>
        n {formatCount(n)}, {formatValue(n / total, 'percent')} of all
      </span>
    </td>
  );
}
