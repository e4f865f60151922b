import { useDeferredValue, useMemo, useState } from 'react';
import type { ExportDocument } from '@/lib/export/document';
import { dayAt, isoDay } from '@/lib/facts/time';
import type { SeenRecord } from '@/lib/govern/types';
import { stateOf } from '@/lib/govern/visit';
import {
  ageInDays,
  filterWorklist,
  openGaps,
  sortWorklist,
  type WorkFilter,
  worklistRows,
} from '@/lib/govern/worklist';
import { plural } from '@/lib/kpi/format';
import { request } from '@/lib/messaging/client';
import { getWorkspace } from '@/lib/store/settings';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ExportButton } from '../../ui/ExportButton';
import { Icon } from '../../ui/Icon';
import { isolate } from '../../ui/isolate';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { useLoad } from '../../ui/use-load';
import { when } from '../../ui/when';
import { PageHead } from '../PageHead';
import { Filters } from '../parts/Filters';
import { formatCount, formatDay } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { type Column, VirtualTable } from '../parts/VirtualTable';
import { useRevision } from '../state/revision';
import { KeepSection } from './KeepSection';
import { RecordDialog } from './RecordDialog';
import { useWorklistView } from './view';
import styles from './WorklistPage.module.css';

const askList = () => request('worklist.list', {});
const NOTHING: SeenRecord[] = [];
const AGES = [0, 7, 30, 90];

/** Records that were flagged, or seen with partner fields missing: what to do next, and with whom. */
export function WorklistPage() {
  const list = useLoad(askList, useRevision());
  const { filter, sort, setFilter, sortBy, reset } = useWorklistView();
  const [opened, setOpened] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: ages are told as of the last answer
  const now = useMemo(() => new Date(), [list.data]);
  const wanted = useDeferredValue(filter);
  const all = list.data ?? NOTHING;
  const shown = useMemo(() => sortWorklist(filterWorklist(all, wanted, now), sort), [all, wanted, sort, now]);
  const columns = useMemo(() => columnsFor(now, setOpened), [now]);
  const record = all.find(({ key }) => key === opened) ?? null;

  return (
    <>
      <PageHead
        title="Worklist"
        lead="Records that someone flagged, and records that you opened while required partner fields were empty. A record leaves the list by itself when a later visit finds its fields filled."
        actions={
          <ExportButton
            what="the records shown"
            disabled={shown.length === 0}
            content={async () => worklistDocument(shown, now, (await getWorkspace()).timeZone)}
          />
        }
      />
      <Loaded load={list} what="the worklist" lines={8}>
        {(records) =>
          records.length === 0 ? (
            <div className={styles.nothing}>
              <EmptyState title="Nothing to do yet">
                <p>
                  Open deals in your CRM as usual. Those with empty partner fields appear here, and so does
                  every record that you flag in the panel or the popup.
                </p>
              </EmptyState>
            </div>
          ) : (
            <>
              <WorkFilters all={records} filter={filter} setFilter={setFilter} shown={shown.length} />
              {shown.length === 0 ? (
                <EmptyState
                  title="No record fits"
                  action={<Button onClick={reset}>Show all open ones</Button>}
                >
                  <p>Try fewer words, or another state, field or owner.</p>
                </EmptyState>
              ) : (
                <VirtualTable
                  label="Worklist"
                  columns={columns}
                  rows={shown}
                  rowKey={({ key }) => key}
                  sort={sort}
                  onSort={sortBy}
                />
              )}
            </>
          )
        }
      </Loaded>
      <KeepSection />
      <RecordDialog record={record} onClose={() => setOpened(null)} />
    </>
  );
}

function worklistDocument(records: readonly SeenRecord[], now: Date, timeZone: string): ExportDocument {
  const [columns, ...rows] = worklistRows(records, now);
  const about = [['As of', isoDay(dayAt(now.getTime(), timeZone))]] as const;
  return { title: 'Worklist', about, tables: [{ title: 'Records', columns: columns!.map(String), rows }] };
}

