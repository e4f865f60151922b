import { create } from 'zustand';
import { WHOLE_WORKLIST, type WorkFilter } from '@/lib/govern/worklist';
import type { Sort } from '../parts/VirtualTable';

interface WorklistView {
  filter: WorkFilter;
  sort: Sort;
  setFilter: (part: Partial<WorkFilter>) => void;
  sortBy: (column: string) => void;
  reset: () => void;
}

const START = { filter: WHOLE_WORKLIST, sort: { column: 'age', descending: true } };

/** How the worklist is narrowed and sorted; kept while other sections are open. */
export const useWorklistView = create<WorklistView>((set) => ({
  ...START,
  setFilter: (part) => set(({ filter }) => ({ filter: { ...filter, ...part } })),
  sortBy: (column) =>
    set(({ sort }) => ({ sort: { column, descending: sort.column === column && !sort.descending } })),
  reset: () => set(START),
}));
