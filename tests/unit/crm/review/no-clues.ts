import type { NameClues } from '@/lib/crm/types';

/** Clues of a page that writes nothing large. */
export const NO_CLUES: NameClues = {
  headings: [],
  titles: [],
  crumb: '',
  value: '',
  person: '',
  over: false,
  beneath: '',
};
