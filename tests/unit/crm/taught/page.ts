import { openDocument } from '../fixtures';

/** A field of a record on a page whose words and classes no reader knows. */
export interface Row {
  label: string;
  value: string;
  /** Machine name in the markup; none where the CRM writes none. */
  name?: string;
}

export interface Look {
  rows: readonly Row[];
  /** Stands before every generated class name. */
  theme?: string;
  /** Elements put before the record, as after a change of layout. */
  before?: number;
  heading?: string;
}

const ORIGIN = 'https://crm.example.com';
export const addressOf = (id: string): URL => new URL(`/vorgang/${id}`, ORIGIN);

export function pageOf(id: string, { rows, theme = 'a', before = 0, heading = 'Vorgang' }: Look): Document {
  const lines = rows
    .map(
      ({ label, value, name }) =>
        `<div class="${theme}-r"${name ? ` data-feld="${name}"` : ''}><span class="${theme}-k">${label}</span><span class="${theme}-v">${value}</span></div>`,
    )
    .join('');
  const filler = '<p>…</p>'.repeat(before);
  return openDocument(
    `<!doctype html><title>Werkbank</title><body><main><h1>${heading}</h1>${filler}<section>${lines}</section></main></body>`,
    addressOf(id),
  );
}

/** The element that shows a row's value. */
export function shownAt(doc: Document, rows: readonly Row[], label: string): HTMLElement {
  const index = rows.findIndex((row) => row.label === label);
  return doc.querySelectorAll<HTMLElement>('section > div > span:last-child')[index]!;
}
