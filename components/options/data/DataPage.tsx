import { useState } from 'react';
import { browser } from 'wxt/browser';
import { request } from '@/lib/messaging/client';
import { eraseEverything } from '@/lib/store/erase';
import { Button } from '../../ui/Button';
import { closeRun, useImportSession } from '../import/session';
import { PageHead } from '../PageHead';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import section from '../parts/section.module.css';
import { refreshAll } from '../state/revision';
import { say } from '../state/status';
import { RatesSection } from './RatesSection';
import { StorageSection } from './StorageSection';
import { WorkspaceSection } from './WorkspaceSection';

/** What is kept, where, in which currency and time zone, and how to be rid of it. */
export function DataPage() {
  const [erasing, setErasing] = useState(false);
  const importing = useImportSession(({ run }) => run !== null && run.ended === null);
  return (
    <>
      <PageHead
        title="Data"
        lead="Everything that you imported and set is in this browser’s own storage on this machine. Partner Lens sends it nowhere."
      />
      <WorkspaceSection />
      <RatesSection />
      <StorageSection />
      <section className={section.section} aria-labelledby="erase">
        <h2 id="erase">Erase everything</h2>
        <p className={section.lead}>
          Removes partners, facts, imports, scorecards, limits, rules and settings from this browser. Your CRM
          and your files are not touched; the sites that you enabled stay enabled.
        </p>
        <Button variant="danger" disabled={importing} onClick={() => setErasing(true)}>
          Erase everything…
        </Button>
        {importing && <p className={section.lead}>An import is running: cancel it or let it end first.</p>}
      </section>
      <ConfirmDialog
        open={erasing}
        title="Erase everything?"
        confirm="Erase everything"
        word="erase"
        onClose={() => setErasing(false)}
        onConfirm={async () => {
          await eraseEverything();
          await browser.storage.local.clear();
          closeRun();
          await request('data.changed', {});
          refreshAll();
          say('Everything was erased.');
        }}
      >
        <p>
          All partners, facts, scorecards, limits, rules and settings go. This cannot be undone; to have them
          back you import your files again.
        </p>
      </ConfirmDialog>
    </>
  );
}
