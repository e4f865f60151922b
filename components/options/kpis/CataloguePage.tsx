import { useMemo, useState } from 'react';
import type { KpiDefinition } from '@/lib/kpi/define';
import { formatValue, plural } from '@/lib/kpi/format';
import { kpiDefinitions } from '@/lib/kpi/registry';
import { countOf } from '@/lib/kpi/sentences';
import { DIMENSIONS, type Dimension } from '@/lib/kpi/types';
import { foldText } from '@/lib/match/fold';
import { getProgramme } from '@/lib/store/scorecards';
import { getWorkspace } from '@/lib/store/settings';
import type { StoredProgramme } from '@/lib/store/types';
import { DIMENSION_WORDS } from '../../ui/DimensionBars';
import { EmptyState } from '../../ui/EmptyState';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { PageHead } from '../PageHead';
import table from '../parts/table.module.css';
import { hrefOf } from '../router';
import { useRevision } from '../state/revision';
import { useLoad } from '../state/use-load';
import styles from './Kpis.module.css';
import { findSignals, Signals } from './Signals';
import { DIRECTION_WORDS, defaultLimitWords, UNIT_WORDS, windowWords } from './words';

const askToday = async () => ({ programme: await getProgramme(), currency: (await getWorkspace()).currency });

/** What a definition can be found by. */
function haystack(kpi: KpiDefinition): string {
  const { code, name, question, dimension, unit, includes, excludes, sourceOfRecord, owner, id } = kpi;
  return foldText(
    [code, name, question, dimension, UNIT_WORDS[unit], includes, excludes, sourceOfRecord, owner, id].join(
      ' ',
    ),
  );
}

/** KPIs that hold every word of the search, in one dimension or all. */
export function findKpis(
  definitions: readonly KpiDefinition[],
  text: string,
  dimension: Dimension | null,
): KpiDefinition[] {
  const words = foldText(text).split(' ').filter(Boolean);
  return definitions.filter((kpi) => {
    if (dimension !== null && kpi.dimension !== dimension) return false;
    const hay = haystack(kpi);
    return words.every((word) => hay.includes(word));
  });
}

/** Every KPI: what it asks, how it counts, and where the programme stands. */
export function CataloguePage() {
  const [text, setText] = useState('');
  const [dimension, setDimension] = useState<Dimension | null>(null);
  const today = useLoad(askToday, useRevision());
  const shown = useMemo(() => findKpis(kpiDefinitions, text, dimension), [text, dimension]);
  // Signals look across dimensions.
  const signals = useMemo(() => (dimension === null ? findSignals(text) : []), [text, dimension]);

  return (
    <>
      <PageHead
        title="KPIs"
        lead={`${plural(kpiDefinitions.length, 'definition')}. Each says what it counts, when it is sure enough for a verdict, and how every partner stands today.`}
      />
      <search className={styles.filters}>
        <TextField
          label="Search"
          type="search"
          placeholder="Name, code, question, source…"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          label="Dimension"
          value={dimension ?? ''}
          options={[
            { value: '', label: 'All' },
            ...DIMENSIONS.map((value) => ({ value, label: DIMENSION_WORDS[value] })),
          ]}
          onChange={(event) => setDimension((event.target.value || null) as Dimension | null)}
        />
        <p role="status" className={styles.count}>
          {shown.length === kpiDefinitions.length ? '' : `${shown.length} of ${kpiDefinitions.length}`}
        </p>
      </search>
      {shown.length === 0 && signals.length === 0 ? (
        <EmptyState title="No KPI fits">
          <p>Try fewer words, or another dimension.</p>
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
              programme={today.data?.programme ?? null}
              currency={today.data?.currency ?? 'EUR'}
            />
          ))}
        </table>
      )}
      {signals.length > 0 && <Signals rules={signals} />}
    </>
  );
}

function Group({
  dimension,
  kpis,
  programme,
  currency,
}: {
  dimension: Dimension;
  kpis: readonly KpiDefinition[];
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
              </span>
            </th>
            <td>{kpi.question}</td>
            <td className={table.soft}>
              {windowWords(kpi.window)}
              <span className={table.note}>from {countOf(kpi, kpi.minimum.n)}</span>
            </td>
            <td className={table.soft}>{defaultLimitWords(kpi, currency)}</td>
            <td className={table.figures}>
              {pooled ? formatValue(pooled.value, kpi.unit, pooled.currency) : '–'}
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}
