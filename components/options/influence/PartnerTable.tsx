import type { Business } from '@/lib/kpi/attribution/sources';
import { formatValue } from '@/lib/kpi/format';
import { kpiDefinition } from '@/lib/kpi/registry';
import type { JudgedKpi, Measurement } from '@/lib/kpi/types';
import { allPartners } from '@/lib/store/partners';
import { eachScorecard, getProgramme } from '@/lib/store/scorecards';
import { EmptyState } from '../../ui/EmptyState';
import { rangeText } from '../../ui/state';
import { useLoad } from '../../ui/use-load';
import { ExportLine } from '../parts/ExportLine';
import { Loaded } from '../parts/Loaded';
import { ScrollTable } from '../parts/ScrollTable';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { hrefOf } from '../router';
import { useRevision } from '../state/revision';
import { influenceDocument } from './document';
import styles from './Influence.module.css';

/** Columns of the report, in the order in which practitioners read it; expansion business has no leads and MQLs. */
const COLUMNS: Record<Business, readonly (readonly [kpi: string, head: string])[]> = {
  new: [
    ['influenced-leads', 'Leads'],
    ['influenced-mqls', 'MQLs'],
    ['influenced-s2s', 'S2s'],
    ['s2-influenced-arr', 'S2 influenced'],
    ['s2-attributed-arr', 'S2 attributed'],
    ['influenced-wins', 'Won'],
    ['won-influenced-arr', 'Won influenced'],
    ['won-attributed-arr', 'Won attributed'],
  ],
  expansion: [
    ['expansion-influenced-s2s', 'S2s'],
    ['expansion-s2-influenced-arr', 'S2 influenced'],
    ['expansion-s2-attributed-arr', 'S2 attributed'],
    ['expansion-influenced-wins', 'Won'],
    ['expansion-won-influenced-arr', 'Won influenced'],
    ['expansion-won-attributed-arr', 'Won attributed'],
  ],
};

interface Line {
  id: string;
  name: string;
  kpis: ReadonlyMap<string, JudgedKpi>;
}

interface Report {
  programme: ReadonlyMap<string, Measurement>;
  lines: Line[];
}

const all = new Set(Object.values(COLUMNS).flatMap((columns) => columns.map(([kpi]) => kpi)));

async function askReport(): Promise<Report> {
  const [partners, programme] = await Promise.all([allPartners(), getProgramme()]);
  const names = new Map(partners.map(({ id, name }) => [id, name]));
  const lines: Line[] = [];
  await eachScorecard((card) => {
    const kpis = new Map(card.kpis.filter(({ kpi }) => all.has(kpi)).map((judged) => [judged.kpi, judged]));
    lines.push({ id: card.partnerId, name: names.get(card.partnerId) ?? card.partnerId, kpis });
  });
  return { programme: new Map([...programme].map(([kpi, row]) => [kpi, row.measurement])), lines };
}

/** Partners with the most won first, by what they are credited with; those without any number are left out. */
function ordered(lines: readonly Line[], business: Business): Line[] {
  const columns = COLUMNS[business];
  const won = columns[columns.length - 1]![0];
  const s2 = business === 'new' ? 's2-attributed-arr' : 'expansion-s2-attributed-arr';
  const value = (line: Line, kpi: string) => line.kpis.get(kpi)?.value ?? 0;
  return lines
    .filter((line) => columns.some(([kpi]) => (line.kpis.get(kpi)?.n ?? 0) > 0))
    .sort(
      (a, b) => value(b, won) - value(a, won) || value(b, s2) - value(a, s2) || a.name.localeCompare(b.name),
    );
}

/** The running quarter, per partner and for the programme. Each number opens the rows behind it. */
export function PartnerTable({ business, stamp }: { business: Business; stamp: string }) {
  const report = useLoad(askReport, useRevision());
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
        {({ programme, lines }) => {
          const shown = ordered(lines, business);
          const reason = programme.get(columns[columns.length - 1]![0])?.reason;
          if (shown.length === 0)
            return (
              <EmptyState title="Nothing was influenced this quarter">
                <p>{reason ?? 'No deal or lead of the quarter has a touch of a partner before it.'}</p>
              </EmptyState>
            );
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
                      <Cell key={kpi} kpi={kpi} of={programme.get(kpi)} href={hrefOf('kpis', kpi)} />
                    ))}
                  </tr>
                  {shown.map((line) => (
                    <tr key={line.id}>
                      <th scope="row">
                        <a href={hrefOf('partners', line.id)}>{line.name}</a>
                      </th>
                      {columns.map(([kpi]) => (
                        <Cell
                          key={kpi}
                          kpi={kpi}
                          of={line.kpis.get(kpi)}
                          href={hrefOf('partners', line.id, kpi)}
                        />
                      ))}
                    </tr>
                  ))}
                </tbody>
              </ScrollTable>
              <ExportLine
                what="the influence by partner"
                content={() =>
                  influenceDocument(
                    columns.map(([kpi]) => kpi),
                    programme,
                    shown,
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
