/**
 * What the page is about to show, asked for while the page settles. It is shown when the background says that the page
 * shows just this, and never before: until then the panel waits without a figure.
 */
import type { PanelView } from '@/lib/messaging/views';
import type { PageChange } from '@/lib/messaging/watch';

type Foreseen = { id: string; view: PanelView } | null;

export interface Ahead {
  /** The page is between two records: asks what it will show. */
  ask(): void;
  /**
   * The page changed.
   * @returns the view of what it shows now; null where another is to be asked for; undefined when the page has moved on
   * meanwhile
   */
  arrived(change: PageChange): Promise<PanelView | null | undefined>;
}

export function createAhead(foreseen: () => Promise<Foreseen>): Ahead {
  let coming: Promise<Foreseen> | null = null;
  return {
    ask() {
      coming = foreseen().catch(() => null);
    },
    async arrived({ view }) {
      const mine = coming;
      if (!mine || view === undefined) return null;
      const found = await mine;
      if (coming !== mine) return undefined;
      coming = null;
      return found?.id === view ? found.view : null;
    },
  };
}
