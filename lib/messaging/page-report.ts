/** What Partner Lens sees on a page, as data to look at and to send with a bug report. Pure. */
import type { PageReading, PageRecord } from '../crm/types';
import type { PopupStatus } from './views';

interface PageReport {
  /** Origin of the page. */
  site: string | null;
  state: PageReading['state'] | 'not-read';
  why?: string;
  crm: string | null;
  kind: PageRecord['kind'] | null;
  record: Pick<PageRecord, 'id' | 'name' | 'stage' | 'amount' | 'owner' | 'editing'> | null;
  partner: PageRecord['partner'];
  account: PageRecord['account'];
  /** What the partner on the page was matched to. */
  match: string | null;
  fields: PageRecord['fields'];
  missing: { key: string; label: string; sources: readonly string[] }[];
  confidence: number | null;
}

export function pageReport({ origin, reading, panel }: PopupStatus): PageReport {
  const record = reading?.state === 'record' ? reading.record : null;
  const unrecognised = reading?.state === 'unrecognised' ? reading : null;
  return {
    site: origin,
    state: reading?.state ?? 'not-read',
    ...(unrecognised ? { why: unrecognised.why } : {}),
    crm: record?.crm ?? unrecognised?.crm ?? null,
    kind: record?.kind ?? null,
    record: record && {
      id: record.id,
      name: record.name,
      stage: record.stage,
      amount: record.amount,
      owner: record.owner,
      editing: record.editing,
    },
    partner: record?.partner ?? null,
    account: record?.account ?? null,
    match: panel?.state ?? null,
    fields: record?.fields ?? [],
    missing: (panel?.missing ?? []).map(({ key, label, sources }) => ({ key, label, sources })),
    confidence: record?.confidence ?? null,
  };
}

/** Kinds of text, the most telling first. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['email', /^\S+@\S+\.\S+$/],
  ['address', /^(https?:\/\/|www\.)\S+$/i],
  ['date', /^(\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})([T ].*)?$/],
  ['number', /^[-+]?[\d.,'’\s]+%?$/],
  ['code', /^(?=.*\d)[\w.:-]+$/],
  ['amount', /^(\p{Sc}|\p{Lu}{3})?\s*[-+]?\d[\d.,'’\s]*(\p{Sc}|\p{Lu}{3})?$/u],
  ['phone', /^\+?[\d\s()/-]{6,}$/],
];

/** What a text looks like without a word of it: its kind and length. */
export function shapeOf(text: string): string {
  if (text === '') return '';
  const kind = KINDS.find(([, pattern]) => pattern.test(text.trim()))?.[0];
  if (kind) return `<${kind}, ${text.length}>`;
  const words = text.trim().split(/\s+/).length;
  return `<text, ${words} ${words === 1 ? 'word' : 'words'}, ${text.length}>`;
}

/** The same report with every value of the page replaced by its shape; labels, states and kinds stay. */
export function redacted(report: PageReport): PageReport {
  const shape = (text: string | null): string | null => text && shapeOf(text);
  const { record, partner, account } = report;
  return {
    ...report,
    site: report.site && '<site>',
    record: record && {
      id: shape(record.id),
      name: shapeOf(record.name),
      stage: shape(record.stage),
      amount: shape(record.amount),
      owner: shape(record.owner),
      editing: record.editing,
    },
    partner: partner && { ...partner, name: shape(partner.name), id: shape(partner.id) },
    account: account && {
      name: shapeOf(account.name),
      id: shape(account.id),
      domain: shape(account.domain),
    },
    fields: report.fields.map((field) => ({ ...field, value: shapeOf(field.value) })),
  };
}
