import { useImportSession } from '../import/session';
import { PageHead } from '../PageHead';
import { BackupSection } from './BackupSection';
import { EraseSection } from './EraseSection';
import { RatesSection } from './RatesSection';
import { StorageSection } from './StorageSection';
import { WorkspaceSection } from './WorkspaceSection';

/** What is kept, where, in which currency and time zone; how to save all of it, and how to be rid of it. */
export function DataPage() {
  const importing = useImportSession(({ run }) => run !== null && run.ended === null);
  return (
    <>
      <PageHead
        title="Data"
        lead="Everything that you imported and set is in this browser’s own storage on this machine. Partner Lens sends it nowhere."
      />
      <WorkspaceSection />
      <RatesSection />
      <BackupSection importing={importing} />
      <StorageSection />
      <EraseSection importing={importing} />
    </>
  );
}
