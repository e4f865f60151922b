import { useCallback, useState } from 'react';
import type { Business } from '@/lib/kpi/attribution/sources';
import { formatValue } from '@/lib/kpi/format';
import { kpiDefinition } from '@/lib/kpi/registry';
import type { Measurement } from '@/lib/kpi/types';
import { EmptyState } from '../../ui/EmptyState';
import { rangeText } from '../../ui/state';
import { useLoad } from '../../ui/use-load';
import { ExportLine } from '../parts/ExportLine';
import { formatCount } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { ScrollTable } from '../parts/ScrollTable';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { hrefOf } from '../router';
import { useRevision } from '../state/revision';
import { influenceDocument } from './document';
import styles from './Influence.module.css';
import { COLUMNS, readLines, readReport } from './report';

/** Partners shown before a person asks for more, and with each press after that. */
const PART = 100;

/** The running quarter, per partner and for the programme. Each number opens the rows behind it. */
export function PartnerTable({ business, stamp }: { business: Business; stamp: string }) {
  const report = useLoad(
    useCallback(() => readReport(business), [business]),
    useRevision(),
  );
  const [parts, setParts] = useState(1);
  const columns = COLUMNS[business];
  return (
    <section className={section.section} aria-labelledby="by-partner">
      <h2 id="by-partner">By partner, this quarter</h2>
      <p className={section.lead}>
        {stamp}. Under each attributed amount: the least and the most that the models say. A deal that two
        partners touched counts for both, and once for the programme. MQLs are leads that marketing qualified,
        S2s opportunities that sales accepted.
      </p>
      <Loaded load={report} what="the report">
        {({ programme, partnerIds }) => {
          const reason = programme.get(columns[columns.length - 1]![0])?.reason;
          if (partnerIds.length === 0)
            return (
              <EmptyState title="Nothing was influenced this quarter">
                <p>{reason ?? 'No deal or lead of the quarter has a touch of a partner before it.'}</p>
              </EmptyState>
            );
          const left = partnerIds.length - parts * PART;
          return (
            <>
              <ScrollTable
                label="Influence by partner"
                columns={[
                  { head: 'Partner' },
                  ...columns.map(([kpi, head]) => ({
                    id: kpi,
                    head: <a href={hrefOf('kpis', kpi)}>{head}</a>,
                    figures: true,
                  })),
                ]}
                className={styles.report}
              >
                <tbody>
                  <tr className={styles.programme}>
                    <th scope="row">Programme</th>
                    {columns.map(([kpi]) => (
                      <Cell
                        key={kpi}
                        kpi={kpi}
                        of={programme.get(kpi)}
                        href={hrefOf('kpis', kpi, 'programme')}
                      />
                    ))}
                  </tr>
                </tbody>
                {Array.from({ length: Math.min(parts, Math.ceil(partnerIds.length / PART)) }, (_, part) => (
                  <Lines
                    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the order
                    key={part}
                    business={business}
                    ids={partnerIds}
                    from={part * PART}
                  />
                ))}
              </ScrollTable>
              {left > 0 && (
                <button type="button" className={styles.more} onClick={() => setParts(parts + 1)}>
                  Show {formatCount(Math.min(left, PART))} more of {formatCount(left)}
                </button>
              )}
              <ExportLine
                what="the influence by partner"
                content={async () =>
                  influenceDocument(
                    columns.map(([kpi]) => kpi),
                    programme,
                    await readLines(business, partnerIds),
                    stamp,
                  )
                }
              />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

/** Some of the partners: a scorecard is read when its line is shown. */
function Lines({ business, ids, from }: { business: Business; ids: readonly string[]; from: number }) {
  // The same partners are the same question: a refresh keeps their lines on screen.
  const asked = JSON.stringify(ids.slice(from, from + PART));
  const lines = useLoad(
    useCallback(() => readLines(business, JSON.parse(asked)), [business, asked]),
    useRevision(),
  );
  const columns = COLUMNS[business];
  if (!lines.data)
    return (
      <tbody aria-busy={!lines.error}>
        <tr>
          <td colSpan={columns.length + 1} className={table.soft}>
            {lines.error ? `These partners could not be read: ${lines.error.message}` : 'Loading…'}
          </td>
        </tr>
      </tbody>
    );
  return (
    <tbody>
      {lines.data.map((line) => (
        <tr key={line.id}>
          <th scope="row">
            <a href={hrefOf('partners', line.id)}>{line.name}</a>
          </th>
          {columns.map(([kpi]) => (
            <Cell key={kpi} kpi={kpi} of={line.kpis.get(kpi)} href={hrefOf('partners', line.id, kpi)} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function Cell({ kpi, of, href }: { kpi: string; of: Measurement | undefined; href: string }) {
  const definition = kpiDefinition(kpi);
  if (!of || of.n === 0) return <td className={`${table.figures} ${table.soft}`}>–</td>;
  const range = of.attribution?.range ? rangeText({ ...of, unit: definition.unit }) : null;
  return (
    <td className={table.figures}>
      <a className={styles.number} href={href}>
        {formatValue(of.value, definition.unit, of.currency)}
      </a>
      {definition.unit === 'currency' && (
        <span className={table.note}>{range ?? `n ${of.n.toLocaleString('en')}`}</span>
      )}
      {of.reason && <span className={table.note}>{of.reason}</span>}
    </td>
  );
}
