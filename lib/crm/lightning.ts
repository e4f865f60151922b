/** What Salesforce's record pages and lists have in common. */
import { seen } from './dom';
import { kindOf } from './nouns';
import { type Selectors, tried } from './selectors';
import type { RecordKind } from './types';

/** First characters of an id, which tell its object. */
export const KIND_OF_PREFIX: Readonly<Record<string, RecordKind>> = {
  '001': 'account',
  '003': 'contact',
  '006': 'deal',
  '00Q': 'lead',
};

export const objectKind = (object: string | undefined, id: string): RecordKind =>
  kindOf(object ?? '') ?? KIND_OF_PREFIX[id.slice(0, 3)] ?? 'other';

export const pageSelectors = {
  /** A page in the document; one in an inactive console tab is not in front, though it may call itself active. */
  page: ['.lafPageHost.active', 'one-record-home-flexipage2'],
  behind: ['section.oneConsoleTab:not(.active),.oneWorkspace:not(.active)'],
} satisfies Selectors;

/** The page in front, of all that Lightning keeps: the last visible one that no inactive console tab holds. */
export const frontPage = (doc: Document): HTMLElement | undefined =>
  tried(doc, pageSelectors.page, seen).findLast((el) => !el.closest(pageSelectors.behind[0]));
