import { useMemo, useState } from 'react';
import type { KpiDefinition } from '@/lib/kpi/define';
import { formatInterval, formatValue, NO_VALUE, plural } from '@/lib/kpi/format';
import { countOf } from '@/lib/kpi/sentences';
import { DIMENSIONS, type Measurement } from '@/lib/kpi/types';
import { getProgramme } from '@/lib/store/scorecards';
import { getWorkspace } from '@/lib/store/settings';
import type { StoredProgramme } from '@/lib/store/types';
import { Button } from '../../ui/Button';
import { DIMENSION_WORDS } from '../../ui/dimension-words';
import { EmptyState } from '../../ui/EmptyState';
import { ExportButton } from '../../ui/ExportButton';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { useLoad } from '../../ui/use-load';
import { PageHead } from '../PageHead';
import { Filters } from '../parts/Filters';
import table from '../parts/table.module.css';
import { goTo, hrefOf } from '../router';
import { useRevision } from '../state/revision';
import { catalogueDocument } from './document';
import { findKpis, type KpiFilter, NO_FILTER } from './find';
import { ImportKpis } from './ImportKpis';
import styles from './Kpis.module.css';
import { OwnSection } from './OwnSection';
import { findSignals, Signals } from './Signals';
import type { KpiShelf } from './use-catalogue';
import { DIRECTION_WORDS, defaultLimitWords, UNIT_WORDS, windowWords } from './words';

const askToday = async () => ({ programme: await getProgramme(), currency: (await getWorkspace()).currency });

const yesNo = (value: string): boolean | null => (value === '' ? null : value === 'yes');

/** Every KPI: what it asks, how it counts, and where the programme stands. */
export function CataloguePage({ shelf }: { shelf: KpiShelf }) {
  const { definitions } = shelf;
  const [filter, setFilter] = useState<KpiFilter>(NO_FILTER);
  const today = useLoad(askToday, useRevision());
  const programme = today.data?.programme ?? null;
  const shown = useMemo(
    () => findKpis(definitions, filter, (kpi) => programme?.get(kpi)?.measurement.value != null),
    [definitions, filter, programme],
  );
  const owners = useMemo(
    () =>
      [...new Set(definitions.map(({ owner }) => owner).filter(Boolean))].sort((a, b) => a.localeCompare(b)),
    [definitions],
  );
  // Signals look across dimensions and have no owner of their own.
  const signals = useMemo(() => {
    const { text, ...rest } = filter;
    return Object.values(rest).every((value) => value === null) ? findSignals(text) : [];
  }, [filter]);
  const set = (part: Partial<KpiFilter>) => setFilter({ ...filter, ...part });

  return (
    <>
      <PageHead
        title="KPIs"
        lead={`${plural(definitions.length, 'definition')}. Each says what it counts, when it is sure enough for a verdict, and how every partner stands today.`}
        actions={
          <>
            <Button variant="primary" onClick={() => goTo('kpis', 'new')}>
              New KPI
            </Button>
            <ImportKpis shelf={shelf} />
            <ExportButton
              what="the KPIs shown"
              disabled={shown.length === 0 || !today.data}
              content={() => catalogueDocument(shown, programme, today.data!.currency, signals)}
            />
          </>
        }
      />
      <Filters count={shown.length === definitions.length ? '' : `${shown.length} of ${definitions.length}`}>
        <TextField
          label="Search"
          type="search"
          placeholder="Name, code, question, source…"
          value={filter.text}
          onChange={(event) => set({ text: event.target.value })}
        />
        <Select
          label="Dimension"
          value={filter.dimension ?? ''}
          options={[
            { value: '', label: 'All' },
            ...DIMENSIONS.map((value) => ({ value, label: DIMENSION_WORDS[value] })),
          ]}
          onChange={(event) => set({ dimension: (event.target.value || null) as KpiFilter['dimension'] })}
        />
        <Select
          label="Depth"
          value={filter.depth ?? ''}
          options={[
            { value: '', label: 'Both' },
            { value: 'surface', label: 'Surface' },
            { value: 'deep', label: 'Deep' },
          ]}
          onChange={(event) => set({ depth: (event.target.value || null) as KpiFilter['depth'] })}
        />
        <Select
          label="Timing"
          value={filter.kind ?? ''}
          options={[
            { value: '', label: 'Both' },
            { value: 'leading', label: 'Leading' },
            { value: 'lagging', label: 'Lagging' },
          ]}
          onChange={(event) => set({ kind: (event.target.value || null) as KpiFilter['kind'] })}
        />
        <Select
          label="Signed off by"
          value={filter.owner ?? ''}
          options={[{ value: '', label: 'Anybody' }, ...owners.map((value) => ({ value, label: value }))]}
          onChange={(event) => set({ owner: event.target.value || null })}
        />
        <Select
          label="Measured"
          value={filter.measured === null ? '' : filter.measured ? 'yes' : 'no'}
          options={[
            { value: '', label: 'All' },
            { value: 'yes', label: 'Has a value' },
            { value: 'no', label: 'Has none yet' },
          ]}
          onChange={(event) => set({ measured: yesNo(event.target.value) })}
        />
        {shelf.own.length > 0 && (
          <Select
            label="Made by"
            value={filter.own === null ? '' : filter.own ? 'yes' : 'no'}
            options={[
              { value: '', label: 'All' },
              { value: 'yes', label: 'Us' },
              { value: 'no', label: 'Built in' },
            ]}
            onChange={(event) => set({ own: yesNo(event.target.value) })}
          />
        )}
      </Filters>
      {shown.length === 0 && signals.length === 0 ? (
        <EmptyState title="No KPI fits">
          <p>Try fewer words, or another filter.</p>
        </EmptyState>
      ) : null}
      {shown.length > 0 && (
        <table className={`${table.table} ${styles.catalogue}`} aria-label="KPI definitions">
          <thead>
            <tr>
              <th scope="col">KPI</th>
              <th scope="col">Asks</th>
              <th scope="col">Looks at</th>
              <th scope="col">Built-in limit</th>
              <th scope="col" className={table.figures}>
                Programme
              </th>
            </tr>
          </thead>
          {DIMENSIONS.map((each) => (
            <Group
              key={each}
              dimension={each}
              kpis={shown.filter((kpi) => kpi.dimension === each)}
              find={shelf.find}
              programme={programme}
              currency={today.data?.currency ?? 'EUR'}
            />
          ))}
        </table>
      )}
      {signals.length > 0 && <Signals rules={signals} />}
      <OwnSection shelf={shelf} />
    </>
  );
}

