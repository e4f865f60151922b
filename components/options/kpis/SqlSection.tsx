import { useMemo, useState } from 'react';
import { clockOf } from '@/lib/facts/time';
import type { Workspace } from '@/lib/facts/workspace';
import type { KpiDefinition } from '@/lib/kpi/define';
import { getWorkspace } from '@/lib/store/settings';
import { kpiSql } from '@/lib/warehouse/sql';
import { Button } from '../../ui/Button';
import { copyText } from '../../ui/clipboard';
import { ErrorNote } from '../../ui/ErrorNote';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import styles from './Kpis.module.css';

type Find = (id: string) => KpiDefinition | undefined;

const askWorkspace = () => getWorkspace();

/** The definition as SQL for a warehouse, to copy. */
export function SqlSection({ definition, find }: { definition: KpiDefinition; find: Find }) {
  const [open, setOpen] = useState(false);
  const workspace = useLoad(askWorkspace, useRevision());
  return (
    <section className={section.section} aria-labelledby="sql">
      <h2 id="sql">In your warehouse</h2>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>The same definition as SQL</summary>
        {open && (
          <Loaded load={workspace} what="the settings" lines={4}>
            {(stored) => <Sql definition={definition} find={find} workspace={stored} />}
          </Loaded>
        )}
      </details>
    </section>
  );
}

function Sql({
  definition,
  find,
  workspace,
}: {
  definition: KpiDefinition;
  find: Find;
  workspace: Workspace;
}) {
  const written = useMemo(() => {
    const asOfDay = clockOf(workspace.timeZone).dayOfMinute(Math.floor(Date.now() / 60_000));
    return kpiSql(definition, { asOfDay, workspace, find });
  }, [definition, find, workspace]);
  const copy = useAction(async (sql: string) => {
    await copyText(sql);
    say('The SQL was copied.');
  });
  if ('reason' in written) return <p className={section.lead}>{written.reason}</p>;
  return (
    <div className={styles.sql}>
      <p className={section.lead}>
        One row for each partner, as of today. It reads tables named like the fact tables, each with a number{' '}
        <code>_row</code> in the order of its rows; <code>partners</code> has <code>id</code> and{' '}
        <code>_row</code>. Money is in units of its currency, not cents. Written for DuckDB and PostgreSQL;
        elsewhere, differences of dates, time zones and <code>percentile_cont</code> are spelled differently.
      </p>
      <Button icon="copy" busy={copy.busy} onClick={() => copy.run(written.sql)}>
        Copy
      </Button>
      {copy.error && <ErrorNote title="The SQL was not copied.">{copy.error}</ErrorNote>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long statement is scrolled with the keyboard too */}
      <section aria-label={`SQL of ${definition.name}`} tabIndex={0}>
        <pre>{written.sql}</pre>
      </section>
    </div>
  );
}
