import { useCallback, useMemo, useState } from 'react';
import { DIMENSIONS } from '@/lib/kpi/types';
import { PARTNER_TYPES, type Partner } from '@/lib/match/types';
import { request } from '@/lib/messaging/client';
import type { LimitScope } from '@/lib/messaging/messages';
import { Button } from '../ui/Button';
import { DIMENSION_WORDS } from '../ui/dimension-words';
import { ErrorNote } from '../ui/ErrorNote';
import { called, FindKpi } from '../ui/FindKpi';
import { Select } from '../ui/Select';
import { Skeleton } from '../ui/Skeleton';
import { trusted } from '../ui/trusted';
import { useAction } from '../ui/use-action';
import { useLoad } from '../ui/use-load';
import { LimitEditor } from './LimitEditor';
import styles from './Limits.module.css';

/** A level that limits can be set at, with how it is called. */
interface Level {
  value: string;
  label: string;
  scope: LimitScope;
}

function levels(partner: Partner | null): Level[] {
  const all: Level = { value: 'global', label: 'All partners', scope: { level: 'global' } };
  const type = (id: string): Level => ({
    value: `type:${id}`,
    label: `All of type ${id}`,
    scope: { level: 'type', id },
  });
  if (!partner) return [all, ...PARTNER_TYPES.map(type)];
  const list: Level[] = [
    { value: 'partner', label: `Only ${partner.name}`, scope: { level: 'partner', id: partner.id } },
  ];
  if (partner.tier) {
    list.push({
      value: 'tier',
      label: `All of tier ${partner.tier}`,
      scope: { level: 'tier', id: partner.tier },
    });
  }
  if (partner.type) list.push(type(partner.type));
  return [...list, all];
}

// The store is needed only for the currency of money limits: it is loaded with them, not with the popup.
const workspaceCurrency = () =>
  import('@/lib/store/settings').then(({ getWorkspace }) => getWorkspace()).then(({ currency }) => currency);

/** Warning and failing limits at one level, which the person chooses. */
export function Limits({ partner, revision }: { partner: Partner | null; revision: number }) {
  const choices = useMemo(() => levels(partner), [partner]);
  const [value, setValue] = useState(choices[0]!.value);
  const [filter, setFilter] = useState('');
  const level = choices.find((choice) => choice.value === value) ?? choices[0]!;
  const { scope } = level;

  const ask = useCallback(async () => {
    const limits = (await request('limits.list', scope)).filter((limit) => limit.direction !== 'info');
    const money = limits.some((limit) => limit.unit === 'currency' && limit.basis !== 'programme');
    return { limits, currency: money ? await workspaceCurrency() : '' };
  }, [scope]);
  const load = useLoad(ask, revision);
  const [said, setSaid] = useState('');
  const resetAll = useAction(async () => {
    await request('limits.reset', { ...scope, kpi: null });
    setSaid('All limits of this level were reset.');
    load.reload();
  });

  const own = load.data?.limits.filter((limit) => limit.own !== null).length ?? 0;
  const shown = load.data?.limits.filter(called(filter)) ?? [];
  return (
    <div className={styles.limits}>
      <Select
        label="Limits for"
        value={level.value}
        options={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
        onChange={(event) => setValue(event.target.value)}
        hint="A limit for one partner beats its tier’s, that beats its type’s, and that beats the one for all."
      />
      <FindKpi count={load.data?.limits.length ?? 0} query={filter} onQuery={setFilter} />
      {load.error && (
        <ErrorNote
          title="The limits could not be read"
          action={
            <Button size="s" onClick={load.reload}>
              Try again
            </Button>
          }
        >
          {load.error.message}
        </ErrorNote>
      )}
      {!load.data && !load.error && <Skeleton label="Reading the limits" lines={4} />}
      {load.data &&
        DIMENSIONS.map((dimension) => {
          const rows = shown.filter((limit) => limit.dimension === dimension);
          if (rows.length === 0) return null;
          return (
            <section key={dimension} aria-label={`${DIMENSION_WORDS[dimension]} limits`}>
              <h2 className={styles.group}>{DIMENSION_WORDS[dimension]}</h2>
              {rows.map((limit) => (
                <LimitEditor
                  key={`${value} ${limit.kpi}`}
                  limit={limit}
                  scope={scope}
                  currency={load.data?.currency ?? ''}
                  onSaved={(text) => {
                    setSaid(text);
                    load.reload();
                  }}
                />
              ))}
            </section>
          );
        })}
      {load.data && shown.length === 0 && <p className={styles.none}>No KPI is called “{filter.trim()}”.</p>}
      {own > 0 && (
        <Button
          variant="danger"
          size="s"
          className={styles.reset}
          busy={resetAll.busy}
          onClick={trusted(() => void resetAll.run())}
        >
          {own === 1 ? 'Reset the limit set here' : `Reset all ${own} limits set here`}
        </Button>
      )}
      {resetAll.error && <ErrorNote title="The limits were not reset">{resetAll.error}</ErrorNote>}
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  );
}
