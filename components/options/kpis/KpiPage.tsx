import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { kpiRow } from '@/lib/background/scorecard-view';
import { isOwn } from '@/lib/kpi/catalogue';
import type { KpiDefinition } from '@/lib/kpi/define';
import { explain } from '@/lib/kpi/explain';
import { formatInterval, formatValue, plural } from '@/lib/kpi/format';
import { judge } from '@/lib/kpi/judge';
import { resolveLimit } from '@/lib/kpi/limits';
import { problemsOf, problemText } from '@/lib/kpi/own/problems';
import { countOf } from '@/lib/kpi/sentences';
import type { Measurement } from '@/lib/kpi/types';
import { limitsInForce } from '@/lib/store/limits';
import { allPartners } from '@/lib/store/partners';
import { getProgramme, scoredPartners } from '@/lib/store/scorecards';
import { getWorkspace } from '@/lib/store/settings';
import { standingsOf } from '@/lib/store/standings';
import { Button } from '../../ui/Button';
import { DIMENSION_WORDS } from '../../ui/dimension-words';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNote } from '../../ui/ErrorNote';
import { IntervalBar } from '../../ui/IntervalBar';
import { StateTag } from '../../ui/StateTag';
import type { IntervalScale } from '../../ui/scale';
import { limitText, stateOf, valueText } from '../../ui/state';
import { useLoad } from '../../ui/use-load';
import { PageHead } from '../PageHead';
import { ExportLine } from '../parts/ExportLine';
import { capitalise } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import { type Column, VirtualTable } from '../parts/VirtualTable';
import { goTo, hrefOf } from '../router';
import { useRevision } from '../state/revision';
import { rankingDocument } from './document';
import styles from './Kpis.module.css';
import { OwnActions, Versions } from './OwnKpi';
import { BASIS_WORDS, type Basis, basisOf, type Ranked, rank, type Standing } from './ranking';
import { SqlSection } from './SqlSection';
import { sharedScale } from './shared-scale';
import { UsedBy } from './UsedBy';
import type { KpiShelf } from './use-catalogue';
import { VariantSection } from './VariantSection';
import { DIRECTION_WORDS, defaultLimitWords, UNIT_WORDS } from './words';

/** One KPI: its definition, and how every partner stands today. */
export function KpiPage({ definition, shelf }: { definition: KpiDefinition; shelf: KpiShelf }) {
  const own = isOwn(definition);
  // One that a pack brought goes with the pack; to change it, it is copied.
  const mine = shelf.own.some(({ id }) => id === definition.id);
  const problems = useMemo(() => (own ? problemsOf(definition, shelf.find) : []), [own, definition, shelf]);
  return (
    <>
      <PageHead
        title={definition.name}
        back={{ href: hrefOf('kpis'), label: 'KPIs' }}
        lead={definition.question}
        actions={
          <>
            <Button onClick={() => goTo('kpis', definition.id, 'copy')}>Copy as my own</Button>
            {mine && <OwnActions definition={definition} shelf={shelf} />}
            <Button onClick={() => goTo('limits', 'global', 'all', definition.id)}>Limits</Button>
          </>
        }
      />
      {own && !mine && <p>A scorecard pack brought this KPI: see Team.</p>}
      {problems.length > 0 ? (
        <ErrorNote title="It is in no scorecard: it cannot be measured as it is.">
          {problems.map(problemText).join(' ')}
        </ErrorNote>
      ) : (
        <>
          <Definition definition={definition} find={shelf.find} />
          <UsedBy definition={definition} shelf={shelf} />
          <VariantSection definition={definition} shelf={shelf} />
          <SqlSection definition={definition} find={shelf.find} />
          <Today definition={definition} />
        </>
      )}
      {mine && <Versions definition={definition} />}
    </>
  );
}

const askWorkspace = () => getWorkspace();

