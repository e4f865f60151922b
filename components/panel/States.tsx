import type { LessonCheck } from '@/lib/crm/taught/lesson';
import type { PanelView } from '@/lib/messaging/views';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { ErrorNote } from '../ui/ErrorNote';
import { Skeleton } from '../ui/Skeleton';
import { trusted } from '../ui/trusted';
import { type MissingActions, MissingFields } from './MissingFields';
import styles from './Panel.module.css';
import { KIND_WORDS, weakWords } from './words';

type Plain = Extract<
  PanelView,
  { state: 'no-partner' | 'no-data' | 'unrecognised' | 'no-record' | 'pending' }
>;

export interface PlainStateProps {
  view: Plain;
  actions: MissingActions;
  onOptions: (route: string) => void;
  onRetry: () => void;
  onTeach: (repair?: string) => void;
}

/** Everything that is not about one partner: what is the case, and what to do. */
export function PlainState({ view, actions, onOptions, onRetry, onTeach }: PlainStateProps) {
  const kind = view.record ? KIND_WORDS[view.record.kind] : 'record';
  return (
    <>
      <div className={styles.head}>
        <Message view={view} kind={kind} onOptions={onOptions} onRetry={onRetry} onTeach={onTeach} />
      </div>
      <MissingFields fields={view.missing} kind={kind} actions={actions} />
    </>
  );
}

function Message({
  view,
  kind,
  onOptions,
  onRetry,
  onTeach,
}: Pick<PlainStateProps, 'view' | 'onOptions' | 'onRetry' | 'onTeach'> & { kind: string }) {
  switch (view.state) {
    case 'pending':
      return <Skeleton label="Reading the page" lines={5} />;
    case 'no-partner':
      return (
        <EmptyState level={1} title={`No partner on this ${kind}`}>
          <p>
            Its partner field is empty. Once it names a partner, how that partnership is doing appears here.
          </p>
        </EmptyState>
      );
    case 'no-data':
      if (view.lost)
        return (
          <ErrorNote
            title="Your data is gone from this browser"
            action={
              <Button variant="primary" onClick={() => onOptions('/import')}>
                What to do
              </Button>
            }
          >
            <p>The browser lost what Partner Lens had stored. A backup or your exports bring it back.</p>
          </ErrorNote>
        );
      return (
        <EmptyState
          level={1}
          title="No data yet"
          action={
            <Button variant="primary" onClick={() => onOptions('/import')}>
              Import data
            </Button>
          }
        >
          <p>
            Import your partners, deals or orders: CSV, Excel or JSON files. They stay on this machine, and
            every record you open shows its partner’s scorecard.
          </p>
        </EmptyState>
      );
    case 'unrecognised':
      return (
        <EmptyState
          level={1}
          title="This page is not recognised any more"
          action={
            <>
              <Button icon="refresh" onClick={onRetry}>
                Look again
              </Button>{' '}
              <Button onClick={trusted(() => onTeach(view.lesson))}>
                {view.lesson ? 'Repair' : 'Teach this site'}
              </Button>
            </>
          }
        >
          <p>
            The address is that of a record, but the page no longer looks as Partner Lens knows it, so nothing
            is shown rather than something wrong.
          </p>
          <p className={styles.why}>{view.why}</p>
        </EmptyState>
      );
    case 'no-record':
      return (
        <EmptyState level={1} title="No record open">
          <p>Open a deal, a lead or a partner to see its scorecard here.</p>
        </EmptyState>
      );
  }
}

/** What was taught holds in part: which fields, and the way to mend it. */
export function Degraded({ check, onTeach }: { check: LessonCheck; onTeach: (repair: string) => void }) {
  return (
    <div className={styles.alert}>
      <ErrorNote
        title="Degraded: this site is read in part as you taught it"
        action={
          <Button size="s" onClick={trusted(() => onTeach(check.lesson))}>
            Repair
          </Button>
        }
      >
        {weakWords(check.weak)}
      </ErrorNote>
    </div>
  );
}

/** The answer did not come; the last figures are not shown as if they were current. */
export function Failed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div className={styles.alert}>
      <ErrorNote
        title="Partner Lens could not answer"
        action={
          <Button size="s" icon="refresh" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {message}
      </ErrorNote>
    </div>
  );
}

/** Nothing in this frame can reach the extension any more; only the page can be reloaded. */
export function Updated() {
  return (
    <div className={styles.head} role="alert">
      <EmptyState level={1} title="Partner Lens was updated">
        <p>Reload this page to go on. Nothing is lost.</p>
      </EmptyState>
    </div>
  );
}
