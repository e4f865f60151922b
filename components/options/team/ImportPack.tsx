import { useRef, useState } from 'react';
import { type Change, changesOf } from '@/lib/packs/changes';
import { MOST_BYTES, readPack, type SignedPack } from '@/lib/packs/file';
import { installPack, type Standing, standingOf } from '@/lib/packs/install';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ErrorNote } from '../../ui/ErrorNote';
import { FileInput } from '../../ui/FileInput';
import { useAction } from '../../ui/use-action';
import { formatBytes } from '../parts/format';
import { renewScorecards } from '../state/scorecards';
import { say } from '../state/status';
import { PackReview } from './PackReview';

interface Found {
  pack: SignedPack;
  standing: Standing;
  changes: readonly Change[];
}

/** Text of the button: what pressing it amounts to. */
function verb({ signer, edition }: Standing): string {
  if (edition === 'older') return 'Go back to this edition';
  return signer === 'new' || signer === 'changed' ? 'Trust and import' : 'Import';
}

/** Takes a pack from a file; shows who signed it and what would change before anything is stored. */
export function ImportPack() {
  const input = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<Found | null>(null);
  const [sure, setSure] = useState(false);
  const read = useAction(async (file: File) => {
    setSure(false);
    if (file.size > MOST_BYTES)
      throw new Error(
        `${file.name} has ${formatBytes(file.size)}; at most ${formatBytes(MOST_BYTES)} are taken. Ask for a pack with fewer parts.`,
      );
    const pack = await readPack(new Uint8Array(await file.arrayBuffer()));
    const standing = await standingOf(pack);
    setFound({ pack, standing, changes: await changesOf(pack.contents, pack.header.id) });
  });
  const install = useAction(async ({ pack }: Found) => {
    await installPack(pack);
    void renewScorecards();
    say(`“${pack.header.name}” of ${pack.header.signer} was imported.`);
  });
  const close = () => {
    setFound(null);
    read.clear();
    install.clear();
  };
  const same = found?.standing.edition === 'same';
  // What is out of the ordinary takes a second act.
  const asks =
    found !== null &&
    (found.standing.signer === 'changed' ||
      found.standing.edition === 'older' ||
      found.standing.edition === 'rewritten');

  return (
    <>
      <Button busy={read.busy} onClick={() => input.current?.click()}>
        Import a pack
      </Button>
      <FileInput
        ref={input}
        accept=".plpack"
        label="Scorecard pack"
        onFiles={([file]) => void read.run(file)}
      />
      <Dialog
        open={found !== null || read.error !== null}
        title={
          found
            ? same
              ? 'Nothing to import'
              : `Import “${found.pack.header.name}”?`
            : 'The pack was not imported'
        }
        onClose={close}
        actions={
          found && !same ? (
            <>
              <Button onClick={close}>Cancel</Button>
              <Button
                variant={asks ? 'danger' : 'primary'}
                busy={install.busy}
                disabled={asks && !sure}
                onClick={async () => {
                  if (await install.run(found)) close();
                }}
              >
                {verb(found.standing)}
              </Button>
            </>
          ) : (
            <Button onClick={close}>Close</Button>
          )
        }
      >
        {read.error && <ErrorNote title="Nothing was changed.">{read.error}</ErrorNote>}
        {found && <PackReview {...found} />}
        {asks && (
          <label>
            <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} /> I
            have asked {found.pack.header.signer}, and this is meant.
          </label>
        )}
        {install.error && <ErrorNote title="Nothing was changed.">{install.error}</ErrorNote>}
      </Dialog>
    </>
  );
}
