/**
 * What a person has open and typed in the panel. A page that opens a native dialog makes some browsers load the panel's
 * frame anew, because the frame has to move into the dialog; then it goes on where it was.
 */
import type { PanelDraft, PanelView } from '@/lib/messaging/views';

/** Pause after the last change before it is kept, ms. */
const PAUSE = 200;

/** What the panel is about: another record starts anew. */
export const subjectOf = (view: PanelView | null): string =>
  view ? [view.state, view.state === 'partner' ? view.partner.id : '', view.record?.name].join('|') : '';

export interface Keeper {
  /** Notes what changed, and keeps it soon. */
  note(change: Partial<PanelDraft>): void;
  /** Keeps at once what was noted. */
  flush(): void;
}

/** @param keep stores it where it outlives the frame */
export function createKeeper(keep: (draft: PanelDraft) => void): Keeper {
  let draft: PanelDraft = { subject: '', kpi: null, scroll: 0, note: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    keep(draft);
  };
  return {
    note(change) {
      draft = { ...draft, ...change };
      timer ??= setTimeout(flush, PAUSE);
    },
    flush,
  };
}
