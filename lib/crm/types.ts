/** The contract between a CRM page and the rest of the product. Adapters are pure: (document, url) -> data. */
import type { Selectors } from './selectors';
import type { Sliced } from './slices';
import type { LessonCheck } from './taught/lesson';

export type RecordKind = 'deal' | 'lead' | 'account' | 'partner' | 'contact' | 'other';

/**
 * - `value`   shown and filled
 * - `empty`   shown and not filled: the only state that can be missing
 * - `absent`  known to exist, but not on the page now (unopened tab, lazy section)
 * - `pending` a placeholder is shown while it loads
 */
export type FieldState = 'value' | 'empty' | 'absent' | 'pending';

export interface PageField {
  /** The CRM's own name of the field where the page shows one, else the folded label. */
  key: string;
  label: string;
  value: string;
  state: FieldState;
  /** Marked as required by the page itself. */
  required: boolean;
}

export interface PartnerMention {
  name: string | null;
  /** Record id in the CRM, where the page shows one. */
  id: string | null;
  /** Label of the field it was read from. */
  field: string;
  basis: 'partner-field' | 'registration' | 'code' | 'account' | 'domain' | 'self';
}

/** Its weight is 3 for the first level, less for others. */
export type Heading = readonly [text: string, weight: number];

/** What a page of unknown markup writes large and where it stands: by this its record's name is told, or that it is none. */
export interface NameClues {
  /** In document order. */
  headings: readonly Heading[];
  /** Parts of the page's title, and whether the page shows them too. */
  titles: readonly (readonly [text: string, shown: boolean])[];
  /** Innermost text of the breadcrumb. */
  crumb: string;
  /** Value of the record's name field. */
  value: string;
  /** What stands below the first level's heading. */
  beneath: string;
  /** First and last name, where the page has fields for them. */
  person: string;
  /** The record stands in a dialog or drawer, so that the page around it says nothing of it. */
  over: boolean;
  /**
   * Short texts without a label and how large they are written, in pixels, where no label tells the stage or amount; what
   * was chosen from a list counts as larger than any other.
   */
  beside?: readonly Heading[];
  /** What the page shows, as the browser lays it out in lines, where hardly any field was found on a record's page. */
  lines?: string | undefined;
}

export interface PageRecord {
  /** Adapter id, e.g. `salesforce`. */
  crm: string;
  kind: RecordKind;
  /** From the URL or hidden inputs, never from visible text; null where the page has none. */
  id: string | null;
  name: string;
  stage: string | null;
  amount: string | null;
  owner: string | null;
  partner: PartnerMention | null;
  account: { name: string; id: string | null; domain: string | null } | null;
  fields: PageField[];
  /** 0-1: how sure the reader is that this is one record of this kind. */
  confidence: number;
  /** The page is in edit mode (inputs are shown). */
  editing: boolean;
  /** For the review, which tells its name; none where the reader knows it, and none after the review. */
  clues?: NameClues;
  /** On a taught site: which lesson it was read with, and what of that no longer holds. */
  taught?: LessonCheck;
}

/** What the page was found to be. */
export type PageReading =
  | { state: 'record'; record: PageRecord }
  /** A page of this CRM without a single record: list, board, dashboard, settings. */
  | { state: 'no-record' }
  /** The URL says record, but the page no longer looks as the adapter knows it. */
  | {
      state: 'unrecognised';
      crm: string;
      why: string;
      /** The lesson that no longer holds, where one was taught. */
      lesson?: string;
    }
  /** Still loading; read again on the next change. */
  | { state: 'pending' };

/** Where a field was read. */
export interface FieldPlace {
  /** The whole field: what is scrolled to and marked. */
  box: HTMLElement;
  /** Where the value stands; the box when not given. */
  value?: HTMLElement | null;
  /** Where a person types, once it was looked for. */
  input?: HTMLElement | undefined;
}

export interface FieldHandle {
  /** Element to scroll to and to pulse. */
  element: HTMLElement;
  /** Input to focus, when the field is editable now. */
  input: HTMLElement | null;
  /**
   * Opens the section, tab or edit mode that holds the field: locate it again after the page changed. Null where nothing
   * does; left out where nothing of this CRM is known, and its page may have a button to edit.
   */
  reveal?: (() => void) | null | undefined;
}

/** Grade of the evidence that an adapter's selectors rest on: A vendor source or two live sources, B one live source, C inference. */
export type EvidenceGrade = 'A' | 'B' | 'C';

export interface CrmAdapter {
  /** File name without extension. */
  id: string;
  name: string;
  evidence: EvidenceGrade;
  /** Date on which the selectors were last checked against the evidence, ISO. */
  checked: string;
  /**
   * What it finds by name or class, in order, as of `checked`: first the markup of that day, then fallbacks. Left out
   * by readers that go by the address and the meaning of the page alone.
   */
  selectors?: Selectors;
  /** Higher wins when two adapters match; the generic reader has 0. */
  priority: number;
  /**
   * Host names on which it lives, for products on their maker's hosts: their pages load this reader alone. Left out for
   * products on any host.
   */
  host?: RegExp;
  /** Stage 1, URL only (plus the document for products on any host): is this page of this CRM? */
  matches(url: URL, doc: Document): boolean;
  /**
   * Stage 2 and 3: cheap detection first, then the full read. Never throws on a strange page. A page that changes
   * between two parts is to be read anew.
   */
  read(doc: Document, url: URL): Sliced<PageReading>;
  /** What brings the page, or this field, into edit mode. Left out where nothing of the CRM is known. */
  editTrigger?(doc: Document, field: FieldPlace): HTMLElement | null | undefined;
  /** What shows the field, where its tab and its pane are tied by no attribute that all tabs have. */
  tabFor?(doc: Document, field: FieldPlace): HTMLElement | null | undefined;
}

/** One record in a list, table or board. */
export interface RowHandle {
  /** The row or card. CRMs use it again for another record: ask anew after every change. */
  element: HTMLElement;
  /** Where its name stands. */
  anchor: HTMLElement;
  /** Null where the page does not tell. */
  id: string | null;
  name: string;
  kind: RecordKind;
  /** Address of the record; null where the page links to none. */
  href: string | null;
}

/** A value in a row, with its column or label, or a link in it. */
export interface ListCell {
  label: string | null;
  text: string;
  href: string | null;
}

/** Reads lists and boards. Apart from the adapters, because most pages never need it. */
export interface RowReader {
  /** Id of the adapter whose lists it reads; `generic` for all others. */
  id: string;
  checked: string;
  selectors?: Selectors;
  /**
   * Rows and cards shown now, in the order of the document; none on a page of another kind. Thousands of rows are read
   * in slices: take the next one only when there is time for it.
   */
  rows(doc: Document, url: URL): Iterable<RowHandle>;
}
