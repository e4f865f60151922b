import { type FormEvent, useState } from 'react';
import { MOST_RATE_DAYS, RATE_DAYS, type Workspace } from '@/lib/facts/workspace';
import { getWorkspace, putWorkspace } from '@/lib/store/settings';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { currencyOptions } from '../parts/currencies';
import form from '../parts/form.module.css';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import { useRevision } from '../state/revision';
import { renewScorecards } from '../state/scorecards';
import { say } from '../state/status';

const askWorkspace = () => getWorkspace();
const TIME_ZONES = Intl.supportedValuesOf('timeZone');

/** Currency and time zone that the figures are in, and how long rates hold. */
export function WorkspaceSection() {
  const workspace = useLoad(askWorkspace, useRevision());
  return (
    <section className={section.section} aria-labelledby="workspace">
      <h2 id="workspace">Currency and time zone</h2>
      <p className={section.lead}>
        The currency of amounts that name none and that all others are converted to, the time zone in which
        days begin and end, and how old a rate of exchange may be. A change computes every scorecard again.
      </p>
      <Loaded load={workspace} what="the settings" lines={2}>
        {(stored) => (
          <WorkspaceForm
            key={`${stored.currency} ${stored.timeZone} ${stored.rateDays}`}
            stored={stored}
            onSaved={workspace.reload}
          />
        )}
      </Loaded>
    </section>
  );
}

function WorkspaceForm({ stored, onSaved }: { stored: Workspace; onSaved: () => void }) {
  const [draft, setDraft] = useState(stored);
  const [days, setDays] = useState(String(stored.rateDays ?? RATE_DAYS));
  const rateDays = Number(days);
  const sensible = /^\d+$/.test(days.trim()) && rateDays <= MOST_RATE_DAYS;
  const dirty =
    draft.currency !== stored.currency ||
    draft.timeZone !== stored.timeZone ||
    rateDays !== (stored.rateDays ?? RATE_DAYS);
  const save = useAction(async () => {
    await putWorkspace({ ...stored, ...draft, rateDays });
    void renewScorecards();
    say('The settings were saved.');
    onSaved();
  });
  // What is stored may be unknown to this browser's lists; it stays choosable.
  const zones = TIME_ZONES.includes(draft.timeZone) ? TIME_ZONES : [draft.timeZone, ...TIME_ZONES];

  return (
    <form
      className={`${form.form} ${section.narrow}`}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <div className={form.row}>
        <Select
          label="Currency"
          value={draft.currency}
          options={currencyOptions()}
          onChange={(event) => setDraft({ ...draft, currency: event.target.value })}
        />
        <Select
          label="Time zone"
          value={draft.timeZone}
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          onChange={(event) => setDraft({ ...draft, timeZone: event.target.value })}
        />
        <TextField
          label="A rate of exchange holds for"
          suffix="days"
          inputMode="numeric"
          value={days}
          error={sensible ? null : `Enter a whole number of days from 0 to ${MOST_RATE_DAYS}.`}
          onChange={(event) => setDays(event.target.value)}
        />
      </div>
      {save.error && <ErrorNote title="The settings were not saved.">{save.error}</ErrorNote>}
      <div className={form.buttons}>
        <Button type="submit" variant="primary" busy={save.busy} disabled={!dirty || !sensible}>
          Save
        </Button>
      </div>
    </form>
  );
}
