import { type FormEvent, useState } from 'react';
import { getSeenSettings, putSeenSettings, type SeenSettings } from '@/lib/store/seen';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import styles from './WorklistPage.module.css';

const ask = () => getSeenSettings();

/** Whether records with missing fields are remembered, and for how long. */
export function KeepSection() {
  const settings = useLoad(ask, useRevision());
  return (
    <section className={section.section} aria-labelledby="keep">
      <h2 id="keep">What is remembered</h2>
      <p className={section.lead}>
        Of a record with missing partner fields: its name, address, stage, owner and partner, and which fields
        were empty. No field value is kept, except, on sites where visits are remembered, whom an emptied
        partner field named. Nothing leaves this machine.
      </p>
      <Loaded load={settings} what="the settings" lines={2}>
        {(stored) => (
          <Keep key={`${stored.collect} ${stored.keepDays}`} stored={stored} onSaved={settings.reload} />
        )}
      </Loaded>
    </section>
  );
}

function Keep({ stored, onSaved }: { stored: SeenSettings; onSaved: () => void }) {
  const [collect, setCollect] = useState(stored.collect);
  const [days, setDays] = useState(String(stored.keepDays));
  const save = useAction(async () => {
    await putSeenSettings({ collect, keepDays: /^\d+$/.test(days.trim()) ? Number(days) : Number.NaN });
    say('The settings were saved.');
    onSaved();
  });
  return (
    <form
      className={styles.keep}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save.run();
      }}
      noValidate
    >
      <label className={styles.check}>
        <input type="checkbox" checked={collect} onChange={(event) => setCollect(event.target.checked)} />
        Remember records with missing partner fields
      </label>
      <TextField
        label="Forget records not seen for, in days"
        inputMode="numeric"
        value={days}
        error={save.error}
        onChange={(event) => setDays(event.target.value)}
      />
      <Button
        type="submit"
        busy={save.busy}
        disabled={collect === stored.collect && days === String(stored.keepDays)}
      >
        Save
      </Button>
    </form>
  );
}
