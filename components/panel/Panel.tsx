import { useCallback, useEffect, useRef } from 'react';
import { useStore } from 'zustand/react';
import type { StoreApi } from 'zustand/vanilla';
import type { RecordSummary } from '@/lib/messaging/views';
import { ErrorNote } from '../ui/ErrorNote';
import { FlagRecord } from '../ui/FlagRecord';
import { NumberView } from '../ui/NumberView';
import { optionsPath } from '../ui/options-path';
import { Skeleton } from '../ui/Skeleton';
import { useRefusedPresses } from '../ui/seen';
import { Bar } from './Bar';
import { DealCredit } from './DealCredit';
import { subjectOf } from './keep';
import { LinkPartner } from './LinkPartner';
import type { MissingActions } from './MissingFields';
import styles from './Panel.module.css';
import { PartnerView } from './PartnerView';
import type { PanelPort } from './port';
import { BlankedNote, RecordHistory } from './RecordHistory';
import { Degraded, Failed, PlainState, Updated } from './States';
import { Suggestions } from './Suggestions';
import type { PanelState } from './store';
import { KIND_WORDS } from './words';

export interface PanelProps {
  store: StoreApi<PanelState>;
  port: PanelPort;
  /** The clock, so that "today" can be tested. */
  now?: () => Date;
}

const systemClock = () => new Date();

/** The panel beside a record. Everything it shows comes from the background; it never says which record it wants. */
export function Panel({ store, port, now = systemClock }: PanelProps) {
  const state = useStore(store);
  const { view, phase, evidence } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const scrolled = useRef(0);

  useEffect(() => store.getState().start(), [store]);

  // Another record starts at the top; a refresh of the same one stays where it was.
  const subject = subjectOf(view);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the subject is the reason to scroll
  useEffect(() => {
    const top = store.getState().kept?.scroll ?? 0;
    scrolled.current = top;
    scroller.current?.scrollTo?.(0, store.getState().evidence ? 0 : top);
  }, [subject, state.page]);

  const open = useCallback(
    (kpi: string, from: HTMLElement) => {
      opener.current = from;
      scrolled.current = scroller.current?.scrollTop ?? 0;
      store.getState().openEvidence(kpi);
      scroller.current?.scrollTo?.(0, 0);
    },
    [store],
  );

  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !evidence) {
      scroller.current?.scrollTo?.(0, scrolled.current);
      opener.current?.focus({ preventScroll: true });
    }
    wasOpen.current = evidence !== null;
  }, [evidence]);

  const refused = useRefusedPresses();
  const retry = () => void state.load();
  const gone = phase === 'updated' || phase === 'error';
  return (
    <aside aria-label="Partner Lens" className={styles.panel}>
      <Bar
        scorecard={!gone && view?.state === 'partner' ? view.scorecard : null}
        now={now()}
        onCollapse={port.embedded ? state.collapse : undefined}
        site={
          !gone && view?.lists !== undefined
            ? { lists: view.lists, onLists: state.lists, onOptions: state.openOptions }
            : undefined
        }
        dock={port.dock && { docked: port.dock.docked, change: state.dock }}
      />
      {phase === 'ready' && view?.record && <RecordLine record={view.record} />}
      <div
        ref={scroller}
        className={styles.scroller}
        onScroll={() => {
          if (!evidence) state.keep({ scroll: scroller.current?.scrollTop ?? 0 });
        }}
      >
        {refused > 0 && (
          <div key={refused} className={styles.alert}>
            <ErrorNote title="The press did not count">
              What you pressed had only just appeared, or something on this page covers the panel or makes it
              see-through. Press again, or use the popup or the side panel, where pages cannot do so.
            </ErrorNote>
          </div>
        )}
        {phase === 'updated' && <Updated />}
        {phase === 'error' && <Failed message={state.error ?? ''} onRetry={retry} />}
        {phase === 'loading' && (
          <div className={styles.head}>
            <Skeleton label="Asking Partner Lens" lines={5} />
          </div>
        )}
        {phase === 'ready' && view && (
          <>
            <div key={state.page} hidden={evidence !== null}>
              {view.record?.taught && <Degraded check={view.record.taught} onTeach={state.teach} />}
              {view.row && view.record && (
                <p className={styles.rowHint}>
                  Read from the columns of this list. Open the {KIND_WORDS[view.record.kind]} to see all its
                  fields.
                </p>
              )}
              {view.history && <BlankedNote history={view.history} now={now()} />}
              <Content state={state} view={view} port={port} onOpen={open} onRetry={retry} />
              {view.history && (
                <RecordHistory name={view.record?.name ?? 'the record'} history={view.history} now={now()} />
              )}
            </div>
            {evidence && view.state === 'partner' && (
              <>
                <h1 className={styles.hidden}>{view.partner.name}</h1>
                <NumberView
                  key={evidence.kpi}
                  door={evidence.kpi}
                  scorecard={view.scorecard}
                  partner={view.partner.name}
                  load={port.evidence}
                  onBack={state.closeEvidence}
                  onLimit={(kpi) => state.openOptions(optionsPath('limits', 'partner', view.partner.id, kpi))}
                />
              </>
            )}
          </>
        )}
      </div>
    </aside>
  );
}

