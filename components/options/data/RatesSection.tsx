import { assembleFacts } from '@/lib/facts/factset';
import { factTable } from '@/lib/facts/registry';
import { isoDay } from '@/lib/facts/time';
import { RATE_DAYS, type Workspace } from '@/lib/facts/workspace';
import { CURRENCY_COLUMNS, type CurrencyUse, currenciesOf, type RateSpan } from '@/lib/kpi/currencies';
import { loadFacts } from '@/lib/store/facts';
import { Button } from '../../ui/Button';
import { ExportButton } from '../../ui/ExportButton';
import { useLoad } from '../../ui/use-load';
import form from '../parts/form.module.css';
import { formatCount, formatDay } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { goTo } from '../router';
import { useRevision } from '../state/revision';
import { ratesDocument } from './document';

interface Currencies {
  workspace: Workspace;
  uses: CurrencyUse[];
  spans: RateSpan[];
}

async function readCurrencies(): Promise<Currencies> {
  const columns = { ...CURRENCY_COLUMNS, rates: Object.keys(factTable('rates').columns) };
  const stored = await loadFacts({ tables: Object.keys(columns), columns, domains: ['currency'] });
  return { workspace: stored.workspace, ...currenciesOf(assembleFacts(stored), stored.workspace) };
}

/** Which currencies the imported amounts are in, and the rates that convert them. */
export function RatesSection() {
  const load = useLoad(readCurrencies, useRevision());
  return (
    <section className={section.section} aria-labelledby="rates">
      <h2 id="rates">Exchange rates</h2>
      <Loaded load={load} what="the currencies">
        {({ workspace, uses, spans }) => (
          <>
            <p className={section.lead}>
              Amounts in another currency become {workspace.currency} at the rate of their own day: the day a
              deal was won, an order placed, a cost booked. Where that day has none, the latest of the{' '}
              {workspace.rateDays ?? RATE_DAYS} days before it holds. What cannot be converted makes no sum.
            </p>
            {uses.length > 0 && <Uses uses={uses} currency={workspace.currency} />}
            {spans.length > 0 ? (
              <Spans spans={spans} />
            ) : (
              <p className={section.lead}>
                No rates were imported.
                {uses.some(({ unconverted }) => unconverted > 0) &&
                  ' Figures whose rows are in several currencies are not measured without them.'}{' '}
                A file with a day and a column for each currency will do, such as the reference rates of the
                European Central Bank; or one with the columns day, from, to and rate.
              </p>
            )}
            <div className={form.buttons}>
              <Button onClick={() => goTo('import')}>Import rates</Button>
              {uses.length > 0 && (
                <ExportButton
                  what="the currencies and rates"
                  content={() => ratesDocument(workspace.currency, uses, spans)}
                />
              )}
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Uses({ uses, currency }: { uses: readonly CurrencyUse[]; currency: string }) {
  return (
    <table className={`${table.table} ${table.compact}`} aria-label="Currencies of the imported amounts">
      <thead>
        <tr>
          <th scope="col">Currency</th>
          <th scope="col" className={table.figures}>
            Rows
          </th>
          <th scope="col" className={table.figures}>
            Without a rate to {currency}
          </th>
        </tr>
      </thead>
      <tbody>
        {uses.map((use) => (
          <tr key={use.currency}>
            <th scope="row">{use.currency}</th>
            <td className={table.figures}>{formatCount(use.rows)}</td>
            <td className={table.figures}>{use.currency === currency ? '' : formatCount(use.unconverted)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Spans({ spans }: { spans: readonly RateSpan[] }) {
  return (
    <table className={`${table.table} ${table.compact}`} aria-label="Rates by pair of currencies">
      <thead>
        <tr>
          <th scope="col">Pair</th>
          <th scope="col" className={table.figures}>
            Rates
          </th>
          <th scope="col">First day</th>
          <th scope="col">Last day</th>
        </tr>
      </thead>
      <tbody>
        {spans.map(({ from, to, rates, first, last }) => (
          <tr key={`${from}/${to}`}>
            <th scope="row">
              {from}/{to}
            </th>
            <td className={table.figures}>{formatCount(rates)}</td>
            <td>{formatDay(isoDay(first))}</td>
            <td>{formatDay(isoDay(last))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
