import { type ReactNode, useState } from 'react';
import { removePack } from '@/lib/packs/install';
import type { StoredPack } from '@/lib/store/packs';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { ExportLine } from '../parts/ExportLine';
import { formatDay } from '../parts/format';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { renewScorecards } from '../state/scorecards';
import { say } from '../state/status';
import { packsDocument } from './document';
import { ImportPack } from './ImportPack';
import styles from './TeamPage.module.css';
import { countsInWords } from './words';

/** Packs that are installed, and the way to another. */
export function PacksSection({
  packs,
  off,
  children,
}: {
  packs: readonly StoredPack[];
  off: boolean;
  children?: ReactNode;
}) {
  const [leaving, setLeaving] = useState<StoredPack | null>(null);
  return (
    <section className={section.section} aria-labelledby="packs">
      <h2 id="packs">Packs of others</h2>
      <p className={section.lead}>
        What a pack brings lies under what you set yourself, and goes with the pack when you remove it. Of
        several packs the newest counts first.
      </p>
      {packs.length > 0 && (
        <div className={table.scroll}>
          <table className={table.table} aria-label="Installed packs">
            <thead>
              <tr>
                <th scope="col">Pack</th>
                <th scope="col">Signed by</th>
                <th scope="col">Brings</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {packs.map((pack) => (
                <tr key={pack.id}>
                  <th scope="row">
                    {pack.name}
                    <span className={table.note}>
                      edition {pack.sequence}, {formatDay(pack.made)}
                    </span>
                  </th>
                  <td>
                    {pack.signer}
                    <span className={`${table.note} ${styles.print}`}>{pack.fingerprint}</span>
                  </td>
                  <td className={table.soft}>{countsInWords(pack.counts)}</td>
                  <td className={table.end}>
                    <Button
                      size="s"
                      variant="quiet"
                      aria-label={`Remove the pack ${pack.name}`}
                      onClick={() => setLeaving(pack)}
                    >
                      Remove
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {packs.length > 0 && <ExportLine what="the installed packs" content={() => packsDocument(packs)} />}
      {off ? <p className={section.lead}>Your administrator switched packs off.</p> : <ImportPack />}
      {children}
      <ConfirmDialog
        open={leaving !== null}
        title={`Remove “${leaving?.name}”?`}
        confirm="Remove"
        onClose={() => setLeaving(null)}
        onConfirm={async () => {
          await removePack(leaving!.id);
          void renewScorecards();
          say(`“${leaving!.name}” was removed; what you set yourself holds as before.`);
        }}
      >
        <p>
          Its {countsInWords(leaving?.counts ?? {})} go. What you set yourself stays. To have it back, import
          the file again.
        </p>
      </ConfirmDialog>
    </section>
  );
}
