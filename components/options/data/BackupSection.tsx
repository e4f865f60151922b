import { type FormEvent, useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { type Progress as Done, writeBackup } from '@/lib/backup/backup';
import { dropFiles, growingFile } from '@/lib/backup/file';
import { localDay } from '@/lib/export/document';
import { database } from '@/lib/store/db';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { saveFile } from '../../ui/save-file';
import { sendForm } from '../../ui/send-form';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import form from '../parts/form.module.css';
import { formatBytes } from '../parts/format';
import section from '../parts/section.module.css';
import { say } from '../state/status';
import styles from './Backup.module.css';
import { Restore } from './Restore';
import { RowsDone } from './RowsDone';

/** What is shorter is guessed by trying. */
const SHORTEST = 10;

/** A file of everything, and back from it. */
export function BackupSection({ importing }: { importing: boolean }) {
  return (
    <section className={section.section} aria-labelledby="backup">
      <h2 id="backup">Backup</h2>
      <p className={section.lead}>
        One file with all that is stored: facts, imports, partners, scorecards, limits, rules, lessons and
        settings, exactly as they are. Not in it: credentials of sources, the key that signs your packs, and
        which sites are enabled. Without a passphrase anybody who has the file can read it.
      </p>
      <SaveBackup />
      <Restore importing={importing} />
    </section>
  );
}

/** The file's name: the day, and no word of what is in it. */
const fileName = (now: Date): string => `partner-lens-${localDay(now)}.plbackup`;

function SaveBackup() {
  const [encrypted, setEncrypted] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [complaints, setComplaints] = useState<{ first?: string; second?: string }>({});
  const [done, setDone] = useState<Done | null>(null);
  const [stop, setStop] = useState<AbortController | null>(null);

  // Files of before were handed to the downloads long ago.
  useEffect(() => {
    void dropFiles();
  }, []);

  const save = useAction(async () => {
    const stop = new AbortController();
    setStop(stop);
    try {
      const now = new Date();
      await dropFiles();
      const file = await growingFile(fileName(now));
      await writeBackup(database(), file.sink, {
        passphrase: encrypted ? passphrase : undefined,
        app: browser.runtime.getManifest().version,
        now,
        onProgress: setDone,
        signal: stop.signal,
      });
      const content = await file.read();
      saveFile(fileName(now), content);
      setPassphrase('');
      setAgain('');
      say(`The backup was saved: ${formatBytes(content.size)}.`);
    } catch (cause) {
      if (!stop.signal.aborted) throw cause;
      say('The backup was stopped; no file was saved.');
    } finally {
      setDone(null);
      setStop(null);
    }
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const first =
      encrypted && passphrase.length < SHORTEST
        ? `Take ${SHORTEST} characters or more; a few words that only you put together are best.`
        : undefined;
    const second = encrypted && again !== passphrase ? 'This is not the same as above.' : undefined;
    sendForm(event.currentTarget, () => {
      setComplaints({ first, second });
      if (!first && !second) void save.run();
    });
  };

  return (
    <form className={`${form.form} ${section.narrow}`} onSubmit={submit} noValidate>
      <label className={styles.check}>
        <input type="checkbox" checked={encrypted} onChange={(event) => setEncrypted(event.target.checked)} />
        Encrypt it with a passphrase
      </label>
      {encrypted && (
        <div className={form.row}>
          <TextField
            label="Passphrase"
            type="password"
            autoComplete="new-password"
            value={passphrase}
            error={complaints.first}
            hint="Kept nowhere: without it nobody can open the file, you neither."
            onChange={(event) => setPassphrase(event.target.value)}
          />
          <TextField
            label="Passphrase again"
            type="password"
            autoComplete="new-password"
            value={again}
            error={complaints.second}
            onChange={(event) => setAgain(event.target.value)}
          />
        </div>
      )}
      {save.error && <ErrorNote title="The backup was not saved.">{save.error}</ErrorNote>}
      {done && <RowsDone label="Saving the backup" done={done} />}
      <div className={form.buttons}>
        <Button type="submit" busy={save.busy}>
          Save a backup
        </Button>
        {stop && <Button onClick={() => stop.abort()}>Stop</Button>}
      </div>
    </form>
  );
}
