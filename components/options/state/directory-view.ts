import { create } from 'zustand';
import type { DirectoryFilter } from '../partners/directory';
import type { Sort } from '../parts/VirtualTable';

interface DirectoryView {
  filter: DirectoryFilter;
  sort: Sort;
  setFilter: (part: Partial<DirectoryFilter>) => void;
  /** Sorts by the column; a second time turns the order round. */
  sortBy: (column: string) => void;
  reset: () => void;
}

const START = {
  filter: { text: '', type: null, tier: null },
  sort: { column: 'name', descending: false },
} satisfies Partial<DirectoryView>;

/** How the directory is searched and sorted; kept while other sections are open. */
export const useDirectoryView = create<DirectoryView>((set) => ({
  ...START,
  setFilter: (part) => set(({ filter }) => ({ filter: { ...filter, ...part } })),
  sortBy: (column) =>
    set(({ sort }) => ({ sort: { column, descending: sort.column === column && !sort.descending } })),
  reset: () => set(START),
}));
