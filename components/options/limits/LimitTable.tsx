import { useState } from 'react';
import { DIMENSIONS } from '@/lib/kpi/types';
import type { LimitScope } from '@/lib/messaging/messages';
import type { LimitView } from '@/lib/messaging/views';
import { DIMENSION_WORDS } from '../../ui/dimension-words';
import { called, FindKpi } from '../../ui/FindKpi';
import table from '../parts/table.module.css';
import { LimitRow } from './LimitRow';
import styles from './LimitTable.module.css';

/** Every KPI that can have a limit, by dimension, with its two thresholds at one level. */
export function LimitTable({
  scope,
  about,
  limits,
  currency,
  only,
  onSaved,
}: {
  scope: LimitScope;
  about: string;
  limits: readonly LimitView[];
  currency: string;
  /** Id of the KPI to begin with alone; null = all. */
  only: string | null;
  onSaved: () => void;
}) {
  const settable = limits.filter((limit) => limit.direction !== 'info');
  const [query, setQuery] = useState(() => settable.find(({ kpi }) => kpi === only)?.name ?? '');
  const shown = new Set(settable.filter(called(query)));
  return (
    <>
      <div className={styles.find}>
        <FindKpi count={settable.length} query={query} onQuery={setQuery} />
      </div>
      <p role="status" className={styles.rest}>
        {shown.size === 0 && `No KPI with a limit is called “${query.trim()}”.`}
      </p>
      <table className={`${table.table} ${styles.limits}`} aria-label={`Limits of ${about}`}>
        <thead>
          <tr>
            <th scope="col">KPI</th>
            <th scope="col">Warn</th>
            <th scope="col">Fail</th>
            <th scope="col">Holds now: warn / fail</th>
            <td />
          </tr>
        </thead>
        {DIMENSIONS.map((dimension) => {
          const rows = settable.filter((limit) => limit.dimension === dimension);
          if (rows.length === 0) return null;
          return (
            <tbody
              key={dimension}
              aria-label={DIMENSION_WORDS[dimension]}
              hidden={!rows.some((limit) => shown.has(limit))}
            >
              <tr>
                <th scope="rowgroup" colSpan={5} className={styles.group}>
                  {DIMENSION_WORDS[dimension]}
                </th>
              </tr>
              {rows.map((limit) => (
                <LimitRow
                  // What is stored and what holds decide when the typed text starts anew.
                  key={JSON.stringify([limit.kpi, limit.own, limit.effective])}
                  limit={limit}
                  hidden={!shown.has(limit)}
                  scope={scope}
                  currency={currency}
                  onSaved={onSaved}
                />
              ))}
            </tbody>
          );
        })}
      </table>
      {settable.length < limits.length && (
        <p className={styles.rest}>
          {limits.length - settable.length} informational{' '}
          {limits.length - settable.length === 1 ? 'KPI has' : 'KPIs have'} no limit and{' '}
          {limits.length - settable.length === 1 ? 'is' : 'are'} not listed.
        </p>
      )}
    </>
  );
}
