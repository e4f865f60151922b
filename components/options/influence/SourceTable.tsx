import { useCallback, useState } from 'react';
import type { Business } from '@/lib/kpi/attribution/sources';
import { formatValue } from '@/lib/kpi/format';
import { request } from '@/lib/messaging/client';
import type { InfluenceSource, InfluenceView } from '@/lib/messaging/credit-views';
import { EmptyState } from '../../ui/EmptyState';
import { Select } from '../../ui/Select';
import { useLoad } from '../../ui/use-load';
import { ExportLine } from '../parts/ExportLine';
import form from '../parts/form.module.css';
import { formatCount, formatDay } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { ScrollTable } from '../parts/ScrollTable';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { hrefOf } from '../router';
import { useRevision } from '../state/revision';
import { sourcesDocument } from './document';
import styles from './Influence.module.css';

/** Rows shown before a person asks for all: a programme has thousands of campaigns. */
const FIRST = 50;

/** Deals won by who brought them about, partners and our own campaigns alike; the parts add up to the whole. */
export function SourceTable({ business, stamp }: { business: Business; stamp: string }) {
  const [span, setSpan] = useState<'quarter' | 'year'>('year');
  const [perCampaign, setPerCampaign] = useState(false);
  const ask = useCallback(
    () => request('influence.report', { business, span, perCampaign }),
    [business, span, perCampaign],
  );
  const report = useLoad(ask, useRevision());
  return (
    <section className={section.section} aria-labelledby="by-source">
      <h2 id="by-source">Won, by who brought it about</h2>
      <p className={section.lead}>
        {stamp}. Partners and our own campaigns by the same model: the attributed parts and the deals without
        any touch add up to all that was won.
      </p>
      <div className={`${form.row} ${section.narrow}`}>
        <Select
          label="Won in"
          value={span}
          options={[
            { value: 'year', label: 'The last 12 months' },
            { value: 'quarter', label: 'This quarter' },
          ]}
          onChange={(event) => setSpan(event.target.value as 'quarter' | 'year')}
        />
        <Select
          label="One line for each"
          value={perCampaign ? 'campaign' : 'source'}
          options={[
            { value: 'source', label: 'Partner or channel' },
            { value: 'campaign', label: 'Campaign' },
          ]}
          onChange={(event) => setPerCampaign(event.target.value === 'campaign')}
        />
      </div>
      <Loaded load={report} what="the report">
        {(view) => <Sources view={view} perCampaign={perCampaign} stamp={stamp} />}
      </Loaded>
    </section>
  );
}

/** `Contoso Resellers`, `Our own: paid search` */
function sourceName({ party, channel }: InfluenceSource): string {
  return party.partnerId === null && channel ? `Our own: ${channel}` : party.name;
}

const FIGURES = ['Touches', 'Won deals', 'Influenced', 'Attributed', 'Of all won'];

function Sources({ view, perCampaign, stamp }: { view: InfluenceView; perCampaign: boolean; stamp: string }) {
  const [all, setAll] = useState(false);
  const { sources, untouched, total, leftOut, currency } = view;
  if (view.refused)
    return (
      <EmptyState title="Nothing can be shared">
        <p>{view.refused}</p>
      </EmptyState>
    );
  if (total.conversions === 0)
    return (
      <EmptyState title="Nothing was won">
        <p>
          No deal with an amount was won from {formatDay(view.window.from)} to before{' '}
          {formatDay(view.window.to)}.
        </p>
      </EmptyState>
    );
  const shown = all ? sources : sources.slice(0, FIRST);
  const money = (value: number) => formatValue(value, 'currency', currency);
  const share = (value: number) => formatValue(total.amount === 0 ? null : value / total.amount, 'percent');
  return (
    <>
      <ScrollTable
        label="Won by source"
        columns={[
          { head: 'Source' },
          ...(perCampaign ? [{ head: 'Campaign' }] : []),
          ...FIGURES.map((head) => ({ head, figures: true })),
        ]}
        className={styles.report}
      >
        <tbody>
          {shown.map((source) => (
            <tr key={`${source.party.partnerId} ${source.channel} ${source.campaign}`}>
              <th scope="row">
                {source.party.partnerId === null ? (
                  sourceName(source)
                ) : (
                  <a href={hrefOf('partners', source.party.partnerId, 'attributed-value')}>
                    {sourceName(source)}
                  </a>
                )}
              </th>
              {perCampaign && <td>{source.campaign || <span className={table.soft}>none named</span>}</td>}
              <td className={table.figures}>{formatCount(source.touches)}</td>
              <td className={table.figures}>{formatCount(source.conversions)}</td>
              <td className={table.figures}>{money(source.influenced)}</td>
              <td className={table.figures}>{money(source.attributed)}</td>
              <td className={table.figures}>{share(source.attributed)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">No touch recorded</th>
            {perCampaign && <td />}
            <td className={table.figures}>0</td>
            <td className={table.figures}>{formatCount(untouched.conversions)}</td>
            <td className={table.figures}>–</td>
            <td className={table.figures}>{money(untouched.amount)}</td>
            <td className={table.figures}>{share(untouched.amount)}</td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All deals won</th>
            {perCampaign && <td />}
            <td />
            <td className={table.figures}>{formatCount(total.conversions)}</td>
            <td className={table.figures}>–</td>
            <td className={table.figures}>{money(total.amount)}</td>
            <td className={table.figures}>{share(total.amount)}</td>
          </tr>
        </tfoot>
      </ScrollTable>
      {shown.length < sources.length && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          Show all {formatCount(sources.length)}
        </button>
      )}
      {(leftOut.noAmount > 0 || leftOut.foreign > 0) && (
        <p className={table.note}>
          Left out: {formatCount(leftOut.noAmount)} won without an amount, {formatCount(leftOut.foreign)} in a
          currency without a rate.
        </p>
      )}
      <ExportLine what="who brought it about" content={() => sourcesDocument(view, sourceName, stamp)} />
    </>
  );
}
