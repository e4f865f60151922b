import { useState } from 'react';
import { eraseAll } from '@/lib/background/erase';
import { request } from '@/lib/messaging/client';
import { Button } from '../../ui/Button';
import { closeRun } from '../import/session';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import section from '../parts/section.module.css';
import { refreshAll } from '../state/revision';
import { say } from '../state/status';

/** How to be rid of all of it. */
export function EraseSection({ importing }: { importing: boolean }) {
  const [asking, setAsking] = useState(false);
  return (
    <section className={section.section} aria-labelledby="erase">
      <h2 id="erase">Erase everything</h2>
      <p className={section.lead}>
        Removes partners, facts, imports, sources with their credentials, scorecards, limits, rules, lessons
        and settings from this browser, and gives back the access to every site that you enabled. Your CRM,
        your files and your backups are not touched.
      </p>
      <Button variant="danger" disabled={importing} onClick={() => setAsking(true)}>
        Erase everything…
      </Button>
      {importing && <p className={section.lead}>An import is running: cancel it or let it end first.</p>}
      <ConfirmDialog
        open={asking}
        title="Erase everything?"
        confirm="Erase everything"
        word="erase"
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await eraseAll();
          closeRun();
          await request('data.changed', {});
          refreshAll();
          say('Everything was erased.');
        }}
      >
        <p>
          All partners, facts, scorecards, limits, rules and settings go. This cannot be undone; only a backup
          brings them back.
        </p>
      </ConfirmDialog>
    </section>
  );
}
