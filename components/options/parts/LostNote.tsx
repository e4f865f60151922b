import { forgetLost, type Kept, lostData } from '@/lib/background/kept';
import { plural } from '@/lib/kpi/format';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { useLoad } from '../../ui/use-load';
import { goTo } from '../router';
import { useRevision } from '../state/revision';
import { formatMoment, inWords } from './format';
import styles from './LostNote.module.css';

const ask = () => lostData();

/** Says that the browser threw away what was stored, what it was, and the way back. */
export function LostNote() {
  const { data, reload } = useLoad(ask, useRevision());
  if (!data) return null;
  return (
    <div className={styles.lost}>
      <ErrorNote
        title="The browser lost what Partner Lens had stored"
        action={
          <>
            <Button size="s" variant="primary" onClick={() => goTo('data')}>
              Restore a backup
            </Button>
            <Button size="s" variant="quiet" onClick={() => void forgetLost().then(reload)}>
              I have read this
            </Button>
          </>
        }
      >
        <p>
          On {formatMoment(data.at)} there were {contentsOf(data)}; when it was opened again, nothing was
          left. Browsers do this when their storage was damaged, mostly in a crash, or cleared together with
          site data. Your CRM, your files and your backups are not touched: restore your latest backup, which
          has settings, limits and rules too, or import your exports again. Sites that you enabled stay
          enabled.
        </p>
      </ErrorNote>
    </div>
  );
}

function contentsOf({ imports, partners, sources, packs }: Kept): string {
  const parts = [
    plural(imports, 'import'),
    plural(partners, 'partner'),
    sources > 0 && plural(sources, 'source'),
    packs > 0 && plural(packs, 'pack'),
  ].filter((part) => part !== false);
  return inWords(parts);
}