function Definition({ definition, find }: { definition: KpiDefinition; find: KpiShelf['find'] }) {
  const workspace = useLoad(askWorkspace, useRevision());
  const words = useMemo(() => explain(definition, find), [definition, find]);
  const entries: [string, ReactNode][] = [
    ['Code', definition.code],
    ['Dimension', `${DIMENSION_WORDS[definition.dimension]}, ${definition.kind}, ${definition.depth}`],
    ['Unit', `${UNIT_WORDS[definition.unit]}, ${DIRECTION_WORDS[definition.direction]}`],
    ['Window', words.window],
    ['Maturity', words.maturity ?? 'The outcome is known at once.'],
    ['Verdict from', countOf(definition, definition.minimum.n)],
    ['Built-in limit', defaultLimitWords(definition, workspace.data?.currency ?? 'EUR')],
    [
      'Weight',
      definition.weight === 0
        ? 'shown, not scored'
        : `${definition.weight} within its dimension${definition.gate ? '; a certain fail caps the verdict' : ''}`,
    ],
    ['Includes', definition.includes],
    ['Leaves out', definition.excludes],
    ['Source of record', definition.sourceOfRecord],
    ['Reviewed', `${definition.cadence}, signed off by ${definition.owner}`],
    ['Version', definition.version],
    ['Source', <Source key="source" source={definition.source} />],
  ];
  return (
    <section className={section.section} aria-labelledby="definition">
      <h2 id="definition">Definition</h2>
      <dl className={styles.formula}>
        <div>
          <dt>{words.denominator === null ? 'Counts' : 'Numerator'}</dt>
          <dd>{words.numerator}</dd>
        </div>
        {words.denominator !== null && (
          <div>
            <dt>Denominator</dt>
            <dd>{words.denominator}</dd>
          </div>
        )}
        <div>
          <dt>Not counted, and listed with the reason</dt>
          <dd>
            <ul>
              {words.leftOut.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
      <dl className={styles.definition}>
        {entries.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Source({ source }: { source: string }) {
  if (!/^https?:\/\//.test(source)) return source;
  return (
    <a href={source} target="_blank" rel="noreferrer">
      {URL.parse(source)?.hostname ?? source}
    </a>
  );
}

interface TodayData {
  standings: Standing[];
  programme: {
    value: number | null;
    n: number;
    low: number | null;
    high: number | null;
    currency?: string;
  } | null;
}

/** Partners with a scorecard, judged here from what they measure: no scorecard is read. */
async function readToday(definition: KpiDefinition): Promise<TodayData> {
  const [partners, scored, pooled, measured, limits] = await Promise.all([
    allPartners(),
    scoredPartners(),
    getProgramme(),
    standingsOf(definition.id),
    limitsInForce(),
  ]);
  const programme = pooled.get(definition.id)?.measurement ?? null;
  const nothing: Measurement = {
    kpi: definition.id,
    value: null,
    n: 0,
    low: null,
    high: null,
    numerator: null,
    denominator: null,
    immature: 0,
    excluded: {},
    window: programme?.window ?? { from: 0, to: 0 },
    ...(programme?.reason ? { reason: programme.reason } : {}),
  };
  const standings = partners.flatMap(({ id, name, type, tier }): Standing[] => {
    if (!scored.has(id)) return [];
    const limit = resolveLimit(definition, limits, { partnerId: id, type, tier }, programme?.value ?? null);
    const judged = judge(definition, measured.get(id) ?? nothing, limit);
    return [{ partnerId: id, name, type, judged }];
  });
  return { standings, programme };
}

function Today({ definition }: { definition: KpiDefinition }) {
  const load = useLoad(
    useCallback(() => readToday(definition), [definition]),
    useRevision(),
  );
  return (
    <section className={section.section} aria-labelledby="today">
      <h2 id="today">Today across partners</h2>
      <Loaded load={load} what="today’s values" lines={8}>
        {({ standings, programme }) => {
          const measured = standings.filter(({ judged }) => judged.value !== null);
          if (measured.length === 0)
            return (
              <EmptyState
                title="No partner has figures for this KPI yet"
                level={3}
                action={<Button onClick={() => goTo('import')}>Import data</Button>}
              >
                <p>{standings[0]?.judged.reason ?? `It counts from: ${definition.sourceOfRecord}.`}</p>
              </EmptyState>
            );
          return (
            <>
              <p className={section.lead}>
                {programme && programme.value !== null && (
                  <>
                    The whole programme:{' '}
                    <a className={styles.value} href={hrefOf('kpis', definition.id, 'programme')}>
                      {formatValue(programme.value, definition.unit, programme.currency)}
                    </a>
                    {programme.low !== null &&
                      ` (95\u00a0% interval ${formatInterval(programme.low, programme.high, definition.unit, programme.currency)})`}
                    , n {programme.n.toLocaleString('en')}.{' '}
                  </>
                )}
                {plural(measured.length, 'partner')} measured of {plural(standings.length, 'partner')} with
                figures. {BASIS_WORDS[basisOf(definition, standings)]}
              </p>
              <Standings definition={definition} standings={standings} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function Standings({ definition, standings }: { definition: KpiDefinition; standings: readonly Standing[] }) {
  const [worstFirst, setWorstFirst] = useState(false);
  const ranked = useMemo(() => rank(definition, standings, worstFirst), [definition, standings, worstFirst]);
  const scale = useMemo(() => sharedScale(definition, standings), [definition, standings]);
  const basis = useMemo(() => basisOf(definition, standings), [definition, standings]);
  const columns = useMemo(() => columnsOf(definition, scale, basis), [definition, scale, basis]);
  return (
    <>
      <VirtualTable
        label={`${definition.name} by partner`}
        columns={columns}
        rows={ranked}
        rowKey={(row) => row.partnerId}
        sort={{ column: 'value', descending: worstFirst !== (definition.direction !== 'lower') }}
        onSort={() => setWorstFirst(!worstFirst)}
      />
      <ExportLine
        what="the partners in this order"
        content={() => rankingDocument(definition, basis, ranked)}
      />
    </>
  );
}

function columnsOf(definition: KpiDefinition, scale: IntervalScale | null, basis: Basis): Column<Ranked>[] {
  const shown = (row: Ranked) => kpiRow(definition, row.judged);
  return [
    {
      id: 'partner',
      head: 'Partner',
      rowHeader: true,
      cell: (row) => (
        <a className={styles.name} href={hrefOf('partners', row.partnerId)}>
          {row.name}
        </a>
      ),
    },
    { id: 'type', head: 'Type', width: '12%', wideOnly: true, cell: (row) => capitalise(row.type ?? '') },
    {
      id: 'value',
      head: 'Value',
      sortable: true,
      figures: true,
      width: '20%',
      cell: (row) => {
        const value = valueText(shown(row));
        return (
          <>
            <a className={styles.value} href={hrefOf('partners', row.partnerId, definition.id)}>
              {value.main}
            </a>
            <span className={styles.sub}>
              {value.sub}
              {basis === 'shrunk' && row.key !== null && ` · shrunk ${formatValue(row.key, definition.unit)}`}
            </span>
          </>
        );
      },
    },
    {
      id: 'interval',
      head: 'Interval against limit',
      width: '28%',
      cell: (row) => (
        <>
          <IntervalBar kpi={shown(row)} shared={scale} />
          <span className={styles.sub}>{limitText(shown(row)) ?? 'no limit'}</span>
        </>
      ),
    },
    { id: 'state', head: 'State', width: '6.75rem', cell: (row) => <StateTag state={stateOf(row.judged)} /> },
  ];
}
