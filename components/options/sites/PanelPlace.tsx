import { useEffect, useState } from 'react';
import { hasSidePanel, isDocked, setDocked, watchDocked } from '@/lib/messaging/dock';
import { ErrorNote } from '../../ui/ErrorNote';
import { useAction } from '../../ui/use-action';
import section from '../parts/section.module.css';
import { say } from '../state/status';
import styles from './SitesPage.module.css';

/** Whether the panel stands in the pages or in the browser's side panel, for every site of this browser profile. */
export function PanelPlace() {
  const [docked, setState] = useState<boolean | null>(null);
  useEffect(() => {
    isDocked().then(setState, () => setState(false));
    return watchDocked(setState);
  }, []);
  const change = useAction(async (next: boolean) => {
    await setDocked(next);
    say(next ? 'Pages keep their marks alone from now on.' : 'The panel stands in the pages from now on.');
  });
  if (docked === null || !hasSidePanel()) return null;
  return (
    <section className={section.section} aria-labelledby="panel-place">
      <h2 id="panel-place">Where the panel stands</h2>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={docked}
          disabled={change.busy}
          onChange={(event) => void change.run(event.target.checked)}
        />
        In the browser’s side panel instead of in the pages
      </label>
      <p className={section.lead}>
        It follows the tab that you look at. Open it with “Open the side panel” in the popup of the toolbar
        button, or with the browser’s own button for side panels.
      </p>
      {change.error && <ErrorNote title="Not changed">{change.error}</ErrorNote>}
    </section>
  );
}