function columnsFor(now: Date, open: (key: string) => void): Column<SeenRecord>[] {
  return [
    {
      id: 'name',
      head: 'Record',
      rowHeader: true,
      sortable: true,
      cell: (record) => (
        <>
          <span className={styles.name}>
            {record.flag && (
              <span className={styles.flag}>
                <Icon name="flag" size={12} />
                <span className={styles.hidden}>Flagged. </span>
              </span>
            )}
            <a href={record.url} target="_blank" rel="noreferrer noopener">
              <bdi>{record.name}</bdi>
            </a>
          </span>
          <span className={styles.sub}>
            {[record.kind, record.stage, record.partnerName]
              .flatMap((part) => (part ? [isolate(part)] : []))
              .join(' · ')}
          </span>
          {record.flag?.note && <span className={styles.sub}>“{record.flag.note}”</span>}
        </>
      ),
    },
    {
      id: 'missing',
      head: 'Missing',
      sortable: true,
      width: '26%',
      narrowWidth: '34%',
      cell: (record) => {
        const state = stateOf(record);
        if (state === 'resolved')
          return <span className={styles.done}>filled {formatDay(record.resolved!)}</span>;
        const gaps = openGaps(record).join(', ');
        return state === 'closed' ? (
          <span className={styles.done}>put aside{gaps && ` · ${gaps}`}</span>
        ) : (
          gaps || '–'
        );
      },
    },
    {
      id: 'owner',
      head: 'Owner',
      sortable: true,
      width: '15%',
      wideOnly: true,
      cell: ({ owner }) => owner ?? '–',
    },
    {
      id: 'age',
      head: 'Waiting',
      sortable: true,
      figures: true,
      // Fixed: in a narrow window a share of it would break "12 days" apart.
      width: '5.75rem',
      notOnPhones: true,
      cell: (record) => (stateOf(record) === 'open' ? plural(ageInDays(record, now), 'day') : '–'),
    },
    {
      id: 'seen',
      head: 'Last seen',
      sortable: true,
      wideOnly: true,
      width: '15%',
      cell: ({ lastSeen }) => <span className={styles.soft}>{when(lastSeen, now)}</span>,
    },
    {
      id: 'open',
      head: 'More',
      figures: true,
      width: '5.25rem',
      cell: ({ key, name }) => (
        <Button size="s" variant="quiet" aria-label={`Details of ${name}`} onClick={() => open(key)}>
          Details
        </Button>
      ),
    },
  ];
}

function WorkFilters({
  all,
  filter,
  setFilter,
  shown,
}: {
  all: readonly SeenRecord[];
  filter: WorkFilter;
  setFilter: (part: Partial<WorkFilter>) => void;
  shown: number;
}) {
  const fields = useMemo(
    () =>
      [...new Set(all.flatMap(({ gaps }) => gaps.map(({ label }) => label)))].sort((a, b) =>
        a.localeCompare(b),
      ),
    [all],
  );
  const owners = useMemo(
    () => [...new Set(all.map(({ owner }) => owner ?? ''))].sort((a, b) => a.localeCompare(b)),
    [all],
  );
  return (
    <Filters
      count={
        shown === all.length
          ? plural(shown, 'record')
          : `${formatCount(shown)} of ${plural(all.length, 'record')}`
      }
    >
      <TextField
        label="Search"
        type="search"
        placeholder="Record, owner, partner, note…"
        value={filter.text}
        onChange={(event) => setFilter({ text: event.target.value })}
      />
      <Select
        label="State"
        value={filter.state}
        options={[
          { value: 'open', label: 'Open' },
          { value: 'resolved', label: 'Filled since' },
          { value: 'closed', label: 'Put aside' },
          { value: 'all', label: 'All' },
        ]}
        onChange={(event) => setFilter({ state: event.target.value as WorkFilter['state'] })}
      />
      <Select
        label="Missing field"
        value={filter.field === null ? 'any' : `=${filter.field}`}
        options={[
          { value: 'any', label: 'Any' },
          ...fields.map((field) => ({ value: `=${field}`, label: field })),
        ]}
        onChange={({ target }) => setFilter({ field: target.value === 'any' ? null : target.value.slice(1) })}
      />
      <Select
        label="Owner"
        value={filter.owner === null ? 'any' : `=${filter.owner}`}
        options={[
          { value: 'any', label: 'Any' },
          ...owners.map((owner) => ({ value: `=${owner}`, label: owner || 'Not read' })),
        ]}
        onChange={({ target }) => setFilter({ owner: target.value === 'any' ? null : target.value.slice(1) })}
      />
      <Select
        label="Waiting"
        value={String(filter.olderThan)}
        options={AGES.map((days) => ({
          value: String(days),
          label: days === 0 ? 'Any time' : `${days} days or more`,
        }))}
        onChange={(event) => setFilter({ olderThan: Number(event.target.value) })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={filter.flagged}
          onChange={(event) => setFilter({ flagged: event.target.checked })}
        />
        Flagged only
      </label>
    </Filters>
  );
}
