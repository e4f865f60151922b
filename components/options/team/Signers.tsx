import { forgetSigner } from '@/lib/packs/install';
import type { StoredSigner } from '@/lib/store/packs';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { useAction } from '../../ui/use-action';
import { ExportLine } from '../parts/ExportLine';
import { formatDay } from '../parts/format';
import table from '../parts/table.module.css';
import { say } from '../state/status';
import { signersDocument } from './document';
import styles from './TeamPage.module.css';

/** Everyone whose packs are taken without a question, and the way to be asked again. */
export function Signers({
  signers,
  onForgotten,
}: {
  signers: readonly StoredSigner[];
  onForgotten: () => void;
}) {
  const forget = useAction(async ({ fingerprint, name }: StoredSigner) => {
    await forgetSigner(fingerprint);
    say(`You are asked again before the next pack of ${name}. What is installed stays.`);
    onForgotten();
  });
  return (
    <details>
      <summary>Signers whom you trust</summary>
      <table className={`${table.table} ${table.compact}`} aria-label="Trusted signers">
        <tbody>
          {signers.map((signer) => (
            <tr key={signer.fingerprint}>
              <th scope="row">
                {signer.name}
                <span className={`${table.note} ${styles.print}`}>{signer.fingerprint}</span>
              </th>
              <td className={table.soft}>since {formatDay(signer.trusted)}</td>
              <td className={table.end}>
                <Button
                  size="s"
                  variant="quiet"
                  busy={forget.busy}
                  aria-label={`Forget ${signer.name}`}
                  onClick={() => forget.run(signer)}
                >
                  Forget
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ExportLine what="the trusted signers" content={() => signersDocument(signers)} />
      {forget.error && <ErrorNote title="Not forgotten.">{forget.error}</ErrorNote>}
    </details>
  );
}
