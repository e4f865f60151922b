import { useState } from 'react';
import { STAGE_MEANINGS, type StageMeaning, type StageTerm } from '@/lib/facts/stage-terms';
import { plural } from '@/lib/kpi/format';
import { type StageInUse, stagesInUse } from '@/lib/store/stages';
import { putStageTerm } from '@/lib/store/terms';
import { ErrorNote } from '../../ui/ErrorNote';
import { isolate } from '../../ui/isolate';
import { Select } from '../../ui/Select';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { capitalise, formatCount } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { renewScorecards } from '../state/scorecards';
import { say } from '../state/status';
import styles from './StageTerms.module.css';

const ALL = '';
const BY_NAME = '?';
const askStages = () => stagesInUse();

/** What the stages of imported deals mean: by their names, or as a person says, for all partners or one. */
export function StageTerms() {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.terms} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Stage names of your deals</summary>
      <p className={styles.hint}>
        A stage whose name says nothing counts as open and no further. Say what it means, for all partners or
        for one: rows stay as imported, and the figures that it touches are computed again.
      </p>
      {open && <Stages />}
    </details>
  );
}

function Stages() {
  const load = useLoad(askStages, useRevision());
  const save = useAction(async (term: Omit<StageTerm, 'means'> & { means: StageMeaning | null }) => {
    await putStageTerm(term);
    say(`The meaning of “${term.stage}” was saved.`);
    void renewScorecards();
    load.reload();
  });
  return (
    <Loaded load={load} what="the stages" lines={4}>
      {({ stages, terms }) =>
        stages.length === 0 ? (
          <p>No imported deal has a stage.</p>
        ) : (
          <>
            {save.error && <ErrorNote title="The meaning was not saved.">{save.error}</ErrorNote>}
            <div className={table.scroll}>
              <table className={table.table} aria-label="Stage names">
                <thead>
                  <tr>
                    <th scope="col">Stage</th>
                    <th scope="col" className={table.figures}>
                      Deals
                    </th>
                    <th scope="col">Whose</th>
                    <th scope="col">Means</th>
                  </tr>
                </thead>
                <tbody>
                  {ordered(stages).map((stage) => (
                    <StageRow
                      key={stage.stage}
                      stage={stage}
                      terms={terms}
                      busy={save.busy}
                      onSave={save.run}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )
      }
    </Loaded>
  );
}

/** Those that say nothing first: they are what is to be done. */
function ordered(stages: readonly StageInUse[]): StageInUse[] {
  return [...stages].sort((a, b) => Number(a.says !== null) - Number(b.says !== null));
}

function StageRow({
  stage: { stage, deals, says, partners },
  terms,
  busy,
  onSave,
}: {
  stage: StageInUse;
  terms: readonly StageTerm[];
  busy: boolean;
  onSave: (term: Omit<StageTerm, 'means'> & { means: StageMeaning | null }) => void;
}) {
  const [whose, setWhose] = useState(ALL);
  const partnerId = whose === ALL ? null : whose.slice(1);
  const term = terms.find((one) => one.stage === stage && one.partnerId === partnerId);
  const others = terms.filter((one) => one.stage === stage && one.partnerId !== partnerId).length;
  const itself = says === null ? 'nothing: counts as open' : `${says}, by its name`;
  return (
    <tr>
      <th scope="row">
        {stage}
        {others > 0 && <span className={table.note}>{plural(others, 'other meaning')}</span>}
      </th>
      <td className={table.figures}>{formatCount(deals)}</td>
      <td>
        <Select
          label={`Whose ${stage}`}
          hideLabel
          value={whose}
          options={[
            { value: ALL, label: 'All partners' },
            ...partners.map(({ id, name, deals: own }) => ({
              value: `=${id}`,
              label: `${isolate(name)} (${formatCount(own)})`,
            })),
          ]}
          onChange={(event) => setWhose(event.target.value)}
        />
      </td>
      <td>
        <Select
          label={`Meaning of ${stage}`}
          hideLabel
          disabled={busy}
          value={term?.means ?? BY_NAME}
          options={[
            { value: BY_NAME, label: partnerId === null ? capitalise(itself) : 'As for all partners' },
            ...STAGE_MEANINGS.map((means) => ({ value: means, label: capitalise(means) })),
          ]}
          onChange={({ target: { value } }) =>
            onSave({ stage, partnerId, means: STAGE_MEANINGS.find((means) => means === value) ?? null })
          }
        />
      </td>
    </tr>
  );
}
