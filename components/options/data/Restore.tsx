import { useRef, useState } from 'react';
import { exclusively } from '@/lib/background/exclusively';
import type { Progress as Done } from '@/lib/backup/backup';
import type { BackupHeader } from '@/lib/backup/header';
import { openBackup, restoreBackup } from '@/lib/backup/restore';
import { plural } from '@/lib/kpi/format';
import { database } from '@/lib/store/db';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { FileInput } from '../../ui/FileInput';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import { closeRun } from '../import/session';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { formatBytes, formatMoment } from '../parts/format';
import section from '../parts/section.module.css';
import { renewScorecards } from '../state/scorecards';
import { say } from '../state/status';
import { RowsDone } from './RowsDone';

interface Chosen {
  file: File;
  header: BackupHeader;
  /** Something of this browser would go. */
  replaces: boolean;
}

/** Chooses a backup, shows what it says of itself, and puts it in the place of what is here. */
export function Restore({ importing }: { importing: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const open = useAction(async (file: File) => {
    const { header } = await openBackup(file);
    const { partners, imports } = database();
    const replaces = (await partners.count()) + (await imports.count()) > 0;
    setChosen({ file, header, replaces });
  });
  return (
    <>
      <FileInput
        ref={input}
        accept=".plbackup"
        label="Backup to restore"
        onFiles={([file]) => void open.run(file)}
      />
      <Button busy={open.busy} disabled={importing} onClick={() => input.current?.click()}>
        Restore a backup…
      </Button>
      {importing && <p className={section.lead}>An import is running: cancel it or let it end first.</p>}
      {open.error && <ErrorNote title="This backup cannot be restored.">{open.error}</ErrorNote>}
      {chosen && <RestoreDialog chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function RestoreDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const { file, header, replaces } = chosen;
  const [passphrase, setPassphrase] = useState('');
  const [done, setDone] = useState<Done | null>(null);
  const partners = header.tables.find(({ name }) => name === 'partners')?.rows ?? 0;
  const imports = header.tables.find(({ name }) => name === 'imports')?.rows ?? 0;

  const restore = async () => {
    const options = { passphrase: header.encryption ? passphrase : undefined, onProgress: setDone };
    try {
      await exclusively(() => restoreBackup(database(), file, options));
    } finally {
      setDone(null);
    }
    closeRun();
    void renewScorecards();
    say(`The backup of ${formatMoment(header.createdAt)} was restored.`);
  };

  return (
    <ConfirmDialog
      open
      title="Restore this backup?"
      confirm="Restore"
      word={replaces ? 'restore' : undefined}
      onClose={onClose}
      onConfirm={restore}
    >
      <p>
        Saved on {formatMoment(header.createdAt)} by version {header.app}: {plural(partners, 'partner')},{' '}
        {plural(imports, 'import')}, {formatBytes(file.size)}
        {header.encryption && ', encrypted'}.
      </p>
      {!header.encryption && (
        <p>
          It has no passphrase, so that nobody can tell whether somebody changed it on purpose. Restore it
          only if you know where it was since.
        </p>
      )}
      <p>
        {replaces
          ? 'It takes the place of everything that is stored here now. Save a backup of that first if you may want it back.'
          : 'Nothing was imported here yet; your settings are replaced.'}{' '}
        Credentials of sources are in no backup: enter them again where they are asked for.
      </p>
      {header.encryption && (
        <TextField
          label="Passphrase"
          type="password"
          autoComplete="off"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      )}
      {done && <RowsDone label="Restoring the backup" done={done} />}
    </ConfirmDialog>
  );
}
