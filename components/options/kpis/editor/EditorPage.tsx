import { type FormEvent, useMemo, useState } from 'react';
import type { KpiDefinition } from '@/lib/kpi/define';
import { problemsOf } from '@/lib/kpi/own/problems';
import { saveKpi } from '@/lib/store/kpis';
import { getWorkspace } from '@/lib/store/settings';
import { Button } from '../../../ui/Button';
import { ErrorNote } from '../../../ui/ErrorNote';
import { sendForm } from '../../../ui/send-form';
import { useAction } from '../../../ui/use-action';
import { useLoad } from '../../../ui/use-load';
import { PageHead } from '../../PageHead';
import { Loaded } from '../../parts/Loaded';
import section from '../../parts/section.module.css';
import { goTo, hrefOf } from '../../router';
import { renewScorecards } from '../../state/scorecards';
import { say } from '../../state/status';
import type { KpiShelf } from '../use-catalogue';
import { AboutFields, LimitFields, NameFields, WindowFields } from './DefinitionFields';
import { countedIn } from './draft';
import styles from './Editor.module.css';
import { FormulaEditor, Problems } from './FormulaEditor';
import { PreviewPane } from './PreviewPane';

const askWorkspace = () => getWorkspace();

/** Makes or changes an own KPI. Each save is a new version; nothing is stored before. */
export function EditorPage({
  start,
  isNew,
  shelf,
}: {
  start: KpiDefinition;
  isNew: boolean;
  shelf: KpiShelf;
}) {
  const workspace = useLoad(askWorkspace);
  return (
    <>
      <PageHead
        title={isNew ? 'A KPI of your own' : start.name}
        back={
          isNew
            ? { href: hrefOf('kpis'), label: 'KPIs' }
            : { href: hrefOf('kpis', start.id), label: start.name }
        }
        lead="Choose the rows and what is computed of them. It is measured while you build it, and stored when you save."
      />
      <Loaded load={workspace} what="the settings" lines={6}>
        {({ currency }) => <Editor start={start} isNew={isNew} shelf={shelf} currency={currency} />}
      </Loaded>
    </>
  );
}

function Editor({
  start,
  isNew,
  shelf,
  currency,
}: {
  start: KpiDefinition;
  isNew: boolean;
  shelf: KpiShelf;
  currency: string;
}) {
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const others = useMemo(
    () => shelf.own.filter(({ deletedAt }) => deletedAt === null).map(({ definition }) => definition),
    [shelf],
  );
  const find = useMemo(() => (id: string) => (id === draft.id ? draft : shelf.find(id)), [draft, shelf]);
  const problems = useMemo(() => problemsOf(draft, find, others), [draft, find, others]);
  // A KPI can be measured before it has a name.
  const measurable = problems.every(({ field }) => field === 'name' || field === 'question');
  const shown = tried ? problems : problems.filter(({ field }) => field !== 'name' || draft.name !== '');
  const kpis = useMemo(() => shelf.definitions.filter(({ id }) => id !== draft.id), [shelf, draft.id]);
  const save = useAction(async () => {
    const saved = await saveKpi({ ...draft, name: draft.name.trim() });
    void renewScorecards();
    say(`“${saved.name}” was saved as version ${saved.version}; every scorecard is computed again.`);
    goTo('kpis', saved.id);
  });

  const set = (part: Partial<KpiDefinition>) => {
    setDraft((before) => {
      const next = { ...before, ...part };
      const was = countedIn(before.formula);
      const is = countedIn(next.formula);
      // Words that nobody wrote follow the table.
      if (part.formula && was !== is && is && before.minimum.of === was)
        next.minimum = { ...next.minimum, of: is };
      if (part.formula?.kind === 'proportion' && before.formula.kind !== 'proportion') next.unit = 'percent';
      return next;
    });
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    sendForm(event.currentTarget, () => {
      setTried(true);
      if (problems.length === 0) void save.run();
      else say(`It was not saved: ${problems[0]!.message}`);
    });
  };

  return (
    <div className={styles.layout}>
      <form className={styles.form} onSubmit={submit} noValidate aria-label="Definition">
        <NameFields draft={draft} problems={shown} onChange={set} />
        <section className={section.section} aria-labelledby="formula">
          <h2 id="formula">Formula</h2>
          <FormulaEditor
            formula={draft.formula}
            problems={shown.filter(({ field }) => field === 'formula')}
            currency={currency}
            kpis={kpis}
            onChange={(formula) => set({ formula })}
          />
        </section>
        <section className={section.section} aria-labelledby="window">
          <h2 id="window">Time and sample</h2>
          <WindowFields draft={draft} problems={shown} onChange={set} />
        </section>
        <section className={section.section} aria-labelledby="limits">
          <h2 id="limits">Unit and limits</h2>
          <LimitFields draft={draft} problems={shown} currency={currency} onChange={set} />
        </section>
        <section className={section.section} aria-labelledby="about">
          <h2 id="about">About</h2>
          <AboutFields draft={draft} onChange={set} />
        </section>
        {tried && problems.length > 0 && (
          <div role="alert">
            <p>
              {problems.length === 1 ? 'One thing is' : `${problems.length} things are`} to be mended first:
            </p>
            <Problems problems={problems} />
          </div>
        )}
        {save.error && <ErrorNote title="The KPI was not saved.">{save.error}</ErrorNote>}
        <div className={styles.node}>
          <Button variant="primary" type="submit" busy={save.busy}>
            {isNew ? 'Save' : 'Save as a new version'}
          </Button>
          <Button onClick={() => (isNew ? goTo('kpis') : goTo('kpis', start.id))}>Cancel</Button>
        </div>
      </form>
      <PreviewPane definition={measurable ? draft : null} find={find} />
    </div>
  );
}
