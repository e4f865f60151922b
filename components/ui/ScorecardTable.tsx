import { DIMENSIONS, type Dimension } from '@/lib/kpi/types';
import type { KpiRow } from '@/lib/messaging/views';
import { cx } from './cx';
import { DIMENSION_WORDS } from './dimension-words';
import { IntervalBar } from './IntervalBar';
import styles from './ScorecardTable.module.css';
import { StateTag } from './StateTag';
import { breakable, limitText, seenText, stateOf, valueText } from './state';

export interface ScorecardTableProps {
  kpis: readonly KpiRow[];
  /** Shows only this dimension; null shows all, in groups. */
  dimension: Dimension | null;
  onOpen: (kpi: string, opener: HTMLElement) => void;
}

/** Results that can be relied on first, then too few rows, then nothing measured; deep before surface; otherwise as given. */
function inOrder(kpis: readonly KpiRow[]): KpiRow[] {
  const known = { confident: 0, provisional: 0, insufficient: 2, 'not-measured': 4 };
  const rank = (kpi: KpiRow) => known[kpi.state] + (kpi.depth === 'surface' ? 1 : 0);
  return [...kpis].sort((a, b) => rank(a) - rank(b));
}

/** What would settle an open result, for the state's tooltip. */
function stateTitle(kpi: KpiRow): string | undefined {
  if (kpi.state === 'not-measured') return kpi.reason;
  if (kpi.needed && kpi.state === 'insufficient') return `${kpi.needed} more ${kpi.minimum.of} for a verdict`;
  if (kpi.needed && kpi.state === 'provisional')
    return `about ${kpi.needed.toLocaleString('en')} more ${kpi.minimum.of} at this rate would settle it`;
  return undefined;
}

/** KPI, value, limit, state. Every value opens what is behind it. */
export function ScorecardTable({ kpis, dimension, onOpen }: ScorecardTableProps) {
  const shown = dimension === null ? DIMENSIONS : [dimension];
  return (
    <table aria-label="Scorecard" className={styles.table}>
      <thead>
        <tr>
          <th scope="col">KPI</th>
          <th scope="col" className={styles.right}>
            Value
          </th>
          <th scope="col" className={styles.limit}>
            Limit
          </th>
          <th scope="col">State</th>
        </tr>
      </thead>
      {shown.map((each) => {
        const rows = inOrder(kpis.filter((kpi) => kpi.dimension === each));
        if (rows.length === 0) return null;
        return (
          <tbody key={each} aria-label={DIMENSION_WORDS[each]} data-dimension={DIMENSION_WORDS[each]}>
            {rows.map((kpi) => (
              <Row key={kpi.kpi} kpi={kpi} onOpen={onOpen} />
            ))}
          </tbody>
        );
      })}
    </table>
  );
}

function Row({ kpi, onOpen }: { kpi: KpiRow; onOpen: ScorecardTableProps['onOpen'] }) {
  const value = valueText(kpi);
  const limit = limitText(kpi);
  const nothing = kpi.state === 'not-measured';
  const quiet = nothing || kpi.state === 'insufficient';
  return (
    <tr className={cx(nothing && styles.nothing)}>
      <th scope="row" className={styles.name}>
        {kpi.name}
      </th>
      <td className={styles.right}>
        <button
          type="button"
          className={cx(styles.value, quiet && styles.quiet)}
          title={`Show what is behind ${kpi.name}`}
          onClick={(event) => onOpen(kpi.kpi, event.currentTarget)}
        >
          {breakable(value.main)}
        </button>
        {!nothing && <span className={styles.sub}>{value.sub}</span>}
        {!nothing && kpi.seen && (
          <span className={styles.sub} title={seenText(kpi) ?? undefined}>
            {kpi.seen.rows.toLocaleString('en')} of {kpi.seen.of.toLocaleString('en')} rows from visited pages
          </span>
        )}
      </td>
      <td className={styles.limit}>
        {!nothing && (limit || kpi.low !== null) && <IntervalBar kpi={kpi} />}
        <span className={styles.sub}>{limit ? breakable(limit) : '–'}</span>
      </td>
      <td className={styles.state}>
        <StateTag state={stateOf(kpi)} title={stateTitle(kpi)} />
      </td>
    </tr>
  );
}
