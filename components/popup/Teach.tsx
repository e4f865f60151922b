import { useState } from 'react';
import type { PageReading } from '@/lib/crm/types';
import { request } from '@/lib/messaging/client';
import { weakWords } from '../panel/words';
import { Button } from '../ui/Button';
import { ErrorNote } from '../ui/ErrorNote';
import { trusted } from '../ui/trusted';
import styles from './SiteStatus.module.css';

/** What of a lesson no longer holds, in words; null where nothing is wrong. */
function trouble(reading: PageReading | null): { lesson: string; text: string } | null {
  if (reading?.state === 'unrecognised' && reading.lesson)
    return { lesson: reading.lesson, text: 'Nothing of what you taught was found on this page.' };
  const check = reading?.state === 'record' ? reading.record.taught : undefined;
  if (!check?.weak.length) return null;
  return { lesson: check.lesson, text: weakWords(check.weak) };
}

/** Lets a person point at the fields of the page, and mends what they taught once the page has changed. */
export function Teach({ tabId, reading }: { tabId: number; reading: PageReading | null }) {
  const [problem, setProblem] = useState<string | null>(null);
  const wrong = trouble(reading);
  const start = (repair?: string) =>
    trusted(() => {
      setProblem(null);
      request('teach.start', { tabId, ...(repair ? { repair } : {}) }).then(
        // The popup lies over the page that is to be pointed at.
        () => window.close(),
        (cause) => setProblem(cause instanceof Error ? cause.message : String(cause)),
      );
    });
  return (
    <>
      {wrong && (
        <ErrorNote
          title={
            reading?.state === 'record'
              ? 'Degraded: the lesson for this site holds in part'
              : 'I no longer recognise this page'
          }
          action={
            <Button size="s" onClick={start(wrong.lesson)}>
              Repair
            </Button>
          }
        >
          {wrong.text}
        </ErrorNote>
      )}
      <Button variant="quiet" size="s" className={styles.flush} onClick={start()}>
        Teach this site
      </Button>
      {problem && <ErrorNote title="Not started">{problem}</ErrorNote>}
    </>
  );
}
