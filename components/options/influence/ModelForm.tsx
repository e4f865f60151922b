import { type FormEvent, useState } from 'react';
import { type AttributionSettings, ROLES } from '@/lib/facts/attribution';
import { findModel, models } from '@/lib/kpi/attribution/registry';
import { getWorkspace, putWorkspace } from '@/lib/store/settings';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import form from '../parts/form.module.css';
import section from '../parts/section.module.css';
import { renewScorecards } from '../state/scorecards';
import { say } from '../state/status';

/** Numbers as they are typed. */
interface Draft {
  model: string;
  lookback: string;
  halfLife: string;
  blend: Record<string, string>;
  roles: Record<string, string>;
}

const percent = (part: number): string => String(Math.round(part * 1000) / 10);
const typed = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')));

const draftOf = ({ model, lookbackDays, halfLifeDays, blend, roles }: AttributionSettings): Draft => ({
  model,
  lookback: String(lookbackDays),
  halfLife: String(halfLifeDays),
  blend: Object.fromEntries(Object.entries(blend).map(([id, part]) => [id, percent(part)])),
  roles: Object.fromEntries(ROLES.map((role) => [role, percent(roles[role])])),
});

function settingsOf({ model, lookback, halfLife, blend, roles }: Draft): AttributionSettings {
  const parts = Object.entries(blend).filter(([, text]) => text.trim() !== '' && typed(text) !== 0);
  return {
    model,
    lookbackDays: typed(lookback),
    halfLifeDays: typed(halfLife),
    blend: Object.fromEntries(parts.map(([id, text]) => [id, typed(text) / 100])),
    roles: Object.fromEntries(
      ROLES.map((role) => [role, typed(roles[role] ?? '') / 100]),
    ) as AttributionSettings['roles'],
  };
}

const FAMILY = { rule: '', policy: 'Policy: ', learned: 'Learned: ' } as const;
/** Models that can be part of a blend. */
const blendable = () => models().filter(({ id, family }) => family === 'rule' && id !== 'blended');
const ROLE_WORDS = {
  source: 'Source',
  influence: 'Influence',
  'co-sell': 'Co-sell',
  fulfil: 'Fulfil',
} as const;

/** The one setting by which credit is shared, for partner campaigns and all others. */
export function ModelForm({ stored, onSaved }: { stored: AttributionSettings; onSaved: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(stored));
  const dirty = JSON.stringify(draft) !== JSON.stringify(draftOf(stored));
  const model = findModel(draft.model)!;
  const reads = (name: keyof AttributionSettings): boolean => model.reads?.includes(name) ?? false;
  const save = useAction(async () => {
    await putWorkspace({ ...(await getWorkspace()), attribution: settingsOf(draft) });
    void renewScorecards();
    say('The attribution settings were saved; every scorecard is computed again.');
    onSaved();
  });
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });

  return (
    <section className={section.section} aria-labelledby="model">
      <h2 id="model">How credit is shared</h2>
      <form
        className={form.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void save.run();
        }}
      >
        <div className={form.row}>
          <Select
            label="Model"
            value={draft.model}
            options={models().map(({ id, name, family }) => ({ value: id, label: FAMILY[family] + name }))}
            hint={`${model.says} Version ${model.version}.`}
            onChange={(event) => set({ model: event.target.value })}
          />
          <TextField
            label="Lookback"
            inputMode="numeric"
            suffix="days"
            value={draft.lookback}
            hint="Older touches before a conversion count for nothing."
            onChange={(event) => set({ lookback: event.target.value })}
          />
          {reads('halfLifeDays') && (
            <TextField
              label="Half-life"
              inputMode="decimal"
              suffix="days"
              value={draft.halfLife}
              hint="7 days suit short purchases, 30 long ones."
              onChange={(event) => set({ halfLife: event.target.value })}
            />
          )}
        </div>
        {reads('blend') && (
          <Parts
            legend="Parts of the blend"
            items={blendable().map(({ id, name }) => [id, name])}
            values={draft.blend}
            onChange={(blend) => set({ blend })}
          />
        )}
        {reads('roles') && (
          <Parts
            legend="Parts of the roles"
            items={ROLES.map((role) => [role, ROLE_WORDS[role]])}
            values={draft.roles}
            onChange={(roles) => set({ roles })}
          />
        )}
        {save.error && <ErrorNote title="The settings were not saved.">{save.error}</ErrorNote>}
        <div className={form.buttons}>
          <Button type="submit" variant="primary" busy={save.busy} disabled={!dirty}>
            Save
          </Button>
        </div>
      </form>
    </section>
  );
}

function Parts({
  legend,
  items,
  values,
  onChange,
}: {
  legend: string;
  items: readonly (readonly [id: string, name: string])[];
  values: Readonly<Record<string, string>>;
  onChange: (values: Record<string, string>) => void;
}) {
  const sum = items.reduce((total, [id]) => total + (typed(values[id] ?? '') || 0), 0);
  return (
    <fieldset className={form.group}>
      <legend>{`${legend}, now ${Math.round(sum * 10) / 10}\u00a0% together`}</legend>
      <div className={form.row}>
        {items.map(([id, name]) => (
          <TextField
            key={id}
            label={name}
            inputMode="decimal"
            suffix="%"
            value={values[id] ?? ''}
            onChange={(event) => onChange({ ...values, [id]: event.target.value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