/** What the panel is about, in sight whatever is scrolled or open: a page may show one record over another. */
function RecordLine({ record: { kind, name, stage } }: { record: RecordSummary }) {
  return (
    <p className={styles.record}>
      {KIND_WORDS[kind]}{' '}
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {stage && ` · ${stage}`}
    </p>
  );
}

interface ContentProps {
  state: PanelState;
  view: NonNullable<PanelState['view']>;
  port: PanelPort;
  onOpen: (kpi: string, from: HTMLElement) => void;
  onRetry: () => void;
}

/** Bases of a match that rest on other fields than the partner's. */
const OTHER_FIELDS: ReadonlySet<string> = new Set(['registration', 'code', 'account', 'domain']);

/** A deal or lead whose partner field names nobody. */
function isUnattributed(view: ContentProps['view']): boolean {
  const kind = view.record?.kind;
  if (kind !== 'deal' && kind !== 'lead') return false;
  return view.state === 'no-partner' || ('basis' in view && OTHER_FIELDS.has(view.basis));
}

function Content({ state, view, port, onOpen, onRetry }: ContentProps) {
  const actions: MissingActions = {
    jump: state.jump,
    onJump: (key) => void state.jumpTo(key),
    fill: state.fill,
    onFill: (key) => void state.fillIn(key),
    flag: view.record?.key && (
      <div className={styles.flag}>
        <FlagRecord
          key={view.record.key}
          kind={KIND_WORDS[view.record.kind]}
          flag={view.flag ?? null}
          onFlag={state.flag.bind(null, view.record.key)}
          draft={state.kept?.note ?? null}
          onDraft={(note) => state.keep({ note })}
        />
      </div>
    ),
  };
  const credit = view.record?.kind === 'deal' && state.rest && (
    <DealCredit
      key={`${view.tabId}|${view.record.name}`}
      load={port.credit}
      version={view}
      onOptions={state.openOptions}
    />
  );
  const suggestions = isUnattributed(view) && !view.row && state.rest && (
    <Suggestions
      key={`suggest|${view.tabId}|${view.record?.name}`}
      kind={KIND_WORDS[view.record?.kind ?? 'deal']}
      load={port.suggest}
      fill={port.fillPartner}
      version={view}
      quiet={view.state !== 'no-partner'}
    />
  );
  switch (view.state) {
    case 'partner':
    case 'no-figures':
      return (
        <PartnerView
          view={view}
          whole={state.kept !== null}
          rest={state.rest}
          actions={actions}
          suggestions={suggestions}
          credit={credit}
          onOpen={onOpen}
          onOptions={state.openOptions}
        />
      );
    case 'unknown-partner':
    case 'ambiguous':
      return (
        <>
          <LinkPartner
            view={view}
            linking={state.linking}
            error={state.linkError}
            onLink={(id, name) => void state.link(id, name)}
            search={port.search}
            onOptions={state.openOptions}
            actions={actions}
          />
          {credit}
        </>
      );
    default:
      return (
        <>
          <PlainState
            view={view}
            actions={actions}
            onOptions={state.openOptions}
            onRetry={onRetry}
            onTeach={state.teach}
          />
          {view.state === 'no-partner' && suggestions}
          {view.state === 'no-partner' && credit}
        </>
      );
  }
}
