/**
 * What the page is about to show, asked for while the page settles. It is shown when the background says that the page
 * shows just this, and never before: until then the panel waits without a figure, or has it drawn and hidden.
 */
import type { PanelView } from '@/lib/messaging/views';
import type { PageChange } from '@/lib/messaging/watch';

type Foreseen = { id: string; view: PanelView } | null;

export interface Ahead {
  /**
   * The page is between two records: asks what it will show.
   * @returns the view of it; null where there is none, or where the page has come to a record or moved on meanwhile
   */
  ask(): Promise<PanelView | null>;
  /**
   * The page changed.
   * @returns the view of what it shows now; null where another is to be asked for; undefined when the page has moved on
   * meanwhile
   */
  arrived(change: PageChange): Promise<PanelView | null | undefined>;
}

export function createAhead(foreseen: () => Promise<Foreseen>): Ahead {
  let coming: Promise<Foreseen> | null = null;
  let wanted = false;
  return {
    async ask() {
      const mine = foreseen().catch(() => null);
      coming = mine;
      wanted = false;
      const found = await mine;
      return found && coming === mine && !wanted ? found.view : null;
    },
    async arrived({ view }) {
      const mine = coming;
      if (!mine || view === undefined) return null;
      wanted = true;
      const found = await mine;
      if (coming !== mine) return undefined;
      coming = null;
      return found?.id === view ? found.view : null;
    },
  };
}
