import { type FormEvent, useCallback, useState } from 'react';
import type { PackPart } from '@/lib/packs/contents';
import { ownFingerprint } from '@/lib/packs/key';
import { lastEdition, makePack, PARTS, type PackIdentity, packable } from '@/lib/packs/make';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { saveFile } from '../../ui/save-file';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { CheckGroup } from '../parts/CheckGroup';
import form from '../parts/form.module.css';
import { formatCount } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import styles from './TeamPage.module.css';
import { PART_WORDS } from './words';

type Counts = Partial<Record<PackPart, number>>;

async function ask(): Promise<{ counts: Counts; last: PackIdentity | null; fingerprint: string }> {
  const [counts, last, fingerprint] = await Promise.all([packable(), lastEdition(), ownFingerprint()]);
  return { counts, last, fingerprint };
}

/** Makes a pack of what is here, signed with this browser's own key. */
export function MakeSection() {
  const load = useLoad(useCallback(ask, []), useRevision());
  return (
    <section className={section.section} aria-labelledby="make">
      <h2 id="make">Make a pack</h2>
      <p className={section.lead}>
        Only what you set and what was computed here goes in: no row of a deal, an order or a person, and
        nothing that another pack brought. Texts of signals may name deals.
      </p>
      <Loaded load={load} what="what could go in" lines={4}>
        {({ counts, last, fingerprint }) =>
          Object.keys(counts).length === 0 ? (
            <p className={section.lead}>
              There is nothing to share yet. Import data, or set limits and rules, and come back.
            </p>
          ) : (
            <PackForm counts={counts} last={last} fingerprint={fingerprint} />
          )
        }
      </Loaded>
    </section>
  );
}

function PackForm({
  counts,
  last,
  fingerprint,
}: {
  counts: Counts;
  last: PackIdentity | null;
  fingerprint: string;
}) {
  const there = PARTS.filter((part) => counts[part]);
  const [left, setLeft] = useState<readonly PackPart[]>([]);
  const [name, setName] = useState(last?.name ?? '');
  const [signer, setSigner] = useState(last?.signer ?? '');
  const chosen = there.filter((part) => !left.includes(part));
  const whole = name.trim() !== '' && signer.trim() !== '' && chosen.length > 0;
  const save = useAction(async () => {
    const { bytes, fileName } = await makePack(chosen, { name, signer });
    saveFile(fileName, new Blob([bytes], { type: 'application/octet-stream' }));
    say(`${fileName} was saved. Send it to whoever should see the same.`);
  });
  return (
    <form
      className={`${form.form} ${section.narrow}`}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (whole) void save.run();
      }}
    >
      <div className={form.row}>
        <TextField
          label="Name of the pack"
          placeholder="Partner programme"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label="Your name, as others see it"
          maxLength={120}
          value={signer}
          onChange={(event) => setSigner(event.target.value)}
        />
      </div>
      <CheckGroup
        label="What goes in"
        hint="Scorecards bring their partners along."
        options={there.map((part) => ({
          value: part,
          label:
            part === 'influence' ? PART_WORDS[part] : `${PART_WORDS[part]} (${formatCount(counts[part]!)})`,
        }))}
        values={chosen}
        onChange={(values) => setLeft(there.filter((part) => !values.includes(part)))}
      />
      <dl className={styles.facts}>
        <dt>Fingerprint of your key</dt>
        <dd className={styles.print}>{fingerprint}</dd>
      </dl>
      <p className={section.lead}>
        Tell it to whoever imports your pack, so that they know it is yours. The key stays in this browser
        profile; another profile has another.
      </p>
      {save.error && <ErrorNote title="The pack was not made.">{save.error}</ErrorNote>}
      <div className={form.buttons}>
        <Button type="submit" variant="primary" busy={save.busy} disabled={!whole}>
          Save the pack
        </Button>
      </div>
    </form>
  );
}
