import { useCallback, useMemo, useState } from 'react';
import type { KpiDefinition } from '@/lib/kpi/define';
import { balanceOf, OBJECTIVES, PRESET_MODELS, type Preset, presetKpis, STAGES } from '@/lib/kpi/presets';
import { DIMENSIONS } from '@/lib/kpi/types';
import { request } from '@/lib/messaging/client';
import type { LimitScope } from '@/lib/messaging/messages';
import { loadCatalogue } from '@/lib/store/kpis';
import { Button } from '../../ui/Button';
import { DIMENSION_WORDS } from '../../ui/dimension-words';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNote } from '../../ui/ErrorNote';
import { ExportButton } from '../../ui/ExportButton';
import { Select } from '../../ui/Select';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { LevelPicker } from '../limits/LevelPicker';
import { scopeOf } from '../limits/level';
import { PageHead } from '../PageHead';
import { usePartners } from '../partners/use-partners';
import { CheckGroup } from '../parts/CheckGroup';
import { capitalise } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import { focusDocument } from './document';
import styles from './FocusPage.module.css';
import { WeightsSection } from './WeightsSection';

/** Which KPIs a scorecard shows first: by preset or one by one, for all partners, a type, a tier or one partner. */
export function FocusPage({ path }: { path: readonly string[] }) {
  const { level, scope } = useMemo(() => scopeOf(path), [path]);
  const partners = usePartners();
  const partner =
    scope?.level === 'partner' ? partners.data?.find((candidate) => candidate.id === scope.id) : undefined;
  const model = partner?.type ?? (scope?.level === 'type' ? scope.id : 'reseller');
  const about =
    scope?.level === 'partner'
      ? (partner?.name ?? scope.id)
      : scope?.level === 'global'
        ? 'all partners'
        : scope?.id;

  return (
    <>
      <PageHead
        title="Scorecards"
        lead="The KPIs that a scorecard shows first. Verdicts and gates still rest on everything that is measured, and all KPIs stay one click away. The most specific choice holds."
      />
      <LevelPicker
        page="focus"
        label="Scorecards of"
        level={level}
        id={path[1] ?? null}
        partners={partners.data ?? []}
      />
      {scope && about ? (
        <>
          <FocusOf key={`focus ${JSON.stringify(scope)}`} scope={scope} about={about} model={model} />
          <WeightsSection key={`weights ${JSON.stringify(scope)}`} scope={scope} about={about} />
        </>
      ) : (
        <EmptyState
          title={`Choose ${level === 'type' ? 'a type' : level === 'tier' ? 'a tier' : 'a partner'}`}
        >
          <p>The KPIs of its scorecards are shown here.</p>
        </EmptyState>
      )}
    </>
  );
}

function FocusOf({ scope, about, model }: { scope: LimitScope; about: string; model: string }) {
  const ask = useCallback(
    async () => ({
      stored: await request('focus.get', scope),
      definitions: (await loadCatalogue()).definitions.filter(({ variantOf }) => variantOf === undefined),
    }),
    [scope],
  );
  const load = useLoad(ask, useRevision());
  return (
    <Loaded load={load} what="the choice" lines={10}>
      {({ stored, definitions }) => (
        <FocusForm
          key={JSON.stringify(stored)}
          scope={scope}
          about={about}
          stored={stored}
          definitions={definitions}
          start={stored?.preset ?? { model, objective: 'revenue', stage: 'grow' }}
          onSaved={load.reload}
        />
      )}
    </Loaded>
  );
}

function FocusForm({
  scope,
  about,
  stored,
  definitions,
  start,
  onSaved,
}: {
  scope: LimitScope;
  about: string;
  stored: { kpis: string[]; preset: Preset | null } | null;
  definitions: readonly KpiDefinition[];
  start: Preset;
  onSaved: () => void;
}) {
  const [preset, setPreset] = useState<Preset>(start);
  const [kpis, setKpis] = useState<string[]>(stored?.kpis ?? presetKpis(start));
  const byId = useMemo(() => new Map(definitions.map((each) => [each.id, each])), [definitions]);
  const { problems } = balanceOf(kpis, (id) => byId.get(id)?.dimension ?? null);
  const balance =
    problems.length === 0
      ? `${kpis.length} KPIs, in balance: every dimension is there, and none is above half.`
      : problems.join(' ');
  const fromPreset = kpis.join() === presetKpis(preset).join();
  const choose = (part: Partial<Preset>) => {
    const next = { ...preset, ...part };
    setPreset(next);
    setKpis(presetKpis(next));
  };
  const save = useAction(async () => {
    await request('focus.save', { ...scope, kpis, preset: fromPreset ? preset : null });
    say(`The scorecards of ${about} show ${kpis.length} KPIs first.`);
    onSaved();
  });
  const reset = useAction(async () => {
    await request('focus.reset', scope);
    say(`The choice for ${about} was taken back.`);
    onSaved();
  });
  const option = (value: string) => ({ value, label: capitalise(value) });
  const models = [...new Set([...PRESET_MODELS, preset.model])];
  const problem = save.error ?? reset.error;

  return (
    <div className={styles.form}>
      <div className={styles.preset}>
        <Select
          label="Partner model"
          value={preset.model}
          options={models.map(option)}
          onChange={(event) => choose({ model: event.target.value })}
        />
        <Select
          label="Objective"
          value={preset.objective}
          options={OBJECTIVES.map(option)}
          onChange={(event) => choose({ objective: event.target.value as Preset['objective'] })}
        />
        <Select
          label="Stage of the partnership"
          value={preset.stage}
          options={STAGES.map(option)}
          onChange={(event) => choose({ stage: event.target.value as Preset['stage'] })}
        />
      </div>
      <p role="status" className={styles.balance}>
        {balance}
      </p>
      {DIMENSIONS.map((dimension) => (
        <CheckGroup
          key={dimension}
          label={DIMENSION_WORDS[dimension]}
          options={definitions
            .filter((each) => each.dimension === dimension)
            .map(({ id, name, code }) => ({ value: id, label: name, note: code }))}
          values={kpis}
          onChange={setKpis}
        />
      ))}
      {problem && <ErrorNote title="Not saved.">{problem}</ErrorNote>}
      <div className={styles.actions}>
        <Button
          variant="primary"
          busy={save.busy}
          disabled={kpis.length === 0}
          onClick={() => void save.run()}
        >
          Save for {about}
        </Button>
        <Button disabled={stored === null} busy={reset.busy} onClick={() => void reset.run()}>
          Take the choice back
        </Button>
        <ExportButton
          what="the KPIs shown first"
          content={() => focusDocument(about, kpis, fromPreset ? preset : null, definitions, balance)}
        />
      </div>
    </div>
  );
}
