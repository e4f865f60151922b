import { useEffect, useState } from 'react';
import { hasSidePanel, isDocked, openSidePanel, setDocked, watchDocked } from '@/lib/messaging/dock';
import { Button } from '../ui/Button';
import { ErrorNote } from '../ui/ErrorNote';
import { trusted } from '../ui/trusted';

/** Whether the panel stands in the pages or in the browser's side panel, for every site of this browser profile. */
export function PanelPlace({ tabId }: { tabId: number }) {
  const [docked, setState] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    isDocked().then(setState, () => setState(false));
    return watchDocked(setState);
  }, []);
  if (docked === null || !hasSidePanel()) return null;

  async function change(next: boolean) {
    setProblem(null);
    try {
      // The browser opens it only inside the click itself: nothing may be awaited before it.
      if (next) await openSidePanel(tabId);
      await setDocked(next);
    } catch (cause) {
      setProblem(cause instanceof Error ? cause.message : String(cause));
    }
  }

  return (
    <>
      <div>
        <Button variant="link" size="s" onClick={trusted(() => void change(true))}>
          {docked ? 'Open the side panel' : 'Show in the side panel'}
        </Button>{' '}
        {docked && (
          <Button variant="link" size="s" onClick={() => void change(false)}>
            Show in the page again
          </Button>
        )}
      </div>
      {problem && <ErrorNote title="The side panel did not open">{problem}</ErrorNote>}
    </>
  );
}
