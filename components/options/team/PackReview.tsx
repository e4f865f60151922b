import type { Change } from '@/lib/packs/changes';
import type { SignedPack } from '@/lib/packs/file';
import type { Standing } from '@/lib/packs/install';
import { ErrorNote } from '../../ui/ErrorNote';
import { formatCount, formatMoment } from '../parts/format';
import table from '../parts/table.module.css';
import styles from './TeamPage.module.css';
import { PART_WORDS } from './words';

/** Who signed a pack, how far that is to be trusted, and what would change. */
export function PackReview({
  pack: { header, fingerprint },
  standing,
  changes,
}: {
  pack: SignedPack;
  standing: Standing;
  changes: readonly Change[];
}) {
  return (
    <div className={styles.dialog}>
      <dl className={styles.facts}>
        <dt>Signed by</dt>
        <dd>{header.signer}</dd>
        <dt>Fingerprint</dt>
        <dd className={styles.print}>{fingerprint}</dd>
        <dt>Edition</dt>
        <dd>
          {header.sequence}, made {formatMoment(header.made)}
        </dd>
      </dl>
      <Trust standing={standing} signer={header.signer} />
      <Edition standing={standing} sequence={header.sequence} />
      {standing.edition !== 'same' && <Changes changes={changes} />}
    </div>
  );
}

function Trust({ standing: { signer, before }, signer: name }: { standing: Standing; signer: string }) {
  switch (signer) {
    case 'new':
      return (
        <p>
          This is the first pack of this signer. Anyone can call themselves {name}: compare the fingerprint
          with theirs, by phone or in person, as it stands under <em>Make a pack</em> on their Team page.
        </p>
      );
    case 'changed':
      return (
        <ErrorNote title="Signed with another key than before">
          Until now {before?.name} signed with the key{' '}
          <span className={styles.print}>{before?.fingerprint}</span>. Either they have a new browser profile,
          or somebody pretends to be them. Ask them before you import it.
        </ErrorNote>
      );
    case 'own':
      return <p>You made this pack yourself.</p>;
    case 'trusted':
      return <p>You have accepted packs of this signer before.</p>;
  }
}

function Edition({ standing: { edition, installed }, sequence }: { standing: Standing; sequence: number }) {
  switch (edition) {
    case 'same':
      return <p>Exactly this pack is installed already.</p>;
    case 'older':
      return (
        <ErrorNote title="Older than what is installed">
          This is edition {sequence}; edition {installed?.sequence} is installed. An old pack brings old
          limits and figures back.
        </ErrorNote>
      );
    case 'rewritten':
      return (
        <ErrorNote title="The same edition with other contents">
          Edition {sequence} is installed, but it holds something else. Two packs were made under one number.
        </ErrorNote>
      );
    default:
      return installed && <p>It takes the place of edition {installed.sequence}.</p>;
  }
}

const cell = (n: number) => (n === 0 ? '–' : formatCount(n));

function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p>The pack is empty.</p>;
  return (
    <div className={table.scroll}>
      <table className={`${table.table} ${table.compact}`} aria-label="What would change">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col" className={table.figures}>
              New
            </th>
            <th scope="col" className={table.figures}>
              Changed
            </th>
            <th scope="col" className={table.figures}>
              Gone
            </th>
            <th scope="col" className={table.figures}>
              Yours stay
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ part, added, changed, gone, yours }) => (
            <tr key={part}>
              <th scope="row">{PART_WORDS[part]}</th>
              <td className={table.figures}>{cell(added)}</td>
              <td className={table.figures}>{cell(changed)}</td>
              <td className={table.figures}>{cell(gone)}</td>
              <td className={table.figures}>{cell(yours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
