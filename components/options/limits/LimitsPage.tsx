import { useCallback, useMemo, useState } from 'react';
import { request } from '@/lib/messaging/client';
import type { LimitScope } from '@/lib/messaging/messages';
import { getWorkspace } from '@/lib/store/settings';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ExportButton } from '../../ui/ExportButton';
import { useLoad } from '../../ui/use-load';
import { PageHead } from '../PageHead';
import { usePartners } from '../partners/use-partners';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { Loaded } from '../parts/Loaded';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import { limitsDocument } from './document';
import { LevelPicker } from './LevelPicker';
import { LimitTable } from './LimitTable';
import styles from './LimitTable.module.css';
import { LEVEL_WORDS, scopeOf } from './level';

/**
 * Warning and failing limits of every KPI, at one level at a time; the more specific level wins. The address may name
 * one KPI behind the level: `#/limits/partner/<id>/<kpi>`, `#/limits/global/all/<kpi>`.
 */
export function LimitsPage({ path }: { path: readonly string[] }) {
  const { level, scope } = useMemo(() => scopeOf(path), [path]);
  const partners = usePartners();
  const partner =
    scope?.level === 'partner' ? partners.data?.find((candidate) => candidate.id === scope.id) : undefined;

  return (
    <>
      <PageHead
        title="Limits"
        lead="What counts as good enough. A limit set for one partner beats its tier’s, that beats its type’s, and that beats the one for all partners."
      />
      <LevelPicker
        page="limits"
        label="Limits of"
        level={level}
        id={level === 'global' ? null : (path[1] ?? null)}
        partners={partners.data ?? []}
      />
      {scope ? (
        <LimitsOf
          key={JSON.stringify([scope, path[2]])}
          scope={scope}
          only={path[2] ?? null}
          about={scope.level === 'partner' ? (partner?.name ?? scope.id) : aboutScope(scope)}
        />
      ) : (
        <EmptyState
          title={`Choose ${level === 'type' ? 'a type' : level === 'tier' ? 'a tier' : 'a partner'}`}
        >
          <p>Its limits are shown here.</p>
        </EmptyState>
      )}
    </>
  );
}

function aboutScope(scope: LimitScope): string {
  return scope.level === 'global' ? LEVEL_WORDS.global.toLowerCase() : scope.id;
}

function LimitsOf({ scope, about, only }: { scope: LimitScope; about: string; only: string | null }) {
  const ask = useCallback(
    () =>
      Promise.all([request('limits.list', scope), getWorkspace()]).then(([limits, workspace]) => ({
        limits,
        currency: workspace.currency,
      })),
    [scope],
  );
  const load = useLoad(ask, useRevision());
  const [resetting, setResetting] = useState(false);

  return (
    <Loaded load={load} what="the limits" lines={10}>
      {({ limits, currency }) => {
        const own = limits.filter((limit) => limit.own !== null).length;
        return (
          <>
            <LimitTable
              scope={scope}
              about={about}
              limits={limits}
              currency={currency}
              only={only}
              onSaved={load.reload}
            />
            <div className={styles.foot}>
              <ExportButton
                size="s"
                what={`the limits of ${about}`}
                content={() => limitsDocument(about, limits, currency)}
              />
              <Button variant="danger" size="s" disabled={own === 0} onClick={() => setResetting(true)}>
                Reset all limits of {about}
              </Button>
            </div>
            <ConfirmDialog
              open={resetting}
              title={`Reset the limits of ${about}?`}
              confirm="Reset"
              onClose={() => setResetting(false)}
              onConfirm={async () => {
                await request('limits.reset', { ...scope, kpi: null });
                say(`The limits of ${about} were reset.`);
                load.reload();
              }}
            >
              <p>
                {own} {own === 1 ? 'limit' : 'limits'} set at this level {own === 1 ? 'is' : 'are'} removed;
                what holds above takes their place.
              </p>
            </ConfirmDialog>
          </>
        );
      }}
    </Loaded>
  );
}