/** The programme's value with its sample and interval; it opens everybody's rows. */
function Pooled({ kpi, measurement }: { kpi: KpiDefinition; measurement: Measurement | undefined }) {
  if (!measurement || measurement.value === null) return NO_VALUE;
  const { value, n, low, high, currency } = measurement;
  const interval = formatInterval(low, high, kpi.unit, currency);
  return (
    <>
      <a className={styles.value} href={hrefOf('kpis', kpi.id, 'programme')}>
        {formatValue(value, kpi.unit, currency)}
      </a>
      <span className={table.note}>n {n.toLocaleString('en')}</span>
      {interval && <span className={table.note}>{interval}</span>}
    </>
  );
}

/** How a reading stands to the one that scorecards show. */
function readingWords({ variantOf, variant }: KpiDefinition, find: KpiShelf['find']): string {
  if (variantOf === undefined) return variant === undefined ? '' : ` · in scorecards: ${variant}`;
  return ` · another reading of ${find(variantOf)?.code ?? variantOf}`;
}

function Group({
  dimension,
  kpis,
  find,
  programme,
  currency,
}: {
  dimension: (typeof DIMENSIONS)[number];
  kpis: readonly KpiDefinition[];
  find: KpiShelf['find'];
  programme: ReadonlyMap<string, StoredProgramme> | null;
  currency: string;
}) {
  if (kpis.length === 0) return null;
  return (
    <tbody aria-label={DIMENSION_WORDS[dimension]}>
      <tr>
        <th scope="rowgroup" colSpan={5} className={styles.group}>
          {DIMENSION_WORDS[dimension]}
        </th>
      </tr>
      {kpis.map((kpi) => {
        const pooled = programme?.get(kpi.id)?.measurement;
        return (
          <tr key={kpi.id}>
            <th scope="row">
              <a className={styles.name} href={hrefOf('kpis', kpi.id)}>
                {kpi.name}
              </a>
              <span className={table.note}>
                {kpi.code} · {UNIT_WORDS[kpi.unit]}, {DIRECTION_WORDS[kpi.direction]}
                {readingWords(kpi, find)}
              </span>
            </th>
            <td>
              {kpi.question}
              <span className={table.note}>
                {kpi.kind}, {kpi.depth}
                {kpi.owner && ` · ${kpi.owner}`}
              </span>
            </td>
            <td className={table.soft}>
              {windowWords(kpi.window)}
              <span className={table.note}>from {countOf(kpi, kpi.minimum.n)}</span>
            </td>
            <td className={table.soft}>{defaultLimitWords(kpi, currency)}</td>
            <td className={table.figures}>
              <Pooled kpi={kpi} measurement={pooled} />
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}
